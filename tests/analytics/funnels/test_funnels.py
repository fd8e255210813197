"""Both funnels out of facts and orders: right amounts and rates, unknown is not zero, the weakest step and what it costs."""

from datetime import UTC, datetime

import pytest
from factories import make_account, make_import, make_period, make_posted_video, make_table
from funnels_made import LAST, USUAL, WEEK, WEEKS, add_account_days, add_cut, add_orders_file, add_weeks
from pytest_django.asserts import assertNumQueries

from analytics.funnels.cut import Choices, Cut, choices_of, cut_of
from analytics.funnels.funnels import funnels_of
from analytics.models.rollups import Grain
from analytics.rollups.run import rebuild
from planner.models import LinkDay, TrackedLink

pytestmark = pytest.mark.django_db


def amounts(funnel):
    return {step.kind.key: step.amount.now for step in funnel.known}


def rates(funnel):
    return {
        step.kind.key: (step.rate.per.key if step.rate.per else None, round(float(step.rate.level.now), 4))
        for step in funnel.known
        if step.rate
    }


def test_each_step_is_a_share_of_the_one_before(ours):
    add_weeks(ours)
    shown = funnels_of(ours, WEEK, Cut()).in_app
    assert amounts(shown) == USUAL
    assert rates(shown) == {
        "views": ("impressions", 0.4444), "product_impressions": ("views", 0.5), "product_clicks": ("product_impressions", 0.1),
        "add_to_carts": ("product_clicks", 0.2), "orders": ("add_to_carts", 0.5),
    }  # fmt: skip
    assert [step.kind.key for step in shown.steps if not step.known] == ["delivered", "repeat"]


def test_a_step_that_nobody_tells_is_skipped_and_never_zero(ours):
    add_weeks(ours, {"product_impressions": None, "add_to_carts": None})
    shown = funnels_of(ours, WEEK, Cut()).in_app
    assert rates(shown)["product_clicks"] == ("views", 0.05)
    assert rates(shown)["orders"] == ("product_clicks", 0.1)


def test_the_weakest_step_is_named_with_the_orders_it_costs(ours):
    add_weeks(ours, {"add_to_carts": 300, "orders": 150})
    weakest = funnels_of(ours, WEEK, Cut()).worst
    assert (weakest.step.kind.key, weakest.now, weakest.reference, weakest.is_usual) == ("add_to_carts", 0.15, 0.2, True)
    assert weakest.lost == pytest.approx(2000 * 0.05 * 0.5)
    assert not weakest.is_ordinary


def test_without_enough_windows_the_previous_one_is_what_it_is_compared_with(ours):
    add_weeks(ours, {"orders": 100}, weeks=3)
    weakest = funnels_of(ours, WEEK, Cut()).worst
    assert (weakest.step.kind.key, weakest.is_usual, weakest.lost) == ("orders", False, 100)


def test_deliveries_that_are_still_on_their_way_are_no_weakness(ours):
    add_orders_file(ours)
    for week in WEEKS:
        add_cut(ours, week.start, orders=100, delivered_orders=50 if week == WEEK else 97)
    shown = funnels_of(ours, WEEK, Cut())
    assert rates(shown.in_app)["delivered"] == (None, 0.5)
    assert shown.worst is None


def test_who_tells_reach_as_well_does_not_tell_the_sales_for_that(ours):
    add_weeks(ours, {"impressions": None, "views": None})
    add_weeks(ours, grain="video", content_id="71", scale=3)
    assert amounts(funnels_of(ours, WEEK, Cut()).in_app) == USUAL | {"impressions": 270_000, "views": 120_000}


def test_nothing_is_called_weak_where_all_is_as_usual(ours):
    add_weeks(ours)
    assert funnels_of(ours, WEEK, Cut()).worst is None


def test_a_week_that_is_only_half_inside_the_window_is_not_counted(ours):
    table = make_table(make_import(ours), kind="period", as_of=LAST)
    make_period(table, WEEK.start.replace(day=12), 7, grain="shop", views=70)
    make_period(table, WEEK.start, 3, grain="shop", views=30)
    rebuild(ours, Grain.FACTS, [WEEK.start, WEEK.start.replace(day=12)])
    (views,) = funnels_of(ours, WEEK, Cut()).in_app.known
    assert (views.amount.now, views.amount.compared.now.known, views.amount.compared.now.missing) == (30, 3, 4)


def test_orders_deliveries_and_repeats_come_from_the_orders(ours):
    add_orders_file(ours)
    add_cut(ours, LAST, orders=10, delivered_orders=8, first_orders=6, repeat_orders=2)
    add_cut(ours, LAST, orders=5, delivered_orders=None, first_orders=5)
    shown = funnels_of(ours, WEEK, Cut())
    assert amounts(shown.in_app) == {"orders": 15, "delivered": 8, "repeat": 2}
    assert rates(shown.in_app) == {"delivered": (None, 0.8), "repeat": (None, round(2 / 13, 4))}
    assert [(one.currency, one.gross, one.net) for one in shown.amounts["in_app"]] == [("JPY", 15000, 13500)]


def test_own_ec_runs_from_views_to_orders_over_four_systems(ours):
    add_account_days(ours)
    add_orders_file(ours, "shopify.orders")
    link = TrackedLink.objects.create(brand=ours, slug="abc", target="https://shop.example.com/")
    TrackedLink.objects.update(created_at=datetime(2026, 1, 1, tzinfo=UTC))
    LinkDay.objects.create(brand=ours, link=link, day=LAST, clicks=20, bots=4)
    table = make_table(make_import(ours), kind="period", as_of=LAST)
    make_period(table, WEEK.start, 7, grain="site", utm_source="tiktok", sessions=16, product_views=8, add_to_carts=4, orders=1)
    make_period(table, WEEK.start, 7, grain="site", utm_source="google", sessions=500, product_views=300)
    rebuild(ours, Grain.FACTS, [WEEK.start])
    add_cut(ours, LAST, channel="own_ec", orders=2, attributed_by="link")
    add_cut(ours, LAST, channel="own_ec", orders=30)
    shown = funnels_of(ours, WEEK, Cut())
    assert amounts(shown.own_ec) == {
        "views": 700, "profile_views": 70, "link_clicks": 20, "sessions": 16, "product_views": 8, "add_to_carts": 4, "orders": 2,
        "repeat": 0,
    }  # fmt: skip
    assert rates(shown.own_ec)["link_clicks"] == ("profile_views", 0.2857)
    assert rates(shown.own_ec)["sessions"] == ("link_clicks", 0.8)
    assert rates(shown.own_ec)["orders"] == ("add_to_carts", 0.25)  # within the site's own count
    assert shown.untied == 30


def test_two_ways_of_counting_are_never_set_in_relation(ours):
    add_account_days(ours)
    add_weeks(ours, {"views": None})
    shown = funnels_of(ours, WEEK, Cut()).in_app
    by_key = {step.kind.key: step for step in shown.steps}
    assert (by_key["views"].base.key, by_key["views"].rate) == ("account", None)
    assert rates(shown)["product_impressions"] == ("impressions", 0.2222)


def test_cut_by_surface_and_account(ours):
    one, two = make_account(ours, "one"), make_account(ours, "two")
    add_weeks(ours, grain="video", account=one, content_id="a")
    add_weeks(ours, grain="video", account=two, content_id="b", scale=2)
    add_weeks(ours, grain="live", content_id="c", scale=3)
    add_cut(ours, LAST, orders=7, surface="live")
    add_cut(ours, LAST, orders=4, surface="video", account=one)
    views = [
        amounts(funnels_of(ours, WEEK, cut).in_app)["views"]
        for cut in (Cut(surface="video"), Cut(surface="live"), Cut(account=one), Cut(account=two))
    ]
    assert views == [120_000, 120_000, 40_000, 80_000]
    assert [one.gross for one in funnels_of(ours, WEEK, Cut(surface="live")).amounts["in_app"]] == [7000]


def test_down_to_one_video(ours):
    account = make_account(ours, "one")
    video = make_posted_video(account, WEEK.start, external_id="71")
    add_weeks(ours, grain="video", account=account, content_id="71")
    add_weeks(ours, grain="video", account=account, content_id="72", scale=5)
    add_cut(ours, LAST, orders=3, video=video, account=account, content_id="71", surface="video")
    shown = funnels_of(ours, WEEK, Cut(video=video))
    assert amounts(shown.in_app)["product_clicks"] == 2000
    assert [one.gross for one in shown.amounts["in_app"]] == [3000]


def test_another_brands_numbers_do_not_leak(ours, theirs):
    add_weeks(theirs)
    add_cut(theirs, LAST)
    add_account_days(theirs)
    shown = funnels_of(ours, WEEK, Cut())
    assert [funnel.known for funnel in shown.both] == [(), ()]


def test_the_number_of_queries_does_not_depend_on_what_there_is(ours):
    add_account_days(ours)
    TrackedLink.objects.create(brand=ours, slug="abc", target="https://shop.example.com/")
    for weeks in (1, 13):
        add_weeks(ours, weeks=weeks, scale=weeks)
        for week in WEEKS[:weeks]:
            add_cut(ours, week.start)
        with assertNumQueries(7):
            funnels_of(ours, WEEK, Cut())


def test_an_address_that_names_what_the_brand_does_not_have_shows_all(ours, theirs):
    make_account(theirs, "theirs")
    for asked in ({"account": "theirs"}, {"video": "9" * 40}, {"product": "x"}, {"surface": "moon"}, {"creator": "\x00"}):
        cut = cut_of(ours, asked, choices_of(ours))
        assert (cut.is_all, cut.unknown) == (True, True)
    assert not cut_of(ours, {"account": ""}, Choices((), (), ())).unknown
