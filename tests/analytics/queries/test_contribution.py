"""What a video leaves over, and what is not known of it, said."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from factories import make_account, make_import, make_order, make_period, make_posted_video, make_table

from analytics.models import ProductCost, SentSample, SettlementReading
from analytics.models.rollups import Grain
from analytics.queries.contribution import Part, contributions
from analytics.rollups.run import rebuild
from planner.models import MarketFact, Product
from tkcommerce.dates import Days

DAY = date(2026, 11, 1)
WEEK = Days(DAY, DAY + timedelta(days=7))
TIKTOK = {"source": "tiktok_shop", "shop": "tiktok_shop", "channel": "tiktok_shop", "market": "JP"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def video(ours):
    return make_posted_video(make_account(ours), DAY, external_id="7001")


@pytest.fixture
def sold(ours, video):
    """Two orders of one piece each through the video, the second refunded by half; a third that was cancelled."""
    MarketFact.objects.filter(topic="seller_fee", market="JP").delete()
    MarketFact.objects.create(
        market="JP", topic="seller_fee", rate=Decimal("0.05"), valid_from=DAY - timedelta(days=90), source="x"
    )
    MarketFact.objects.create(market="JP", topic="seller_fee", rate=Decimal("0.07"), valid_from=DAY, source="x")
    MarketFact.objects.create(
        market="JP", topic="seller_fee", rate=Decimal("0.99"), valid_from=DAY + timedelta(days=1), source="x"
    )
    toner = Product.objects.create(brand=ours, name="Toner", tiktok_id="1729")
    ProductCost.objects.create(brand=ours, product=toner, valid_from=DAY - timedelta(days=9), cost=300, currency="JPY")
    ProductCost.objects.create(brand=ours, product=toner, valid_from=DAY + timedelta(days=1), cost=999, currency="JPY")
    table = make_table(make_import(ours), kind="order", as_of=DAY)
    lines = {"57": ("1729",), "58": ("9",), "59": ("1729",)}
    more = {"57": {}, "58": {"refunded": 500}, "59": {"state": "cancelled"}}
    for number, products in lines.items():
        told = tuple({"product_id": product, "sku_id": product, "amount": 1000} for product in products)
        make_order(table, number, total=1000, lines=told, **TIKTOK | more[number])
        hint = tuple(
            line | {"content_id": "7001", "creator": "Hana", "surface": "video", "commission_estimated": 120,
                    "commission_paid": 100 if number == "57" else None}
            for line in told
        )  # fmt: skip
        affiliate = TIKTOK | more[number] | {"source": "tiktok_affiliate", "gmv_kind": "affiliate"}
        make_order(table, number, total=1000, lines=hint, **affiliate)
    rebuild(ours, Grain.SALES, [DAY])
    return ours


def of(brand, video, days=WEEK):
    [found] = contributions(brand, days, [video])[video.pk]
    return found, {one.part: (one.amount, one.known, one.units, one.estimated) for one in found.deductions}


def test_each_cost_is_taken_off_net_sales(sold, video):
    found, parts = of(sold, video)
    assert found.net_sales == 1000 + 500
    assert parts[Part.FEE] == (Decimal("105.0000000"), 2, 2, 2)  # 7 % of what was kept
    assert parts[Part.COMMISSION] == (220, 2, 2, 1)
    assert parts[Part.PRODUCTS] == (300, 1, 2, 0)
    assert parts[Part.ADS] == (None, 0, 0, 0)
    assert parts[Part.SAMPLES] == (None, 0, 0, 0)
    assert found.value == 1500 - 105 - 220 - 300
    assert not found.is_whole


def test_what_is_missing_is_said(sold, video):
    assert of(sold, video)[0].notes == [
        "By the market's rate for 2 of 2 orders that are not settled yet.",
        "As TikTok estimates it for 1 of 2 lines that are not paid yet.",
        "No ads report names this video.",
        "No cost is set for 1 of 2 pieces.",
    ]


def test_a_settled_fee_wins_over_the_rate_and_the_newest_file_over_an_older_one(sold, video):
    for as_of, fee in ((DAY, 11), (DAY + timedelta(days=5), -60)):
        table = make_table(make_import(sold, sha256=str(fee).ljust(64, "s")), kind="settlement", as_of=as_of)
        SettlementReading.objects.create(
            brand=sold, table=table, as_of=as_of, row=2, order_id="57", kind="Order", day=DAY, currency="JPY", platform_fee=fee
        )
    assert of(sold, video)[1][Part.FEE] == (Decimal("95.0000000"), 2, 2, 1)


def test_ads_of_overlapping_reports_are_not_added(sold, video):
    table = make_table(make_import(sold, sha256="5" * 64), kind="period", as_of=DAY)
    for first, days, cost in ((0, 7, 700), (0, 1, 90), (1, 1, 80)):
        make_period(table, DAY + timedelta(days=first), days, grain="ad", content_id="7001", currency="JPY", cost=cost)
    rebuild(sold, Grain.FACTS, [DAY, DAY + timedelta(days=1)])
    assert of(sold, video)[1][Part.ADS] == (700, 7, 7, 0)
    assert of(sold, video, Days(DAY, DAY + timedelta(days=3)))[1][Part.ADS] == (170, 2, 3, 0)


def test_a_sample_is_a_cost_of_its_creators_content(sold, video):
    toner = Product.objects.get()
    SentSample.objects.create(brand=sold, creator="hana", product=toner, sent_on=DAY)
    SentSample.objects.create(brand=sold, creator="someone", product=toner, sent_on=DAY)
    assert of(sold, video)[1][Part.SAMPLES] == (300, 1, 1, 0)


def test_a_cost_in_another_currency_needs_a_rate(sold, video):
    ProductCost.objects.filter(valid_from__lt=DAY).update(currency="USD")
    found, parts = of(sold, video)
    assert (parts[Part.PRODUCTS][0], found.without_rate) == (None, ("USD",))
    assert found.notes[-1] == "No exchange rate for costs in USD."


def test_as_many_queries_for_one_video_as_for_three(sold, video, django_assert_num_queries):
    others = [make_posted_video(video.account, DAY, external_id=f"700{n}") for n in (2, 3)]
    for videos in ([video], [video, *others]):
        with django_assert_num_queries(7):
            contributions(sold, WEEK, videos)
