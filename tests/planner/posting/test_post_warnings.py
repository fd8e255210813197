"""Two posts too close, one product too often."""

from datetime import date, time

import pytest
import time_machine
from django.urls import reverse
from factories import at, make_account, make_planned_video, make_posted_video

from planner.cadence.post_warnings import warnings_on
from planner.models import PostingRule, Product, Video, VideoProduct
from tkcommerce.dates import Days

DAY = date(2026, 11, 25)
DAYS = Days(date(2026, 11, 23), date(2026, 11, 30))


@pytest.fixture
def account(ours):
    return make_account(ours)


def plan(account, day, at_time=None, **fields):
    return make_planned_video(account.brand, day, planned_time=at_time, account=account, **fields)


def texts(brand, days=DAYS):
    return {pk: [warning.text for warning in warnings] for pk, warnings in warnings_on(brand, days).items()}


def test_two_posts_of_one_account_too_close_warn_of_each_other(ours, account):
    one, other = plan(account, DAY, time(12), hook="one"), plan(account, DAY, time(14, 59), hook="other")
    plan(account, DAY, time(18), hook="far")
    plan(make_account(ours, handle="second"), DAY, time(12), hook="another account")
    plan(account, DAY, None, hook="no time yet")
    assert texts(ours) == {
        one.pk: ["Less than 3 hours from “other” on the same account."],
        other.pk: ["Less than 3 hours from “one” on the same account."],
    }


def test_exactly_as_far_as_the_rule_is_far_enough_and_the_rule_is_the_brands(ours, account):
    plan(account, DAY, time(12)), plan(account, DAY, time(15))
    assert texts(ours) == {}
    PostingRule.objects.create(brand=ours, hours_apart=24)
    assert len(texts(ours)) == 2


def test_what_is_out_warns_but_is_not_warned_and_zones_are_compared_as_instants(ours, account):
    make_posted_video(account, DAY, external_id="1", posted_at=at("2026-11-25T20:00:00+09:00"), caption="out")
    there = plan(account, DAY, time(18, 30), planned_zone="Asia/Jakarta")  # 20:30 in Tokyo
    assert list(texts(ours)) == [there.pk]


def test_missed_and_dropped_posts_are_in_nobodys_way(ours, account):
    plan(account, DAY, time(12))
    for state in (Video.State.MISSED, Video.State.DROPPED):
        plan(account, DAY, time(12), state=state)
    assert texts(ours) == {}


def test_over_midnight_and_the_edge_of_the_days_asked(ours, account):
    late = plan(account, DAY, time(23), hook="late")
    early = plan(account, date(2026, 11, 26), time(1), hook="early")
    assert list(texts(ours, Days(DAY, date(2026, 11, 26)))) == [late.pk]
    assert list(texts(ours, Days(date(2026, 11, 26), date(2026, 11, 27)))) == [early.pk]


def test_one_product_too_often_in_seven_days(ours, account):
    lotion, days = Product.objects.create(brand=ours, name="化粧水"), [19, 21, 23, 25, 27]
    videos = {day: plan(account, date(2026, 11, day)) for day in days}
    for video in videos.values():
        VideoProduct.objects.create(brand=ours, video=video, product=lotion)
    told = "化粧水: 4 videos within 7 days, more than 3."
    assert texts(ours) == {videos[23].pk: [told], videos[25].pk: [told], videos[27].pk: [told]}
    PostingRule.objects.create(brand=ours, product_in_week=4)
    assert texts(ours) == {}


def test_nothing_of_another_brand(ours, theirs, account):
    other = make_account(theirs)
    plan(other, DAY, time(12)), plan(account, DAY, time(12))
    assert (texts(ours), texts(theirs)) == ({}, {})


@pytest.mark.parametrize("count", [1, 3])
def test_any_days_take_three_queries(ours, account, count, django_assert_num_queries):
    lotion = Product.objects.create(brand=ours, name="化粧水")
    for n in range(count):
        VideoProduct.objects.create(brand=ours, video=plan(account, DAY, time(12 + n)), product=lotion)
    with django_assert_num_queries(3):
        warnings_on(ours, DAYS)


@pytest.mark.parametrize("view", ["calendar", "calendar-week", "calendar-list", "calendar-board"])
def test_each_view_marks_the_cards_that_are_warned_about(as_aiko, ours, account, view):
    with time_machine.travel(at("2026-11-23T09:00:00+09:00"), tick=False):
        product = Product.objects.create(brand=ours, name="Serum")
        for n in range(4):
            video = plan(account, date(2026, 11, 24 + n), time(12), hook=f"h{n}")
            VideoProduct.objects.create(brand=ours, video=video, product=product)
        plan(account, DAY, time(13), hook="near")
        html = as_aiko.get(reverse(f"planner:{view}", args=["ours"])).content.decode()
    marks = (html.count('class="state review late warned"'), html.count("Too close"), html.count("Same product often"))
    assert marks == (5, 2, 4)
