"""Trials in a browser: from a suggestion to its result, from two levels to a cause, and a part of the videos looked at alone."""

from datetime import time, timedelta

import pytest
from axe import assert_accessible
from django.utils import timezone
from factories import make_account, make_posted_video
from pattern_rows import make_forecast, make_run, with_posterior
from screens import DESKTOP, PHONE, name_of
from videos_made import add_videos, claimed, read

from analytics.learning.run import recompute_patterns
from analytics.learning.selections import learn_videos
from analytics.learning.trial_results import settle_trials
from analytics.learning.trials import suggest_trials
from analytics.models import CleanTest, PatternSelection, Trial
from planner.models import PostingSlot, Video
from planner.scheduling import today_of
from tkcommerce.work.claiming import claim

TWO_SCREENS = [
    {"viewport": PHONE, "language": "ja-JP", "scheme": "dark"},
    {"viewport": DESKTOP, "language": "en-GB", "scheme": "light"},
]
two_screens = pytest.mark.parametrize("browser_page", TWO_SCREENS, indirect=True, ids=name_of)
A_MONTH = timedelta(days=30)


@pytest.fixture
def account(ours):
    account = make_account(ours)
    for weekday in range(7):
        PostingSlot.objects.create(brand=ours, account=account, weekday=weekday, time=time(23, 59))
    return account


def link_of_now():
    """Of a post uploaded a minute ago."""
    return f"https://www.tiktok.com/@shizuku/video/{(int(timezone.now().timestamp()) - 60) << 32}"


@two_screens
def test_from_a_suggestion_to_its_result(sign_in, aiko, ours, account):
    suggest_trials(with_posterior(make_run(ours)), now=timezone.now())
    page = sign_in(aiko)
    page.goto("/b/ours/patterns/next/")
    page.locator(".trials form button").first.click()
    page.locator(".toast").wait_for()
    trial = Trial.objects.get(state="accepted")
    video = trial.video
    assert (video.planned_day, video.planned_time) == (today_of(ours), time(23, 59))  # the next free slot
    assert video.hypothesis
    assert video.levels.filter(level__code=trial.level_code).exists()
    Video.objects.filter(pk=video.pk).update(state="scheduled")  # approval has a journey of its own
    page.goto(f"/b/ours/videos/{video.pk}/post/")
    page.fill("#id_link", link_of_now())
    page.click("form .main-act")
    page.locator(".toast").wait_for()
    Video.objects.filter(pk=video.pk, state="posted").update(posted_day=today_of(ours) - A_MONTH)
    run = make_run(ours)
    for number in range(12):
        usual = make_posted_video(account, today_of(ours) - A_MONTH, external_id=str(number))
        make_forecast(run, usual, times=1.0 + number / 100, age_days=30)
    make_forecast(run, Video.objects.get(pk=video.pk), times=2.4, age_days=30)
    assert settle_trials(run) == 1
    page.goto("/b/ours/patterns/next/")
    assert_accessible(page)
    assert "2.4" in page.locator("section[aria-labelledby=done]").inner_text()
    page.goto(f"/b/ours/videos/{video.pk}/")
    assert "2.4" in page.locator("section[aria-labelledby=trial-title]").inner_text()


@two_screens
def test_from_two_levels_to_a_cause(sign_in, aiko, ours, account):
    page = sign_in(aiko)
    page.goto("/b/ours/patterns/tests/new/")
    assert_accessible(page)
    of_hook = {level.code: str(level.pk) for level in ours.levels.filter(facet__code="hook")}
    page.select_option("[name=level_a]", of_hook["question"])
    page.select_option("[name=level_b]", of_hook["pain"])
    page.select_option("[name=outcome]", "views")
    page.fill("[name=each]", "8")
    page.click("form .main-act")
    page.wait_for_url("**/tests/*/")
    test = CleanTest.objects.get()
    places = list(test.places.select_related("video"))
    assert page.locator("tbody tr").count() == len(places) == 16
    assert [{one.arm for one in places[n : n + 2]} for n in range(0, 16, 2)] == [{"a", "b"}] * 8
    for number, place in enumerate(places):
        place.video.state, place.video.posted_day = "posted", today_of(ours) - 2 * A_MONTH + timedelta(days=number)
        place.video.save(update_fields=["state", "posted_day"])
        read(place.video, 28, views=(2000 if place.arm == "b" else 1000) + 7 * number)
    recompute_patterns(claimed(ours))
    page.reload()
    assert_accessible(page)
    test.refresh_from_db()
    assert test.state == "done"
    assert test.factor == pytest.approx(2, abs=0.15)
    assert f"{test.factor:.2f}" in page.locator(".answer").inner_text()


@two_screens
def test_a_part_of_the_videos_is_learned_while_one_looks_on(sign_in, aiko, ours):
    make_run(ours)
    add_videos(ours, 24, lifts={"hook.question": 1.2}, noise=0.2)
    page = sign_in(aiko)
    page.goto("/b/ours/patterns/?facet=hook")
    page.click("details.menu:has(.pick-videos) > summary")
    page.fill("[name=last_day]", "2026-04-10")
    assert_accessible(page)
    page.click(".pick-videos .main-act")
    page.locator(".note [aria-hidden=true]").first.wait_for()
    assert page.locator("[hx-trigger='every 2s']").count() == 1
    selection = PatternSelection.objects.get()
    learn_videos(claim(PatternSelection, selection.pk))
    page.locator("[hx-trigger='every 2s']").wait_for(state="detached")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert "2026-04-10" in page.locator(".note").first.inner_text()
