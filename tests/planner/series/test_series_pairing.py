"""A/B pairs: one difference, a day of its own, and both at equal age."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from factories import at, make_account, make_planned_video, make_posted_video

from analytics.models import VideoDay, VideoTotal
from analytics.queries.pairs import compare_pair, usual_distance
from planner.models import Product, VideoProduct
from planner.refusals import Refused
from planner.series.pairing import make_second, partner_of, separate
from planner.vocabulary.levels import level_names_of, vocabulary_of
from planner.vocabulary.tagging import set_levels

DAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(at("2026-11-22T12:00:00+09:00"), tick=False):
        yield


@pytest.fixture
def video(ours, aiko):
    video = make_planned_video(ours, DAY, hook="乾燥する朝に", caption="#朝", account=make_account(ours))
    vocabulary = vocabulary_of(ours)
    levels = {level.facet: level for level in (vocabulary.find("hook.pain"), vocabulary.find("theme.backstage"))}
    return set_levels(video=video, levels=levels, by=aiko, version=1)


def second_of(video, by, **fields):
    told = {"hook": "三秒で潤う", "level": None, "day": DAY + timedelta(days=2)} | fields
    return make_second(video=video, by=by, version=video.version, **told)


def test_the_second_copies_all_but_its_hook_and_its_day(ours, aiko, video):
    product = Product.objects.create(brand=ours, name="美容液")
    VideoProduct.objects.create(brand=ours, video=video, product=product)
    second = second_of(video, aiko, level=vocabulary_of(ours).find("hook.loss"))
    assert (second.hook, second.caption, second.account, second.pair_variant) == ("三秒で潤う", "#朝", video.account, "B")
    assert (level_names_of(second), [row.product for row in second.products.all()]) == (
        {"hook": "loss", "theme": "backstage"}, [product],
    )  # fmt: skip
    video.refresh_from_db()
    assert (partner_of(video), partner_of(second), video.pair_variant) == (second, video, "A")


def test_what_makes_no_comparison_is_refused(ours, aiko, video):
    for wrong, said in (
        ({"hook": video.hook}, "two hooks are the same"), ({"day": DAY}, "a day of its own"),
        ({"level": vocabulary_of(ours).find("theme.voice")}, "not a level of"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=said):
            second_of(video, aiko, **wrong)
    second = second_of(video, aiko)
    video.refresh_from_db()
    with pytest.raises(Refused, match="its second variant already"):
        second_of(video, aiko)
    separate(video=second, by=aiko, version=second.version)
    assert (partner_of(ours.videos.get(pk=video.pk)), ours.videos.visible().count()) == (None, 2)


def reading(video, age, views):
    VideoDay.objects.create(brand=video.brand, video=video, day=video.posted_day + timedelta(days=age), views=views)


def posted_pair(brand, ages_a, ages_b):
    account = make_account(brand)
    a = make_posted_video(account, date(2026, 10, 1), external_id="1", pair_variant="A")
    b = make_posted_video(account, date(2026, 10, 8), external_id="2", pair_variant="B")
    for video, ages in ((a, ages_a), (b, ages_b)):
        for age, views in ages.items():
            reading(video, age, views)
    return a, b


def test_both_are_compared_at_the_greatest_age_both_have_reached(ours):
    a, b = posted_pair(ours, {1: 100, 7: 900, 28: 5000}, {1: 50, 8: 300})
    numbers = compare_pair(ours, a, b)
    assert (numbers.age, numbers.a.views, numbers.a.age, numbers.b.views, numbers.b.age) == (8, 900, 7, 300, 8)
    assert (numbers.ratio, numbers.usual, numbers.beyond_chance) == (3.0, None, False)


@pytest.mark.parametrize(("ages_a", "ages_b"), [({}, {1: 5}), ({28: 5000}, {3: 50}), ({-1: 5}, {3: 50})])
def test_without_readings_at_one_age_nothing_is_said(ours, ages_a, ages_b):
    assert compare_pair(ours, *posted_pair(ours, ages_a, ages_b)) is None


def test_how_far_videos_lie_apart_anyway_comes_from_the_brands_own(ours, theirs):
    account = make_account(ours)
    for n in range(40):
        video = make_posted_video(account, date(2026, 9, 1), external_id=str(100 + n))
        VideoTotal.objects.create(brand=ours, video=video, as_of=date(2026, 10, 1), views=1000 if n % 2 else 3000)
    (low, high), videos = usual_distance(ours)
    assert (videos, round(low * high, 6), round(high, 1)) == (40, 1.0, 3.6)
    assert usual_distance(theirs) == (None, 0)


def test_the_page_of_each_shows_the_other_and_the_numbers(as_aiko, ours, aiko):
    a, b = posted_pair(ours, {7: 900}, {7: 300})
    html = as_aiko.get(reverse("planner:video", args=["ours", a.pk])).content.decode()
    assert html.count("A and B at equal age") == 0
    pair = second_of(make_planned_video(ours, DAY), aiko).pair
    ours.videos.filter(pair=pair).update(pair=None, pair_variant="")
    for video, variant in ((a, "A"), (b, "B")):
        ours.videos.filter(pk=video.pk).update(pair=pair, pair_variant=variant)
    html = as_aiko.get(reverse("planner:video", args=["ours", b.pk])).content.decode()
    assert (html.count("<b>3.00 times</b>"), html.count("This is B; A is")) == (1, 1)


def test_the_second_is_made_from_the_page_on_the_next_free_day(as_aiko, ours, video):
    make_planned_video(ours, date(2026, 11, 23), account=video.account)
    data = {"version": video.version, "hook": "三秒で潤う", "level": "loss", "day": ""}
    as_aiko.post(reverse("planner:second-create", args=["ours", video.pk]), data)
    second = partner_of(ours.videos.get(pk=video.pk))
    assert (second.planned_day, level_names_of(second)["hook"]) == (date(2026, 11, 24), "loss")
    html = as_aiko.post(reverse("planner:pair-remove", args=["ours", second.pk]), {"version": second.version}, follow=True)
    assert html.content.decode().count("The pair is taken apart; both videos stay.") == 1
