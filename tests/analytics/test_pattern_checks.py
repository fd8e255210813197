"""What clean tests and A/B pairs found, beside what was said of the same two levels before."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from factories import make_account
from pattern_rows import add_pair, make_run

from analytics.all_pairs import all_pairs
from analytics.models import CleanTest, Verdict
from analytics.queries.pattern_checks import agreement, checks_of
from analytics.queries.patterns import words_of
from planner.vocabulary.levels import vocabulary_of

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
DAY = timedelta(days=1)
SAID = {"hook.question": (30, 1.8, Verdict.WINNER), "hook.pain": (22, 0.9, Verdict.UNPROVEN)}


def made_test(brand, *, factor, lo90, hi90, made_at=NOW, a="pain", b="question", outcome="views"):
    find = vocabulary_of(brand).find
    one, other = find(f"hook.{a}"), find(f"hook.{b}")
    test = CleanTest.objects.create(
        brand=brand, facet=one.facet, level_a=one, level_b=other, seed=1, state="done", factor=factor, lo90=lo90, hi90=hi90,
        p_value=0.01, videos_a=8, videos_b=8, outcome=outcome, ended_at=made_at,
    )  # fmt: skip
    CleanTest.objects.filter(pk=test.pk).update(made_at=made_at)
    return test


def found(brand):
    return checks_of(brand, all_pairs(brand, words_of(brand)))


@pytest.mark.parametrize(
    ("told", "agrees"),
    [
        ({"factor": 1.5, "lo90": 1.1, "hi90": 2.0}, True),
        ({"factor": 0.6, "lo90": 0.4, "hi90": 0.9}, False),
        ({"factor": 1.2, "lo90": 0.8, "hi90": 1.9}, None),  # nothing proven
        ({"factor": 1.5, "lo90": 1.1, "hi90": 2.0, "made_at": NOW - 9 * DAY}, None),  # nothing had been said yet
        ({"factor": 1.5, "lo90": 1.1, "hi90": 2.0, "b": "list"}, None),  # of a level nobody knew
        ({"factor": 1.5, "lo90": 1.1, "hi90": 2.0, "outcome": "saves"}, None),  # of another outcome
    ],
)
def test_a_test_agrees_with_what_was_said_before_it(ours, told, agrees):
    make_run(ours, SAID, made_at=NOW - 5 * DAY)
    make_run(ours, {"hook.question": (30, 0.5, Verdict.LOSING), "hook.pain": (22, 1.5, Verdict.WINNER)}, made_at=NOW + DAY)
    made_test(ours, **told)
    (check,) = found(ours)
    assert check.agrees is agrees
    assert check.said == (pytest.approx(2.0) if agrees is not None or check.is_open else None)


def test_pairs_stand_beside_tests_and_others_do_not(ours, theirs, django_assert_num_queries):
    make_account(ours)
    run = make_run(ours, SAID, made_at=NOW - DAY)
    for ratio in (1.7, 1.9, 2.0, 2.2, 2.5, 2.1):
        add_pair(run, ratio)
    made_test(ours, factor=0.5, lo90=0.3, hi90=0.8)
    make_run(theirs, SAID, made_at=NOW - DAY)
    made_test(theirs, factor=1.5, lo90=1.1, hi90=2.0)
    pairs = all_pairs(ours, words_of(ours))
    with django_assert_num_queries(3):
        checks = checks_of(ours, pairs)
    assert [(check.test is None, check.agrees) for check in checks] == [(False, False), (True, True)]
    assert agreement(checks) == (1, 2)


def test_the_record_shows_them(as_ben, ours):
    make_run(ours, SAID, made_at=NOW - DAY)
    url = reverse("analytics:pattern-score", args=["ours"])
    assert "Put to the test" not in as_ben.get(url).content.decode()
    made_test(ours, factor=1.5, lo90=1.1, hi90=2.0)
    text = as_ben.get(url).content.decode()
    assert "1 of 1 agree with what we had said" in text
    assert "Question / Pain point" in text
