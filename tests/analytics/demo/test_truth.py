"""Each page finds what is true of the made-up brand: the generator knows it, the files tell it, the pages must say it."""

from datetime import date, timedelta

import pytest

from analytics.ads.marketplaces import marketplaces_page
from analytics.affiliates.inviting import Invitation
from analytics.affiliates.list_page import creator_list
from analytics.alerts.dismissing import alerts_of
from analytics.catalogue_matrix.page import matrix
from analytics.catalogue_matrix.rows import Part
from analytics.demo.truth import (
    BREAKOUT_FACTOR,
    CONTENT_THAT_DOES_NOT_SELL,
    F2,
    F2_OF_PRODUCT,
    F2_OF_THEME,
    INVITE_AGAIN,
    LIVE_MOVED,
    LIVE_WEEKDAY,
    OVERDUE,
    RAKUTEN_A_DAY,
    RUNNING_OUT,
    SAMPLES_WITHOUT_SALES,
    SELLS_WITHOUT_CONTENT,
    SHOP_OPENED,
    WEAKEST,
)
from analytics.fans.summing import sum_up
from analytics.funnels.cut import Cut
from analytics.funnels.funnels import funnels_of
from analytics.goals.page import goals_page
from analytics.lives.live_page import live_page
from analytics.lives.sessions import newest_session_day, sessions_between
from analytics.models import AffiliateSale, Sale, Surface
from analytics.queries.sales_cuts import SalesBy, sales_by
from analytics.queries.sources import sources_of
from tkcommerce.dates import Days

TODAY = date(2026, 11, 22)
LAST = TODAY - timedelta(days=2)  # of the files


def days_back(days):
    return Days(LAST - timedelta(days=days - 1), LAST + timedelta(days=1))


@pytest.fixture
def own_ec(demo):
    return next(base for base in sum_up(demo) if base.shop == "shopify")


def test_the_funnel_names_the_step_that_gave_way(demo):
    weakest = funnels_of(demo, days_back(7), Cut()).worst
    assert (weakest.funnel.key, weakest.step.kind.key) == WEAKEST
    assert weakest.is_usual
    assert weakest.now < weakest.reference / 2


def test_home_tells_what_is_out_of_the_ordinary_and_nothing_else(demo):
    alerts = {alert.kind: alert for alert in alerts_of(demo, sources_of(demo), today=TODAY)}
    assert set(alerts) == {"breakout", "drop", "stock", "overdue"}
    assert abs(float(alerts["breakout"].value / alerts["breakout"].usual) - BREAKOUT_FACTOR) < 3
    assert alerts["drop"].of == "own_ec"
    assert demo.products.get(pk=int(alerts["stock"].of)).sku == RUNNING_OUT
    assert alerts["overdue"].of == OVERDUE


def test_the_matrix_finds_what_sells_without_content_and_what_does_not_sell_with_it(demo):
    page = matrix(demo, {}, today=TODAY)
    parts = {row.product.sku: row.part for row in page.rows}
    assert {sku for sku, part in parts.items() if part == Part.UNTOLD} == {SELLS_WITHOUT_CONTENT}
    assert {sku for sku, part in parts.items() if part == Part.UNSOLD} == {CONTENT_THAT_DOES_NOT_SELL}
    assert [row.product.sku for row in page.short] == [RUNNING_OUT]
    assert page.next[0].row.product.sku == SELLS_WITHOUT_CONTENT


@pytest.mark.parametrize(("shop", "of"), [("shopify", "shopify"), ("tiktok_shop", "tiktok_jp")])
def test_as_many_come_back_as_the_truth_says(demo, shop, of):
    base = next(base for base in sum_up(demo) if (base.shop, base.currency) == (shop, "JPY"))
    within = next(one for one in base.horizons if one.days == 180)  # by then everybody who comes back has come
    assert abs(float(within.rate) - F2[of]) < 0.04


def test_the_product_and_the_pattern_of_the_first_touch_tell_who_comes_back(demo, own_ec):
    skus = {str(product.pk): product.sku for product in demo.products.all()}
    rates = {skus[touch.of]: touch.rate for touch in own_ec.of_kind("product") if touch.rate is not None}
    assert (max(rates, key=rates.get), min(rates, key=rates.get)) == tuple(F2_OF_PRODUCT)
    themes = {touch.of.split(".")[1]: touch.rate for touch in own_ec.of_kind("level") if touch.of.startswith("theme.")}
    known = sorted((theme for theme, rate in themes.items() if rate is not None), key=themes.get)
    assert {*known[:1], *known[-2:]} == set(F2_OF_THEME)
    assert known[0] == "offer"


def test_the_newest_live_says_which_factor_moved(demo):
    day = newest_session_day(demo)
    assert day.weekday() == LIVE_WEEKDAY
    [session] = sessions_between(demo, Days(day, day + timedelta(days=1)))
    assert live_page(demo, session.content_id).decomposition.moved.name == LIVE_MOVED


def test_the_creators_page_says_whom_to_invite_again(demo):
    creators = creator_list(demo, {}, today=TODAY)
    assert [row.handle for row in creators.rows if row.state == Invitation.INVITE] == [INVITE_AGAIN]
    assert not AffiliateSale.objects.filter(brand=demo, creator=SAMPLES_WITHOUT_SALES).exists()


def test_sales_lie_on_all_surfaces_markets_and_two_years(demo):
    surfaces = {row.value for row in sales_by(demo, days_back(90), SalesBy.SURFACE) if row.sums["orders"]}
    assert surfaces >= {Surface.VIDEO, Surface.LIVE, Surface.SHOWCASE, ""}
    assert {row.value for row in sales_by(demo, days_back(90), SalesBy.MARKET)} >= {"JP", "MY"}
    assert set(Sale.objects.filter(brand=demo).values_list("attributed_by", flat=True).distinct()) >= {"", "utm", "coupon"}
    oldest = Sale.objects.filter(brand=demo).order_by("day").first().day
    assert (LAST - oldest).days == SHOP_OPENED["shopify"] - 1


def test_goals_are_set_and_forecast_with_a_range(demo):
    lines = goals_page(demo, {}, today=TODAY).lines
    assert {line.goal.measure for line in lines} == {"gmv", "posts", "ctr", "new_customers"}
    assert all(line.pace.low < line.pace.end < line.pace.high for line in lines)


def test_a_marketplace_is_a_destination_of_its_own(demo):
    shops = marketplaces_page(demo, {"days": "28"}).shops
    assert [one.name for one in shops] == ["楽天市場"]
    assert 28 * RAKUTEN_A_DAY[0] <= shops[0].sums["orders"] <= 28 * RAKUTEN_A_DAY[1]
