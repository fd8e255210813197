"""Taking back the last write to a goal: a new target, a goal that was set, one that was removed. Raises `Refused`."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from analytics.models import Goal
from planner.models import SettingChange
from planner.refusals import NotOfBrand, Refused
from planner.setting_log.changes import CHANGED, record_setting, told_of
from tkcommerce.brands.models import Brand, User

from .editing import goal_changes

UNDONE = "undone"


@transaction.atomic
def undo_goal_changes(*, brand: Brand, changes: Sequence[SettingChange], by: User) -> date:
    """All of them or none, the newest first; the month of the goal. An undo is kept in the history too, and is not undone."""
    Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)
    if not changes:
        raise Refused(_("There is nothing to undo any more."))
    if any(change.brand_id != brand.pk for change in changes):
        raise NotOfBrand(_("This belongs to another brand."))
    return [_undo(change, by) for change in sorted(changes, key=lambda one: -one.pk)][-1]


def _undo(change: SettingChange, by: User) -> date:
    newest = goal_changes(change.brand).filter(row=change.row).first()
    if newest != change or change.verb == UNDONE:
        raise Refused(_("There is nothing to undo any more."))
    if change.verb == "removed":
        return _bring_back(change, by)
    goal = change.brand.goals.get(pk=change.row)  # its newest change is no removal
    before = told_of(goal)
    if change.verb == CHANGED:
        goal.target = Decimal(str(change.fields["target"][0]))
        goal.save(update_fields=["target"])
        goal.refresh_from_db()
        record_setting(goal, by, UNDONE, before)
    else:
        record_setting(goal, by, UNDONE, before, gone=True)
        goal.delete()
    return goal.month


def _bring_back(change: SettingChange, by: User) -> date:
    """Under its old id, so that its history goes on."""
    told = {name: value for name, (value, _gone) in change.fields.items()}
    told |= {"month": date.fromisoformat(told["month"]), "target": Decimal(str(told["target"]))}
    goal = Goal(pk=change.row, brand=change.brand, **told)
    try:
        with transaction.atomic():
            goal.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("What it was before is taken by another entry now.")) from None
    goal.refresh_from_db()
    record_setting(goal, by, UNDONE, {})
    return goal.month
