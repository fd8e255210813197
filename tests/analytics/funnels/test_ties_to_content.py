"""What ties an order to content, on a few orders of which we know what really led there."""

from datetime import date, timedelta

import pytest
from factories import make_account, make_import, make_order, make_posted_video, make_table

from analytics.fans.summing import sum_up
from analytics.funnels.sales import sales_of
from analytics.funnels.sales_page import answer, page_of
from analytics.models.rollups import Grain
from analytics.queries.assists import assists_of
from analytics.queries.control_total import control_totals
from analytics.rollups.run import rebuild
from planner.models import Coupon, TrackedLink
from tkcommerce.dates import Days

DAY = date(2026, 11, 20)
DAYS = Days(DAY, DAY + timedelta(days=1))
pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(ours):
    """Two orders of a video by TikTok's id, one of them told by Shopify too; one each by link, coupon and UTM; two by nothing."""
    account = make_account(ours)
    first, other = (make_posted_video(account, DAY, external_id=number) for number in ("7001", "7002"))
    TrackedLink.objects.create(
        brand=ours, video=first, slug="hana", target="https://shop.example/", utm_campaign="x", utm_content="hana1"
    )
    Coupon.objects.create(brand=ours, video=other, code="HANA10")
    tiktok = make_table(make_import(ours, sha256="a" * 64), kind="order", as_of=DAY, profile="tiktok_shop.orders", first_day=DAY)
    shop = make_table(make_import(ours, sha256="b" * 64), kind="order", as_of=DAY, profile="shopify.orders", first_day=DAY)
    known = {"source": "tiktok_shop", "shop": "tiktok_shop", "channel": "tiktok_shop"}
    make_order(tiktok, "1", **known, customer_key="tt1", lines=({"content_id": "7001"}, {"content_id": "7002", "unit_price": 9}))
    make_order(tiktok, "2", **known, customer_key="tt2")
    synced = {"shop": "tiktok_shop", "channel": "tiktok_shop"}
    make_order(shop, "901", **synced, tiktok_order_id="1", customer_key="relay", lines=({},))
    make_order(shop, "903", **synced, tiktok_order_id="3", customer_key="mail", lines=({},))  # TikTok's own file lacks it
    make_order(shop, "11", utm_content="hana1", discount_code="hana10", customer_key="mail", lines=({},))
    make_order(shop, "12", discount_code="HANA10", lines=({},))
    make_order(shop, "13", utm_content="7002", lines=({},))
    make_order(shop, "14", utm_content="newsletter", lines=({},))
    rebuild(ours, Grain.SALES, [DAY])
    return ours


def ties(brand):
    page = page_of(sales_of(brand, DAYS), [], [], [], None, today=DAY)
    return {one.title: {row.name: row.orders for row in one.rows} for one in page.ties}


def test_the_surest_tie_counts_and_what_nothing_ties_stays_visible(shown):
    assert ties(shown) == {
        "TikTok Shop · JPY": {"TikTok's own id": 1, "Nothing ties it to content": 2},
        "Own EC · JPY": {"Tracked link": 1, "Coupon code": 1, "UTM content": 1, "Nothing ties it to content": 1},
    }


def test_earlier_touches_are_assists_and_never_added(shown):
    assert [(one.channel, one.orders) for one in assists_of(shown, DAYS)] == [("own_ec", 1), ("tiktok_shop", 1)]
    assert "¥3,000 in 3 orders" in answer(sales_of(shown, DAYS), today=DAY)


def test_the_files_add_up_to_the_parts(shown):
    [control] = control_totals(shown, DAYS)
    assert (control.told_orders, control.twice_orders, control.cut_orders, control.holds) == (8, 1, 7, True)


def test_an_order_of_tiktok_that_only_shopify_tells_is_no_customer_of_the_own_shop(shown):
    assert list(shown.sales.filter(customer_key="mail").order_by("shop").values_list("shop", "nth")) == [
        ("shopify", 1), ("tiktok_shop", 1),
    ]  # fmt: skip
    assert {(base.shop, base.customers) for base in sum_up(shown)} == {("tiktok_shop", 3), ("shopify", 1)}
