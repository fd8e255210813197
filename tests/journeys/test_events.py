"""Events, goals and slots, and the way into a market, in a browser."""

import pytest
from axe import assert_accessible
from factories import make_account
from screens import EVERY_SCREEN, PHONE, name_of

from planner.cadence.gaps import next_free_slot
from planner.models import MarketFact, PostingSlot, Video

some_screens = pytest.mark.parametrize("browser_page", EVERY_SCREEN[::3], indirect=True, ids=name_of)
on_phone = pytest.mark.parametrize("browser_page", [{"viewport": PHONE}], indirect=True, ids=["phone"])


@pytest.fixture
def account(ours):
    return make_account(ours)


def test_goal_and_slots_then_the_calendar_and_a_video_know_them(sign_in, aiko, ours, account):
    page = sign_in(aiko)
    page.goto("/b/ours/cadence/")
    page.fill(f"#goal-{account.pk}", "4")
    page.click(f"form[action$='/{account.pk}/goal/'] button")
    page.wait_for_selector(".toast")
    page.select_option(f"#weekday-{account.pk}", "5")
    page.fill(f"#at-{account.pk}", "19:30")
    page.click(f"form[action$='/{account.pk}/slots/'] button")
    page.wait_for_selector(".slots time")
    page.click(".slots button")
    page.click(".toast button")  # undo
    page.wait_for_selector(".slots time")
    slot = PostingSlot.objects.get()
    assert (slot.weekday, f"{slot.time:%H:%M}", account.goal.per_week) == (5, "19:30", 4)
    video = Video.objects.create(brand=ours, account=account, hook="no day yet", state=Video.State.PLANNED)
    free = next_free_slot(ours, account, after=video.created_at)
    page.goto(f"/b/ours/videos/{video.pk}/")
    page.click("form[action$='/slot/'] button")
    page.wait_for_selector(".toast")
    video.refresh_from_db()
    assert (video.planned_day, video.planned_time) == (free.day, free.at)


@on_phone
def test_an_event_is_added_on_a_phone_only_the_fields_that_count_show(sign_in, aiko, ours):
    page = sign_in(aiko)
    page.goto("/b/ours/events/")
    page.click(".head .main-act")
    page.fill("[name=label_ja]", "創業祭")
    page.check("[value=nth]")
    assert [page.locator(f"[name={name}]").is_visible() for name in ("nth", "on", "once", "day")] == [True, False, False, False]
    page.select_option("[name=nth]", "2")
    page.select_option("[name=weekday]", "6")
    page.select_option("[name=month]", "5")
    page.click("form .main-act")
    page.wait_for_url("**/events/all/")
    assert ours.commerceevents.get(code="own-1").rule == {"nth": 2, "weekday": 6, "month": 5}


def test_a_step_towards_a_market_is_ticked_with_its_evidence(sign_in, aiko, ours):
    page = sign_in(aiko)
    page.goto("/b/ours/markets/")
    page.click(".card h2 a")
    page.click(".todo .check >> nth=0")
    page.wait_for_selector(".todo .done")
    page.click(".todo summary >> nth=0")
    page.fill(".todo [name=evidence] >> nth=0", "https://example.com/goal")
    page.click(".todo details[open] .main-act")
    page.wait_for_selector(".todo a[href='https://example.com/goal']")
    step = ours.marketplans.get().steps.get(code="goal")
    assert (step.done_by, step.evidence) == (aiko, "https://example.com/goal")


@some_screens
def test_every_page_is_accessible(sign_in, aiko, ours, account):
    page = sign_in(aiko)
    PostingSlot.objects.create(brand=ours, account=account, weekday=5, time="19:30")
    MarketFact.objects.get_or_create(market="JP", topic="status", value_ja="x", value_en="x", source="example.com")
    plan, event = ours.marketplans.get(), ours.commerceevents.get(code="black-friday")
    for path in ("events/", "events/all/", f"events/{event.pk}/", "cadence/", "markets/", f"markets/{plan.pk}/"):
        page.goto(f"/b/ours/{path}")
        assert_accessible(page)
