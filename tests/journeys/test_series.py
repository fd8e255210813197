"""Ideas, series, plans as files and feeds in a browser: in Japanese on a desk, and on every screen without a barrier."""

from datetime import date, time, timedelta

import pytest
from axe import assert_accessible
from factories import make_account, make_planned_video
from screens import DESKTOP, EVERY_SCREEN, PHONE, name_of

from planner.feeds.feeds import make_feed
from planner.ideas.inbox import add_idea
from planner.plan_files.files import receive_plan
from planner.scheduling import today_of
from planner.series.pairing import make_second, partner_of
from planner.series.recurring import start_series
from planner.vocabulary.levels import level_names_of

FIELDS = {
    "name": "朝のルーティン", "account": None, "owner": None, "weekdays": [1, 3], "every_weeks": 1, "time": time(19, 0),
    "last_day": None, "hook": "朝の三分", "caption": "", "script": "", "kind": "video", "seconds": 30,
}  # fmt: skip


@pytest.mark.parametrize("browser_page", [{"viewport": DESKTOP}, {"viewport": PHONE}], indirect=True, ids=["desk", "phone"])
def test_an_idea_is_noted_voted_for_and_planned(sign_in, aiko, ours):
    aiko.language = "ja"
    aiko.save()
    page = sign_in(aiko)
    page.goto("/b/ours/ideas/")
    page.fill("[name=line]", "初雪の日 https://example.com/v #舞台裏")
    page.keyboard.press("Enter")
    row = page.locator(".ideas > li", has_text="初雪の日")
    row.wait_for()
    video = ours.videos.get()
    row.locator(".vote button").click()
    page.locator(f"#vote-{video.pk}[aria-pressed=true]").wait_for()
    assert (video.votes.count(), level_names_of(video)) == (1, {"theme": "backstage"})
    row.locator("form[action$='/plan/'] button").click()
    page.locator(".toast").wait_for()
    video.refresh_from_db()
    assert (video.state, video.planned_day) == ("planned", today_of(ours) + timedelta(days=1))
    page.locator(".toast button").click()
    page.locator(".ideas > li", has_text="初雪の日").wait_for()
    assert ours.videos.get().state == "idea"


def test_a_double_click_notes_an_idea_once(sign_in, aiko, ours):
    page = sign_in(aiko)
    page.goto("/b/ours/ideas/")
    page.fill("[name=line]", "初雪の日")
    page.locator("form.idea-line .main-act").dblclick()
    page.locator(".ideas > li", has_text="初雪の日").wait_for()
    assert ours.videos.count() == 1


def test_a_plan_comes_back_from_a_file_and_is_taken_back(sign_in, aiko, ours):
    page = sign_in(aiko)
    page.goto("/b/ours/plan-files/")
    day = today_of(ours) + timedelta(days=9)
    content = f"冒頭の何か,日\r\n初雪の日,{day}\r\n過去,2020-01-01\r\n".encode("cp932")
    page.set_input_files("[name=file]", {"name": "計画.csv", "mimeType": "text/csv", "buffer": content})
    page.click("form[action$='/upload/'] .main-act")
    page.select_option("#column-0", "hook")
    page.select_option("#column-1", "day")
    page.click("details form .btn")
    page.locator(".problem").first.wait_for()
    page.click("[name=rows][value=good]")
    page.locator(".toast button").wait_for()
    assert ours.videos.visible().get().planned_day == day
    page.locator(".toast button").click()
    page.locator(".toast").wait_for()
    assert ours.videos.visible().count() == 0


def test_a_second_hook_is_made_from_the_page(sign_in, aiko, ours):
    video = make_planned_video(ours, today_of(ours) + timedelta(days=3), hook="乾燥する朝に", account=make_account(ours))
    page = sign_in(aiko)
    page.goto(f"/b/ours/videos/{video.pk}/")
    page.click("[aria-labelledby=variants-title] summary")
    page.fill("#second_hook", "三秒で潤う")
    page.click("form[action$='/second/'] .main-act")
    page.wait_for_url("**/videos/*/")
    page.locator("h1", has_text="三秒で潤う").wait_for()
    assert partner_of(ours.videos.get(pk=video.pk)).hook == "三秒で潤う"


@pytest.mark.parametrize("browser_page", EVERY_SCREEN, indirect=True, ids=name_of)
def test_every_page_is_open_to_everybody(sign_in, aiko, ours):
    add_idea(brand=ours, by=aiko, title="初雪の日", link="https://example.com/")
    series = start_series(brand=ours, by=aiko, first_day=today_of(ours), levels={}, **FIELDS)
    make_feed(brand=ours, by=aiko, is_personal=False)
    video = series.videos.order_by("series_day").first()
    second = make_second(video=video, by=aiko, version=1, hook="other", level=None, day=video.day + timedelta(days=1))
    content = f"ID,Hook line,Day,X\r\nv{video.pk},new,{date(2020, 1, 1)},x\r\nv{second.pk},newer,{second.planned_day},x\r\n"
    plan_file = receive_plan(brand=ours, by=aiko, name="plan.csv", content=content.encode())
    page = sign_in(aiko)
    for place in (
        "ideas/", f"ideas/again/?video={video.pk}", "series/", "series/new/", f"series/{series.pk}/", "plan-files/",
        f"plan-files/{plan_file.pk}/", "feeds/", f"videos/{second.pk}/",
    ):  # fmt: skip
        page.goto(f"/b/ours/{place}")
        assert_accessible(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (place, wide) == (place, 0)
