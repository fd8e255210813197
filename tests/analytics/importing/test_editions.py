"""A file that counts is read anew: what it said before stays for the way back, and every total is exact each time."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage
from uploads import bring, orders, run

from analytics.importing.answers import answer_import
from analytics.importing.preview import apply_import
from analytics.importing.receive import receive_file
from analytics.importing.revert import restore_import, revert_import, undo_correction
from analytics.invariants import invariants
from analytics.models import ImportCorrection, OrderReading, PeriodFact, RollupRun, SalesDay, StockReading
from analytics.rollups.run import rebuild_stale_days
from tkcommerce.work.invariants import broken_rows
from tkcommerce.work.running import perform

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_media")]

# Two days of ads: 2 March (or 3 February) cost 1200, 4 March (or 3 April) cost 300. A cell is no number.
ADS = (
    b"Campaign name,Campaign ID,Ad ID,Ad name,By Day,Cost,Impressions,Currency\n"
    b"Spring,18,17000000001,Ad,02/03/2026,1200,10,\nSpring,18,17000000001,Ad,04/03/2026,300,20,\n"
    b"Spring,18,17000000001,Ad,05/03/2026,oops,1,\n"
)
MONTH_FIRST = {"date_order": "mdy"}
DOLLARS = {"currency": "USD"}
MARCH = [(date(2026, 3, 2), Decimal(1200), "JPY"), (date(2026, 3, 4), Decimal(300), "JPY")]
FEBRUARY = [(date(2026, 2, 3), Decimal(1200), "JPY"), (date(2026, 4, 3), Decimal(300), "JPY")]
IN_DOLLARS = [(day, cost, "USD") for day, cost, _currency in MARCH]


@pytest.fixture
def brand(ours):
    ours.home_market = "GB"
    ours.save(update_fields=["home_market"])
    return ours


def counted(brand) -> list:
    """What pages read of ads, after the stale days are rebuilt; no promise is broken meanwhile."""
    perform(RollupRun, brand.rolluprun.pk, rebuild_stale_days)
    assert [rule.name for rule in invariants() if broken_rows(rule)] == []
    return list(PeriodFact.objects.filter(brand=brand).order_by("first_day").values_list("first_day", "cost", "currency"))


def correct(row, by, answers) -> None:
    answer_import(metric_import=row, table="", answers=answers, by=by)
    held = run(row)
    assert (held.state, held.stage) == ("held", "preview")
    assert apply_import(metric_import=held, by=by)
    run(row)


def test_correct_undo_and_correct_again(brand, aiko):
    row = bring(brand, "ads.csv", ADS)
    assert counted(brand) == MARCH

    correct(row, aiko, MONTH_FIRST)
    assert counted(brand) == FEBRUARY
    row.refresh_from_db()
    assert (row.edition, row.answers) == (2, {"": MONTH_FIRST})

    assert undo_correction(metric_import=row, by=aiko)
    assert counted(brand) == MARCH
    row.refresh_from_db()
    assert (row.edition, row.answers, row.stage, row.state) == (1, {}, "applied", "done")

    correct(row, aiko, DOLLARS)
    assert counted(brand) == IN_DOLLARS
    row.refresh_from_db()
    assert (row.edition, row.answers, row.tables.count()) == (3, {"": DOLLARS}, 3)
    assert list(row.tables.order_by("edition").values_list("edition", "live")) == [(1, False), (2, False), (3, True)]
    assert [row.problems.filter(edition=edition, level="error").count() for edition in (1, 2, 3)] == [1, 1, 1]

    told = ImportCorrection.objects.values_list("edition", "replaced", "counted", "taken_back_by__email")
    assert list(told) == [(2, 1, True, aiko.email), (3, 1, True, None)]


def test_a_correction_of_a_correction_goes_back_step_by_step(brand, aiko):
    row = bring(brand, "ads.csv", ADS)
    correct(row, aiko, MONTH_FIRST)
    correct(row, aiko, {"date_order": "", **DOLLARS})
    assert counted(brand) == IN_DOLLARS
    undo_correction(metric_import=row, by=aiko)
    assert counted(brand) == FEBRUARY
    undo_correction(metric_import=row, by=aiko)
    assert counted(brand) == MARCH
    assert not undo_correction(metric_import=row, by=aiko)
    assert counted(brand) == MARCH


def test_a_corrected_import_is_undone_and_redone_as_corrected(brand, aiko):
    row = bring(brand, "ads.csv", ADS)
    correct(row, aiko, MONTH_FIRST)
    revert_import(metric_import=row, by=aiko)
    assert counted(brand) == []
    restore_import(metric_import=row, by=aiko)
    assert counted(brand) == FEBRUARY


def test_a_correction_that_was_only_looked_at_leaves_nothing(brand, aiko):
    row = bring(brand, "ads.csv", ADS)
    answer_import(metric_import=row, table="", answers=MONTH_FIRST, by=aiko)
    run(row)
    assert counted(brand) == []
    undo_correction(metric_import=row, by=aiko)
    assert counted(brand) == MARCH
    row.refresh_from_db()
    assert (row.edition, row.tables.count()) == (1, 1)


def test_stop_while_correcting_stops_all_of_it_but_not_for_ever(brand, aiko):
    row = bring(brand, "ads.csv", ADS)
    answer_import(metric_import=row, table="", answers=MONTH_FIRST, by=aiko)
    assert revert_import(metric_import=run(row), by=aiko)
    row.refresh_from_db()
    assert (row.stage, row.state, row.edition, counted(brand)) == ("reverted", "done", 1, [])
    assert restore_import(metric_import=row, by=aiko)
    assert counted(brand) == MARCH


def test_undoing_a_correction_stops_a_reading_on_its_way(brand, aiko):
    row = bring(brand, "ads.csv", ADS)
    answer_import(metric_import=row, table="", answers=MONTH_FIRST, by=aiko)
    undo_correction(metric_import=row, by=aiko)
    assert run(row).stage == "applied"
    assert counted(brand) == MARCH


def test_a_correction_that_cannot_be_read_leaves_the_way_back(brand, aiko):
    row = bring(brand, "ads.csv", ADS)
    answer_import(metric_import=row, table="", answers={"profile": "shopify.orders"}, by=aiko)
    assert run(row).state in ("failed", "held")
    undo_correction(metric_import=row, by=aiko)
    assert counted(brand) == MARCH


def test_an_undone_file_that_comes_again_is_read_again_and_not_taken_from_memory(brand, aiko):
    """What an older version of the program understood of it is not what counts: here a total that it got wrong."""
    upload = orders([("#1", "a@example.jp", "1000", "A"), ("#2", "b@example.jp", "500", "B")])
    row = bring(brand, "orders.csv", upload)
    OrderReading.objects.filter(order_id="4000").update(total=1, digest="0" * 32)
    revert_import(metric_import=row, by=aiko)
    row.refresh_from_db()
    assert not row.file

    again = receive_file(brand=brand, name="orders.csv", content=upload, by=aiko)
    assert (again.created, again.metric_import.pk) == (True, row.pk)
    assert default_storage.exists(again.metric_import.file.name)
    assert run(row).stage == "applied"
    perform(RollupRun, brand.rolluprun.pk, rebuild_stale_days)
    assert sum(SalesDay.objects.filter(brand=brand).values_list("gross", flat=True)) == 1500
    assert [rule.name for rule in invariants() if broken_rows(rule)] == []

    row.refresh_from_db()
    assert (row.edition, row.corrections.get().counted) == (2, False)


def test_corrections_touch_rows_that_are_no_days_too(brand, aiko):
    row = bring(brand, "stock.csv", b"Template: stock,Day,SKU,Stock\n,13/04/2026,SZ-100,5\n")
    correct(row, aiko, {"as_of": "2026-05-01"})
    live = StockReading.objects.filter(table__live=True)
    assert list(live.values_list("quantity", "table__as_of")) == [(5, date(2026, 5, 1))]
    undo_correction(metric_import=row, by=aiko)
    assert list(live.all().values_list("quantity", "table__edition")) == [(5, 1)]
