"""The calendar in a browser: drag, keys, undo, a stale tab, the dialog, the agenda of a phone."""

from datetime import timedelta

import pytest
from axe import assert_accessible
from factories import make_account, make_planned_video, make_posted_video
from screens import EVERY_SCREEN, PHONE, name_of

from planner.models import Video
from planner.scheduling import move_video, today_of
from tkcommerce.dates import month_of

every_screen = pytest.mark.parametrize("browser_page", EVERY_SCREEN, indirect=True, ids=name_of)


@pytest.fixture
def tenth(ours):
    """The tenth of next month: the whole of its grid lies ahead."""
    return month_of(today_of(ours)).end.replace(day=10)


@pytest.fixture
def video(ours, tenth):
    return make_planned_video(ours, tenth, hook="初雪の日の原料畑", planned_time="20:00")


@pytest.fixture
def calendar(sign_in, aiko, tenth):
    page = sign_in(aiko)
    page.goto(f"/b/ours/calendar/?month={tenth:%Y-%m}")
    return page


def cell(page, day):
    return page.locator(f"[data-day='{day}']")


def card(page, video):
    return page.locator(f"#video-{video.pk}")


def day_of_card(page, video):
    return page.locator(f".day:has(#video-{video.pk})").get_attribute("data-day")


def drag(page, video, day):
    """By steps, as a hand does: what lies over a day gives way once a card is in the air."""
    card(page, video).scroll_into_view_if_needed()
    start, end = card(page, video).bounding_box(), cell(page, day).bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=5)
    page.mouse.up()


def planned_day(video):
    return Video.objects.get(pk=video.pk).planned_day


def test_a_dragged_card_keeps_its_time_and_undo_brings_it_back(video, calendar, tenth):
    there = tenth + timedelta(days=9)
    drag(calendar, video, there)
    calendar.wait_for_selector(".toast")
    assert (day_of_card(calendar, video), planned_day(video)) == (str(there), there)
    assert card(calendar, video).locator("time").inner_text() == "20:00"
    calendar.click(".toast button")
    cell(calendar, tenth).locator(".post").wait_for()
    assert planned_day(video) == tenth


def test_the_keys_move_a_card_and_escape_leaves_it(video, calendar, tenth):
    card(calendar, video).focus()
    for key in ("m", "ArrowRight", "ArrowDown", "Escape"):
        calendar.keyboard.press(key)
    assert calendar.locator(".day.target").count() == 0
    for key in ("m", "ArrowRight", "ArrowDown"):
        calendar.keyboard.press(key)
    there = tenth + timedelta(days=8)
    assert calendar.locator(".day.target").get_attribute("data-day") == str(there)
    assert calendar.locator("#calendar-says").inner_text() == cell(calendar, there).get_attribute("data-label")
    calendar.keyboard.press("Enter")
    calendar.wait_for_selector(".toast")
    assert (day_of_card(calendar, video), planned_day(video)) == (str(there), there)
    assert calendar.evaluate("document.activeElement.id") == f"video-{video.pk}"


def test_a_stale_tab_is_told_and_shows_what_is_true(video, calendar, ben, tenth):
    calendar.watch.expect("409")
    truth = tenth + timedelta(days=1)
    move_video(video=video, to=truth, by=ben, version=1)
    drag(calendar, video, tenth + timedelta(days=14))
    calendar.wait_for_selector(".toast")
    assert "Ben" in calendar.locator(".toast").inner_text()
    assert (day_of_card(calendar, video), planned_day(video)) == (str(truth), truth)


def test_a_card_snaps_back_when_nobody_answers(video, calendar, tenth):
    calendar.watch.expect("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")
    calendar.context.set_offline(True)
    drag(calendar, video, tenth + timedelta(days=2))
    calendar.wait_for_selector("#notes .note.stop")
    assert (day_of_card(calendar, video), planned_day(video)) == (str(tenth), tenth)


def test_a_video_is_planned_edited_and_dropped_in_the_dialog(calendar, ours, tenth):
    cell(calendar, tenth).hover()
    cell(calendar, tenth).locator(".plus").click()
    dialog = calendar.locator("#video-dialog")
    assert dialog.locator("[name=day]").input_value() == str(tenth)
    assert_accessible(calendar)
    dialog.locator("[name=hook]").fill("徹夜の充填ライン")
    dialog.locator("[name=caption]").fill("😀あ")
    assert dialog.locator(".counted").inner_text() == "3 / 2,200 · # 0"
    dialog.locator(".main-act").click()
    calendar.wait_for_selector(".toast")
    video = ours.videos.get()
    assert not dialog.is_visible()
    card(calendar, video).click()
    dialog.locator("[name=hook]").fill("充填ラインの夜")
    dialog.locator(".main-act").click()
    calendar.locator(".post", has_text="充填ラインの夜").wait_for()
    card(calendar, video).click()
    dialog.locator("[form=drop-form]").click()
    card(calendar, video).wait_for(state="detached")
    calendar.click(".toast button")
    card(calendar, video).wait_for()
    assert Video.objects.visible().get().hook == "充填ラインの夜"


def test_n_opens_the_dialog_and_escape_closes_it(calendar):
    calendar.keyboard.press("n")
    calendar.wait_for_selector("#video-dialog[open]")
    calendar.keyboard.press("Escape")
    calendar.wait_for_selector("#video-dialog", state="hidden")


@pytest.mark.parametrize("browser_page", [{"viewport": PHONE}], indirect=True, ids=["phone"])
def test_the_agenda_of_a_phone_opens_at_today(sign_in, aiko, ours):
    account, today = make_account(ours), today_of(ours)
    for n in range(25):
        make_posted_video(account, month_of(today).start, external_id=str(n))
    page = sign_in(aiko)
    page.goto("/b/ours/calendar/")
    assert 0 <= page.locator("#today").bounding_box()["y"] < PHONE["height"]


@every_screen
def test_every_page_of_the_planner_is_accessible_and_fits(sign_in, browser_page, aiko, ours, video):
    aiko.language = browser_page.evaluate("navigator.language")[:2]
    aiko.save(update_fields=["language"])
    today = today_of(ours)
    account = make_account(ours)
    posted = make_posted_video(account, today, external_id="77")
    make_planned_video(ours, today - timedelta(days=1), owner=aiko, account=account)
    page = sign_in(aiko)
    places = ["calendar/", "videos/", "videos/new/", f"videos/{video.pk}/", f"videos/{posted.pk}/"]
    for place in [*places, "accounts/", "accounts/new/", f"accounts/{account.pk}/"]:
        page.goto(f"/b/ours/{place}")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
