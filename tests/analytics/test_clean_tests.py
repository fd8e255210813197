"""Clean tests: an order that chance draws, briefs for all of it, and an answer only at the end."""

from collections import Counter
from datetime import date, time, timedelta

import pandas as pd
import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from factories import at, make_account
from pattern_rows import make_run

from analytics.clean_test_page import clean_test_page
from analytics.clean_tests import cancel_clean_test, outcomes_to_test, plan_clean_test
from analytics.learning.clean_test_results import settle_clean_tests
from analytics.learning.features import HELD_APART, Features
from analytics.learning.learned import Learned
from analytics.models import CleanTest
from analytics.patterns.maturity import VIEWS
from planner.models import PostingSlot, Video
from planner.refusals import Refused
from planner.scheduling import edit_video
from planner.vocabulary.levels import level_names_of, vocabulary_of


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(at("2026-11-22T12:00:00+09:00"), tick=False):
        yield


@pytest.fixture
def account(ours):
    account = make_account(ours)
    for weekday in range(7):
        PostingSlot.objects.create(brand=ours, account=account, weekday=weekday, time=time(19))
    return account


@pytest.fixture
def hooks_test(ours, aiko, account):
    vocabulary = vocabulary_of(ours)
    a, b = vocabulary.find("hook.question"), vocabulary.find("hook.pain")
    return plan_clean_test(brand=ours, by=aiko, level_a=a, level_b=b, each=8, seed=5)


def test_each_pair_of_neighbours_has_one_of_each_on_a_day_of_its_own(hooks_test):
    places = list(hooks_test.places.select_related("video"))
    assert Counter(place.arm for place in places) == {"a": 8, "b": 8}
    assert all({places[n].arm, places[n + 1].arm} == {"a", "b"} for n in range(0, 16, 2))
    assert {place.arm for place in places[::2]} == {"a", "b"}
    days = [place.video.planned_day for place in places]
    assert days == sorted(set(days))
    assert level_names_of(places[0].video)["hook"] == {"a": "question", "b": "pain"}[places[0].arm]
    assert hooks_test.due_day > days[-1]


def test_two_tests_of_one_facet_would_disturb_each_other(ours, aiko, hooks_test):
    again = {"level_a": hooks_test.level_a, "level_b": hooks_test.level_b, "each": 8}
    with pytest.raises(Refused, match="under way"):
        plan_clean_test(brand=ours, by=aiko, **again)
    foreign = vocabulary_of(ours).find("theme.backstage")
    with pytest.raises(Refused, match="same kind"):
        plan_clean_test(brand=ours, by=aiko, **again | {"level_b": foreign})


def test_calling_it_off_drops_only_what_nobody_worked_on(aiko, hooks_test):
    mine = hooks_test.places.first().video
    edit_video(video=mine, by=aiko, version=1, script="…")
    cancel_clean_test(test=hooks_test, by=aiko)
    assert Counter(Video.objects.values_list("state", flat=True)) == {"dropped": 15, "planned": 1}
    with pytest.raises(Refused, match="over"):
        cancel_clean_test(test=hooks_test, by=aiko)


def answered(test, ours, *, times, days=30, silent=0, more=None):
    """Its videos are out since `days`, B with `times` the views of A; the answer of a run on that."""
    posted = date(2026, 11, 22) - timedelta(days=days)
    places = list(test.places.select_related("video"))
    Video.objects.filter(pk__in=[place.video_id for place in places]).update(state="posted", posted_day=posted)
    rows = [
        {"video": place.video_id, "excluded": "", "views": 1000.0 + 10 * n if place.arm == "a" else times * (1000 + 10 * n),
         "views_age": 28.0, "views_of": None, "moment": None, "posted_day": posted,
         **dict.fromkeys(HELD_APART, ""), **(more or {}).get(place.video_id, {})}
        for n, place in enumerate(places[silent:])
    ]  # fmt: skip
    found = Features(pd.DataFrame(rows), ["hook"], VIEWS, 0)
    settle_clean_tests(make_run(ours), Learned([], found, [], {}, {}, timezone.now(), 0.0))
    test.refresh_from_db()
    return test


def test_at_the_end_the_draw_itself_tells_how_sure_a_difference_is(ours, hooks_test):
    test = answered(hooks_test, ours, times=2.0)
    assert (test.state, test.videos_a, test.videos_b) == ("done", 8, 8)
    assert 1.9 < test.lo90 <= test.factor <= test.hi90 < 2.1
    assert test.p_value == pytest.approx(2 / 2**8)
    assert "Chance drew the order: this is a cause." in clean_test_page(test).answer


def test_nothing_is_told_before_every_video_can_be_read(ours, hooks_test):
    test = answered(hooks_test, ours, times=2.0, days=2)
    assert (test.state, test.factor) == ("running", None)


def test_what_decides_is_chosen_before_and_read_by_its_own_numbers(ours, aiko, account):
    """B has twice the clicks per impression and half the views."""
    vocabulary = vocabulary_of(ours)
    a, b = vocabulary.find("cta.none"), vocabulary.find("cta.tag")
    test = plan_clean_test(brand=ours, by=aiko, level_a=a, level_b=b, each=8, outcome="clicks", seed=5)
    of_arm = {"a": (20.0, 1000.0), "b": (40.0, 1000.0)}
    clicks = {place.video_id: dict(zip(("clicks", "clicks_of"), of_arm[place.arm], strict=True)) for place in test.places.all()}
    test = answered(test, ours, times=0.5, more=clicks)
    assert test.factor == pytest.approx(2.017, abs=0.005)
    assert clean_test_page(test).answer.startswith("Product clicks per impression: “")


def test_only_what_has_numbers_can_decide(ours):
    assert outcomes_to_test(ours) == ["views"]
    make_run(ours, outcome="saves")
    assert outcomes_to_test(ours) == ["saves"]


def test_too_few_videos_give_no_figures(ours, hooks_test):
    test = answered(hooks_test, ours, times=2.0, silent=10)
    assert (test.state, test.factor, test.videos_a) == ("done", None, 3)
    assert clean_test_page(test).answer == "Too few of its videos could be read to say anything."


def test_no_difference_is_said_as_such(ours, hooks_test):
    assert "no difference is proven" in clean_test_page(answered(hooks_test, ours, times=1.0)).answer


def test_the_pages_plan_show_and_call_off(as_aiko, ours, account):
    vocabulary = vocabulary_of(ours)
    levels = {
        "level_a": vocabulary.find("hook.question").pk,
        "level_b": vocabulary.find("theme.backstage").pk,
        "each": 8,
        "outcome": "views",
    }
    new = reverse("analytics:pattern-test-new", args=["ours"])
    assert as_aiko.get(new).status_code == 200
    assert "Choose two different patterns of the same kind." in as_aiko.post(new, levels).content.decode()
    planned = as_aiko.post(new, levels | {"level_b": vocabulary.find("hook.pain").pk}, follow=True).content.decode()
    assert "0 of 16 are out. Look only at the end" in planned
    test = CleanTest.objects.get()
    assert "Question / Pain point" in as_aiko.get(reverse("analytics:pattern-next", args=["ours"])).content.decode()
    off = as_aiko.post(reverse("analytics:pattern-test-cancel", args=["ours", test.pk]), follow=True).content.decode()
    assert "It was called off." in off
