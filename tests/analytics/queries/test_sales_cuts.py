"""Sales by what an order says: the sum over any cut is the control total, kinds stay apart, rates are the brand's own."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from factories import at, make_account, make_brand, make_import, make_order, make_posted_video, make_table
from messy_sales import fill_sales

from analytics.metrics import AVERAGE_ORDER_VALUE, GMV, NET_SALES
from analytics.models import ExchangeRate, SalesDay
from analytics.models.rollups import Grain
from analytics.queries.control_total import control_totals
from analytics.queries.exchange import rates_into
from analytics.queries.sales_cuts import SalesBy, SalesFilter, sales_by, sales_by_day, sales_total, value_word
from analytics.rollups.run import rebuild
from tkcommerce.dates import Days

DAY = date(2026, 11, 1)
NOVEMBER = Days(DAY, DAY + timedelta(days=30))
pytestmark = pytest.mark.django_db


@pytest.fixture
def told(ours):
    """A TikTok order through a video, told by Shopify and by affiliates too; one of the own shop; one cancelled; one sample."""
    make_posted_video(make_account(ours), DAY, external_id="7001")
    table = make_table(make_import(ours), kind="order", as_of=DAY)
    tiktok = {"source": "tiktok_shop", "shop": "tiktok_shop", "channel": "tiktok_shop"}
    make_order(table, "57", total=3000, platform_discount=200, refunded=500, lines=({"sku_id": "a"},), **tiktok)
    make_order(table, "60", shop="tiktok_shop", channel="tiktok_shop", tiktok_order_id="57", total=2999)
    attributed = {"content_id": "7001", "creator": "hana", "surface": "video", "sku_id": "a", "amount": 3000}
    make_order(table, "57", **tiktok | {"source": "tiktok_affiliate"}, gmv_kind="affiliate", total=3000, lines=(attributed,))
    make_order(table, "1", total=1000)
    make_order(table, "58", total=700, state="cancelled", **tiktok)
    make_order(table, "59", total=0, is_sample=True, **tiktok)
    rebuild(ours, Grain.SALES, [DAY])
    return ours


def by(brand, cut, filters=None):
    return {row.value: row.sums["gross"] for row in sales_by(brand, NOVEMBER, cut, filters)}


def test_an_order_told_by_three_is_cut_once(told):
    assert by(told, SalesBy.CHANNEL) == {"tiktok_shop": 3700, "own_ec": 1000}
    assert by(told, SalesBy.SURFACE) == {"video": 3000, "": 1700}
    assert by(told, SalesBy.CREATOR) == {"hana": 3000, "": 1700}
    assert by(told, SalesBy.VIDEO, SalesFilter(channel="tiktok_shop")) == {told.videos.get().pk: 3000, None: 700}


def test_a_filter_may_ask_for_what_nobody_said(told):
    assert by(told, SalesBy.CHANNEL, SalesFilter(video=0)) == {"tiktok_shop": 700, "own_ec": 1000}
    assert by(told, SalesBy.CHANNEL, SalesFilter(surface="")) == {"tiktok_shop": 700, "own_ec": 1000}


def test_a_row_measures_what_its_sums_say(told):
    [row] = sales_by(told, NOVEMBER, SalesBy.VIDEO, SalesFilter(attributed_by="platform"))
    assert (row.measured(GMV).value, row.measured(NET_SALES).value, row.measured(AVERAGE_ORDER_VALUE).value) == (3200, 2500, 3000)
    assert value_word(SalesBy.VIDEO, row) == "video 7001"


def test_the_end_of_a_window_is_outside(told):
    assert sales_total(told, Days(DAY - timedelta(days=3), DAY)) == ()
    [row] = sales_total(told, Days(DAY, DAY + timedelta(days=1)))
    assert (row.sums["orders"], row.sums["samples"]) == (3, 1)
    assert list(sales_by_day(told, NOVEMBER)["JPY"]) == [DAY]


@pytest.mark.parametrize("cut", [SalesBy.CHANNEL, SalesBy.VIDEO])
def test_a_cut_takes_as_many_queries_for_one_row_as_for_three(told, cut, django_assert_num_queries):
    with django_assert_num_queries(1 if cut == SalesBy.CHANNEL else 2):
        sales_by(told, NOVEMBER, cut)


def test_amounts_are_converted_by_the_rate_of_their_day(ours):
    for day, rate in ((DAY, "150"), (DAY + timedelta(days=10), "160")):
        ExchangeRate.objects.create(brand=ours, base="USD", quote="JPY", day=day, rate=Decimal(rate))
    rates = rates_into(ours, "JPY")
    amounts = [(DAY + timedelta(days=n), "USD", Decimal(10)) for n in (0, 9, 10)]
    converted = rates.convert([*amounts, (DAY, "JPY", Decimal(5)), (DAY, "EUR", Decimal(1))])
    assert (converted.amount, [rate.day.day for rate in converted.used], converted.missing) == (4605, [1, 11], ("EUR",))
    assert rates.on("USD", DAY - timedelta(days=1)) is None
    assert rates_into(ours, "USD").on("JPY", DAY).rate == 1 / Decimal(150)


def test_the_control_total_says_what_was_told_twice(told):
    [control] = control_totals(told, NOVEMBER)
    assert (control.told, control.twice, control.samples, control.cut) == (7699, 2999, 0, 4700)
    assert (control.told_orders, control.twice_orders, control.sample_orders, control.cut_orders) == (5, 1, 1, 3)
    assert control.holds
    told.salescuts.filter(surface="video").delete()
    [control] = control_totals(told, NOVEMBER)
    assert not control.holds


def test_sales_that_no_file_tells_any_more_do_not_hold(told):
    """An import was taken back, and its days are not added up anew yet."""
    told.importedtables.update(live=False)
    [control] = control_totals(told, NOVEMBER)
    assert (control.currency, control.told, control.cut, control.holds) == ("JPY", 0, 4700, False)


@pytest.mark.parametrize("seed", range(3))
def test_every_cut_of_messy_sales_adds_up_to_the_control_total(seed):
    brand = make_brand("messy", time_zone=["Asia/Tokyo", "America/Santiago", "Pacific/Apia"][seed])
    days = fill_sales(brand, Random(seed))
    rebuild(brand, Grain.SALES, days)
    window = Days(days[7], days[-9])
    controls = {control.currency: control for control in control_totals(brand, window)}
    assert [control.holds for control in controls.values()] == [True, True]
    for cut in SalesBy:
        rows = sales_by(brand, window, cut)
        sums = {currency: sum(row.sums["gross"] for row in rows if row.currency == currency) for currency in controls}
        assert sums == {currency: control.cut for currency, control in controls.items()}, cut
    of_days = SalesDay.objects.filter(brand=brand, day__gte=window.start, day__lt=window.end)
    assert sum(row.gross for row in of_days) == sum(control.cut for control in controls.values())


def test_an_order_at_midnight_is_of_the_day_that_begins(ours):
    table = make_table(make_import(ours), kind="order", as_of=DAY)
    make_order(table, "1", ordered_at=at("2026-11-01T00:00:00+09:00"))
    make_order(table, "2", ordered_at=at("2026-10-31T23:59:59+09:00"))
    rebuild(ours, Grain.SALES, [DAY, DAY - timedelta(days=1)])
    assert [row.sums["orders"] for row in sales_total(ours, NOVEMBER)] == [1]
