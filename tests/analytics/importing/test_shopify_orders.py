import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from analytics.importing.order_table import OTHER_CURRENCY
from analytics.importing.parse import parse_tables
from analytics.importing.problems import UnreadableFile
from analytics.importing.tables import Hints, SourceFile

EXPORT = Path("tests/data/shopify/orders_export.csv").read_bytes().decode()
PERSONAL = ("山田", "佐藤", "090-0000")


def parsed(text):
    return parse_tables(SourceFile("orders_export.csv", text.encode()), Hints(today=date(2026, 2, 28)))[0]


def rows_of(text):
    return list(csv.reader(io.StringIO(text, newline="")))


def text_of(rows, **options):
    out = io.StringIO()
    csv.writer(out, **options).writerows(rows)
    return out.getvalue()


def without(*columns):
    rows = rows_of(EXPORT)
    kept = [place for place, header in enumerate(rows[0]) if header not in columns]
    return text_of([[row[place] for place in kept] for row in rows])


def changed(row, column, value):
    rows = rows_of(EXPORT)
    rows[row][rows[0].index(column)] = value
    return text_of(rows)


def test_an_order_of_three_lines_and_one_from_tiktok_shop():
    table = parsed(EXPORT)
    frame, lines = table.frame, table.lines

    assert (table.kind, table.rows_read, table.problems, table.as_of) == ("order", 4, [], date(2026, 2, 28))
    assert list(frame["order_id"]) == ["5900000000103", "5900000000102"]
    assert list(frame["name"]) == ["#1003", "#1002"]
    assert list(frame["row"]) == [2, 8]
    assert list(frame["channel"]) == ["own_ec", "tiktok_shop"]
    assert list(frame["tiktok_order_id"]) == ["", "576800000000000102"]
    assert list(frame["total"]) == [Decimal(6100), Decimal(1800)]
    assert list(frame["refunded"]) == [Decimal(0), Decimal(1800)]
    assert list(frame["items"]) == [5, 1]
    assert list(frame["email"]) == ["hana@example.jp", "ken@example.jp"]
    assert frame["ordered_at"][0] == datetime(2026, 2, 3, 1, 0, tzinfo=UTC)
    assert list(frame["cancelled_at"].isna()) == [True, False]
    assert frame.loc[0, ["utm_source", "utm_medium", "utm_campaign", "utm_content"]].tolist() == [
        "tiktok",
        "social",
        "fuyu",
        "v77",
    ]
    assert list(lines["order"]) == ["5900000000103"] * 3 + ["5900000000102"]
    assert list(lines["position"]) == [1, 2, 3, 1]
    assert list(lines["title"]) == ["しずくソープ - 100g", "しずくオイル", "ギフト袋, 小", "しずくソープ - 100g"]
    assert list(lines["unit_price"] * lines["quantity"]) == [3600, 2000, 600, 1800]


def test_no_name_and_no_phone_enters_a_frame():
    table = parsed(EXPORT)
    everything = table.frame.to_csv() + table.lines.to_csv()

    assert [word for word in PERSONAL if word in EXPORT] == list(PERSONAL)
    assert [word for word in PERSONAL if word in everything] == []


def test_without_id_the_name_is_the_key():
    assert list(parsed(without("Id", "Tags", "Source", "Note Attributes")).frame["order_id"]) == ["#1003", "#1002"]


def test_a_synced_order_is_known_by_its_payment_method_alone():
    assert list(parsed(without("Tags", "Source")).frame["channel"]) == ["own_ec", "tiktok_shop"]


def test_rows_saved_as_one_quoted_cell_each():
    header, *rows = rows_of(EXPORT)
    damaged = text_of([header]) + text_of([[text_of([row]).rstrip()] for row in rows], quoting=csv.QUOTE_ALL)

    assert list(parsed(damaged).frame["total"]) == [Decimal(6100), Decimal(1800)]
    assert list(parsed(damaged).lines["title"]) == list(parsed(EXPORT).lines["title"])


def test_an_order_with_an_unreadable_line_is_left_out_whole():
    table = parsed(changed(2, "Lineitem price", "二千円"))

    assert list(table.frame["name"]) == ["#1002"]
    assert [(problem.row, problem.column) for problem in table.problems] == [(2, "Name"), (6, "Lineitem price"), (7, "Name")]
    assert table.rows_read == len(table.lines) + len({problem.row for problem in table.problems})


@pytest.mark.parametrize(
    ("column", "value"),
    [("Id", "5.9E+12"), ("Created at", "2026/2/2 21:29"), ("Currency", ""), ("Total", ""), ("Currency", "円")],
)
def test_what_an_order_cannot_do_without(column, value):
    table = parsed(changed(4, column, value))

    assert list(table.frame["name"]) == ["#1003"]
    assert [(problem.column, problem.value) for problem in table.problems] == [(column, value)]


def test_a_missing_column_is_named():
    with pytest.raises(UnreadableFile, match="The column “Total” is missing"):
        parsed(without("Total"))


def test_two_shops_with_the_same_order_names_stay_apart():
    rows = rows_of(EXPORT)
    other = list(rows[4])
    other[rows[0].index("Id")] = "5900000000999"

    assert list(parsed(text_of([*rows, other])).frame["order_id"]) == [
        "5900000000103",
        "5900000000102",
        "5900000000999",
    ]


@pytest.mark.parametrize(
    ("cell", "read"), [("$10", False), ("€10", False), ("USD 10", False), ("¥1800", True), ("1800 JPY", True)]
)
def test_a_price_in_another_currency_than_its_order_is_no_price(cell, read):
    table = parsed(changed(1, "Lineitem price", cell))
    errors = [
        (problem.row, problem.value, str(problem.params)) for problem in table.problems if problem.message == OTHER_CURRENCY
    ]
    assert errors == ([] if read else [(2, cell, "{'currency': 'JPY'}")])
    assert ("5900000000103" in set(table.frame["order_id"])) is read


def test_an_order_with_a_row_of_other_cells_is_left_out_whole():
    rows = rows_of(EXPORT)
    broken = next(place for place in range(2, len(rows)) if rows[place][0] == rows[place - 1][0])
    rows[broken] += ["one", "more"]
    table = parsed(text_of(rows))
    assert rows[broken][0] not in list(table.frame["name"])
    assert len(table.frame) == 1
