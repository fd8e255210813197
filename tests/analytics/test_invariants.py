"""`check_invariants` says when all is well, and finds each kind of damage when it is made."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models.functions import Now
from factories import make_account, make_import, make_order, make_period, make_posted_video, make_table

from analytics.invariants import invariants
from analytics.models import (
    AccountDay,
    AccountDayReading,
    MetricImport,
    OrderLineReading,
    OrderReading,
    OrderTelling,
    PeriodReading,
    PeriodTelling,
    ReportMail,
    ReportReader,
    SalesDay,
    VideoReading,
    VideoTotal,
)
from analytics.reports.ledger import ensure_readers
from analytics.rollups.run import rebuild
from analytics.stale import mark_stale
from tkcommerce.brands.invariants import brand_links
from tkcommerce.work.claiming import claim
from tkcommerce.work.invariants import broken_rows

DAY = date(2026, 3, 2)


def broken():
    return {rule.name for rule in invariants() if broken_rows(rule)}


@pytest.fixture
def told(ours):
    """An account's day, a video's total and an order, read and summed up."""
    account = make_account(ours)
    video = make_posted_video(account, DAY, external_id="7")
    done = make_import(ours, state="done", stage="applied")
    days, videos, orders = (make_table(done, kind=kind, as_of=DAY, rows_good=1) for kind in ("account_day", "video", "order"))
    AccountDayReading.objects.create(brand=ours, account=account, day=DAY, table=days, as_of=DAY, video_views=5)
    VideoReading.objects.create(brand=ours, video=video, as_of=DAY, table=videos, views=9)
    make_order(
        orders, "1",
        ordered_at=datetime(2026, 3, 1, 16, tzinfo=UTC), currency="JPY", total=1200,
    )  # fmt: skip
    for grain in ("account", "video", "sales"):
        rebuild(ours, grain, [DAY])
    return ours


SALES = ("sales_day_sums", "salescut_sums", "channelcut_sums")


def test_all_is_well(told, capsys):
    call_command("check_invariants")
    assert "invariants hold" in capsys.readouterr().out


def test_wrong_sums_are_found(told):
    AccountDay.objects.update(video_views=6)
    VideoTotal.objects.update(views=8)
    SalesDay.objects.update(gross=1)
    assert broken() == {"account_day_video_views", "video_total_views", *SALES}
    with pytest.raises(CommandError, match="5 of"):
        call_command("check_invariants")


def test_marks_of_other_days_and_other_brands_excuse_nothing(told, theirs):
    AccountDay.objects.update(video_views=6)
    VideoTotal.objects.update(views=8)
    SalesDay.objects.update(gross=1)
    for grain in ("account", "sales"):
        mark_stale(told.pk, grain, [DAY - timedelta(days=2)])
    for grain in ("account", "video", "sales"):
        mark_stale(theirs.pk, grain, [DAY])
    assert broken() == {"account_day_video_views", "video_total_views", *SALES}
    for grain in ("account", "video", "sales"):
        mark_stale(told.pk, grain, [DAY])
    assert broken() == set()


def test_missing_readings_and_foreign_parents_are_found(told, theirs):
    AccountDayReading.objects.update(brand=theirs)
    assert broken() == {"accountdayreading_account_id_stays_in_its_brand", "accountdayreading_table_id_stays_in_its_brand"}
    AccountDayReading.objects.all().delete()
    AccountDay.objects.all().delete()
    assert broken() == {"applied_import_has_its_readings"}


def test_readings_and_tellings_of_another_brand_are_found(ours, theirs):
    table = make_table(make_import(ours, state="done", stage="applied"), kind="order", as_of=DAY, rows_good=1)
    order = make_order(table, "1", lines=({},))
    make_period(table, DAY)
    of_brands = {"orderreading", "orderlinereading", "ordertelling", "periodreading", "periodtelling"}

    def strange():
        return {name for name in broken() if name.partition("_")[0] in of_brands}

    order_links = {"ordertelling_reading_id_stays_in_its_brand", "orderlinereading_order_id_stays_in_its_brand"}
    assert strange() == set()
    OrderReading.objects.update(brand=theirs)
    PeriodReading.objects.update(brand=theirs)
    assert strange() == {*order_links, "periodtelling_reading_id_stays_in_its_brand"}
    OrderReading.objects.update(brand=ours)
    PeriodReading.objects.update(brand=ours)
    order.lines.update(brand=theirs)
    OrderTelling.objects.update(brand=theirs)
    PeriodTelling.objects.update(brand=theirs)
    tables = {"ordertelling_table_id_stays_in_its_brand", "periodtelling_table_id_stays_in_its_brand"}
    assert strange() == {*order_links, *tables, "periodtelling_reading_id_stays_in_its_brand"}


def test_readings_of_a_brand_that_is_gone_are_found(ours):
    table = make_table(make_import(ours, state="done", stage="applied"), kind="order", as_of=DAY, rows_good=1)
    make_order(table, "1", lines=({},))
    make_period(table, DAY)
    OrderTelling.objects.all().delete()
    PeriodTelling.objects.all().delete()
    for model in (OrderReading, OrderLineReading, PeriodReading):
        model.objects.update(brand_id=10**6)
    gone = {f"{name}_is_of_a_brand" for name in ("orderreading", "orderlinereading", "periodreading")}
    assert broken() & gone == gone


def test_work_that_nobody_does_is_found(ours):
    waiting, running = make_import(ours, sha256="1" * 64), make_import(ours, sha256="2" * 64)
    claim(MetricImport, running.pk)
    assert broken() == set()
    MetricImport.objects.filter(pk=waiting.pk).update(run_after=Now() - timedelta(seconds=61))
    MetricImport.objects.filter(pk=running.pk).update(lease_until=Now() - timedelta(seconds=121))
    assert broken() == {"metricimport_is_not_left_running", "metricimport_is_not_left_waiting"}


def test_each_link_between_brand_owned_rows_is_watched():
    links = {(child.__name__, column) for child, column, _parent in brand_links()}
    assert links >= {("VideoReading", "video_id"), ("ImportedTable", "metric_import_id"), ("Video", "account_id")}


def test_a_week_that_went_out_twice_unasked_is_found(ours, aiko):
    ensure_readers()
    values = {"brand": ours, "reader": ReportReader.objects.get(), "week_start": DAY, "due_at": Now(), "run_after": Now()}
    sent = {"state": "done", "delivery": "sent"}
    ReportMail.objects.create(message_id="1", kind="weekly", **values, **sent)
    ReportMail.objects.create(message_id="2", kind="weekly", number=2, **values, **sent)
    ReportMail.objects.create(
        message_id="3", kind="weekly", number=3, state="held", delivery="unconfirmed", error_message="?", **values
    )
    assert broken() == set()
    ReportMail.objects.create(message_id="4", kind="combined", **values, **sent)
    assert broken() == {"report_week_goes_out_once"}
    ReportMail.objects.filter(message_id="4").update(delivery="waiting")
    assert broken() == {"report_mail_ends_as_its_work_does"}
