"""Customers and fans: bases apart, honest about the young, nothing of another brand."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from factories import make_account, make_import, make_order, make_posted_video, make_table

from analytics.fans.bases import likely_range
from analytics.fans.kept import bases_of, known_bases
from analytics.fans.ladder import ladder_of
from analytics.fans.summing import sum_up
from analytics.fans.voices import voices_of
from analytics.models import AccountDay, RollupRun, VoiceReading
from analytics.models.rollups import Grain
from analytics.rollups.run import rebuild
from tkcommerce.dates import Days

DAY = timedelta(days=1)
UNTIL = date(2026, 11, 20)


def at(day, hour=12):
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Asia/Tokyo"))


class Shop:
    """Orders of made-up customers; `close` adds them up."""

    def __init__(self, brand, sha="1" * 64):
        self.brand, self.days, self.number = brand, set(), 0
        self.table = make_table(make_import(brand, sha256=sha), kind="order", as_of=UNTIL)

    def buy(self, who, day, **fields):
        self.number += 1
        values = {"customer_key": who, "ordered_at": at(day), "total": 1000, "refunded": 0, "state": "paid"} | fields
        make_order(self.table, f"{self.brand.pk}{self.number}", lines=({"title": values.pop("title", "化粧水")},), **values)
        self.days.add(day)

    def close(self):
        rebuild(self.brand, Grain.SALES, sorted(self.days))
        return sum_up(self.brand)


@pytest.fixture
def shop(ours):
    return Shop(ours)


def horizon(base, days):
    return next(one for one in base.horizons if one.days == days)


def test_only_customers_that_had_the_time_count(shop):
    shop.buy("old", UNTIL - 100 * DAY)
    shop.buy("old", UNTIL - 60 * DAY)
    shop.buy("late", UNTIL - 100 * DAY)
    shop.buy("late", UNTIL - 5 * DAY)
    shop.buy("young", UNTIL - 20 * DAY)
    shop.buy("young", UNTIL)
    (base,) = shop.close()
    assert (base.customers, base.again, base.orders, base.net) == (3, 3, 6, 6000)
    assert (horizon(base, 90).grown, horizon(base, 90).returned) == (2, 1)
    assert (horizon(base, 10).grown, horizon(base, 10).returned) == (3, 0)
    assert (horizon(base, 30).grown, horizon(base, 30).returned) == (2, 0)
    assert horizon(base, 90).rate is None  # of two, it says nothing
    assert base.middle_days == 40


def test_bases_of_shops_and_currencies_are_never_joined(shop):
    shop.buy("same", UNTIL - 9 * DAY)
    shop.buy("same", UNTIL, source="tiktok_shop", shop="tiktok_shop", channel="tiktok_shop")
    shop.buy("other", UNTIL, source="tiktok_shop", shop="tiktok_shop", channel="tiktok_shop", currency="MYR")
    told = {(base.shop, base.currency): (base.customers, base.again) for base in shop.close()}
    assert told == {("shopify", "JPY"): (1, 0), ("tiktok_shop", "JPY"): (1, 0), ("tiktok_shop", "MYR"): (1, 0)}


def test_cancelled_orders_and_unknown_customers_are_nobody(shop):
    shop.buy("one", UNTIL - DAY)
    shop.buy("one", UNTIL, state="cancelled", cancelled_at=at(UNTIL))
    shop.buy("", UNTIL)
    (base,) = shop.close()
    assert (base.customers, base.again, base.orders) == (1, 0, 1)


def test_a_cohort_knows_which_month_still_grows(shop):
    shop.buy("a", date(2026, 9, 1))
    shop.buy("a", date(2026, 10, 31))
    shop.buy("b", date(2026, 9, 30))
    shop.buy("c", UNTIL)
    (base,) = shop.close()
    september, november = base.cohorts
    assert (september.month, september.size, september.active[:4]) == (date(2026, 9, 1), 2, (2, 1, 0, None))
    assert (september.growing, november.growing) == (2, 0)
    assert september.share(1) == Decimal("0.5")


def test_segments_hold_everybody_once(shop):
    for number, days in enumerate((0, 10, 100, 200, 300)):
        shop.buy(f"once{number}", UNTIL - days * DAY)
    for gap in (0, 20, 40):
        shop.buy("loyal", UNTIL - gap * DAY)
    for who, last in (("second", 5), ("cooling", 120), ("asleep", 200)):
        shop.buy(who, UNTIL - (last + 30) * DAY)
        shop.buy(who, UNTIL - last * DAY)
    (base,) = shop.close()
    counts = {one.key: one.customers for one in base.segments}
    assert counts == {"loyal": 1, "second": 1, "new": 2, "cooling": 1, "asleep": 1, "once": 3}
    assert sum(one.net for one in base.segments) == base.net


def test_segments_have_money_as_their_third_dimension(shop):
    for number, spent in enumerate((100, 200, 300, 400, 500, 600)):
        shop.buy(f"new{number}", UNTIL - DAY, total=spent)
    shop.buy("asleep", UNTIL - 300 * DAY, total=900)
    shop.buy("asleep", UNTIL - 250 * DAY, total=900)
    shop.buy("once", UNTIL - 200 * DAY, total=50)
    (base,) = shop.close()
    assert base.edges == (200, 500)
    cells = {
        (segment.key, third.key): (third.customers, third.net)
        for segment in base.segments
        for third in segment.thirds
        if third.customers
    }
    assert cells == {
        ("new", "upper"): (2, 1100), ("new", "middle"): (3, 900), ("new", "lower"): (1, 100),
        ("asleep", "upper"): (1, 1800), ("once", "lower"): (1, 50),
    }  # fmt: skip


def test_currencies_of_one_customer_are_never_added(shop):
    """Who paid in two belongs to the base of the first, with what was paid in it."""
    shop.buy("mixed", UNTIL - 9 * DAY, total=1000)
    shop.buy("mixed", UNTIL - 5 * DAY, total=20, currency="USD")
    shop.buy("mixed", UNTIL, total=500)
    shop.buy("plain", UNTIL, total=300)
    (base,) = shop.close()
    assert (base.currency, base.customers, base.orders, base.net, base.mixed) == ("JPY", 2, 4, 1800, 1)
    assert sum(one.net for one in base.segments) == 1800
    assert {touch.net for touch in base.of_kind("product")} == {1800}


def test_the_page_says_what_of_mixed_currencies_counts(ours, as_ben, shop):
    shop.buy("mixed", UNTIL - 9 * DAY)
    shop.buy("mixed", UNTIL - 5 * DAY, total=20, currency="USD")
    shop.buy("asleep", UNTIL - 400 * DAY, total=9000)
    shop.buy("asleep", UNTIL - 300 * DAY, total=9000)
    shop.close()
    page = as_ben.get(f"/b/{ours.slug}/fans/").content.decode()
    assert "1 customer paid in other currencies too; only what was paid in JPY is counted." in page
    assert "Begin with the 1 of the upper third." in page
    rows = as_ben.get(f"/b/{ours.slug}/fans/?format=csv&chart=segments").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + 6 * 3
    assert 'Asleep,"two orders or more, the last over 180 days ago",Upper third,1,2,18000.000,18000' in rows[13]


def test_first_touch_is_what_the_first_order_tells(ours, shop):
    account = make_account(ours)
    video = make_posted_video(account, UNTIL - 200 * DAY, external_id="7500000000000000123")
    shop.buy("a", UNTIL - 150 * DAY, utm_content="7500000000000000123")
    shop.buy("a", UNTIL - 100 * DAY)
    shop.buy("b", UNTIL - 20 * DAY, title="美容液")
    (base,) = shop.close()
    (touched,) = base.of_kind("video")
    assert (touched.of, touched.customers, touched.grown, touched.returned) == (str(video.pk), 1, 1, 1)
    assert {touch.name[0]: touch.customers for touch in base.of_kind("product")} == {"化粧水": 1, "美容液": 1}


def test_another_brand_is_not_counted(shop, theirs):
    shop.buy("a", UNTIL)
    other = Shop(theirs, sha="2" * 64)
    other.buy("a", UNTIL)
    other.buy("b", UNTIL)
    other.close()
    (base,) = shop.close()
    assert base.customers == 1


def test_the_range_of_a_share():
    low, high = likely_range(10, 100)
    assert (round(low, 3), round(high, 3)) == (0.061, 0.16)


def test_nps_and_reviews_count_an_answer_of_two_files_once(ours):
    tables = [make_table(make_import(ours, sha256=sign * 64), kind="voice", as_of=UNTIL, name=sign) for sign in "34"]
    for table in tables:
        for row, score in enumerate([10] * 6 + [8] * 2 + [3] * 2):
            VoiceReading.objects.create(
                brand=ours, table=table, as_of=UNTIL, row=row, kind="nps", day=UNTIL - row * DAY, score=score
            )
        VoiceReading.objects.create(
            brand=ours, table=table, as_of=UNTIL, row=99, kind="review", day=UNTIL, score=4, has_media=True, order_id="#1"
        )
    voices = voices_of(ours)
    assert (voices.nps.answers, voices.nps.score) == (10, 40)
    assert (voices.reviews, voices.mean, voices.with_media) == (1, 4, 1)
    advocates = next(rung for rung in ladder_of(ours, today=UNTIL + 9 * DAY).rungs if rung.key == "advocate")
    assert (sum(filter(None, advocates.values)), advocates.values.count(None)) == (7, 7)


def test_the_ladder_knows_what_it_does_not_know(ours, shop):
    account = make_account(ours)
    for n in range(70):
        AccountDay.objects.create(
            brand=ours, account=account, day=UNTIL - n * DAY, as_of=UNTIL, viewers=10, comments=1, shares=None, followers=1000 - n
        )
    shop.buy("a", date(2026, 11, 10))
    shop.buy("a", date(2026, 11, 12))
    shop.buy("b", UNTIL)
    shop.close()
    ladder = ladder_of(ours, today=UNTIL)
    assert ladder.weeks[-1].start == date(2026, 11, 9)
    now = {rung.key: rung.now for rung in ladder.rungs}
    assert now == {"viewer": 70, "follower": 7, "engaged": None, "customer": 1, "repeat": 1, "advocate": None}


def test_the_ladder_ends_with_the_last_week_that_every_channel_tells_whole(ours, shop):
    """A channel whose file is late has not lost its customers; one that stopped long ago does not hold the others up."""
    shop.buy("a", UNTIL - 8 * DAY)
    shop.buy("b", UNTIL, shop="tiktok_shop", source="tiktok_shop", channel="tiktok_shop")
    shop.buy("c", UNTIL - 40 * DAY, shop="rakuten", source="rakuten", channel="marketplace")
    shop.close()
    assert ladder_of(ours, today=UNTIL + DAY).weeks[-1] == Days(date(2026, 11, 2), date(2026, 11, 9))


@pytest.mark.parametrize("times", [1, 3])
def test_the_page_asks_as_many_questions_for_three_shops_as_for_one(ours, as_ben, shop, times):
    for number in range(times):
        shop.buy("a", UNTIL - 40 * DAY, shop=("shopify", "base", "stores")[number], source=("shopify", "base", "stores")[number])
    shop.close()
    as_ben.get(f"/b/{ours.slug}/fans/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert as_ben.get(f"/b/{ours.slug}/fans/").status_code == 200
    assert len(asked) == 29


def test_a_brand_without_orders_is_told_what_to_do(ours, as_ben):
    page = as_ben.get(f"/b/{ours.slug}/fans/").content.decode()
    assert "No customers yet" in page
    assert f"/b/{ours.slug}/imports/" in page


def test_strangers_see_nothing(ours, as_chika):
    assert as_chika.get(f"/b/{ours.slug}/fans/").status_code == 404


@pytest.mark.parametrize("chart", ["", "segments", "product", "cohorts"])
def test_tables_come_as_files(ours, as_ben, shop, chart):
    shop.buy("a", UNTIL - 40 * DAY, title="=1+1")
    shop.buy("b", UNTIL)
    shop.close()
    answer = as_ben.get(f"/b/{ours.slug}/fans/?format=csv&chart={chart}")
    assert answer.status_code == 200
    assert "\n=1+1" not in answer.content.decode()
    assert as_ben.get(f"/b/{ours.slug}/fans/?format=xlsx&chart={chart}").status_code == 200
    assert as_ben.get(f"/b/{ours.slug}/fans/?format=csv&chart=none").status_code == 404


def test_while_sales_are_added_up_the_page_shows_those_before_and_says_so(as_ben, ours, shop):
    shop.buy("a", UNTIL - DAY)
    shop.close()
    run = RollupRun.objects.create(brand=ours, run_after=Now(), state="done", finished_at=datetime(2026, 11, 21, 3, tzinfo=UTC))
    assert "are being added up" not in as_ben.get("/b/ours/fans/").content.decode()
    RollupRun.objects.filter(pk=run.pk).update(state="queued", finished_at=None)
    shop.buy("b", UNTIL)
    shop.close()
    assert [base.customers for base in known_bases(ours).bases] == [1]
    assert [base.customers for base in bases_of(ours)] == [2]  # what mails tell is never of before
    assert "New sales are being added up; the customers below are as of" in as_ben.get("/b/ours/fans/").content.decode()
    RollupRun.objects.filter(pk=run.pk).update(state="done", finished_at=datetime(2026, 11, 21, 4, tzinfo=UTC))
    assert (known_bases(ours).of, [base.customers for base in known_bases(ours).bases]) == (None, [2])
