"""Days, currencies and sums of exports over days, apart from any one dialect."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as st

from analytics.importing.choices import ChoiceNeeded
from analytics.importing.currency_signs import currency_of, sign_of_amount, sign_of_header, without_currency
from analytics.importing.parse import parse_tables
from analytics.importing.period_spans import span_in
from analytics.importing.problems import UnreadableFile
from analytics.importing.profiles import PROFILES
from analytics.importing.tables import Hints, SourceFile
from tkcommerce.dates import Days

TODAY = date(2026, 11, 22)
MAY = Days(date(2026, 5, 1), date(2026, 6, 1))


def parsed(text, name="video 20260501 - 20260531.csv", **hints):
    [table] = parse_tables(
        SourceFile(name, text.encode()), Hints(**{"today": TODAY, "currency": "JPY", "zone": "Asia/Tokyo"} | hints)
    )
    return table


@pytest.mark.parametrize(
    ("texts", "span"),
    [
        (["2026-05-01 ~ 2026-05-31"], MAY),
        (["[Rango de fechas]: 2026-05-01 ~ 2026-05-31\n"], MAY),
        (["Tanggal analisis: 01/05/2026–31/05/2026"], MAY),
        (["Product_Traffic_[total]_Key_Metrics_01_05_2026-31_05_2026"], MAY),
        (["creative data 2026-05-01 00 ~ 2026-05-31 23"], MAY),
        (["data 20260501 - 20260531"], MAY),
        (["Campaign Report-2026-05-01 to 2026-05-31"], MAY),
        (["05/01/2026 - 05/31/2026"], MAY),
        (["May 1, 2026 - May 31, 2026"], MAY),
        (["# ----", "# Start date: 20260501", "# End date: 20260531"], MAY),
        (["# 開始日: 20260501", "# 終了日: 20260531"], MAY),
        (["Shop Analytics_Key metrics_20260501"], None),
        (["2026-05-31 ~ 2026-05-01"], None),
        (["2026-05-01 ~ 2027-05-31"], None),  # ends after the export
        (["Video_List_7500000000000000011_7500000000000000012"], None),
        ([], None),
    ],
)
def test_days_in_a_text(texts, span):
    assert span_in(texts, TODAY) == span


@given(st.dates(date(2016, 9, 1), TODAY), st.integers(0, 400))
def test_every_span_is_read_as_written(start, days):
    last = min(start + timedelta(days=days), TODAY)

    assert span_in([f"{start:%Y-%m-%d} ~ {last:%Y-%m-%d}"], TODAY) == Days(start, last + timedelta(days=1))
    assert span_in([f"x {start:%Y%m%d} - {last:%Y%m%d}"], TODAY) == Days(start, last + timedelta(days=1))


@pytest.mark.parametrize(
    ("header", "sign"),
    [
        ("GMV (MX$)", "mx$"),
        ("Chi phí (VND)", "vnd"),
        ("売上（円）", "円"),
        ("Weight(kg)", ""),
        ("CTOR (SKU order)", ""),
        ("GMV", ""),
    ],
)
def test_the_currency_of_a_header(header, sign):
    assert sign_of_header(header) == sign


def test_a_header_without_its_currency():
    assert (without_currency("gmv (mx$)"), without_currency("weight(kg)")) == ("gmv", "weight(kg)")


@pytest.mark.parametrize(
    ("cell", "home", "code"),
    [
        ("MX$0.00", "JPY", "MXN"),
        ("$0.00", "JPY", ""),
        ("$0.00", "USD", "USD"),
        ("￥1,200", "JPY", "JPY"),
        ("11,000 JPY", "USD", "JPY"),
        ("2,281,428円", "JPY", "JPY"),
        ("RM0.00", "JPY", "MYR"),
        ("Rp 12000", "JPY", "IDR"),
        ("143,225.12₫", "JPY", "VND"),
        ("-¥500", "JPY", "JPY"),
        ("1200", "JPY", ""),
    ],
)
def test_the_currency_of_an_amount(cell, home, code):
    assert currency_of(sign_of_amount(cell), home) == code


VIDEO = "Video ID,VV,Video GMV,Video title\n"


def test_the_name_of_the_file_tells_the_days():
    frame = parsed(VIDEO + "7500000000000000011,5,100,a\n").frame

    assert [tuple(row) for row in frame[["first_day", "end_day"]].values] == [(MAY.start, MAY.end)]


def test_the_same_video_twice_counts_once():
    table = parsed(VIDEO + "7500000000000000011,5,100,a\n7500000000000000011,6,200,b\n")

    assert (list(table.frame["views"]), [problem.row for problem in table.problems], table.rows_read) == ([5], [3], 2)


def test_days_after_the_export_and_empty_ones_are_left_out():
    text = "Campaign name,By Day,Cost,Impressions\nA,2026-11-21,5,1\nB,2027-01-01,5,1\nC,,5,1\nD,yesterday,5,1\n"

    table = parsed(text)

    assert (list(table.frame["campaign_id"]), sorted(problem.row for problem in table.problems)) == (["A"], [3, 4, 5])


CELLS = st.one_of(
    st.text(max_size=12),
    st.integers(-5, 10**12).map(str),
    st.sampled_from(["-", "--", "N/A", "NAN", "1.2K", "4.6万", "¥1,200", "MX$0.00", "1,234.50", "12.5%", "0.125", "=1+1", "\t5"]),
)


IDS = st.sampled_from(["7500000000000000011", "7500000000000000012", "", "x"])


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.tuples(st.sampled_from(["7500000000000000011", "7500000000000000012", "", "x"]), CELLS, CELLS, CELLS), max_size=6)
)
def test_any_cells_give_a_value_or_a_problem_of_their_row(rows):
    lines = [",".join('"' + cell.replace('"', '""').replace("\0", "") + '"' for cell in row) for row in rows]

    table = parsed("Video ID,VV,Video GMV,Likes\n" + "\n".join(lines), answers={"currency": "JPY"})

    bad = {problem.row for problem in table.problems if problem.level == "error"}
    assert table.rows_read == len(table.frame) + len(bad)
    assert all(isinstance(value, Decimal) for value in table.frame.get("gmv", []) if value == value and value is not None)


PERIODS = [profile for profile in PROFILES if profile.kind == "period"]
KEYS = st.sampled_from(["7500000000000000011", "2026-05-02", "2026-05-02 10:00", "02/05/2026", "name(1730000000000000101)"])


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_no_cell_breaks_a_profile(data):
    """Every row is told once, or named, or no data; a file is refused or asked about only in words."""
    profile = data.draw(st.sampled_from(PERIODS))
    header = [column.headers[0] for column in profile.columns]
    rows = data.draw(st.lists(st.lists(st.one_of(KEYS, CELLS), min_size=len(header), max_size=len(header)), max_size=4))
    quoted = [",".join('"' + cell.replace('"', '""').replace("\0", "") + '"' for cell in row) for row in [header, *rows]]
    answers = {"currency": "JPY", "span": "2026-05-01/2026-05-31", "date_order": "dmy"}
    with suppress(UnreadableFile, ChoiceNeeded):  # said in words
        table = parsed("\n".join(quoted), answers=answers)
        bad = {problem.row for problem in table.problems if problem.level == "error"}
        assert table.rows_read == len(table.frame) + len(bad)
        assert (table.frame["end_day"] > table.frame["first_day"]).all()
