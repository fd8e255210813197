"""`manage.py import_metrics`, and the real exports where they lie beside the checkout."""

import csv
import json
import os
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import Sum
from django.utils.translation import override
from factories import make_account
from uploads import overview

from analytics.models import AccountDay, AccountDayReading, ImportProblem, MetricImport, RollupRun, SalesDay, VideoTotal
from analytics.rollups.run import rebuild_stale_days
from tkcommerce.work.running import perform

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_media")]
SAID = [
    "  Overview.csv: tiktok_studio.overview (account_day, 2026-03-01 to 2026-03-01), as of 2026-03-01",
    "    2 rows read, 1 new, 0 changed, 0 same, 1 bad",
    "  error: Overview.csv row 3 Video Views “many”: This is not a whole number.",
]
SAMPLES = Path(os.environ.get("TKCOMMERCE_SAMPLES") or settings.BASE_DIR.parent / "shared" / "samples")


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


@pytest.fixture
def export(tmp_path):
    path = tmp_path / "Overview.csv"
    path.write_bytes(overview({"2026-03-01": 100, "2026-03-02": "many"}))
    return path


def test_it_says_what_was_recognised_and_what_was_wrong(ours, export):
    make_account(ours)
    out = StringIO()
    call_command("import_metrics", export, brand="ours", good_rows_only=True, stdout=out)
    assert out.getvalue().splitlines() == ["Overview.csv: done", *SAID]


def test_all_rows_or_nothing_unless_asked_otherwise(ours, export):
    make_account(ours)
    out = StringIO()
    with pytest.raises(CommandError, match="1 of 1 files were not imported"):
        call_command("import_metrics", export, brand="ours", stdout=out)
    assert out.getvalue().splitlines() == [
        "Overview.csv: held Rows that cannot be read: 1. Nothing counts yet: import the good rows only, or stop.",
        *SAID,
    ]
    assert not AccountDayReading.objects.exists()
    call_command("import_metrics", export, brand="ours", good_rows_only=True, stdout=StringIO())
    assert AccountDayReading.objects.get().video_views == 100


def test_a_dry_run_says_the_same_and_leaves_no_trace(ours, export):
    make_account(ours)
    out = StringIO()
    call_command("import_metrics", export, brand="ours", good_rows_only=True, dry_run=True, stdout=out)
    assert out.getvalue().splitlines() == ["Overview.csv: would apply", *SAID]
    with pytest.raises(CommandError):
        call_command("import_metrics", export, brand="ours", dry_run=True, stdout=StringIO())
    counts = (MetricImport.objects.count(), ImportProblem.objects.count(), AccountDayReading.objects.count())
    assert counts == (0, 0, 0)


def test_the_day_of_the_export_and_its_kind_can_be_said(ours, export):
    make_account(ours)
    options = {"as_of": date(2026, 3, 5), "kind": "tiktok_studio.overview", "good_rows_only": True}
    call_command("import_metrics", export, brand="ours", stdout=StringIO(), **options)
    assert AccountDayReading.objects.get().as_of == date(2026, 3, 5)
    with pytest.raises(CommandError, match="There is no kind “orders”. Kinds: "):
        call_command("import_metrics", export, brand="ours", kind="orders")


def test_json_is_one_document_and_a_failed_file_ends_with_1(ours, export, tmp_path):
    make_account(ours)
    bad = tmp_path / "empty.csv"
    bad.touch()
    out = StringIO()
    with pytest.raises(CommandError, match="2 of 3 files were not imported") as ended:
        call_command(
            "import_metrics", export, bad, tmp_path / "missing.csv", brand="ours", json=True, good_rows_only=True, stdout=out
        )
    told = json.loads(out.getvalue())
    assert ended.value.returncode == 1
    assert [(one["state"], one["new"]) for one in told] == [("done", True), ("failed", True), ("failed", False)]
    assert told[0]["tables"][0]["sums"]["video_views"] == "100"


def test_the_same_file_again_is_no_new_import(ours, export):
    make_account(ours)
    for _time in range(2):
        out = StringIO()
        call_command("import_metrics", export, brand="ours", good_rows_only=True, stdout=out)
    assert out.getvalue().splitlines()[0] == "Overview.csv: done (the same content was imported before)"


def test_an_unknown_brand_or_account_lists_those_there_are(ours, theirs, export):
    make_account(ours)
    with pytest.raises(CommandError, match="There is no brand “our”. Brands: ours, theirs."):
        call_command("import_metrics", export, brand="our")
    with pytest.raises(CommandError, match="The brand has no account “@x”. Accounts: shizuku."):
        call_command("import_metrics", export, brand="ours", account="@x")


def rows_of(path: Path) -> list[dict]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def total(rows: list[dict], column: str) -> Decimal:
    return sum((Decimal(row[column]) for row in rows if row[column] not in ("", "undefined")), Decimal(0))


@pytest.mark.samples
@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real exports are not beside the checkout")
class TestRealExports:
    def bring(self, brand, folder: str, pattern: str, **options) -> list[dict]:
        out = StringIO()
        call_command(
            "import_metrics", *sorted((SAMPLES / folder).glob(pattern)), brand=brand.slug, json=True, stdout=out, **options
        )
        perform(RollupRun, brand.rolluprun.pk, rebuild_stale_days)
        return json.loads(out.getvalue())

    def test_a_year_of_tiktok_studio_adds_up_to_the_last_digit(self, ours):
        make_account(ours, "sample")
        told = self.bring(ours, "tiktok_studio", "en_us_1y__*", account="sample")
        assert sum(table["rows_read"] - table["rows_good"] for one in told for table in one["tables"]) == 0
        assert list(ImportProblem.objects.filter(level="error")) == []
        folder = SAMPLES / "tiktok_studio"
        columns = {"video_views": "Video Views", "profile_views": "Profile Views", "likes": "Likes", "shares": "Shares"}
        sums = AccountDay.objects.filter(brand=ours).aggregate(**{name: Sum(name) for name in columns})
        rows = rows_of(folder / "en_us_1y__Overview.csv")
        assert sums == {name: total(rows, column) for name, column in columns.items()}
        content = rows_of(folder / "en_us_1y__Content.csv")
        views = VideoTotal.objects.filter(brand=ours).aggregate(views=Sum("views"))["views"]
        assert views == total(content, "Total views")

    def test_a_greek_account_has_no_unexplained_row(self, ours):
        make_account(ours, "sample")
        told = self.bring(ours, "tiktok_studio", "greek_okn__*", account="sample")
        for one in told:
            named = [problem for problem in one["problems"] if problem["level"] == "error"]
            assert sum(table["rows_read"] - table["rows_good"] for table in one["tables"]) == len(named) == 0

    def test_shopify_orders_add_up_to_the_last_digit(self, ours):
        told = self.bring(ours, "shopify_orders", "*.csv")
        assert sum(table["rows_read"] - table["rows_good"] for one in told for table in one["tables"]) == 0
        files = [rows_of(path) for path in sorted((SAMPLES / "shopify_orders").glob("*.csv"))]
        sums = SalesDay.objects.filter(brand=ours).aggregate(gross=Sum("gross"), refunded=Sum("refunded"))
        assert sums["gross"] == sum(total(rows, "Total") for rows in files)
        assert sums["refunded"] == sum(total(rows, "Refunded Amount") for rows in files)
