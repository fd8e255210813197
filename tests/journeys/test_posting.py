"""Posting in a browser: from the phone by link, and by a match that an import found, with the keyboard."""

from datetime import date, time, timedelta

import pytest
from axe import assert_accessible
from django.utils import timezone
from factories import make_account, make_planned_video, make_posted_video
from screens import DESKTOP, EVERY_SCREEN, PHONE, name_of

from planner.models import Video
from planner.posting.match_guesses import make_guesses
from tkcommerce.dates import day_of

every_screen = pytest.mark.parametrize("browser_page", EVERY_SCREEN, indirect=True, ids=name_of)
CAPTION = "うるおいが夜まで続く。しずく美容液の使い方 #スキンケア"


@pytest.fixture
def today(ours):
    return day_of(timezone.now(), ours.time_zone)


@pytest.fixture
def video(ours, today):
    told = {"planned_time": time(20), "account": make_account(ours), "state": "scheduled", "caption": CAPTION}
    return make_planned_video(ours, today, hook="徹夜の充填ライン", **told)


@pytest.fixture
def found(video, today):
    """A post of three days ago that looks like a plan of that day."""
    day: date = today - timedelta(days=3)
    caption = "2週間使った肌を、毎朝おなじ窓辺で撮りました #レビュー"
    told = {"planned_time": time(19), "account": video.account, "caption": caption + " #肌記録"}
    make_planned_video(video.brand, day, hook="お客様の2週間", **told)
    make_posted_video(video.account, day, external_id="7400000000000000001", caption=caption)
    make_guesses(video.brand)


def link_of_now():
    """Of a post uploaded a minute ago."""
    return f"https://www.tiktok.com/@shizuku/video/{(int(timezone.now().timestamp()) - 60) << 32}"


@pytest.mark.parametrize("browser_page", [{"viewport": PHONE}, {"viewport": DESKTOP, "language": "en-GB"}], indirect=True)
def test_from_the_home_page_to_posted_and_back(sign_in, aiko, video, browser_page):
    aiko.language = "en" if browser_page.viewport_size["width"] > 1000 else "ja"
    aiko.save(update_fields=["language"])
    page = sign_in(aiko)
    page.goto("/b/ours/")
    page.click(f"#main a.btn[href$='/videos/{video.pk}/post/']")
    assert page.locator("#caption-to-copy").input_value() == CAPTION
    page.fill("#id_link", "https://vt.tiktok.com/ZSabc/")
    page.watch.expect("409")
    page.click("form .main-act")
    page.locator(".note.stop, .note.warm").first.wait_for()
    assert page.locator("#id_link").input_value() == "https://vt.tiktok.com/ZSabc/"
    page.fill("#id_link", link_of_now())
    page.click("form .main-act")
    page.locator(".toast").wait_for()
    assert Video.objects.get(pk=video.pk).state == "posted"
    page.click(".toast button")
    page.locator("#id_link").wait_for()
    assert Video.objects.get(pk=video.pk).state == "scheduled"


def test_a_match_is_confirmed_and_taken_back_with_the_keyboard(sign_in, aiko, found):
    page = sign_in(aiko)
    page.goto("/b/ours/matches/")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.className").endswith("match")
    page.keyboard.press("y")
    page.locator(".toast").wait_for()
    assert page.locator(".match").count() == 0
    assert Video.objects.visible().filter(state="posted").count() == 1
    page.click(".toast button")
    page.locator(".match").wait_for()
    page.keyboard.press("x")
    page.locator(".toast").wait_for()
    assert Video.objects.visible().filter(state="posted").count() == 1


@every_screen
def test_every_screen_is_accessible_and_fits(sign_in, aiko, ben, video, found, browser_page):
    page = sign_in(aiko)
    for url in (f"/b/ours/videos/{video.pk}/post/", "/b/ours/matches/", "/b/ours/reminders/", "/b/ours/"):
        page.goto(url)
        page.wait_for_load_state("networkidle")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
