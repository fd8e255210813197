"""The page of sales: kinds of GMV side by side and never added, the control total, what nothing ties, currencies apart."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from factories import make_import, make_order, make_period, make_table
from funnels_made import LAST, WEEK, WEEKS, add_cut, add_orders_file
from hypothesis import given, strategies as st
from pytest_django.asserts import assertNumQueries

from analytics.funnels.gmv_kinds import gmv_kinds
from analytics.funnels.sales import SalesOf, sales_of, together_of
from analytics.funnels.sales_charts import buckets, charts_of
from analytics.models import AffiliateSale, ExchangeRate, SalesPolicy
from analytics.models.rollups import Grain
from analytics.rollups.run import rebuild
from tkcommerce.dates import Days

PAGE = "/b/ours/sales/"
ASKED = {"from": WEEK.start.isoformat(), "to": WEEK.last.isoformat()}
QUERIES = 11  # session, person, membership, brands; newest day; three of sales, two of kinds, the rule for sales


def values(stream):
    return {one.metric.key: one.now.value for one in stream.compared}


@pytest.mark.django_db
def test_each_channel_and_currency_by_itself(ours):
    add_orders_file(ours)
    add_orders_file(ours, "shopify.orders")
    add_cut(ours, LAST, orders=10, platform_discount=500, refunded=1000, cancelled_orders=1)
    add_cut(ours, LAST, orders=2, currency="USD")
    add_cut(ours, LAST, channel="own_ec", orders=5, attributed_by="link")
    sold = sales_of(ours, WEEK)
    assert [(one.channel, one.currency) for one in sold.streams] == [
        ("tiktok_shop", "JPY"),
        ("tiktok_shop", "USD"),
        ("own_ec", "JPY"),
    ]
    tiktok = values(sold.streams[0])
    assert (tiktok["gmv"], tiktok["net_sales"], tiktok["orders"]) == (10_500, 9_000, 10)
    assert (tiktok["average_order_value"], tiktok["refund_rate"], tiktok["cancellation_rate"]) == (
        1000,
        Decimal("0.1"),
        Decimal("0.1"),
    )
    assert "gmv" not in values(sold.streams[2])


@pytest.mark.django_db
def test_what_was_cancelled_is_in_one_rate_and_what_was_refunded_in_the_other(ours):
    add_orders_file(ours)
    add_cut(ours, LAST, orders=10, cancelled_orders=1, cancelled_gross=1000, refunded=1900, net=8100)
    told = values(sales_of(ours, WEEK).streams[0])
    assert (told["refund_rate"], told["cancellation_rate"]) == (Decimal("0.1"), Decimal("0.1"))  # 900 ÷ 9,000; 1 ÷ 10


@pytest.mark.django_db
def test_what_platforms_count_names_its_files_when_it_is_opened(as_ben, ours, theirs):
    table = make_table(make_import(ours, filename="GMV Max.xlsx"), kind="period", as_of=LAST)
    make_period(table, WEEK.start, 7, grain="ad", gmv_kind="gmv_max", currency="JPY", campaign_id="1", gmv=500)
    other = make_table(make_import(theirs, filename="Theirs.xlsx"), kind="period", as_of=LAST)
    make_period(other, WEEK.start, 7, grain="ad", gmv_kind="gmv_max", currency="JPY", campaign_id="1", gmv=500)
    rebuild(ours, Grain.FACTS, [WEEK.start])
    address = f"/b/ours/funnel/sources/ad/?from={WEEK.start}&amp;to={LAST}&amp;kind=gmv_max"
    assert f'hx-get="{address}"' in as_ben.get(PAGE, ASKED).content.decode()
    files = as_ben.get(address.replace("&amp;", "&")).content.decode()
    assert ("GMV Max.xlsx" in files, "Theirs.xlsx" in files) == (True, False)
    assert "GMV Max.xlsx" not in as_ben.get("/b/ours/funnel/sources/ad/?kind=shop_ads").content.decode()
    assert "GMV Max.xlsx" not in as_ben.get("/b/ours/funnel/sources/ad/?from=2026-01-01&to=2026-01-31").content.decode()
    assert as_ben.get("/b/ours/funnel/sources/ad.moon/").status_code == 404


@pytest.mark.django_db
def test_the_control_total_against_the_files_shows_a_difference(as_ben, ours):
    table = make_table(make_import(ours), kind="order", as_of=LAST)
    make_order(table, "1", ordered_at=f"{LAST}T03:00:00Z", total=1000)
    rebuild(ours, Grain.SALES, [LAST])
    page = as_ben.get(f"{PAGE}control/", ASKED).content.decode()
    assert (page.count("1 order"), page.count("<td>equal</td>")) == (2, 1)
    ours.salescuts.all().delete()
    assert "different: being added up, or a fault" in as_ben.get(f"{PAGE}control/", ASKED).content.decode()
    assert f"{PAGE}control/?from=2026-11-16" in as_ben.get(PAGE, ASKED).content.decode()


@pytest.mark.django_db
def test_orders_touched_by_other_videos_before_are_counted_by_channel(as_ben, ours, theirs):
    table = make_table(make_import(ours), kind="order", as_of=LAST)
    for number in "123":
        make_order(table, number, ordered_at=f"{LAST}T03:00:00Z", total=1000)
    rebuild(ours, Grain.SALES, [LAST])
    assert "No order of these days" in as_ben.get(f"{PAGE}assists/", ASKED).content.decode()
    ours.sales.exclude(order_id="3").update(assisted_by=[7])
    page = as_ben.get(f"{PAGE}assists/", ASKED).content.decode()
    assert "Own EC: 2 orders (¥2,000) had been touched by other videos before the last touch." in page


@pytest.mark.django_db
def test_kinds_of_gmv_stand_side_by_side(ours):
    table = make_table(make_import(ours), kind="period", as_of=LAST)
    make_period(table, WEEK.start, 7, grain="live", gmv_kind="live_24h", currency="JPY", content_id="1", gmv=100)
    make_period(table, WEEK.start, 7, grain="ad", gmv_kind="gmv_max", currency="JPY", campaign_id="1", gmv=500)
    make_period(table, WEEK.start, 3, grain="ad", gmv_kind="gmv_max", currency="JPY", campaign_id="1", gmv=200)
    make_period(table, WEEK.start, 7, grain="ad", gmv_kind="gmv_max", currency="JPY", campaign_id="1", ad_id="2", gmv=499)
    make_period(table, WEEK.start, 7, grain="video", gmv_kind="direct", currency="JPY", content_id="1", gmv=200, views=4000)
    rebuild(ours, Grain.FACTS, [WEEK.start])
    AffiliateSale.objects.create(
        brand=ours, day=LAST, order_id="1", position=1, title="x", currency="JPY", quantity=1, gmv=70, as_of=LAST
    )
    kinds, gpm = gmv_kinds(ours, WEEK)
    assert [(one.kind, one.compared.now.value) for one in kinds] == [("affiliate", 70), ("live_24h", 100), ("gmv_max", 500)]
    assert [(one.grain, one.compared.metric.key, one.compared.now.value) for one in gpm] == [("video", "watch_gpm", 50)]


@pytest.mark.django_db
def test_currencies_are_only_added_with_a_rate_and_its_day(as_ben, ours):
    add_orders_file(ours)
    for currency in ("JPY", "USD", "THB"):
        add_cut(ours, LAST, currency=currency)
    assert together_of(ours, sales_of(ours, WEEK)) is None
    SalesPolicy.objects.create(brand=ours, shows_in="JPY")
    ExchangeRate.objects.create(brand=ours, base="USD", quote="JPY", day=LAST - timedelta(days=40), rate=140)
    ExchangeRate.objects.create(brand=ours, base="USD", quote="JPY", day=LAST - timedelta(days=4), rate=150)
    ExchangeRate.objects.create(brand=ours, base="USD", quote="JPY", day=LAST + timedelta(days=1), rate=999)
    found = together_of(ours, sales_of(ours, WEEK))
    assert (found.amount, [rate.rate for rate in found.used], found.missing) == (9000 + 9000 * 150, [150], ("THB",))
    add_cut(ours, LAST - timedelta(days=5), currency="USD")
    found = together_of(ours, sales_of(ours, WEEK))
    assert (found.amount, [rate.rate for rate in found.used]) == (9000 + 9000 * (150 + 140), [140, 150])
    assert "USD × 150" in as_ben.get(PAGE, ASKED).content.decode()


@pytest.mark.django_db
def test_what_nothing_ties_stays_visible(as_ben, ours):
    add_orders_file(ours, "shopify.orders")
    add_cut(ours, LAST, channel="own_ec", orders=3, attributed_by="coupon")
    add_cut(ours, LAST, channel="own_ec", orders=9)
    page = as_ben.get(PAGE, ASKED).content.decode()
    assert "Nothing ties it to content" in page
    assert "75.0%" in page


@pytest.mark.django_db
def test_files_of_the_page(as_ben, ours):
    add_orders_file(ours)
    add_cut(ours, LAST, surface="live")
    rows = as_ben.get(PAGE, ASKED | {"format": "csv"}).content.decode().splitlines()
    assert rows[1] == "2026-11-22,tiktok_shop,JPY,live,,10,10000.000,9000.000"
    assert as_ben.get(PAGE, ASKED | {"format": "xlsx", "chart": "surfaces-JPY"}).status_code == 200
    assert as_ben.get(PAGE, ASKED | {"format": "csv", "chart": "moon"}).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("surfaces", [1, 3])
def test_the_number_of_queries_is_constant(as_ben, ours, surfaces):
    add_orders_file(ours)
    for surface in ("video", "live", "showcase")[:surfaces]:
        for week in WEEKS:
            add_cut(ours, week.start, surface=surface)
    with assertNumQueries(QUERIES):
        assert as_ben.get(PAGE, ASKED).status_code == 200


@pytest.mark.django_db
def test_another_brands_sales_do_not_leak(ours, theirs):
    add_cut(theirs, LAST)
    assert sales_of(ours, WEEK).parts == ()


def rows_of(sold, key):
    return dict(row[:2] for row in next(one for one in charts_of(sold, today=LAST) if one.key == key).rows)


@pytest.mark.django_db
def test_days_that_no_file_of_a_channel_tells_are_unknown_and_not_without_sales(ours):
    """Own EC is told until three days before; TikTok Shop all the time."""
    add_orders_file(ours)
    table = add_orders_file(ours, "shopify.orders")
    table.last_day = LAST - timedelta(days=3)
    table.save(update_fields=["last_day"])
    add_cut(ours, LAST)
    add_cut(ours, LAST - timedelta(days=4), channel="own_ec")
    sold = sales_of(ours, WEEK)
    tied, shares = rows_of(sold, "tied-JPY"), rows_of(sold, "share-JPY")
    assert [tied[LAST - timedelta(days=n)] for n in (5, 4, 3, 2, 0)] == [0, 10_000, 0, None, None]
    assert rows_of(sold, "surfaces-JPY")[LAST - timedelta(days=2)] == 0
    assert [shares[LAST - timedelta(days=n)] for n in (4, 0)] == [0, None]


@pytest.mark.django_db
def test_orders_that_only_another_shops_file_told_of_name_that_file(as_ben, ours):
    add_orders_file(ours, "shopify.orders", name="Shopify.csv")
    add_cut(ours, LAST)
    (stream,) = sales_of(ours, WEEK).streams
    assert (stream.channel, [table.name for table in stream.sources]) == ("tiktok_shop", ["Shopify.csv"])
    assert stream.compared[0].now.known == 1  # of seven days: that file does not tell of days without such an order
    assert "Shopify.csv" in as_ben.get("/b/ours/funnel/sources/tiktok_orders/").content.decode()


@given(st.dates(date(2024, 1, 1), date(2026, 1, 1)), st.integers(1, 400))
def test_buckets_hold_every_day_of_the_period_once(first, length):
    days = Days(first, first + timedelta(days=length))
    sold = SalesOf(days, length > 92, (), (), (), ())
    found = buckets(sold)
    step = 7 if sold.by_week else 1
    assert all(b - a == timedelta(days=step) for a, b in zip(found, found[1:], strict=False))
    assert found[0] <= days.start < found[0] + timedelta(days=step)
    assert found[-1] <= days.last < found[-1] + timedelta(days=step)
