"""Reproduced 再現済み and retired 卒業: told once, with their evidence, on Home, on the pages and in the mail of the week."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import translation
from pattern_rows import make_run
from report_weeks import WEEK, content

from analytics.badge_words import evidence_words
from analytics.models import PatternCall
from analytics.queries.pattern_badges import badges_earned
from analytics.reports.content import WeeklyContent
from analytics.reports.story import story_of
from analytics.reports.verdicts import week_verdicts
from tkcommerce.dates import start_of

PERIODS = {"periods": [["2025-11-01", "2026-05-03", 0.4], ["2026-05-05", "2026-11-02", 0.3]]}
RETIRED = {"run": 1, "on": "2026-06-01", "lift": 0.4}
DAY = timedelta(days=1)
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


def run_with(brand, made_at, **badges):
    """`badges`: level of hook → field of the verdict and its evidence."""
    run = make_run(brand, made_at=made_at)
    for code, told in badges.items():
        run.fits.get(outcome="views").verdicts.filter(level_code=code).update(**told)
    return run


@pytest.mark.parametrize(
    ("evidence", "language", "said"),
    [
        (PERIODS, "en", "above your usual in both: 2025-11-01–2026-05-03 and 2026-05-05–2026-11-02"),
        ({"trials": 3}, "en", "better than usual in 3 planned trials since it was called"),
        (RETIRED, "en", "was called winning on 2026-06-01, and is not any more"),
    ],
)
def test_the_evidence_in_words(evidence, language, said):
    with translation.override(language):
        assert evidence_words(evidence) == said


@pytest.mark.django_db
def test_only_what_is_new_since_the_run_before_is_told(ours, theirs, django_assert_num_queries):
    run_with(theirs, NOW - DAY, pain={"reproduced": PERIODS})
    run_with(ours, NOW - 9 * DAY, question={"reproduced": PERIODS})
    run_with(ours, NOW - DAY, question={"reproduced": PERIODS}, pain={"retired": RETIRED})
    with django_assert_num_queries(2):
        found = badges_earned(ours, NOW - 7 * DAY, NOW)
    assert [(one.badge, one.row.level_code, one.evidence) for one in found] == [("retired", "pain", RETIRED)]
    assert badges_earned(ours, NOW, NOW + DAY) == []
    assert [one.row.level_code for one in badges_earned(ours, NOW - 20 * DAY, NOW)] == ["question", "pain"]


@pytest.mark.django_db
def test_the_mail_of_the_week_tells_it_with_its_evidence(ours):
    run_with(ours, start_of(WEEK.start, ours.time_zone) + DAY, question={"reproduced": PERIODS})
    (fact,) = week_verdicts(ours, WEEK)
    told = content(verdicts=(fact,))
    assert WeeklyContent.from_json(told.to_json()) == told
    (row,) = next(one for one in story_of(told, edition="marketer", language="en").sections if "patterns" in one.title).rows
    assert row.name == "Question (Hook)"
    assert row.note.startswith("is reproduced · above your usual in both: 2025-11-01–")


def test_home_tells_it_and_how_many_winners_held(as_ben, ours, time_machine):
    time_machine.move_to(NOW, tick=False)
    run = run_with(ours, NOW - DAY, question={"reproduced": PERIODS}, pain={"retired": RETIRED})
    for number, state in enumerate(("held", "held", "failed", "open")):
        PatternCall.objects.create(
            brand=ours, run=run, outcome="views", verdict="winner", facet_code="hook", level_code=f"x{number}",
            called_at=NOW - 40 * DAY, called_day=NOW.date(), lift=0.4, sd=0.1, state=state,
            judged_at=None if state == "open" else NOW - 20 * DAY,
        )  # fmt: skip
    text = as_ben.get(reverse("analytics:pattern-home", args=["ours"])).content.decode()
    assert "Reproduced" in text
    assert "was called winning on 2026-06-01" in text
    assert "Of 3 winners that later videos could judge, 2 held (67%)." in text.replace("67 %", "67%")


def test_the_page_of_a_level_shows_the_evidence(as_ben, ours):
    run_with(ours, NOW, question={"reproduced": PERIODS})
    text = as_ben.get(reverse("analytics:pattern-level", args=["ours"]), {"facet": "hook", "level": "question"}).content.decode()
    assert "above your usual in both: 2025-11-01–2026-05-03" in text
