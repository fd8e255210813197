"""The made-up brand's rhythm: goal, slots, a saved filter, a second market, and how far it is on the way to TikTok Shop."""

from datetime import date, time, timedelta

from planner.cadence.editing import add_slot, set_goal
from planner.calendar.saved_filters import save_filter
from planner.markets.editing import add_market, change_step, set_market, tick
from planner.models import Account, MarketPlan
from tkcommerce.brands.models import Brand, User

PER_WEEK = 4
SLOTS = ((1, time(20, 0)), (3, time(12, 0)), (4, time(20, 0)), (5, time(19, 30)), (6, time(21, 0)))  # (weekday, time)
DONE = ("goal", "account", "brand-rules", "approval", "weekly-review", "sound-rule", "measuring")
DUE = (("test-videos", 12), ("creator-list", 20), ("stock-price", -1), ("registration", 30))  # (step, days from today)


def set_demo_rhythm(brand: Brand, account: Account, *, today: date, by: User) -> None:
    set_goal(account=account, per_week=PER_WEEK, by=by)
    for weekday, at in SLOTS:
        add_slot(account=account, weekday=weekday, at=at, by=by)
    save_filter(brand=brand, by=by, name="今月のハウツー", view="list", told={"level": "theme.howto"}, is_shared=True)
    home = brand.marketplans.get(market=brand.home_market)
    steps = {step.code: step for step in home.steps.all()}
    for code in DONE:
        tick(step=steps[code], by=by)
    for code, days in DUE:
        change_step(step=steps[code], owner=by, due_day=today + timedelta(days=days), evidence="", by=by)
    set_market(plan=home, state=MarketPlan.State.APPLIED, opens_on=today + timedelta(days=45), today=today, by=by)
    add_market(brand=brand, market="ID", by=by)
