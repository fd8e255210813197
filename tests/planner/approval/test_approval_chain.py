"""Who may decide a step: named people, roles, stand-ins; and who may not."""

from datetime import date

import pytest

from planner.approval.chain import Deputy, Right, StepRule, deciders_of, right_of
from tkcommerce.brands.models import Role

ROLES = {1: Role.OWNER, 2: Role.MANAGER, 3: Role.EDITOR, 4: Role.VIEWER}
TODAY = date(2026, 11, 25)
AWAY = Deputy(2, 3, date(2026, 11, 24), date(2026, 11, 25))


def right(user, step, *, deputies=(), today=TODAY, roles=ROLES):
    return right_of(user, step, roles=roles, deputies=deputies, today=today)


@pytest.mark.parametrize(
    ("step", "may"),
    [
        (StepRule(1, "named", frozenset({2})), [2]),
        (StepRule(1, "viewer named", frozenset({4})), []),
        (StepRule(1, "managers", role=Role.MANAGER), [1, 2]),
        (StepRule(1, "both", frozenset({3}), Role.OWNER), [1, 3]),
        (StepRule(1, "outside", frozenset({2}), Role.EDITOR, outside=True), []),
        (StepRule(1, "stranger", frozenset({9})), []),
    ],
)
def test_who_decides(step, may):
    assert deciders_of(step, roles=ROLES, deputies=(), today=TODAY) == may


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (date(2026, 11, 23), None), (date(2026, 11, 24), Right(2)), (date(2026, 11, 25), Right(2)), (date(2026, 11, 26), None),
    ],
)  # fmt: skip
def test_a_stand_in_decides_from_the_first_to_the_last_day(today, found):
    assert right(3, StepRule(1, "x", frozenset({2})), deputies=[AWAY], today=today) == found


def test_ones_own_right_comes_before_anothers():
    assert right(3, StepRule(1, "x", frozenset({2, 3})), deputies=[AWAY]) == Right()


def test_whoever_left_the_brand_hands_nothing_on():
    roles = {user: role for user, role in ROLES.items() if user != 2}
    assert right(3, StepRule(1, "x", frozenset({2})), deputies=[AWAY], roles=roles) is None


def test_standing_in_is_not_handed_on_twice():
    chain = [AWAY, Deputy(3, 1, TODAY, TODAY)]
    assert right(1, StepRule(1, "x", frozenset({2})), deputies=chain) is None


def test_a_viewer_cannot_stand_in():
    assert right(4, StepRule(1, "x", frozenset({2})), deputies=[Deputy(2, 4, TODAY, TODAY)]) is None
