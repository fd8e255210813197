"""Goals in the weekly report: of managers, frozen with the week."""

from datetime import date

import pytest
from factories import at

from analytics.goals.editing import set_goal
from analytics.models import Goal
from analytics.reports.content import WeeklyContent
from analytics.reports.story import story_of
from analytics.reports.weekly import build_content
from tkcommerce.dates import Days

WEEK = Days(date(2026, 11, 9), date(2026, 11, 16))
NOW = at("2026-11-17T03:00:00+00:00")


@pytest.fixture
def content(ours, aiko):
    for measure, target in (("posts", 9), ("ctr", 0.02)):
        set_goal(goal=Goal(brand=ours, month=date(2026, 11, 1), measure=measure, target=target), brand=ours, by=aiko)
    set_goal(goal=Goal(brand=ours, month=date(2026, 10, 1), measure="posts", target=99), brand=ours, by=aiko)
    return WeeklyContent.from_json(build_content(ours, WEEK, now=NOW).to_json())


def test_managers_read_how_each_goal_of_the_month_stands(content):
    story = story_of(content, edition="manager", language="en")
    [section] = [section for section in story.sections if section.title == "Goals of the month"]
    assert [(row.name, row.note) for row in section.rows] == [
        ("Posts", "No forecast yet · — of 9"), ("CTR of videos", "No forecast yet · — of 2.00%"),
    ]  # fmt: skip
    assert section.link.url.endswith("/b/ours/goals/")


def test_marketers_do_not(content):
    titles = [section.title for section in story_of(content, edition="marketer", language="en").sections]
    assert "Goals of the month" not in titles


def test_a_week_without_goals_has_no_section(ours):
    story = story_of(build_content(ours, WEEK, now=NOW), edition="manager", language="en")
    assert "Goals of the month" not in [section.title for section in story.sections]
