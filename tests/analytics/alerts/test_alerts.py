"""Alerts: told when something is out of the ordinary, and not otherwise; in words, with what to do; dismissed until news."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from factories import make_account, make_import, make_order, make_posted_video, make_table

from analytics.alerts.alert import Alert, Kind
from analytics.alerts.dismissing import alert_of, alerts_of, dismiss, undo_dismissal
from analytics.alerts.finding import breakouts, drops, overdue, stock_outs
from analytics.alerts.telling import told_of
from analytics.models import AlertDismissal, StockReading, VideoDay
from analytics.models.rollups import Grain
from analytics.queries.sales import sales_streams
from analytics.queries.sources import sources_of
from analytics.reports.weekly import build_content
from analytics.rollups.run import rebuild
from planner.models import Product
from tkcommerce.dates import Days

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


def test_a_channel_whose_files_came_later_than_another_has_not_dropped(ours):
    """Days that only another channel's files, or creators' orders, cover are unknown, not without sales."""
    shop(ours, [(TODAY - n * DAY, 1000) for n in range(10, 100)])
    ours.importedtables.update(profile="shopify.orders", last_day=TODAY - 10 * DAY)
    told = {"kind": "order", "as_of": TODAY, "first_day": TODAY - 100 * DAY, "last_day": TODAY - DAY}
    for sha, profile in (("2", "tiktok_shop.orders"), ("3", "tiktok_affiliate.orders")):
        make_table(make_import(ours, sha256=sha * 64), profile=profile, **told)
    assert drops(ours, sources_of(ours), today=TODAY) == []
    (stream,) = sales_streams(ours, Days(TODAY - 20 * DAY, TODAY), sources_of(ours))
    assert not stream.is_covered(TODAY - 9 * DAY)
    assert stream.last == TODAY - 10 * DAY


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


def test_several_skus_of_a_product_are_one_stock(ours):
    """As the page of products and content adds them up."""
    Product.objects.create(brand=ours, name="バーム", tiktok_id="1729", sku="BALM")
    shop(ours, [(TODAY - n * DAY, 1000) for n in range(1, 29)])
    table = make_table(make_import(ours, sha256="2" * 64), kind="stock", as_of=TODAY - DAY)
    for row, quantity in ((1, 10), (2, 5)):
        told = {"product_id": "1729", "sku_id": f"sku{row}", "quantity": quantity}
        StockReading.objects.create(brand=ours, table=table, as_of=TODAY - DAY, row=row, **told)
    (alert,) = stock_outs(ours, today=TODAY)
    assert (alert.value, alert.age) == (15, 6)


def test_a_file_that_came_every_week_and_stopped_is_overdue(ours):
    for n in range(5):
        upload = make_import(ours, sha256=str(n) * 64)
        make_table(upload, kind="video", as_of=TODAY - (30 + 7 * n) * DAY, profile="tiktok_studio.content")
        make_table(upload, kind="order", as_of=TODAY - (3 + 7 * n) * DAY, profile="shopify.orders")
    found = overdue(ours, today=TODAY)
    assert [(one.of, one.age, one.usual) for one in found] == [("tiktok_studio.content", 30, 7)]


def test_a_year_of_files_that_come_about_weekly_is_never_overdue(ours):
    """People are a day or two early or late; looked at each day."""
    drawn, due, first = random.Random(5), TODAY - 380 * DAY, TODAY - 360 * DAY
    for day in (first - 20 * DAY + n * DAY for n in range(380)):
        if day == due:
            made = make_import(ours, sha256=f"{day:%Y%m%d}".ljust(64, "0"))
            make_table(made, kind="order", as_of=day, last_day=day, profile="shopify.orders")
            due = day + (7 + drawn.randint(-2, 2)) * DAY
        assert overdue(ours, today=day) == [], day


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


ALERT = Alert(Kind.STOCK, "5", "バーム", TODAY, 20, 2, 9)


@pytest.mark.parametrize(
    ("seen", "now", "is_news"),
    [
        (ALERT, replace(ALERT, value=15, day=TODAY + DAY), False),
        (ALERT, replace(ALERT, value=60), True),  # new goods came, and are running out too
        (ALERT, replace(ALERT, value=0), True),
        (ALERT, replace(ALERT, of="6"), True),
        (replace(ALERT, kind=Kind.BREAKOUT), replace(ALERT, kind=Kind.BREAKOUT, value=90_000, day=TODAY + 5 * DAY), False),
        (replace(ALERT, kind=Kind.DROP), replace(ALERT, kind=Kind.DROP, day=TODAY + 6 * DAY), False),
        (replace(ALERT, kind=Kind.DROP), replace(ALERT, kind=Kind.DROP, day=TODAY + 7 * DAY), True),
        (replace(ALERT, kind=Kind.OVERDUE), replace(ALERT, kind=Kind.OVERDUE, age=30), False),
        (replace(ALERT, kind=Kind.OVERDUE), replace(ALERT, kind=Kind.OVERDUE, day=TODAY + DAY), True),
    ],
)
def test_what_was_seen_is_news_again_only_as_a_new_finding(seen, now, is_news):
    assert now.is_news_after(seen) is is_news


def late_files(brand):
    for n in range(5):
        upload = make_import(brand, sha256=str(n) * 64)
        make_table(upload, kind="order", as_of=TODAY - (30 + 7 * n) * DAY, profile="shopify.orders")


def told_today(brand):
    return [alert.key for alert in alerts_of(brand, sources_of(brand), today=TODAY)]


def test_a_dismissed_alert_is_quiet_until_it_is_news_and_its_history_stays(ours, theirs, ben):
    late_files(ours)
    late_files(theirs)
    (alert,) = alerts_of(ours, sources_of(ours), today=TODAY)
    one = dismiss(brand=ours, alert=alert, by=ben)
    assert dismiss(brand=ours, alert=alert, by=ben) == one
    assert (told_today(ours), told_today(theirs)) == ([], ["overdue:shopify.orders:"])
    assert alert_of(one.told) == alert
    undo_dismissal(dismissal=one, brand=ours, by=ben)
    assert told_today(ours) == ["overdue:shopify.orders:"]
    dismiss(brand=ours, alert=alert, by=ben)
    make_table(make_import(ours, sha256="9" * 64), kind="order", as_of=TODAY - 25 * DAY, profile="shopify.orders")
    assert told_today(ours) == ["overdue:shopify.orders:"]
    assert AlertDismissal.objects.filter(brand=ours).count() == 2


def test_the_weekly_mail_tells_what_nobody_has_dismissed(ours, ben, time_machine):
    time_machine.move_to("2026-11-22T03:00:00+00:00", tick=False)
    late_files(ours)
    week, now = Days(TODAY - 13 * DAY, TODAY - 6 * DAY), datetime(2026, 11, 22, 3, tzinfo=ZoneInfo("UTC"))
    told = build_content(ours, week, now=now).alerts
    assert [alert.key for alert in told] == ["overdue:shopify.orders:"]
    dismiss(brand=ours, alert=told[0], by=ben)
    assert build_content(ours, week, now=now).alerts == ()


def test_only_the_loudest_three_of_a_kind_are_told_and_the_next_follows_a_dismissed_one(ours, ben):
    for number, profile in enumerate(("shopify.orders", "base.orders", "stores.orders", "ga4.sessions")):
        for n in range(5):
            upload = make_import(ours, sha256=f"{number}{n}" * 32)
            make_table(upload, kind="order", as_of=TODAY - (30 + number + 7 * n) * DAY, profile=profile)
    assert told_today(ours) == ["overdue:ga4.sessions:", "overdue:stores.orders:", "overdue:base.orders:"]
    dismiss(brand=ours, alert=alerts_of(ours, sources_of(ours), today=TODAY)[0], by=ben)
    assert told_today(ours) == ["overdue:stores.orders:", "overdue:base.orders:", "overdue:shopify.orders:"]


def test_one_press_dismisses_for_everybody_and_another_takes_it_back(ours, as_aiko, time_machine):
    time_machine.move_to("2026-11-22T03:00:00+00:00", tick=False)
    late_files(ours)
    base = f"/b/{ours.slug}/alerts/"
    answer = as_aiko.post(f"{base}dismiss/", {"key": "overdue:shopify.orders:"}, headers={"HX-Request": "true"})
    one = AlertDismissal.objects.get()
    assert f'action="{base}{one.pk}/undo/"' in answer.content.decode()
    assert "Overdue" not in answer.content.decode()
    assert "Overdue: Shopify: orders" in as_aiko.get(base).content.decode()
    page = as_aiko.post(f"{base}{one.pk}/undo/", follow=True).content.decode()
    assert "told again by Aiko" in page
    assert "Told again." in page
    assert 'value="overdue:shopify.orders:"' in as_aiko.get(f"/b/{ours.slug}/home/alerts/").content.decode()


def test_viewers_look_and_do_not_dismiss(ours, as_ben, time_machine):
    time_machine.move_to("2026-11-22T03:00:00+00:00", tick=False)
    late_files(ours)
    page = as_ben.get(f"/b/{ours.slug}/alerts/").content.decode()
    assert "Overdue: Shopify: orders" in page
    assert "/alerts/dismiss/" not in page
    assert as_ben.post(f"/b/{ours.slug}/alerts/dismiss/", {"key": "overdue:shopify.orders:"}).status_code == 403


def test_nobody_undoes_what_another_brand_dismissed(ours, theirs, as_aiko, chika):
    one = dismiss(brand=theirs, alert=ALERT, by=chika)
    assert as_aiko.post(f"/b/{ours.slug}/alerts/{one.pk}/undo/").status_code == 404


@pytest.mark.parametrize("dismissed", [1, 3])
def test_the_page_asks_the_same_however_much_was_dismissed(ours, ben, as_ben, django_assert_num_queries, dismissed):
    for number in range(dismissed):
        dismiss(brand=ours, alert=replace(ALERT, of=str(number)), by=ben)
    as_ben.get(f"/b/{ours.slug}/alerts/")
    with django_assert_num_queries(9):
        as_ben.get(f"/b/{ours.slug}/alerts/")


def test_without_a_file_nothing_is_called_usual(ours, as_ben):
    page = as_ben.get(f"/b/{ours.slug}/alerts/").content.decode()
    assert "No file is imported yet, so nothing can be judged." in page
    assert "All within the usual" not in page


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
