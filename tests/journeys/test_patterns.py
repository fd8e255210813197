"""Patterns in a browser: every page without a violation, and from a winner to a filled brief on the calendar."""

from datetime import date

import pytest
from axe import assert_accessible
from factories import make_account, make_posted_video
from pattern_rows import make_forecast, make_run
from screens import DESKTOP, PHONE, name_of

from planner.models import Video
from planner.scheduling import today_of

PAGES = ("", "level/?facet=hook&level=question", "slots/", "next/", "tests/new/", "record/", "about/", "sharing/")
TWO_SCREENS = [
    {"viewport": PHONE, "language": "ja-JP", "scheme": "dark"},
    {"viewport": DESKTOP, "language": "en-GB", "scheme": "light"},
]
two_screens = pytest.mark.parametrize("browser_page", TWO_SCREENS, indirect=True, ids=name_of)


@pytest.fixture
def learned(ours):
    run = make_run(ours)
    for number in range(3):
        make_forecast(
            run, make_posted_video(make_account(ours, f"a{number}"), date(2026, 10, 1 + number), external_id=str(number))
        )
    return ours


@two_screens
def test_every_page_of_patterns_is_accessible_and_fits_its_screen(sign_in, aiko, learned):
    page = sign_in(aiko)
    for path in PAGES:
        page.goto(f"/b/ours/patterns/{path}", wait_until="networkidle")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@two_screens
def test_from_a_winner_to_a_filled_brief_on_the_calendar(sign_in, aiko, learned):
    page = sign_in(aiko)
    page.goto("/b/ours/patterns/")
    page.click("tr.v-win .name a")
    page.wait_for_url("**/patterns/level/**")
    page.click(".head .main-act")
    page.wait_for_url("**/again/**")
    assert_accessible(page)
    page.fill("[name=hook]", "どうして冬に乾くの?")
    page.fill("[name=day]", f"{today_of(learned):%Y-%m-%d}")
    page.click("form .main-act")
    page.wait_for_load_state("networkidle")
    video = Video.objects.get(hook="どうして冬に乾くの?")
    assert (video.planned_day, [mark.level.code for mark in video.levels.select_related("level")]) == (
        today_of(learned),
        ["question"],
    )
    page.goto(f"/b/ours/calendar/?month={video.planned_day:%Y-%m}")
    assert page.get_by_text("どうして冬に乾くの?").first.is_visible()
