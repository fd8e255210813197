"""The four views in a browser: states by drag and keys, several cards at once, a finger, saved filters, a copied week, print."""

from datetime import timedelta

import pytest
from axe import assert_accessible
from factories import make_account, make_planned_video, make_posted_video
from screens import EVERY_SCREEN, PHONE, name_of

from planner.models import Video
from planner.scheduling import today_of
from tkcommerce.dates import week_of

every_screen = pytest.mark.parametrize("browser_page", EVERY_SCREEN, indirect=True, ids=name_of)
phone = pytest.mark.parametrize("browser_page", [{"viewport": PHONE}], indirect=True, ids=["phone"])


@pytest.fixture
def next_week(ours):
    return week_of(today_of(ours) + timedelta(days=7))


@pytest.fixture
def videos(ours, next_week):
    days = list(next_week)
    return [make_planned_video(ours, days[n], hook=f"撮影の裏側 {n}", planned_time="20:00") for n in range(3)]


@pytest.fixture
def week(sign_in, aiko, next_week, videos):
    page = sign_in(aiko)
    page.goto(f"/b/ours/calendar/week/?week={next_week.start}")
    return page


def card(page, video):
    return page.locator(f"#video-{video.pk}")


def now(video):
    return Video.objects.get(pk=video.pk)


def test_a_card_is_dragged_to_a_state_and_another_state_says_how_one_comes_there(sign_in, aiko, videos):
    page = sign_in(aiko)
    page.watch.expect("409")
    page.goto("/b/ours/calendar/board/")
    card(page, videos[0]).drag_to(page.locator("[data-state=scripting]"))
    page.wait_for_selector(".toast")
    assert page.locator("[data-state=scripting] .post").count() == 1
    assert now(videos[0]).state == "scripting"
    page.click(".toast button")
    page.wait_for_selector("[data-state=scripting] .post", state="detached")
    assert now(videos[0]).state == "planned"
    card(page, videos[1]).focus()
    for key in ("m", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.locator(".toast", has_text="Ask for approval").wait_for()
    assert page.locator("[data-state=review] .post").count() == 0
    assert page.locator("[data-state=planned] .post").count() == 3
    assert now(videos[1]).state == "planned"


def test_several_picked_cards_move_as_one_and_come_back_as_one(week, videos, next_week):
    card(week, videos[0]).click(modifiers=["Control"])
    card(week, videos[2]).click(modifiers=["Shift"])
    assert week.locator(".post.picked").count() == 3
    card(week, videos[1]).focus()
    week.keyboard.press("x")
    assert week.locator(".post.picked").count() == 2
    assert_accessible(week)
    week.fill("#picked_days", "1")
    week.click("#picked-form .main-act")
    week.wait_for_selector(".toast")
    days = list(next_week)
    assert [now(video).planned_day for video in videos] == [days[1], days[1], days[3]]
    week.click(".toast button")
    week.wait_for_selector(".toast")
    assert [now(video).planned_day for video in videos] == days[:3]


def test_a_picked_card_that_is_dragged_takes_the_others_along(week, videos, next_week):
    days = list(next_week)
    for video in videos[:2]:
        card(week, video).click(modifiers=["Control"])
    card(week, videos[0]).drag_to(week.locator(f"[data-day='{days[2]}']"))
    week.wait_for_selector(".toast")
    assert [now(video).planned_day for video in videos] == [days[2], days[3], days[2]]


def test_a_week_is_copied_and_the_copy_is_taken_back(week, ours, next_week):
    week.click(".bar .menu.end summary")
    to = next_week.end + timedelta(days=3)
    week.fill("#id_to", str(to))
    week.click(".bar .menu.end form button")
    week.wait_for_selector(".toast")
    assert week.locator(".post").count() == 3
    assert ours.videos.filter(planned_day__gte=next_week.end).count() == 3
    week.click(".toast button")
    week.wait_for_selector(".toast")
    assert ours.videos.visible().filter(planned_day__gte=next_week.end).count() == 0


def test_a_filter_is_saved_used_and_deleted(week, aiko, ours):
    week.goto("/b/ours/calendar/list/?state=planned")
    week.click(".saved summary")
    week.fill("#save-name", "予定だけ")
    week.click(".saved form button")
    week.wait_for_selector(".toast")
    week.goto("/b/ours/calendar/")
    week.click(".saved summary")
    week.click("text=予定だけ")
    week.wait_for_url("**/calendar/list/?state=planned")
    week.goto("/b/ours/calendar/filters/")
    week.click(".saved-rows form[action$='/delete/'] button")
    week.wait_for_selector(".toast")
    assert ours.savedfilters.count() == 0
    week.click(".toast button")
    week.wait_for_selector(".saved-rows")
    assert ours.savedfilters.count() == 1


@phone
def test_one_row_of_filters_and_a_sheet_with_the_rest(sign_in, browser_page, aiko, ours, videos):
    page = sign_in(aiko)
    page.goto("/b/ours/calendar/list/")
    rows = {page.locator(f".bar > form > {one}").bounding_box()["y"] for one in ("select", ".more")}
    assert len(rows) == 1
    page.click(".more > summary")
    assert_accessible(page)
    page.select_option("[name=state]", "planned")
    page.wait_for_url("**/calendar/list/?state=planned")
    assert page.locator(".more > summary .count:visible").inner_text() == "1"


@phone
def test_a_finger_presses_long_and_drags(sign_in, browser_page, aiko, videos, next_week):
    page = sign_in(aiko)
    page.goto(f"/b/ours/calendar/week/?week={next_week.start}")
    box = card(page, videos[0]).bounding_box()
    target = page.locator(f"[data-day='{list(next_week)[1]}'] .post").bounding_box()
    touch = """([name, x, y, card]) => {
      const target = document.getElementById(card);
      const point = new Touch({ identifier: 1, target, clientX: x, clientY: y });
      const touches = name === "touchend" ? [] : [point];
      target.dispatchEvent(new TouchEvent(name, { bubbles: true, cancelable: true, touches, changedTouches: [point] }));
    }"""
    name = f"video-{videos[0].pk}"
    start, there = [box["x"] + 40, box["y"] + 20], [target["x"] + 40, target["y"] + 20]
    page.evaluate(touch, ["touchstart", *start, name])
    page.wait_for_selector(".post.held")
    there = page.locator(f"[data-day='{list(next_week)[1]}'] .post").bounding_box()
    page.evaluate(touch, ["touchmove", there["x"] + 40, there["y"] + 20, name])
    page.wait_for_selector(".day.target")
    page.evaluate(touch, ["touchend", there["x"] + 40, there["y"] + 20, name])
    page.wait_for_selector(".toast")
    assert now(videos[0]).planned_day == list(next_week)[1]


@phone
def test_a_phone_picks_by_tapping(sign_in, browser_page, aiko, videos, next_week):
    page = sign_in(aiko)
    page.goto(f"/b/ours/calendar/week/?week={next_week.start}")
    page.click("[data-pick-mode]")
    for video in videos[:2]:
        card(page, video).click()
    assert page.locator(".post.picked").count() == 2
    page.select_option("#picked_state", "shooting")
    page.click("#picked-form .main-act")
    page.wait_for_selector(".toast")
    assert [now(video).state for video in videos] == ["shooting", "shooting", "planned"]


def test_a_print_shows_the_plan_alone(week):
    week.emulate_media(media="print")
    for hidden in (".rail", ".top", ".bar", ".acts"):
        assert not week.locator(hidden).first.is_visible()
    assert week.locator(".printed").is_visible()
    assert week.locator(".post").first.is_visible()
    assert len(week.pdf(prefer_css_page_size=True)) > 1000


@every_screen
def test_every_view_is_accessible_and_fits(sign_in, browser_page, aiko, ours, videos):
    aiko.language = browser_page.evaluate("navigator.language")[:2]
    aiko.save(update_fields=["language"])
    make_posted_video(make_account(ours), today_of(ours), external_id="77")
    make_planned_video(ours, today_of(ours) - timedelta(days=1), planned_zone="Asia/Jakarta", planned_time="08:00")
    ours.savedfilters.create(user=aiko, name="mine", view="month", query="state=idea")
    page = sign_in(aiko)
    for place in ("", "week/", "list/", "board/", "filters/"):
        page.goto(f"/b/ours/calendar/{place}")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
