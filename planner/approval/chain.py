"""Who may decide a step of the chain: named people, everybody of at least a role, and who stands in for them. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from tkcommerce.brands.models import Role


@dataclass(frozen=True)
class StepRule:
    """Who decides: `people` by id, and where `role` is set every member of at least that role. Outside: only a guest by link."""

    id: int
    name: str
    people: frozenset[int] = frozenset()
    role: int | None = None
    outside: bool = False
    remind_after_hours: int = 24


@dataclass(frozen=True)
class Deputy:
    """`stand_in` decides for `person` from the first to the last day, both included."""

    person: int
    stand_in: int
    first_day: date
    last_day: date


@dataclass(frozen=True)
class Right:
    """That a person may decide; `in_place_of`: the id of the one she stands in for, None: in her own name."""

    in_place_of: int | None = None


def may_herself(user_id: int, role: int, step: StepRule) -> bool:
    """Viewers look and never decide, even where they are named."""
    if step.outside or role < Role.EDITOR:
        return False
    return user_id in step.people or (step.role is not None and role >= step.role)


def right_of(
    user_id: int, step: StepRule, *, roles: Mapping[int, int], deputies: Collection[Deputy], today: date
) -> Right | None:
    """The right to decide this step today, one's own before another's. `roles`: {member's id: role} of the brand."""
    role = roles.get(user_id)
    if role is None or role < Role.EDITOR:
        return None
    if may_herself(user_id, role, step):
        return Right()
    for deputy in deputies:
        if deputy.stand_in != user_id or not deputy.first_day <= today <= deputy.last_day:
            continue
        if deputy.person in roles and may_herself(deputy.person, roles[deputy.person], step):
            return Right(in_place_of=deputy.person)
    return None


def deciders_of(step: StepRule, *, roles: Mapping[int, int], deputies: Collection[Deputy], today: date) -> list[int]:
    """The ids of everybody who may decide this step today, in the order of `roles`."""
    return [user for user in roles if right_of(user, step, roles=roles, deputies=deputies, today=today)]
