"""What the made-up brand sold: buyers come back as often as the truth says, and each file tells every order once."""

import csv
import io
from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest

from analytics.demo.order_files import ENGLISH, JAPANESE, SHOPIFY, english_orders, japanese_orders, shopify_csv
from analytics.demo.sales import sell
from analytics.demo.story import tell
from analytics.demo.truth import BREAKOUT_FACTOR, F2, SECOND_ORDER, SHOP_OPENED
from tkcommerce.dates import last_days

STORY = tell(last_days(365, today=date(2026, 11, 21)), seed=34)
SOLD = sell(STORY, seed=34)
LAST = STORY.days[-1].day


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_the_same_seed_sells_the_same():
    assert sell(STORY, seed=34) == SOLD
    assert sell(STORY, seed=35) != SOLD


@pytest.mark.parametrize("shop", ["shopify", "tiktok_jp"])
def test_buyers_who_had_the_time_came_back_as_often_as_the_truth_says(shop):
    first = {one.buyer: one.at.date() for one in SOLD.of(shop) if one.nth == 1}
    again = {one.buyer for one in SOLD.of(shop) if one.nth == 2}
    grown = [buyer for buyer, day in first.items() if day <= LAST - timedelta(days=SECOND_ORDER[2])]
    assert abs(sum(buyer in again for buyer in grown) / len(grown) - F2[shop]) < 0.03


def test_orders_lie_between_the_opening_and_the_last_day():
    for shop, days in SHOP_OPENED.items():
        told = {one.at.date() for one in SOLD.of(shop)}
        assert min(told) >= LAST - timedelta(days=days - 1)
        assert max(told) <= LAST


def test_one_video_broke_out():
    (post,) = [post for post in STORY.posts if post.factor == BREAKOUT_FACTOR]
    assert (LAST - post.day).days in (3, 4, 5)


def test_the_own_shop_lists_its_orders_and_those_that_were_synced():
    rows = rows_of(shopify_csv(SOLD)[1])
    assert list(rows[0]) == list(SHOPIFY)
    listed = [one for one in SOLD.purchases if one.number]
    assert len({row["Name"] for row in rows}) == len(listed)
    assert sum(int(row["Total"] or 0) for row in rows) == sum(one.total for one in listed)
    assert Counter(one.shop for one in listed).keys() == {"shopify", "tiktok_jp"}


def test_tiktok_shop_lists_one_row_per_line_in_two_dialects():
    now = datetime.combine(LAST, time(23))
    japanese, english = rows_of(japanese_orders(SOLD, last=now)[1]), rows_of(english_orders(SOLD, last=now)[1])
    assert list(japanese[0]) == list(JAPANESE)
    assert list(english[0]) == list(ENGLISH)
    assert len(japanese) == sum(len(one.goods) for one in SOLD.of("tiktok_jp"))
    assert len(english) == 1 + sum(len(one.goods) for one in SOLD.of("tiktok_my"))
    totals = {row["注文ID"]: row["注文金額"] for row in japanese}
    assert sum(int(total.removesuffix(" JPY").replace(",", "")) for total in totals.values()) == sum(
        one.total for one in SOLD.of("tiktok_jp")
    )
