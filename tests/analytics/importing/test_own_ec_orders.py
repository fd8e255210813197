"""Exports of own shops and marketplaces, each out of a small made-up file in the format of the platform."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from analytics.importing.choices import ChoiceNeeded
from analytics.importing.order_amounts import MIXED_ROW
from analytics.importing.parse import parse_tables
from analytics.importing.problems import UnreadableFile
from analytics.importing.tables import Hints, SourceFile

DATA = Path("tests/data")
HINTS = Hints(today=date(2026, 11, 22), zone="Asia/Tokyo", currency="JPY", market="JP")
FILES = (
    ("rakuten/orders.csv", "cp932", "rakuten.orders"),
    ("base/orders.csv", "cp932", "base.orders"),
    ("stores/orders.csv", "utf-8", "stores.orders"),
    ("eccube/orders_3.csv", "utf-8-sig", "eccube.orders"),
    ("eccube/orders_4.csv", "cp932", "eccube.orders"),
    ("makeshop/orders.csv", "cp932", "makeshop.orders"),
    ("amazon/all_orders.txt", "utf-8", "amazon.all_orders"),
    ("amazon/order_report_sjis.txt", "cp932", "amazon.orders"),
)
PERSONAL = ("山田", "花", "090", "渋谷区")


def parsed(content, name="orders.csv"):
    return parse_tables(SourceFile(name, content), HINTS)[0]


def of(path):
    return parsed((DATA / path).read_bytes(), path)


def rows_of(path, encoding):
    delimiter = "\t" if path.endswith(".txt") else ","
    return list(csv.reader(io.StringIO((DATA / path).read_bytes().decode(encoding), newline=""), delimiter=delimiter)), delimiter


def bytes_of(rows, encoding, delimiter):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding, "replace")


def orders(table):
    columns = ["order_id", "state", "channel", "currency", "total", "items"]
    return [tuple(row) for row in table.frame[columns].itertuples(index=False)]


@pytest.mark.parametrize(("path", "encoding", "profile"), FILES)
def test_it_is_recognised_and_every_row_counts(path, encoding, profile):
    table = of(path)

    assert (table.recognised.profile, table.recognised.encoding, table.kind) == (profile, encoding, "order")
    assert [problem for problem in table.problems if problem.level == "error"] == []
    assert table.rows_read == len(table.lines)


@pytest.mark.parametrize(("path", "encoding", "profile"), FILES)
def test_no_name_phone_or_address_enters_a_frame(path, encoding, profile):
    table = of(path)
    everything = table.frame.drop(columns="order_id").to_csv() + table.lines.drop(columns=["order", "product_id"]).to_csv()

    assert [word for word in PERSONAL if word in everything] == []


def test_rakuten_points_are_what_the_platform_gave_and_900_is_cancelled():
    table = of("rakuten/orders.csv")

    assert orders(table) == [
        ("380011-20261110-0000000701", "shipped", "marketplace", "JPY", Decimal(5900), 3),
        ("380011-20261111-0000000702", "cancelled", "marketplace", "JPY", Decimal(2300), 1),
    ]
    first = table.frame.iloc[0]
    assert (first["discount"], first["platform_discount"], first["shipping"]) == (300, 400, 500)
    assert first["ordered_at"] == datetime(2026, 11, 10, 12, 5, 33, tzinfo=UTC)
    assert first["email"] == "hana@example.jp"
    assert list(table.lines["title"]) == ["しずくソープ 100g / 香り:ゆず", "しずくオイル", "しずくソープ 100g"]


def test_base_adds_the_option_to_the_product_above_and_sums_the_order_itself():
    table = of("base/orders.csv")

    assert orders(table) == [
        ("9F00AA01BB02CC03", "shipped", "own_ec", "JPY", Decimal(2 * (1800 + 300) + 2500 + 500 - 100), 3),
        ("9F00AA01BB02CC04", "cancelled", "own_ec", "JPY", Decimal(2500 + 330), 1),
    ]
    assert list(table.lines["unit_price"]) == [2100, 2500, 2500]


def test_an_option_of_base_without_a_product_above_leaves_its_order_out():
    rows, delimiter = rows_of("base/orders.csv", "cp932")
    table = parsed(bytes_of([rows[0], rows[2], *rows[4:]], "cp932", delimiter))

    assert [order for order, *_rest in orders(table)] == ["9F00AA01BB02CC04"]
    assert [(problem.row, problem.level) for problem in table.problems] == [(2, "error")]


def test_stores_tells_coupons():
    table = of("stores/orders.csv")

    assert orders(table) == [
        ("2611120001", "shipped", "own_ec", "JPY", Decimal(5600), 3),
        ("2611130002", "cancelled", "own_ec", "JPY", Decimal(2500), 1),
    ]
    assert list(table.frame["discount_code"]) == ["TIKTOK10", ""]


def test_stores_without_totals_adds_rows_and_shipping():
    rows, delimiter = rows_of("stores/orders.csv", "utf-8")
    place = rows[0].index("合計")
    table = parsed(bytes_of([row[:place] + row[place + 1 :] for row in rows], "utf-8", delimiter))

    assert list(table.frame["total"]) == [Decimal(3600 + 2500 + 500), Decimal(2500)]


def test_eccube_4_keeps_products_and_counts_the_rest_in_the_total():
    table = of("eccube/orders_4.csv")

    assert orders(table) == [("21", "shipped", "own_ec", "JPY", Decimal(5500), 3)]
    assert list(table.frame["shipping"]) == [Decimal(500)]
    assert list(table.lines["title"]) == ["しずくソープ / ゆず", "しずくオイル"]
    assert [problem.level for problem in table.problems] == ["note"]


def test_eccube_3_has_no_kinds_of_rows():
    assert orders(of("eccube/orders_3.csv")) == [
        ("301", "paid", "own_ec", "JPY", Decimal(2300), 1),
        ("302", "cancelled", "own_ec", "JPY", Decimal(2300), 1),
    ]


def test_makeshop_writes_day_and_time_apart():
    table = of("makeshop/orders.csv")

    assert list(table.frame["ordered_at"]) == [
        datetime(2026, 11, 2, 0, 33, 9, tzinfo=UTC),
        datetime(2026, 11, 3, 9, 30, tzinfo=UTC),
    ]
    assert list(table.frame["state"]) == ["shipped", "returned"]


def test_amazon_prices_are_of_the_row_and_a_cancelled_order_has_none():
    table = of("amazon/all_orders.txt")

    assert orders(table) == [
        ("249-1000001-2000001", "shipped", "marketplace", "JPY", Decimal(3600 - 360 + 2500 + 400 - 400), 3),
        ("249-1000002-2000002", "cancelled", "marketplace", "JPY", Decimal(0), 0),
    ]
    assert list(table.lines["unit_price"]) == [1800, 2500, 0]
    assert list(table.frame["market"]) == ["JP", "JP"]


def test_the_taxes_of_shipping_and_wrapping_are_part_of_what_was_paid():
    head = (
        "amazon-order-id\tpurchase-date\torder-status\tproduct-name\tsku\tquantity\tcurrency\titem-price\titem-tax\tshipping-price"
        "\tshipping-tax\tgift-wrap-price\tgift-wrap-tax\titem-promotion-discount\tship-promotion-discount\n"
    )
    row = "1-1\t2026-11-12T15:30:00+00:00\tShipped\tSoap\tS\t2\tUSD\t20.00\t1.60\t5.00\t0.40\t3.00\t0.24\t2.00\t1.00\n"
    frame = parsed((head + row).encode(), "orders.txt").frame

    assert frame[["total", "taxes", "shipping", "discount"]].iloc[0].tolist() == [
        Decimal("27.24"),  # 20 + 5 + 3 and their taxes 1.60 + 0.40 + 0.24, less 2 and 1
        Decimal("2.24"),
        Decimal("5.00"),
        Decimal("2.00"),
    ]


def test_the_japanese_order_report_of_amazon_is_in_gmt():
    table = of("amazon/order_report_sjis.txt")

    assert orders(table) == [("503-1000001-2000001", "paid", "marketplace", "JPY", Decimal(6500), 3)]
    assert table.frame.iloc[0]["ordered_at"] == datetime(2026, 11, 12, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(("path", "encoding", "profile"), FILES)
def test_a_bad_price_is_named_and_takes_its_order_along(path, encoding, profile):
    rows, delimiter = rows_of(path, encoding)
    place = next(place for place, header in enumerate(rows[0]) if header in ("単価", "価格", "item-price"))
    rows[-1][place] = "二千円"
    table = parsed(bytes_of(rows, encoding, delimiter), path)

    errors = [problem for problem in table.problems if problem.level == "error"]
    assert [problem.value for problem in errors if problem.column == rows[0][place]] == ["二千円"]
    assert table.rows_read == len(table.lines) + len(errors)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize(("path", "encoding", "profile"), FILES)
@given(data=st.data())
def test_any_cell_is_an_exact_value_or_an_exact_error(path, encoding, profile, data):
    rows, delimiter = rows_of(path, encoding)
    row = data.draw(st.integers(1, len(rows) - 1))
    place = data.draw(st.integers(0, len(rows[0]) - 1))
    rows[row][place] = data.draw(st.text(alphabet="0123456789,.-¥円/: 年月日あ%E+'\"", max_size=12))
    try:
        table = parsed(bytes_of(rows, encoding, delimiter), path)
    except UnreadableFile:
        return
    errors = {problem.row for problem in table.problems if problem.level == "error"}
    assert table.rows_read == len(table.lines) + len(errors)
    assert list(table.frame["total"].map(type)) == [Decimal] * len(table.frame)


TEMPLATE = "Template: orders,Order,Ordered at,Product,Quantity,Unit price"


def template(*rows, columns=""):
    return "\n".join([TEMPLATE + columns, *(f",{row}" for row in rows)]).encode()


def reasons(table):
    return [(problem.row, problem.message) for problem in table.problems if problem.level == "error"]


def test_an_order_of_which_a_row_has_other_cells_is_left_out_whole():
    """2,1,000: somebody forgot to quote the thousands. A-1 would be told with one of its two products."""
    table = parsed(template("A-1,2026-03-01 10:00,Soap,1,1000", "A-1,2026-03-01 10:00,Soap,2,1,000", "A-2,2026-03-01,Oil,1,500"))
    assert (list(table.frame["order_id"]), table.rows_read, len(table.lines)) == (["A-2"], 3, 1)
    assert [row for row, _reason in reasons(table)] == [2, 3]


@pytest.mark.parametrize(
    ("price", "code", "read"),
    [("$10.50", "USD", "USD"), ("US$10.50", "USD", "USD"), ("$10.50", "JPY", None), ("¥10", "USD", None), ("¥10", "CNY", "CNY")],
)
def test_a_sign_beside_an_amount_must_be_that_of_its_currency(price, code, read):
    table = parsed(template(f"A-1,2026-03-01,Soap,1,{price},{code}", "A-2,2026-03-01,Soap,1,5,JPY", columns=",Currency"))
    assert list(table.frame["currency"]) == ([read] if read else []) + ["JPY"]
    assert reasons(table) == ([] if read else [(2, MIXED_ROW)])


def test_dollars_in_the_file_of_a_brand_that_counts_in_yen_are_asked_about():
    file = SourceFile("orders.csv", template("A-1,2026-03-01,Soap,1,$10.50"))
    with pytest.raises(ChoiceNeeded, match="Which currency"):
        parse_tables(file, HINTS)
    (table,) = parse_tables(file, replace(HINTS, answers={"currency": "SGD"}))
    assert table.frame[["total", "currency"]].to_numpy().tolist() == [[Decimal("10.50"), "SGD"]]


def test_numbers_of_orders_that_a_spreadsheet_shortened_are_refused():
    table = parsed(template("5.76E+17,2026-03-01,Soap,1,5", "5.76E+17,2026-03-02,Oil,1,6", '"=""0012""",2026-03-01,Soap,1,5'))
    assert list(table.frame["order_id"]) == ["0012"]
    assert [row for row, _reason in reasons(table)] == [2, 3]
