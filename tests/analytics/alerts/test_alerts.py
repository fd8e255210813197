"""Alerts: told when something is out of the ordinary, and not otherwise; in words, with what to do."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from factories import make_account, make_import, make_order, make_posted_video, make_table

from analytics.alerts.alert import Alert, Kind
from analytics.alerts.finding import alerts_of, breakouts, drops, overdue, stock_outs
from analytics.alerts.telling import told_of
from analytics.models import StockReading, VideoDay
from analytics.models.rollups import Grain
from analytics.queries.sources import sources_of
from analytics.rollups.run import rebuild
from planner.models import Product

DAY = timedelta(days=1)
TODAY = date(2026, 11, 22)


def told(video, day, views):
    VideoDay.objects.create(brand=video.brand, video=video, day=day, views=views)


@pytest.fixture
def videos(ours):
    """Nine videos of the last months, 1,000 views after three days; a tenth is made by the test."""
    account = make_account(ours)
    for n in range(9):
        day = TODAY - (20 + 5 * n) * DAY
        told(make_posted_video(account, day, external_id=f"750000000000000010{n}"), day + 3 * DAY, 1000 + n)
    return account


@pytest.mark.parametrize(("views", "known"), [(4100, 1), (3900, 0)])
def test_a_video_breaks_out_at_four_times_the_usual_of_its_age(ours, videos, views, known):
    video = make_posted_video(videos, TODAY - 5 * DAY, external_id="7500000000000000200")
    told(video, TODAY - 2 * DAY, views)
    found = breakouts(ours, today=TODAY)
    assert [(one.of, one.value, one.usual, one.age, one.others) for one in found] == [
        (str(video.pk), views, 1004, 3, 9),
    ][:known]


def test_an_old_video_is_no_news(ours, videos):
    video = make_posted_video(videos, TODAY - 30 * DAY, external_id="7500000000000000200")
    told(video, TODAY - 27 * DAY, 90_000)
    assert breakouts(ours, today=TODAY) == []


def shop(brand, orders, *, sha="1" * 64):
    """(day, total) of orders of one table that covers 100 days."""
    first = TODAY - 100 * DAY
    table = make_table(make_import(brand, sha256=sha), kind="order", as_of=TODAY, first_day=first, last_day=TODAY - DAY)
    for number, (day, total) in enumerate(orders):
        moment = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Asia/Tokyo"))
        make_order(table, str(number), lines=({"title": "バーム", "sku": "BALM", "quantity": 2},), total=total, ordered_at=moment)
    rebuild(brand, Grain.SALES, sorted({day for day, _total in orders}))


@pytest.mark.parametrize(("last_week", "known"), [(400, 1), (1000, 0)])
def test_sales_below_the_usual_range_are_told(ours, last_week, known):
    shop(ours, [(TODAY - n * DAY, last_week if n <= 7 else 1000) for n in range(1, 100)])
    found = drops(ours, sources_of(ours), today=TODAY)
    assert [(one.of, one.currency, one.value, one.usual) for one in found] == [("own_ec", "JPY", 2800, 7000)][:known]


def test_stock_that_ends_within_two_weeks_is_told(ours):
    product = Product.objects.create(brand=ours, name="バーム", sku="BALM")
    shop(ours, [(TODAY - n * DAY, 1000) for n in range(1, 29)])
    table = make_table(make_import(ours, sha256="2" * 64), kind="stock", as_of=TODAY - DAY)
    StockReading.objects.create(brand=ours, table=table, as_of=TODAY - DAY, row=1, sku="BALM", quantity=20)
    StockReading.objects.create(brand=ours, table=table, as_of=TODAY - DAY, row=2, sku="OTHER", quantity=0)
    (alert,) = stock_outs(ours, today=TODAY)
    assert (alert.of, alert.value, alert.usual, alert.age) == (str(product.pk), 20, 2, 9)
    StockReading.objects.update(quantity=200)
    assert stock_outs(ours, today=TODAY) == []


def test_a_file_that_came_every_week_and_stopped_is_overdue(ours):
    for n in range(5):
        upload = make_import(ours, sha256=str(n) * 64)
        make_table(upload, kind="video", as_of=TODAY - (30 + 7 * n) * DAY, profile="tiktok_studio.content")
        make_table(upload, kind="order", as_of=TODAY - (3 + 7 * n) * DAY, profile="shopify.orders")
    found = overdue(ours, today=TODAY)
    assert [(one.of, one.age, one.usual) for one in found] == [("tiktok_studio.content", 30, 7)]


def test_nothing_of_another_brand_is_told(ours, theirs):
    for n in range(5):
        make_table(make_import(theirs, sha256=str(n) * 64), kind="video", as_of=TODAY - (30 + 7 * n) * DAY)
    assert alerts_of(ours, sources_of(ours), today=TODAY) == ()


def test_each_alert_says_what_to_do():
    values = {"day": TODAY, "value": 20, "usual": 2, "age": 9}
    told = [
        told_of(Alert(Kind.STOCK, "5", "バーム", **values)),
        told_of(Alert(Kind.OVERDUE, "shopify.orders", "", **values)),
        told_of(Alert(Kind.DROP, "own_ec", "", currency="JPY", **values)),
        told_of(Alert(Kind.BREAKOUT, "7", "朝の3分", **values)),
    ]
    assert [one.title for one in told] == [
        "9 days of stock left: バーム", "Overdue: Shopify: orders", "Sales below the usual range: Own EC (JPY)",
        "Breaking out: 朝の3分",
    ]  # fmt: skip
    assert all(one.advice for one in told)


def test_home_shows_them_and_stays_quiet_without_any(ours, as_ben, time_machine):
    time_machine.move_to("2026-11-22T03:00:00+00:00", tick=False)
    address = f"/b/{ours.slug}/home/alerts/"
    assert as_ben.get(address).content.decode().strip() == ""
    for n in range(5):
        make_table(
            make_import(ours, sha256=str(n) * 64), kind="order", as_of=TODAY - (30 + 7 * n) * DAY, profile="shopify.orders"
        )
    page = as_ben.get(address).content.decode()
    assert "Overdue: Shopify: orders" in page
    assert f'href="/b/{ours.slug}/imports/"' in page


def test_strangers_see_none(ours, as_chika):
    assert as_chika.get(f"/b/{ours.slug}/home/alerts/").status_code == 404
