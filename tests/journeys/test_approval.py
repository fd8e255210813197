"""From an idea to the last yes: two people, then somebody outside on a phone, in Japanese; and the keys of the inbox."""

import re

import pytest
from axe import assert_accessible
from factories import join, make_planned_video, make_user
from screens import PHONE

from planner.approval.approving import ask_approval
from planner.approval.steps import save_step
from planner.models import ApprovalStep, ChecklistItem, Video
from planner.scheduling import today_of
from tkcommerce.brands.models import Role


@pytest.fixture
def dai(ours):
    user = make_user("dai@example.com", name="Dai", language="ja")
    join(user, ours, Role.EDITOR)
    return user


@pytest.fixture
def chain(ours, aiko, dai):
    ChecklistItem.objects.filter(brand=ours).exclude(code="rights").update(severity="warn")
    save_step(step=ApprovalStep(brand=ours), by=aiko, name="ブランド", people=[dai])
    save_step(step=ApprovalStep(brand=ours), by=aiko, name="最終", people=[aiko])
    save_step(step=ApprovalStep(brand=ours), by=aiko, name="社外", outside=True)


@pytest.fixture
def video(ours):
    return make_planned_video(ours, today_of(ours), hook="初雪の日", caption="工場の朝", state="idea")


@pytest.mark.parametrize("browser_page", [{"viewport": PHONE}], indirect=True, ids=["phone-ja"])
def test_an_idea_becomes_approved_by_two_people_and_somebody_outside(sign_in, aiko, dai, chain, video):
    place = f"/b/ours/videos/{video.pk}/"
    page = sign_in(dai)
    page.goto(place)
    ask = page.locator("#approval button[disabled]")
    assert ask.count() == 1
    page.locator("#checklist li.blocks button").click()
    page.locator("#checklist li.blocks").wait_for(state="detached")
    page.locator("#approval form button.main-act:enabled").click()
    page.locator("#approval [data-approve]").wait_for()
    assert_accessible(page)
    page.locator("#approval [data-approve]").click()
    page.locator("#approval li.done").wait_for()
    page = sign_in(aiko)
    page.goto("/b/ours/approvals/")
    assert_accessible(page)
    page.locator("[data-approve]").click()
    page.wait_for_load_state()
    page.goto(place)
    page.fill("#guest-name", "中村 さくら")
    page.locator("form[action$='/links/'] button").click()
    address = page.locator("#guest-address").input_value()
    page.context.clear_cookies()
    page.goto(re.sub(r"^https?://[^/]+", "", address))
    assert_accessible(page)
    page.locator("[data-approve]").click()
    page.locator("h1", has_text=re.compile("ありがとう|Thank you")).wait_for()
    assert Video.objects.get(pk=video.pk).state == "approved"


def test_the_inbox_is_worked_with_the_keys(sign_in, aiko, dai, ours, chain):
    ChecklistItem.objects.filter(brand=ours).update(severity="warn")
    videos = [make_planned_video(ours, today_of(ours), hook=f"動画{n}", state="editing") for n in range(2)]
    for video in videos:
        ask_approval(video=video, by=dai, version=video.version)
    page = sign_in(dai)
    page.goto("/b/ours/approvals/")
    for key in ("j", "j", "r"):
        page.keyboard.press(key)
    page.keyboard.type("暗い")
    page.locator("[data-inbox] > li").nth(1).locator(".sends-back form button").click()
    page.locator("[data-inbox] > li").nth(1).wait_for(state="detached")
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.locator("[data-inbox]").wait_for(state="detached")
    assert [Video.objects.get(pk=video.pk).state for video in videos] == ["review", "editing"]
    assert videos[0].rounds.get().at_step == 1
