"""Shop ads and marketplaces: one level of spending, no overlap, ratios of sums, GMV Max apart, nothing of another brand."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from factories import make_account, make_import, make_order, make_period, make_posted_video, make_table

from analytics.ads.marketplaces import marketplaces_page
from analytics.ads.page import ads_page
from analytics.ads.spending import ads_in
from analytics.models.rollups import Grain
from analytics.rollups.run import rebuild
from tkcommerce.dates import Days

ADS, MARKETS = "/b/ours/ads/", "/b/ours/marketplaces/"
NOVEMBER = {"from": "2026-11-01", "to": "2026-11-30"}


@pytest.fixture
def table(ours):
    return make_table(make_import(ours), kind="period", as_of=date(2026, 11, 29))


def advertise(table, first_day=date(2026, 11, 1), days=7, **fields):
    known = {"gmv_kind": "gmv_max", "currency": "JPY", "campaign_id": "c1", "campaign_name": "Autumn", "cost": 1000, "gmv": 4000,
             "sku_orders": 2}  # fmt: skip
    return make_period(table, first_day, days, grain="ad", **known | fields)


def roll_up(brand):
    rebuild(brand, Grain.FACTS, sorted(set(brand.periodreadings.values_list("first_day", flat=True))))


def test_one_level_is_added_and_spans_that_overlap_are_not(ours, table):
    advertise(table)
    advertise(table, date(2026, 11, 8))
    advertise(table, days=14, cost=1999)  # the same two weeks once more
    advertise(table, content_id="71", surface="video", product_id="9", cost=600, gmv=900)  # of the first week, as creatives
    advertise(table, content_id="72", surface="video", product_id="9", cost=400, gmv=3100)
    roll_up(ours)
    [kind] = ads_page(ours, NOVEMBER).kinds
    assert (kind.total.cost, kind.total.value, kind.covered) == (Decimal(2000), Decimal(8000), 14)
    assert (kind.total.roi.value, kind.total.orders, kind.total.cost_per_order.value) == (Decimal(4), 4, Decimal(500))
    assert [row.cost for row in kind.campaigns] == [Decimal(2000)]
    assert [(row.content_id, row.cost, row.roi.value) for row in kind.creatives] == [
        ("71", Decimal(600), Decimal("1.5")), ("72", Decimal(400), Decimal("7.75")),
    ]  # fmt: skip


def test_kinds_currencies_and_windows_stand_apart(ours, table):
    advertise(table)
    advertise(table, currency="USD")
    for window in ("7-day click", "1-day click"):
        advertise(table, gmv_kind="shop_ads", ad_id="a1", attribution=window, orders=5, impressions=1000, views_2s=400)
    roll_up(ours)
    page = ads_page(ours, NOVEMBER)
    assert [(one.kind, one.currency, one.attribution) for one in page.kinds] == [
        ("shop_ads", "JPY", "1-day click"), ("shop_ads", "JPY", "7-day click"), ("gmv_max", "JPY", ""), ("gmv_max", "USD", ""),
    ]  # fmt: skip
    assert [one.value for one in page.kinds[0].creatives[0].watched] == [Decimal("0.4"), None, None, None, None, None]
    assert [one.has_watched for one in page.kinds] == [True, True, False, False]


def test_what_nobody_tells_is_no_zero(ours, table):
    advertise(table, cost=None, sku_orders=None)
    roll_up(ours)
    [kind] = ads_page(ours, NOVEMBER).kinds
    assert (kind.total.cost, kind.total.roi.value, kind.total.orders) == (None, None, None)


def test_the_page_warns_links_to_the_video_and_is_a_file(as_ben, ours, table):
    video = make_posted_video(make_account(ours), date(2026, 11, 2), external_id="71")
    advertise(table, content_id="71", surface="video", title="=HYPERLINK")
    advertise(table, campaign_id="c2", campaign_name="Winter", content_id="73", surface="video", title="snow")
    roll_up(ours)
    html = as_ben.get(ADS).content.decode()
    assert "GMV Max counts every order of the promoted products" in html
    assert f"/b/ours/videos/{video.pk}/" in html
    assert "snow" not in as_ben.get(ADS + "?campaign=c1").content.decode().split("<footer>")[0]
    told = as_ben.get(ADS + "?format=csv").content.decode()
    assert "'=HYPERLINK" in told
    assert as_ben.get(ADS + "?format=xlsx").status_code == 200
    assert as_ben.get(ADS + "?format=pdf").status_code == 404


def test_marketplaces_show_orders_credits_and_videos(as_ben, ours, table):
    orders = make_table(make_import(ours, sha256="1" * 64), kind="order", as_of=date(2026, 11, 28))
    for number, shop in (("1", "amazon"), ("2", "rakuten"), ("3", "shopify")):
        channel = "own_ec" if shop == "shopify" else "marketplace"
        make_order(orders, number, source=shop, shop=shop, channel=channel, total=5000, refunded=500, lines=({},),
                   ordered_at=datetime(2026, 11, 20, tzinfo=UTC))  # fmt: skip
    rebuild(ours, Grain.SALES, [date(2026, 11, 20)])
    advertise(table, gmv_kind="", attribution="14-day click", utm_source="TikTok", clicks=90, product_views=70, add_to_carts=9,
              orders=3, cost=None)  # fmt: skip
    make_posted_video(make_account(ours), date(2026, 11, 19), external_id="75", destination="marketplace", caption="see it there")
    roll_up(ours)
    page = marketplaces_page(ours, NOVEMBER)
    assert [(one.name, one.sums["orders"], one.sums["net"]) for one in page.shops] == [
        ("Amazon", 1, Decimal(4500)), ("楽天市場", 1, Decimal(4500)),
    ]  # fmt: skip
    assert [(one.campaign, one.publisher, one.sums["clicks"], one.sums["gmv"]) for one in page.credited] == [
        ("Autumn", "TikTok", 90, Decimal(4000)),
    ]  # fmt: skip
    html = as_ben.get(MARKETS + "?days=90").content.decode()
    for told in ("see it there", "Within 14 days of a click", "楽天市場"):
        assert told in html
    assert as_ben.get(MARKETS + "?format=csv&chart=credited").status_code == 200
    assert ads_page(ours, NOVEMBER) is None


def test_strangers_see_nothing(as_chika, ours, table):
    assert [as_chika.get(path).status_code for path in (ADS, MARKETS)] == [404, 404]


def test_without_files_they_say_what_to_import(as_ben):
    assert "Import a report of TikTok Ads Manager" in as_ben.get(ADS).content.decode()
    assert "Import the orders of Amazon or Rakuten" in as_ben.get(MARKETS).content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_the_pages_take_the_same_queries_for_one_and_three(as_ben, ours, table, django_assert_num_queries, many):
    for number in range(many):
        advertise(table, campaign_id=f"c{number}", content_id=f"7{number}", surface="video")
        advertise(table, campaign_id=f"c{number}", gmv_kind="", attribution="14-day click")
    roll_up(ours)
    as_ben.get(ADS)
    with django_assert_num_queries(9):
        as_ben.get(ADS)
    with django_assert_num_queries(10):
        as_ben.get(MARKETS)


def test_the_page_shows_the_dearest_hundred_creatives_and_the_file_all(as_ben, ours, table):
    for number in range(101):
        advertise(
            table, campaign_id="c", content_id=f"7{number}", surface="video", title=f"creative {number:03}", cost=900 - number
        )
    roll_up(ours)
    html = as_ben.get(ADS).content.decode()
    assert "The 100 creatives that cost most, of 101; the file has all of them." in html
    assert ("creative 099" in html, "creative 100" in html) == (True, False)
    assert as_ben.get(ADS + "?format=csv").content.decode().count("creative ") == 101


def test_the_newest_name_and_what_stands_in_are_taken_over_days_that_tell_different_columns(ours, table):
    """GMV Max tells SKU orders; one day tells no clicks but those of the product's ad, and another name of the campaign."""
    known = {"campaign_id": "c", "gmv_kind": "gmv_max", "orders": None, "cost": 100, "gmv": 300, "impressions": 1000}
    days = [date(2026, 11, 2) + timedelta(days=n) for n in range(3)]
    advertise(table, days[0], 1, **known, campaign_name="old", sku_orders=2, clicks=10)
    advertise(table, days[1], 1, **known, campaign_name="new", sku_orders=3, product_clicks=5)
    advertise(table, days[2], 1, **known, campaign_name="new", sku_orders=None)
    roll_up(ours)
    (kind,) = ads_in(ours, Days(days[0], days[0] + timedelta(days=7)))
    (row,) = kind.campaigns
    assert (row.name, row.cost, row.value, row.orders, row.total("clicks")) == ("new", 300, 900, 5, 15)
    assert row.ctr.measured.denominator == 2000  # of the days that tell clicks
