"""Files of sums over days, from stored bytes to what is true now; told twice they change nothing."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from uploads import bring

from analytics.importing.revert import revert_import
from analytics.models import PeriodFact, PeriodReading
from analytics.rollups import period_facts

DATA = Path(__file__).parents[2] / "data"
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_media")]
FIRST = date(2026, 5, 1)


def video_list(views="12,345"):
    return (DATA / "seller_center/en_Video_Performance_List.csv").read_bytes().replace(b"12,345", views.encode())


def facts(brand):
    period_facts.rebuild(brand, [FIRST])
    return sorted(PeriodFact.objects.filter(brand=brand, surface="video").values_list("content_id", "gmv_kind", "views", "gmv"))


BEFORE = [
    ("7500000000000000011", "affiliate", None, Decimal(21600)),
    ("7500000000000000011", "direct", 12345, Decimal(10800)),
    ("7500000000000000012", "affiliate", None, Decimal(0)),
    ("7500000000000000012", "direct", 1200, Decimal(0)),
]


def test_a_video_list_becomes_facts_of_its_days(ours):
    table = bring(ours, "Video_Performance_List.csv", video_list()).tables.get()

    assert (table.profile, table.kind, table.account, table.rows_good) == ("tiktok_shop.videos", "period", None, 4)
    assert (table.first_day, table.as_of, table.sums["views"]) == (FIRST, date(2026, 5, 31), "13545")
    assert facts(ours) == BEFORE


def test_a_later_export_of_the_same_days_restates_them_and_undo_brings_the_first_back(ours):
    bring(ours, "first.csv", video_list())
    later = bring(ours, "second.csv", video_list("20,000"))

    assert facts(ours)[1] == ("7500000000000000011", "direct", 20000, Decimal(10800))
    assert (later.tables.get().rows_changed, later.tables.get().rows_same) == (1, 3)
    revert_import(metric_import=later, by=None)
    assert facts(ours) == BEFORE


def test_the_same_rows_in_another_file_are_kept_once(ours):
    bring(ours, "first.csv", video_list())
    bring(ours, "second.csv", video_list() + b"\n")

    assert PeriodReading.objects.filter(brand=ours).count() == 4
