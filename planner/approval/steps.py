"""The writes to a brand's chain: steps, who decides them, their order, and who stands in for whom. Raises `Refused`.

A step is hidden, never deleted: rounds that named it keep its rule. Rounds that run keep the steps they were asked with.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.models import ApprovalStep, ApprovalStepPerson, Delegation
from planner.refusals import NotOfBrand, Refused
from planner.setting_log.changes import CHANGED, Kind, told_of, write_setting_change
from tkcommerce.brands.models import Brand, Role, User


@transaction.atomic
def save_step(
    *,
    step: ApprovalStep,
    by: User,
    name: str,
    people: Iterable[User] = (),
    role: int | None = None,
    outside: bool = False,
    remind_after_hours: int = 24,
) -> ApprovalStep:
    """A new one (unsaved, with its brand) goes to the end. Somebody must be able to decide it."""
    people = [] if outside else list(people)
    _refuse_step(step, name, people, role, outside=outside)
    before = _told(step) if step.pk else {}
    if step.pk is None:
        last = step.brand.approvalsteps.aggregate(last=Max("position"))["last"]
        step.position = 0 if last is None else last + 1
    step.name, step.role, step.outside = name.strip(), None if outside else role, outside
    step.remind_after_hours = remind_after_hours
    step.save()
    step.people.exclude(user__in=people).delete()
    ApprovalStepPerson.objects.bulk_create(
        (ApprovalStepPerson(brand=step.brand, step=step, user=person) for person in people),
        ignore_conflicts=True,
    )
    _record(step, by, CHANGED if before else "added", before)
    return step


def _refuse_step(step: ApprovalStep, name: str, people: list[User], role: int | None, *, outside: bool) -> None:
    if not name.strip():
        raise Refused(_("Give the step a name."))
    if not outside and not people and role is None:
        raise Refused(_("Say who decides: people, a role, or somebody outside."))
    roles = dict(step.brand.memberships.values_list("user_id", "role"))
    for person in people:
        if roles.get(person.pk) is None:
            raise NotOfBrand(_("%(name)s is not a member of this brand.") % {"name": person})
        if roles[person.pk] < Role.EDITOR:
            raise Refused(_("%(name)s may only look: a viewer cannot approve.") % {"name": person})


@transaction.atomic
def hide_step(*, step: ApprovalStep, by: User) -> ApprovalStep:
    """New rounds no longer ask it."""
    return _set_hidden(step, by, hidden=True)


@transaction.atomic
def show_step(*, step: ApprovalStep, by: User) -> ApprovalStep:
    return _set_hidden(step, by, hidden=False)


@transaction.atomic
def move_step(*, step: ApprovalStep, by: User, down: bool) -> ApprovalStep:
    """One place up or down among the steps in use."""
    rows = list(step.brand.approvalsteps.select_for_update().filter(hidden_at=None))
    at = next((place for place, row in enumerate(rows) if row.pk == step.pk), None)
    to = None if at is None else at + (1 if down else -1)
    if to is None or not 0 <= to < len(rows):
        raise Refused(_("“%(step)s” stands at the end of the chain already.") % {"step": step.name})
    moved, before = rows[at], _told(rows[at])
    rows.insert(to, rows.pop(at))
    for place, row in enumerate(rows):
        row.position = place
    ApprovalStep.objects.bulk_update(rows, ["position"])
    _record(moved, by, "moved", before)
    return step


@transaction.atomic
def delegate(*, brand: Brand, person: User, stand_in: User, first_day: date, last_day: date, by: User) -> Delegation:
    """One's own step to somebody else; a manager also delegates for others."""
    roles = dict(brand.memberships.values_list("user_id", "role"))
    if person.pk not in roles or stand_in.pk not in roles:
        raise NotOfBrand(_("Both must be members of this brand."))
    if by != person and roles.get(by.pk, 0) < Role.MANAGER:
        raise Refused(_("Only a manager delegates for somebody else."))
    if person == stand_in:
        raise Refused(_("Choose somebody else as stand-in."))
    if roles[stand_in.pk] < Role.EDITOR:
        raise Refused(_("%(name)s may only look: a viewer cannot approve.") % {"name": stand_in})
    if last_day < first_day:
        raise Refused(_("The last day lies before the first."))
    return Delegation.objects.create(brand=brand, person=person, stand_in=stand_in, first_day=first_day, last_day=last_day)


@transaction.atomic
def end_delegation(*, delegation: Delegation, by: User) -> Delegation:
    current = Delegation.objects.select_for_update(of=("self",)).select_related("brand").get(pk=delegation.pk)
    manages = current.brand.memberships.filter(user=by, role__gte=Role.MANAGER).exists()
    if by.pk != current.person_id and not manages:
        raise Refused(_("Only a manager delegates for somebody else."))
    if current.ended_at is None:
        current.ended_at = timezone.now()
        current.save(update_fields=["ended_at"])
    return current


def _set_hidden(step: ApprovalStep, by: User, *, hidden: bool) -> ApprovalStep:
    current = ApprovalStep.objects.select_for_update().get(pk=step.pk)
    before = _told(current)
    current.hidden_at = timezone.now() if hidden else None
    current.save(update_fields=["hidden_at"])
    _record(current, by, "hidden" if hidden else "shown", before)
    return current


def _told(step: ApprovalStep) -> dict[str, object]:
    """Who decides is part of it."""
    return told_of(step) | {"people": sorted(step.people.values_list("user_id", flat=True))}


def _record(step: ApprovalStep, by: User, verb: str, before: dict) -> None:
    fields = {name: [before.get(name), value] for name, value in _told(step).items() if before.get(name) != value}
    if fields:
        write_setting_change(step, Kind.APPROVAL, by, verb, fields)
