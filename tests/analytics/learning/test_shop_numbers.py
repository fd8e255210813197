"""Clicks and sales of videos: of the same days as their views, nothing twice, and nothing where nobody could know."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import exp
from random import Random

import numpy as np
import pytest
from factories import make_account, make_import, make_posted_video, make_table

from analytics.learning.answers import NO_DATA, answer, questions
from analytics.learning.facts import Reading, SoldDay, Span, VideoFacts, facts_of
from analytics.learning.features import features
from analytics.learning.shop_numbers import OrderSize, clicked, market_of
from analytics.learning.sparse_rates import as_counts
from analytics.models import Outcome, PeriodFact, SalesCut, VideoDay
from tkcommerce.dates import Days

NOW = datetime(2026, 11, 1, tzinfo=UTC)
DAY = date(2026, 3, 2)
ALL = Days(date(2026, 1, 1), date(2026, 10, 31))


def facts(number=0, *, views=2000, sold=(), spans=(), ties=ALL, age=28, **fields):
    day = DAY + timedelta(days=number)
    values = {"video": number, "account": 1, "market": "JP", "zone": "Asia/Tokyo", "kind": "video", "relation": "own",
              "is_boosted": None, "seconds": 20, "posted_day": day, "posted_at": None, "caption": "", "campaign": None,
              "category": None, "followers": None, "levels": {"cta": "tag" if number % 2 else "none"},
              "readings": [Reading(day + timedelta(days=age), False, {"views": float(views)})]}  # fmt: skip
    return VideoFacts(**values | fields, ties=ties, spans=tuple(spans), sold=tuple(sold))


def span(first, days, clicks, *, stream="direct", orders=None, sku_orders=None):
    start = DAY + timedelta(days=first)
    return Span(Days(start, start + timedelta(days=days)), stream, 10 * clicks, clicks, orders, sku_orders)


def sold(day, orders, net, currency="JPY"):
    return SoldDay(DAY + timedelta(days=day), currency, orders, net)


def row(*videos):
    return features(list(videos), now=NOW).frame.to_dict("records")[0]


@pytest.mark.parametrize(
    ("spans", "clicks", "orders"),
    [
        ([span(0, 7, 10), span(7, 7, 20)], 30, None),
        ([span(0, 7, 10, orders=1), span(7, 7, 20, orders=2)], 30, 3),
        ([span(0, 7, 10, orders=1, sku_orders=2), span(7, 7, 20, sku_orders=4)], 30, 6),  # not every span tells orders
        ([span(0, 7, 10), span(7, 7, 20), span(0, 14, 31)], 30, None),  # a fortnight says the same days again
        ([span(0, 7, 10, stream="a"), span(0, 28, 99, stream="b")], 99, None),  # two exports: the one with more days
    ],
)
def test_spans_of_days_are_added_once(spans, clicks, orders):
    (told,) = clicked(facts(spans=spans))
    values = told.reading.values
    assert (values["product_clicks"], values["product_impressions"]) == (clicks, 10 * clicks)
    assert values.get("orders") == orders


def test_sales_are_of_the_days_of_the_reading():
    """Orders after the reading of the views do not count against it; one of three equal ones weighs as one."""
    days = (sold(0, 1, 3000.0), sold(27, 1, 3000.0), sold(29, 1, 3000.0))
    told = row(facts(sold=days))
    (c, n, usual) = as_counts(np.array([2.0]), np.array([2000.0]))
    assert (told["gmv"], told["gmv_of"]) == (pytest.approx(c[0]), pytest.approx(n[0]))
    assert usual == pytest.approx(2.5 / 2001)


def test_few_large_orders_say_less_than_their_number():
    """weight = Σx² ÷ Σx, computed by hand for 1,000, 1,000 and 10,000: 102,000,000 ÷ 12,000."""
    told = market_of([facts(sold=(sold(0, 2, 2000.0), sold(1, 1, 10000.0)))])
    assert told.main == OrderSize(mean=4000.0, weight=8500.0)
    assert told.main.spread == 2.125


def test_currencies_are_not_added():
    """Of each account that in which it sells most."""
    days = (sold(0, 3, 9000.0), sold(1, 1, 100.0, "MYR"))
    told = features([facts(sold=days)], now=NOW)
    assert told.order_size == OrderSize(mean=3000.0, weight=3000.0)
    assert told.frame["gmv"][0] == pytest.approx(as_counts(np.array([3.0]), np.array([2000.0]))[0][0])


@pytest.mark.parametrize(
    ("change", "is_told"),
    [
        ({}, True),
        ({"ties": None}, False),  # nobody ever told what an order is tied to
        ({"ties": Days(DAY + timedelta(days=1), ALL.end)}, False),  # began to tell after it was posted
        ({"ties": Days(ALL.start, DAY + timedelta(days=27))}, True),  # orders of all but its last two days
        ({"ties": Days(ALL.start, DAY + timedelta(days=20))}, False),
    ],
)
def test_what_nobody_could_know_is_not_zero(change, is_told):
    other = facts(3, sold=(sold(5, 1, 3000.0),))
    told = features([replace(facts(), **change), other], now=NOW).frame
    assert np.isfinite(told["gmv"][0]) == is_told


def test_without_a_shop_there_is_no_answer_but_what_to_import():
    found = features([facts(number, ties=None) for number in range(80)], now=NOW)
    shop = [one for one in questions(found) if one.asked.outcome in (Outcome.CLICKS, Outcome.ORDERS, Outcome.GMV)]
    assert [answer(one, found).reason.key for one in shop] == [NO_DATA] * 3


def brand_of(random, *, sale_lift=0.0, view_lift=0.0, videos=160):
    """Every other video has cta.tag; one of a thousand views buys, 3,000 or 9,000 each."""
    made = []
    for number in range(videos):
        has = number % 2
        views = round(1500 * exp(view_lift * has + random.gauss(0, 0.8)))
        orders = poisson(views / 1000 * exp(sale_lift * has), random)
        bought = [sold(number + 1, 1, random.choice((3000.0, 9000.0))) for _ in range(orders)]
        made.append(facts(number, views=views, sold=bought))
    return features(made, now=NOW)


def poisson(mean, random):
    limit, product, count = exp(-mean), random.random(), 0
    while product > limit:
        product, count = product * random.random(), count + 1
    return count


def said_of(found, outcome=Outcome.GMV):
    (asked,) = [one for one in questions(found) if one.asked.outcome == outcome and not one.scope]
    told = answer(asked, found)
    table = told.verdicts.table.set_index(["facet", "level"])
    return told, table.loc[("cta", "tag")]


def test_a_level_that_sells_is_found_however_few_views_it_has():
    """e^0.8 = 2.2 times the sales per view, against the other half: 1.4 times the usual of both."""
    found = brand_of(Random(1), sale_lift=0.8, view_lift=-0.6)
    told, tag = said_of(found)
    assert tag["verdict"] == "winner"
    assert tag["lo90"] < exp(0.4) < tag["hi90"]
    assert told.usual == pytest.approx(6000 * (1 + exp(0.8) * exp(-0.6)) / (1 + exp(-0.6)), rel=0.15)


@pytest.mark.parametrize("view_lift", [-1.0, 1.0])
def test_views_alone_are_no_sales(view_lift):
    """With few views most videos sell nothing: that they might have is not held for it."""
    _told, tag = said_of(brand_of(Random(2), view_lift=view_lift))
    assert tag["verdict"] not in ("winner", "losing")
    assert abs(tag["lift"]) < 0.12


@pytest.mark.django_db
def test_the_facts_of_a_video_as_a_slow_reader_finds_them(ours, theirs, django_assert_num_queries):
    rows = dict.fromkeys((ours, theirs))
    for brand in rows:
        account = make_account(brand)
        rows[brand] = [make_posted_video(account, DAY + timedelta(days=n), external_id=str(700 + n)) for n in range(3)]
        for number, video in enumerate(rows[brand]):
            _numbers(brand, video, factor=1 + number + 10 * (brand is theirs))
    with django_assert_num_queries(1):
        found = facts_of(ours, until=DAY + timedelta(days=20))
    for one in found:
        cuts = sorted((cut for cut in ours.salescuts.all() if cut.video_id == one.video), key=lambda cut: cut.day)
        assert [(x.day, x.currency, x.orders, x.net) for x in one.sold] == [
            (cut.day, cut.currency, cut.orders - cut.cancelled_orders, float(cut.net))
            for cut in cuts
            if cut.day <= DAY + timedelta(days=20)
        ]
        video = next(video for video in rows[ours] if video.pk == one.video)
        told = ours.periodfacts.filter(content_id=video.external_id, product_clicks__isnull=False, product_id="")
        inside = [fact for fact in told if fact.end_day <= DAY + timedelta(days=21)]
        assert [x.product_clicks for x in one.spans] == [fact.product_clicks for fact in inside]
        assert one.ties == Days(DAY + timedelta(days=2), DAY + timedelta(days=21))


def _numbers(brand, video, *, factor):
    import_ = brand.metricimports.first() or make_import(brand)
    make_table(import_, kind="order", as_of=DAY + timedelta(days=40), name=f"{video.pk}")
    VideoDay.objects.create(brand=brand, video=video, day=video.posted_day + timedelta(days=7), views=100 * factor)
    for day in (2, 9, 30):
        SalesCut.objects.create(
            brand=brand, video=video, day=DAY + timedelta(days=day), channel="tiktok_shop", shop="tiktok_shop", currency="JPY",
            gmv_kind="direct", orders=3 * factor, cancelled_orders=1, sku_orders=3, items=3, first_orders=0, repeat_orders=0,
            gross=9000, platform_discount=0, refunded=0, cancelled_gross=0, net=6000 * factor, samples=0,
            as_of=DAY + timedelta(days=40),
        )  # fmt: skip
    for key, first, days, clicks, product in ((1, 0, 7, 5, ""), (2, 7, 7, None, ""), (3, 7, 7, 6, "9"), (4, 14, 14, 7, "")):
        PeriodFact.objects.create(
            brand=brand, key=f"00000000-0000-0000-0000-{video.pk % 10**8:08}{key:04}", grain="video", product_id=product,
            content_id=video.external_id, first_day=DAY + timedelta(days=first), end_day=DAY + timedelta(days=first + days),
            product_impressions=100, product_clicks=clicks, as_of=DAY + timedelta(days=40),
        )  # fmt: skip
