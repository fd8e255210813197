"""Taking back what one press wrote to goals: a new target, goals that were set, one that was removed. Raises `Refused`."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from analytics.write_undo import undo_write
from planner.models import SettingChange
from planner.refusals import Refused
from tkcommerce.brands.models import Brand, User


@transaction.atomic
def undo_goal_changes(*, brand: Brand, changes: Sequence[SettingChange], by: User) -> date:
    """All of them or none, the newest first; the month of the goal. An undo is kept in the history too, and is not undone."""
    if not changes:
        raise Refused(_("There is nothing to undo any more."))
    for change in sorted(changes, key=lambda one: -one.pk):
        undo_write(change=change, brand=brand, by=by)
    return _month_of(brand, changes[0])


def _month_of(brand: Brand, change: SettingChange) -> date:
    """Of the goal as it stands now; one that is gone was just added, with its month."""
    goal = brand.goals.filter(pk=change.row).first()
    return goal.month if goal else date.fromisoformat(change.fields["month"][1])
