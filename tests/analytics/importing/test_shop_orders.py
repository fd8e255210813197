"""TikTok Shop's own exports of orders: global, United States, Japanese."""

import csv
import io
import random
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from analytics.importing.choices import ChoiceNeeded
from analytics.importing.order_amounts import MIXED_ROW
from analytics.importing.parse import parse_tables
from analytics.importing.tables import Hints, SourceFile

DATA = Path("tests/data/tiktok_shop")
EN, US, JA = (DATA.joinpath(f"{name}_orders.csv").read_bytes() for name in ("en", "en_us", "ja"))
JAPAN = Hints(today=date(2026, 4, 1), zone="Asia/Tokyo", currency="JPY", market="JP")
PERSONAL = ("山田", "花子", "神南", "090", "90****", "Nguyen", "Le Loi", "Jane", "94***")


def parsed(content, hints=JAPAN, name="orders.csv"):
    return parse_tables(SourceFile(name, content), hints)[0]


def rows_of(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def bytes_of(rows, **options):
    out = io.StringIO()
    csv.writer(out, **options).writerows(rows)
    return out.getvalue().encode()


def changed(content, row, **cells):
    """`row` counts from 0, the header; names of columns have _ for a space."""
    rows = rows_of(content)
    for column, value in cells.items():
        rows[row][rows[0].index(column.replace("__", "/").replace("_", " "))] = value
    return bytes_of(rows)


def sheet_of(rows):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("Notes").write_string(0, 0, "Exported by a seller")
        sheet = book.add_worksheet("OrderSKUList")
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell)
    return out.getvalue()


def problems(table, level="error"):
    return [(problem.row, problem.column, problem.value) for problem in table.problems if problem.level == level]


def evidence(table):
    return [message % params for message, params in table.recognised.evidence]


def test_the_global_export():
    table = parsed(EN)
    frame, lines = table.frame, table.lines

    assert (table.recognised.profile, table.rows_read, problems(table)) == ("tiktok_shop.orders", 5, [])
    assert list(frame["order_id"]) == [f"5771000000000{n:05}" for n in (101, 202, 303, 404)]
    assert list(frame["tiktok_order_id"]) == list(frame["order_id"])
    assert list(frame["state"]) == ["delivered", "cancelled", "returned", "paid"]
    assert list(frame["fulfillment_status"]) == ["Completed", "Canceled", "Completed", "Awaiting shipment"]
    assert set(frame["currency"]) == {"VND"}
    assert set(frame["market"]) == {"VN"}
    assert set(frame["channel"]) == {"tiktok_shop"}
    assert set(frame["gmv_kind"]) == {"direct"}
    assert list(frame["total"]) == [258000, 105000, 80000, 0]
    assert list(frame["subtotal"]) == [245000, 90000, 80000, 0]
    assert list(frame["discount"]) == [5000, 0, 0, 0]
    assert list(frame["platform_discount"]) == [12000, 0, 0, 0]  # 10,000 of a SKU and 2,000 of the payment, which repeats
    assert list(frame["refunded"]) == [0, 105000, 80000, 0]
    assert list(frame["is_sample"]) == [False, False, False, True]
    assert list(frame["items"]) == [3, 1, 1, 1]
    assert list(frame["email"]) == ["hoa.le", "Minh.T", "hoa.le", "creator.lan"]
    assert frame["ordered_at"][0] == datetime(2026, 2, 14, 0, 15, 30, tzinfo=UTC)
    assert list(lines["sku_id"][:2]) == ["1729000000000000011", "1729000000000000012"]
    assert list(lines["title"][:2]) == ["Shizuku soap, 100g", "Shizuku oil / 30 ml"]
    assert list(lines["amount"]) == [165000, 80000, 90000, 80000, 0]
    assert list(lines["creator"][:2]) == ["hana.beauty", ""]
    assert list(lines["position"]) == [1, 2, 1, 1, 1]
    assert list(lines["returned_quantity"]) == [0, 0, 0, 1, 0]


def test_the_description_row_is_told_and_no_row():
    assert problems(parsed(EN), "note")[0][:2] == (2, "Order ID")


def test_the_export_of_the_united_states():
    table = parsed(US)
    frame = table.frame

    assert (table.recognised.profile, problems(table)) == ("tiktok_shop.orders_us", [])
    assert frame["ordered_at"][0] == datetime(2026, 3, 5, 14, 59, tzinfo=UTC)
    assert frame["paid_at"][0] == datetime(2026, 3, 5, 15, 1, 10, tzinfo=UTC)  # 12:01:10 AM is just after midnight
    assert (frame["currency"][0], frame["total"][0], frame["taxes"][0]) == ("USD", Decimal("28.75"), Decimal("1.76"))
    assert (frame["state"][0], frame["market"][0]) == ("delivered", "US")


def test_the_japanese_export():
    table = parsed(JA)
    frame, lines = table.frame, table.lines

    assert (table.recognised.profile, table.rows_read, problems(table)) == ("tiktok_shop.orders_ja", 2, [])
    assert list(frame["total"]) == [11000, 3150]
    assert list(frame["currency"]) == ["JPY", "JPY"]
    assert list(frame["state"]) == ["paid", "returned"]
    assert list(frame["platform_discount"]) == [0, 400]
    assert frame["ordered_at"][0] == datetime(2026, 1, 27, 9, 3, 56, tzinfo=UTC)
    assert frame["ordered_at"][1] == datetime(2026, 1, 4, 15, 10, tzinfo=UTC)
    assert list(lines["unit_price"]) == [5500, 3200]
    assert list(lines["title"]) == ["しずくソープ, 100g", "しずくオイル / 30ml"]
    assert "Dates are written month first: 01/27/2026 can be nothing else." in evidence(table)


@pytest.mark.parametrize("content", [EN, US, JA])
def test_nobody_is_named_in_a_frame(content):
    table = parsed(content)
    everything = table.frame.to_csv() + table.lines.to_csv()

    assert any(word in content.decode() for word in PERSONAL)
    assert [word for word in PERSONAL if word in everything] == []


@pytest.mark.parametrize("content", [EN, US, JA])
def test_a_workbook_says_the_same_as_the_text(content):
    text, book = parsed(content), parsed(sheet_of(rows_of(content)), name="orders.xlsx")

    assert book.frame.drop(columns="row").equals(text.frame.drop(columns="row"))
    assert book.lines.drop(columns="row").equals(text.lines.drop(columns="row"))


@pytest.mark.parametrize("options", [{"delimiter": ";"}, {"delimiter": "\t"}, {"lineterminator": "\n"}])
def test_columns_in_any_order_and_dress(options):
    rows = rows_of(EN)
    places = list(range(len(rows[0])))
    random.Random(7).shuffle(places)
    table = parsed(bytes_of([[row[place] for place in places] for row in rows], **options))

    assert list(table.frame["total"]) == [258000, 105000, 80000, 0]


def test_status_words_of_other_languages():
    content = changed(EN, 2, Order_Status="เสร็จสมบูรณ์", Order_Substatus="")
    content = changed(content, 3, Order_Status="เสร็จสมบูรณ์", Order_Substatus="")

    assert parsed(content).frame["state"][0] == "delivered"


def test_an_unknown_status_is_kept_and_the_times_say_what_became_of_the_order():
    content = changed(EN, 5, Order_Status="Quelque part", Order_Substatus="", Cancelation__Return_Type="")
    content = changed(content, 5, Sku_Quantity_of_return="0")
    table = parsed(content)

    assert (table.frame["state"][2], table.frame["fulfillment_status"][2]) == ("delivered", "Quelque part")
    assert [problem.params for problem in table.problems if problem.row == 6] == [{"word": "Quelque part"}]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"Order_ID": "5.771E+17"}, "Order ID"),
        ({"Order_ID": "577100000000030000"}, "Order ID"),
        ({"Order_ID": ""}, "Order ID"),
        ({"Order_ID": "A577100000000000303"}, "Order ID"),
        ({"SKU_ID": "1.729E+18"}, "SKU ID"),
        ({"Quantity": ""}, "Quantity"),
        ({"Quantity": "two"}, "Quantity"),
        ({"Order_Amount": ""}, "Order Amount"),
        ({"Order_Amount": "80.000,0.0"}, "Order Amount"),
        ({"Order_Amount": "80000 apples"}, "Order Amount"),
        ({"Created_Time": ""}, "Created Time"),
        ({"Created_Time": "31/02/2026 10:00:00"}, "Created Time"),
        ({"Paid_Time": "yesterday"}, "Paid Time"),
    ],
)
def test_a_bad_row_is_named_and_the_others_count(cells, column):
    table = parsed(changed(EN, 5, **cells))

    assert [problem[:2] for problem in problems(table)] == [(6, column)]
    assert len(table.frame) == 3
    assert table.rows_read == len(table.lines) + len(problems(table))


def test_an_order_with_a_bad_line_is_left_out_whole():
    table = parsed(changed(EN, 3, Quantity="x"))

    assert [problem[:2] for problem in problems(table)] == [(3, "Order ID"), (4, "Quantity")]
    assert "577100000000000101" not in set(table.frame["order_id"])


def test_an_order_whose_rows_tell_two_totals_is_left_out():
    table = parsed(changed(EN, 3, Order_Amount="258001"))

    assert [problem[:2] for problem in problems(table)] == [(3, "Order ID"), (4, "Order Amount")]


def test_the_same_row_twice_counts_once():
    rows = rows_of(EN)
    table = parsed(bytes_of([*rows, rows[3]]))

    assert list(table.frame["items"]) == [3, 1, 1, 1]
    assert list(table.frame["subtotal"]) == [245000, 90000, 80000, 0]
    assert [problem[:2] for problem in problems(table)] == [(8, "Order ID")]
    assert table.rows_read == len(table.lines) + 1


def test_currencies_of_one_file_stay_apart():
    rows = rows_of(JA)
    other = [cell.replace(" JPY", " THB") for cell in rows[1]]
    other[0] = "577300000000000909\t"

    assert list(parsed(bytes_of([*rows, other])).frame["currency"]) == ["JPY", "JPY", "THB"]


def test_a_row_in_two_currencies_is_refused():
    table = parsed(changed(JA, 1, 注文金額="11,000 USD"))

    assert [(problem.row, problem.message) for problem in table.problems] == [(2, MIXED_ROW)]
    assert list(table.frame["order_id"]) == ["577300000000000202"]


def without_clear_days(content=EN):
    """No number above 12, and sensible either way round."""
    times = {"Created_Time": "01/02/2026 10:00:00\t", "Paid_Time": "01/02/2026 10:01:00\t"}
    for row in range(2, 7):
        content = changed(content, row, **times, Shipped_Time="", Delivered_Time="", Cancelled_Time="")
    return content


def test_an_unclear_order_of_day_and_month_is_asked():
    with pytest.raises(ChoiceNeeded) as needed:
        parsed(without_clear_days())

    assert needed.value.key == "date_order"
    assert str(needed.value) == "Which day is 01/02/2026? Nothing in the file tells whether the day or the month comes first."
    assert {name: params for name, (_words, params) in needed.value.options.items()} == {
        "dmy": {"day": "2026-02-01"},
        "mdy": {"day": "2026-01-02"},
    }


@pytest.mark.parametrize(("answer", "day"), [("dmy", (2026, 2, 1)), ("mdy", (2026, 1, 2))])
def test_a_persons_answer_decides(answer, day):
    hints = Hints(today=date(2026, 4, 1), zone="UTC", currency="JPY", market="JP", answers={"date_order": answer})

    assert parsed(without_clear_days(), hints).frame["ordered_at"][0] == datetime(*day, 10, tzinfo=UTC)


def test_the_brands_own_currency_is_taken_only_where_nothing_else_tells():
    rows = rows_of(EN)
    place = rows[0].index("Country")
    table = parsed(bytes_of([row[:place] + row[place + 1 :] for row in rows]))

    assert set(table.frame["currency"]) == {"JPY"}
    assert "Amounts are taken to be in JPY, your brand's currency, since the file names none." in evidence(table)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("All order-2026-03-07-10_33.csv", date(2026, 3, 7)),
        ("All order-2026-03-07-10_33 (2).csv", date(2026, 3, 7)),
        ("All order-2026-13-07-10_33.csv", date(2026, 4, 1)),
        ("All order-2027-03-07-10_33.csv", date(2026, 4, 1)),  # a day to come is not believed
    ],
)
def test_the_name_of_the_file_tells_the_day_of_the_export(name, day):
    assert parsed(EN, name=name).as_of == day


def test_a_workbook_that_lies_about_its_size_is_read_whole():
    lying = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheet_of(rows_of(EN)))) as book, zipfile.ZipFile(lying, "w") as out:
        for name in book.namelist():
            out.writestr(name, re.sub(rb'<dimension ref="[A-Z0-9:]+"/>', b'<dimension ref="A1:A1"/>', book.read(name)))
    assert b'"A1:A1"' in zipfile.ZipFile(lying).read("xl/worksheets/sheet2.xml")

    assert list(parsed(lying.getvalue(), name="orders.xlsx").frame["total"]) == [258000, 105000, 80000, 0]
