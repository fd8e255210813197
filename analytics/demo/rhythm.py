"""The made-up brand's rhythm: goal, slots, a saved filter, a second market, and how far it is on the way to TikTok Shop."""

from datetime import date, time, timedelta

from planner.cadence.editing import add_slot, set_goal
from planner.calendar.saved_filters import save_filter
from planner.markets.editing import add_market, change_step, set_market, tick
from planner.models import Account, MarketPlan
from tkcommerce.brands.models import Brand, User

PER_WEEK = 4
SLOTS = ((1, time(20, 0)), (3, time(12, 0)), (4, time(20, 0)), (5, time(19, 30)), (6, time(21, 0)))  # (weekday, time)
OPEN_STEPS = {"gmv-max": 6, "review-90": 20}  # of the home market, which sells: step → days from today
DONE = ("goal", "account", "brand-rules", "approval", "weekly-review", "sound-rule", "measuring")  # of the next market
DUE = (("test-videos", 12), ("creator-list", 20), ("stock-price", -1), ("registration", 30))  # (step, days from today)


def set_demo_rhythm(brand: Brand, account: Account, *, today: date, by: User) -> None:
    set_goal(account=account, per_week=PER_WEEK, by=by)
    for weekday, at in SLOTS:
        add_slot(account=account, weekday=weekday, at=at, by=by)
    save_filter(brand=brand, by=by, name="今月のハウツー", view="list", told={"level": "theme.howto"}, is_shared=True)
    _sell_at_home(brand, today=today, by=by)
    _sell_abroad(brand, today=today, by=by)


def _sell_at_home(brand: Brand, *, today: date, by: User) -> None:
    home = brand.marketplans.get(market=brand.home_market)
    for step in home.steps.all():
        if step.code in OPEN_STEPS:
            change_step(step=step, owner=by, due_day=today + timedelta(days=OPEN_STEPS[step.code]), evidence="", by=by)
        else:
            tick(step=step, by=by)
    set_market(plan=home, state=MarketPlan.State.SELLING, opens_on=None, today=today, by=by)


def _sell_abroad(brand: Brand, *, today: date, by: User) -> None:
    """Malaysia sells already, and Indonesia is next."""
    abroad = add_market(brand=brand, market="MY", by=by)
    set_market(plan=abroad, state=MarketPlan.State.SELLING, opens_on=None, today=today, by=by)
    plan = add_market(brand=brand, market="ID", by=by)
    steps = {step.code: step for step in plan.steps.all()}
    for code in DONE:
        tick(step=steps[code], by=by)
    for code, days in DUE:
        change_step(step=steps[code], owner=by, due_day=today + timedelta(days=days), evidence="", by=by)
    set_market(plan=plan, state=MarketPlan.State.APPLIED, opens_on=today + timedelta(days=45), today=today, by=by)
