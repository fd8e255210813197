"""The writes to goals of a month; raise `Refused`. Each leaves its change behind."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from analytics.models import Goal
from planner.models import SettingChange
from planner.refusals import NotOfBrand, Refused
from planner.setting_log.changes import CHANGED, record_setting, told_of
from tkcommerce.brands.models import Brand, User
from tkcommerce.dates import month_of

Measure = Goal.Measure
KEY = ("month", "measure", "channel", "currency")


def goal_changes(brand: Brand) -> QuerySet[SettingChange]:
    """Of all goals, newest first."""
    return brand.settingchanges.filter(kind=SettingChange.Kind.TARGET)


@transaction.atomic
def set_goal(*, goal: Goal, brand: Brand, by: User) -> Goal:
    """The goal of its month, measure, channel and currency; one that is there already gets the new target."""
    if goal.brand_id != brand.pk:
        raise NotOfBrand(_("This belongs to another brand."))
    _refuse_wrong_measure(goal)
    Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)  # two at once would both find none
    current = brand.goals.filter(**{name: getattr(goal, name) for name in KEY}).first()
    if current is None:
        goal.save()
        record_setting(goal, by, "added", {})
        return goal
    before = told_of(current)
    current.target = goal.target
    current.save(update_fields=["target"])
    current.refresh_from_db()
    record_setting(current, by, CHANGED, before)
    return current


@transaction.atomic
def remove_goal(*, goal: Goal, by: User) -> None:
    current = Goal.objects.select_for_update(of=("self",)).filter(pk=goal.pk).first()
    if current is None:
        raise Refused(_("Somebody was faster: it is so already."))
    record_setting(current, by, "removed", told_of(current), gone=True)
    current.delete()


@transaction.atomic
def repeat_goals(*, brand: Brand, month: date, by: User) -> list[SettingChange]:
    """The goals of the month before, where this month has none of that kind yet. What it wrote, in that order."""
    Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)
    before = month_of(month - timedelta(days=1)).start
    there = set(brand.goals.filter(month=month).values_list(*KEY[1:]))
    made: list[SettingChange] = []
    for goal in brand.goals.filter(month=before):
        if (goal.measure, goal.channel, goal.currency) not in there:
            told = {name: getattr(goal, name) for name in (*KEY[1:], "target")}
            set_goal(goal=Goal(brand=brand, month=month, **told), brand=brand, by=by)
            made += goal_changes(brand)[:1]
    if not made:
        raise Refused(_("The month before has no goal that is missing here."))
    return made


def _refuse_wrong_measure(goal: Goal) -> None:
    if (goal.measure == Measure.GMV) != bool(goal.currency):
        raise Refused(_("A goal of GMV has a currency, the others have none."))
    if goal.measure == Measure.GMV and not goal.channel:
        raise Refused(_("GMV is counted apart by channel: choose one."))
    if goal.channel and goal.measure not in (Measure.GMV, Measure.NEW_CUSTOMERS):
        raise Refused(_("Only GMV and new customers are counted by channel."))
