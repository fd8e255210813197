"""Whatever stands in a cell of an export: an exact value, an exact row error, a refused file or a question. Nothing else."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pandas
import pytest
from hypothesis import given, settings, strategies as st

from analytics.importing.choices import ChoiceNeeded
from analytics.importing.draft import Draft
from analytics.importing.order_amounts import read_amounts
from analytics.importing.order_times import read_instant
from analytics.importing.parse import parse_tables
from analytics.importing.problems import UnreadableFile
from analytics.importing.tables import Hints, SourceFile

DATA = Path("tests/data/tiktok_shop")
FILES = [
    "en_orders.csv",
    "en_us_orders.csv",
    "ja_orders.csv",
    "en_affiliate_seller.csv",
    "en_affiliate_creator.csv",
    "ja_affiliate_older.csv",
]
HINTS = Hints(today=date(2026, 4, 1), zone="America/New_York", currency="JPY", market="JP")
CELLS = st.one_of(
    st.text(max_size=30),
    st.from_regex(r"[-−+]?[¥$€]?\d{0,20}[.,]?\d{0,4}( JPY|円|%|E\+17|\t)?", fullmatch=True),
    st.from_regex(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}( \d{1,2}:\d{2}(:\d{2})?( [AP]M)?)?\t?", fullmatch=True),
    st.sampled_from(["", "-", "N/A", "/", "NaN", "Infinity", "1e9", "4.6万", "１２３", "٣", "²", "0x10", "1_000", "12.", ".5"]),
)


def with_cell(name, row, column, cell):
    rows = list(csv.reader(io.StringIO(DATA.joinpath(name).read_bytes().decode("utf-8-sig"), newline="")))
    row = 1 + row % (len(rows) - 1)
    rows[row][column % len(rows[0])] = cell
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=20, deadline=None)
@given(row=st.integers(0, 9), column=st.integers(0, 80), cell=CELLS)
def test_any_cell_ends_in_a_value_or_a_reason(name, row, column, cell):
    try:
        table = parse_tables(SourceFile(name, with_cell(name, row, column, cell)), HINTS)[0]
    except (UnreadableFile, ChoiceNeeded):
        return
    errors = [problem for problem in table.problems if problem.level == "error"]
    assert table.rows_read == len(table.lines) + len({problem.row for problem in errors})
    assert len(table.frame) == table.frame["order_id"].nunique()
    for column_name in ("total", "refunded", "discount", "platform_discount", "shipping"):
        assert all(value is None or pandas.isna(value) or Decimal(value).is_finite() for value in table.frame[column_name])
    assert table.frame[["ordered_at", "total", "currency"]].notna().all(axis=None)


@given(
    instant=st.integers(1_000_000_000, 4_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC)),
    form=st.sampled_from([("dmy", "%d/%m/%Y %H:%M:%S"), ("mdy", "%m/%d/%Y %I:%M:%S %p"), ("mdy", "%Y-%m-%d %H:%M:%S")]),
)
def test_times_are_exact(instant, form):
    order, written = form

    assert read_instant(instant.strftime(written) + "\t", order, "UTC") == instant


def amounts_of(texts):
    draft = Draft(pandas.DataFrame({"total": texts}, dtype=object), {"total": "Total"}, [], len(texts))
    return *read_amounts(draft, ["total"], "JPY"), draft


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=5), st.sampled_from(["{:,} USD", "US${:,}", "{}"]))
def test_amounts_are_exact(amounts, form):
    read, codes, draft = amounts_of([form.format(amount) for amount in amounts])

    assert list(read["total"]) == amounts
    assert set(codes) == ({""} if form == "{}" else {"USD"})
    assert draft.problems == []


@pytest.mark.parametrize(
    ("texts", "amounts"),
    [
        (["1.234,56 €", "12,5 €", "1.234 €"], [Decimal("1234.56"), Decimal("12.5"), Decimal(1234)]),
        (["12.000 ₫", "1.250.000 ₫"], [12000, 1250000]),
        (["Rp12.000", "Rp.5000"], [12000, 5000]),
        (["１１，０００円", "￥1,200"], [11000, 1200]),
        (["12.50", "3,5"], [Decimal("12.50"), None]),
        (["-¥100", "¥-100"], [-100, -100]),
    ],
)
def test_amounts_as_markets_write_them(texts, amounts):
    assert list(amounts_of(texts)[0]["total"]) == amounts
