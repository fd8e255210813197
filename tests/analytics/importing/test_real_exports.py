"""Real exports beside the checkout: no row goes missing and every sum equals the file's."""

import csv
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from analytics.importing.archive import open_upload
from analytics.importing.parse import parse_tables
from analytics.importing.tables import Hints

SAMPLES = Path(os.environ.get("TKCOMMERCE_SAMPLES", "../shared/samples"))
TODAY = Hints(today=date(2026, 11, 22))
FILES = sorted([*SAMPLES.glob("tiktok_studio/*.csv"), *SAMPLES.glob("shopify_orders/*.csv")])
# What the file calls it → what we call it.
SUMS = {
    "account_day": {
        "Video Views": "video_views",
        "Profile Views": "profile_views",
        "Likes": "likes",
        "Comments": "comments",
        "Shares": "shares",
        "Total Viewers": "viewers",
        "New Viewers": "new_viewers",
        "Returning Viewers": "returning_viewers",
        "Followers": "followers",
        "Difference in followers from previous day": "net_followers",
    },
    "active_hour": {"Active followers": "active_followers"},
    "audience_share": {"Distribution": "share"},
    "video": {
        "Total likes": "likes",
        "Total comments": "comments",
        "Total shares": "shares",
        "Total views": "views",
    },
    "order": {
        "Subtotal": "subtotal",
        "Shipping": "shipping",
        "Taxes": "taxes",
        "Total": "total",
        "Discount Amount": "discount",
        "Refunded Amount": "refunded",
        "Lineitem quantity": "items",
    },
}

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not FILES, reason=f"no real exports in {SAMPLES}: set TKCOMMERCE_SAMPLES"),
]


def cells(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    return Decimal(0) if text in ("", "undefined") else Decimal(text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_row_is_read_and_every_sum_is_the_files(path):
    [file] = open_upload(path.name, path.read_bytes())
    table, rows = parse_tables(file, TODAY)[0], cells(path)
    grain = table.frame if table.lines is None else table.lines

    assert (table.rows_read, len(grain), table.problems) == (len(rows), len(rows), [])
    for header, column in SUMS[table.kind].items():
        if header in rows[0]:
            ours = sum((Decimal(str(value)) for value in table.frame[column].dropna()), Decimal(0))
            assert (header, ours) == (header, sum((number(row[header]) for row in rows), Decimal(0)))


@pytest.mark.parametrize("path", [path for path in FILES if "en_us_1y" in path.stem and "Overview" in path.stem])
def test_a_year_of_days_without_year(path):
    table = parse_tables(open_upload(path.name, path.read_bytes())[0], TODAY)[0]

    assert (table.frame["day"].min(), table.frame["day"].max()) == (date(2025, 2, 28), date(2026, 2, 27))


@pytest.mark.parametrize("path", [path for path in FILES if "maison" in path.stem])
def test_orders_synced_from_tiktok_shop(path):
    frame = parse_tables(open_upload(path.name, path.read_bytes())[0], TODAY)[0].frame

    assert frame["channel"].value_counts().to_dict() == {"tiktok_shop": 59, "own_ec": 1}
    assert (frame["tiktok_order_id"] != "").sum() == 59
