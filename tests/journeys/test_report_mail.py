"""The weekly letter and its web version in a real browser: readable on phones, in light and dark, by eye and by ear."""

from dataclasses import replace

import pytest
from axe import assert_accessible
from django.template.loader import render_to_string
from django.utils import translation
from report_weeks import content, no_data, quiet, with_problems
from screens import EVERY_SCREEN, PHONE, name_of

from analytics.reports.render import Links, render_letter
from analytics.reports.story import story_of

LINKS = Links("https://tk.example.com/web", "https://tk.example.com/settings", "https://tk.example.com/stop")
PREVIEW = {"width": 700, "height": 900}  # the reading pane of a desktop mail program
SCREENS = [screen | {"viewport": PREVIEW} if screen["viewport"] != PHONE else screen for screen in EVERY_SCREEN]
WEEKS = {"full": content, "problems": with_problems, "quiet": quiet, "empty": no_data}


def letter(*weeks, language, edition="marketer"):
    return render_letter(
        weeks, edition=edition, language=language, reader="山本 健", note={7: "今週は撮影が多めです。"}, links=LINKS
    )  # fmt: skip


def show(page, html):
    page.set_content(html)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert_accessible(page)


@pytest.mark.parametrize("browser_page", SCREENS, indirect=True, ids=name_of)
def test_the_letters_of_every_kind_of_week_hold(browser_page, request):
    language = request.node.callspec.params["browser_page"]["language"][:2]
    for week in WEEKS.values():
        for edition in ("marketer", "manager"):
            show(browser_page, letter(week(), language=language, edition=edition).html)
    brands = [replace(with_problems(), brand=replace(content().brand, id=n, name=f"ブランド{n}")) for n in range(3)]
    show(browser_page, letter(*brands, language=language).html)


@pytest.mark.parametrize("browser_page", [{"viewport": PHONE, "scheme": "dark"}], indirect=True)
def test_in_the_dark_the_letter_is_dark_and_its_preheader_is_not_seen(browser_page):
    sent = letter(content(), language="ja")
    browser_page.set_content(sent.html)
    assert browser_page.evaluate("getComputedStyle(document.querySelector('.card')).backgroundColor") == "rgb(21, 27, 26)"
    assert browser_page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(14, 19, 18)"
    assert not browser_page.locator(".pre").is_visible()


@pytest.mark.parametrize("browser_page", EVERY_SCREEN, indirect=True, ids=name_of)
def test_the_web_version_holds(browser_page, live_server, request):
    language = request.node.callspec.params["browser_page"]["language"][:2]
    stories = [story_of(week(), edition="manager", language=language) for week in (with_problems, no_data)]
    pages = [{"story": replace(story, brand_id=n), "note": "今週は撮影が多めです。"} for n, story in enumerate(stories)]
    with translation.override(language):
        html = render_to_string("analytics/report.html", {"pages": pages})
    browser_page.goto("/account/login/")  # its style sheets come from the server
    show(browser_page, html)
