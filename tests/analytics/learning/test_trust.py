"""What the past lets us say."""

import pandas as pd
import pytest

from analytics.learning.trust import FEWEST_CHANCE, Trust, judged_of, trust_of
from analytics.models import Verdict

CLEAR = {
    Verdict.WINNER: {"lo90": 1.1, "hi90": 1.5},
    Verdict.LOSING: {"lo90": 0.5, "hi90": 0.9},
    Verdict.AVERAGE: {"lo90": 0.9, "hi90": 1.1},
}


def past(held, *, z=2.5, splits=(0.5, 0.6, 0.7)):
    return [[split, z, hit] for split in splits for hit in held]


def test_without_a_past_nobody_is_shown_as_winning():
    trust = trust_of([])
    assert trust.chance(0.5, 0.1) is None
    assert trust.shown(Verdict.WINNER, None, **CLEAR[Verdict.WINNER]) == Verdict.PROMISING
    assert trust.shown(Verdict.LOSING, None, **CLEAR[Verdict.LOSING]) == Verdict.UNPROVEN
    assert trust.shown(Verdict.AVERAGE, None, **CLEAR[Verdict.AVERAGE]) == Verdict.AVERAGE


def test_a_range_that_touches_the_usual_is_never_shown_as_winning_or_losing():
    trust = trust_of(past([True] * 40))
    chance = trust.chance(0.25, 0.1)
    assert trust.shown(Verdict.WINNER, chance, lo90=0.99, hi90=1.6) == Verdict.PROMISING
    assert trust.shown(Verdict.LOSING, chance, lo90=0.6, hi90=1.01) == Verdict.UNPROVEN


def test_one_split_of_the_past_is_not_enough():
    trust = trust_of(past([True] * 20, splits=(0.5,)))
    assert trust.shown(Verdict.WINNER, trust.chance(0.5, 0.1), **CLEAR[Verdict.WINNER]) == Verdict.PROMISING


@pytest.mark.parametrize(("held", "shown"), [([True] * 40, Verdict.WINNER), ([True, False] * 20, Verdict.PROMISING)])
def test_a_winner_is_shown_where_calls_have_held(held, shown):
    trust = trust_of(past(held))
    chance = trust.chance(0.25, 0.1)
    assert (chance >= FEWEST_CHANCE) == (shown == Verdict.WINNER)
    assert trust.shown(Verdict.WINNER, chance, **CLEAR[Verdict.WINNER]) == shown


def test_other_brands_of_the_owner_lend_their_past():
    alone, together = trust_of([]), trust_of([], [past([True] * 40), past([True] * 30)])
    assert (alone.folds, together.folds, together.brands) == (0, 3, 2)
    assert together.b > Trust().b
    assert together.judged == []


def test_only_what_was_judged_counts():
    calls = pd.DataFrame({"split": [0.5, 0.6], "mean": [-0.2, 0.3], "sd": [0.1, 0.1], "held": [True, None]})
    assert judged_of(calls.astype({"held": "boolean"})) == [[0.5, 2.0, True]]
