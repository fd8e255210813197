"""Real exports of Seller Center beside the checkout: every row is read, every sum equals the file's."""

import csv
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from analytics.importing.parse import parse_tables
from analytics.importing.tables import Hints, SourceFile

SAMPLES = Path(os.environ.get("TKCOMMERCE_SAMPLES", "../shared/samples"))
FILES = sorted(SAMPLES.glob("seller_center/*.csv"))
HINTS = Hints(today=date(2026, 11, 22), zone="America/Mexico_City", currency="MXN", market="MX")
SUMS = {
    "VV": "views",
    "Me gusta": "likes",
    "Comentarios": "comments",
    "Compartidos": "shares",
    "Impresiones de productos": "product_impressions",
    "Clics de productos": "product_clicks",
    "GMV de videos (MX$)": "gmv",
    "Views": "views",
    "LIVE impressions": "impressions",
    "Duration": "seconds",
    "Likes": "likes",
    "Comments": "comments",
    "Product impressions": "product_impressions",
    "Product clicks": "product_clicks",
    "Attributed GMV": "gmv",
}
DAYS = {"videos": (date(2026, 5, 1), date(2026, 6, 1)), "lives": (date(2026, 5, 8), date(2026, 5, 23))}

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not FILES, reason=f"no real exports in {SAMPLES}: set TKCOMMERCE_SAMPLES"),
]


def number(text):
    return Decimal(text.strip("$").replace(",", "") or 0)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_row_is_read_and_every_sum_is_the_files(path):
    [table] = parse_tables(SourceFile(path.name, path.read_bytes()), HINTS)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file) if any(row)]
    header = next(place for place, row in enumerate(rows) if {"VV", "Views"} & set(row))
    main = table.frame[table.frame["gmv_kind"] == table.frame["gmv_kind"].iloc[0]]

    assert (len(main), table.problems) == (len(rows) - header - 1, [])
    for place, name in enumerate(rows[header]):
        if name in SUMS:
            ours = sum((Decimal(str(value)) for value in main[SUMS[name]].dropna()), Decimal(0))
            assert (name, ours) == (name, sum((number(row[place]) for row in rows[header + 1 :]), Decimal(0)))
    days = DAYS[table.recognised.profile.partition(".")[2]]
    assert (main["first_day"].min(), main["end_day"].max(), set(main["currency"])) == (*days, {"MXN"})
