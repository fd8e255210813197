"""The week's news of patterns, and what to make next, in every reader's language."""

from datetime import timedelta

import pytest
from pattern_rows import make_run
from report_weeks import WEEK, content

from analytics.models import PatternCall, Trial
from analytics.reports.chat_message import chat_message
from analytics.reports.content import LevelFact, TrialFact, VerdictFact, WeeklyContent
from analytics.reports.story import story_of
from analytics.reports.verdicts import next_trials, week_verdicts
from tkcommerce.dates import start_of

NEWS = VerdictFact("winner", LevelFact("問いかけ (冒頭フック)", "Question (Hook)"), "views", 30, 1.53, 2.11)
NEXT = TrialFact(LevelFact("問いかけ × 舞台裏", "Question × Backstage"), 1.2, 2.4)


def section(story, title):
    return next((one for one in story.sections if one.title == title), None)


def test_news_and_next_trials_stand_in_mail_and_chat():
    told = content(verdicts=(NEWS,), trials=(NEXT,))
    story = story_of(told, edition="marketer", language="en")
    news, after = section(story, "News of your patterns"), section(story, "What to make next")
    assert [(row.name, row.note) for row in news.rows] == [("Question (Hook)", "is winning now · Views · 1.5–2.1× · 30 videos")]
    assert [(row.name, row.note) for row in after.rows] == [("Question × Backstage", "1.2–2.4× your usual views")]
    blocks = str(chat_message(told, language="en", link="https://example.com"))
    assert "is winning now" in blocks
    assert "問いかけ × 舞台裏" in str(story_of(told, edition="marketer", language="ja"))


def test_a_week_without_news_says_nothing_of_patterns():
    assert section(story_of(content(), edition="marketer", language="en"), "News of your patterns") is None


def test_they_are_frozen_with_the_week_and_older_weeks_have_none():
    told = content(verdicts=(NEWS,), trials=(NEXT,))
    assert WeeklyContent.from_json(told.to_json()) == told
    old = {name: value for name, value in told.to_json().items() if name not in ("verdicts", "trials")}
    assert WeeklyContent.from_json(old).verdicts == ()


@pytest.mark.django_db
def test_only_calls_made_or_judged_in_the_week_count(ours, theirs):
    within, day = start_of(WEEK.start, ours.time_zone), timedelta(days=1)
    for brand in (ours, theirs):
        run = make_run(brand)
        later = {"state": "held", "judged_at": within + day, "later_videos": 9, "later_lo90": 0.9, "later_hi90": 1.4}
        for code, called, judged in (("question", within, {}), ("pain", within - 40 * day, later), ("list", within - day, {})):
            PatternCall.objects.create(
                brand=brand, run=run, outcome="views", verdict="winner", facet_code="hook", level_code=code, called_at=called,
                called_day=called.date(), lift=0.4, sd=0.1, **judged,
            )  # fmt: skip
    found = week_verdicts(ours, WEEK)
    assert [(fact.said, fact.level.en, fact.videos) for fact in found] == [
        ("winner", "Question (Hook)", 30), ("held", "Pain point (Hook)", 9),
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_best_open_suggestions_are_told(ours):
    run = make_run(ours)
    told = {"kind": "exploit", "reason": {"key": "best_known", "params": {}}, "lo90": 1.2, "hi90": 2.4, "facet_code": "hook"}
    Trial.objects.create(brand=ours, run=run, position=1, level_code="question", base={"theme": "backstage"}, **told)
    Trial.objects.create(brand=ours, run=run, position=2, level_code="pain", state="replaced", **told)
    assert [fact.title.en.split(" × ")[0] for fact in next_trials(ours)] == ["Question"]
