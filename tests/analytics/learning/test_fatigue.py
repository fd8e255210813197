"""A level posted again soon against the same level after a rest, on the same account."""

from datetime import date, timedelta
from random import Random

import pytest
from django.utils import translation

from analytics.learning.fatigue import fatigue_of
from analytics.level_page import fatigue_words

DAY = date(2026, 3, 1)


def results(*, tired=1.0, count=40, gaps=(1, 9), account=1, seed=3):
    """`count` posts with the gaps in turn; those after the shorter one get `tired` times the usual."""
    random, day, made = Random(seed), DAY, []
    for number in range(count):
        gap = gaps[number % len(gaps)]
        day += timedelta(days=gap)
        made.append((account, day, (tired if gap == min(gaps) else 1.0) * random.uniform(0.8, 1.25)))
    return made


@pytest.mark.parametrize(
    ("tired", "is_proven", "said"),
    [(0.5, True, "It tires"), (1.0, False, "No sign that it tires"), (1.9, True, "It gains from being repeated")],
)
def test_it_is_said_only_when_it_is_proven(tired, is_proven, said):
    found = fatigue_of(results(tired=tired))
    assert (found.days, found.soon, found.rested, found.is_proven) == (1, 19, 20, is_proven)
    assert found.found.lo90 <= tired * 1.05
    assert found.found.hi90 >= tired * 0.95
    with translation.override("en"):
        assert fatigue_words(found).startswith(f"{said}: posted again within 1 days")


def test_gaps_are_those_of_one_account():
    """Two accounts posting on the same days never repeat each other."""
    both = [*results(account=1), *results(account=2, seed=4)]
    assert fatigue_of(both).soon == 2 * fatigue_of(results()).soon


@pytest.mark.parametrize("made", [[], results(count=9), results(gaps=(7, 7)), results(count=12, gaps=(1, 1, 1, 1, 30))])
def test_too_few_on_a_side_say_nothing(made):
    assert fatigue_of(made) is None
