"""Which tables a file holds: several in one, below each other or on sheets, under one or two rows of headers."""

import io
from datetime import date

import openpyxl
import pytest

from analytics.importing.headers import fingerprint, header_labels
from analytics.importing.mapped import Mapped
from analytics.importing.parse import parse_tables
from analytics.importing.problems import UnknownTable, UnreadableFile
from analytics.importing.tables import Hints, SourceFile

TODAY = Hints(today=date(2026, 5, 20), currency="JPY")
DAYS = "Date,Video Views\n2026-05-01,5\n2026-05-02,6\n"
GENDERS = "Gender,Distribution\nFemale,0.6\nMale,0.4\n"


def parsed(text, hints=TODAY, name="table.csv"):
    return parse_tables(SourceFile(name, text.encode() if isinstance(text, str) else text), hints)


def kinds(tables):
    return [(table.kind, table.part, len(table.frame), table.recognised.header_row) for table in tables]


def test_two_tables_below_each_other():
    tables = parsed(DAYS + "\nFollowers\n" + GENDERS)

    assert kinds(tables) == [("account_day", "#1", 2, 1), ("audience_share", "#6", 2, 6)]
    assert [table.problems for table in tables] == [[], []]


def test_the_only_table_has_no_part():
    assert kinds(parsed("a title\n\n" + DAYS)) == [("account_day", "", 2, 3)]


def test_a_comment_line_ends_a_table_and_unknown_ones_are_told():
    unknown = "# Start date: 20260501\nWeather,Rain\nTokyo,3\nOsaka,4\n"
    [days, genders] = parsed(DAYS + "\n" + unknown + "\n# Start date: 20260501\n" + GENDERS)

    assert (len(days.frame), len(genders.frame)) == (2, 2)
    assert [(problem.row, problem.level, str(problem.params["last"])) for problem in days.problems] == [(6, "note", "8")]


def test_the_same_header_again_begins_the_next_table():
    tables = parsed(DAYS + DAYS.replace("05-0", "04-0"))

    assert [list(table.frame["day"])[0] for table in tables] == [date(2026, 5, 1), date(2026, 4, 1)]


def test_a_table_that_cannot_be_read_does_not_hide_the_others():
    tables = parsed(DAYS + "\nGender,Distribution\nFemale,60%\nMale,0.4\n")

    assert kinds(tables) == [("account_day", "#1", 2, 1)]
    assert [(problem.row, problem.level) for problem in tables[0].problems] == [(5, "note")]


def test_every_known_sheet_is_a_table():
    book = openpyxl.Workbook()
    book.active.title = "はじめに"
    book.active.append(["この表は手で書いています"])
    for title, text in (("Overview", DAYS), ("Gender", GENDERS)):
        sheet = book.create_sheet(title)
        for line in text.splitlines():
            sheet.append(line.split(","))
    out = io.BytesIO()
    book.save(out)

    assert kinds(parsed(out.getvalue(), name="all.xlsx")) == [
        ("account_day", "Overview", 2, 1),
        ("audience_share", "Gender", 2, 1),
    ]


def test_names_under_groups():
    text = ",Days 1 ~ 2,,LIVE,\nProduct ID,GMV,Items sold,GMV,Items sold\n1730000000000000101,100,2,40,1\n"

    [table] = parsed("2026-05-01 ~ 2026-05-07,,,,\n" + text)

    assert (list(map(str, table.frame["gmv"])), list(table.frame["items"])) == (["100"], [2])


def test_the_same_column_twice_without_groups_is_refused():
    with pytest.raises(UnreadableFile, match="Two columns mean the same"):
        parsed("Date,Video Views,video  views\n2026-05-01,5,6\n")


def test_of_ranked_headers_the_first_one_counts():
    header = "Campaign ID,Cost,Gross revenue,Gross revenue\n"

    [table] = parsed(header + "1800000000000000402,3,25,99\n", name="Live campaign data 20260501 - 20260507.csv")

    assert list(map(str, table.frame["gmv"])) == ["25"]


def test_what_a_person_said_of_a_header():
    header = ["Tag", "Wie oft"]
    mapped = Mapped("Meine Tage", "tiktok_studio.overview", {"day": "Tag", "video_views": "Wie oft"}, date(2026, 5, 1))

    [table] = parsed("tag, Wie  oft\n2026-05-01,5\n", Hints(today=TODAY.today, mapped={fingerprint(header): mapped}))

    assert (table.recognised.profile, list(table.frame["video_views"])) == ("tiktok_studio.overview", [5])
    assert table.recognised.evidence[1][1] == {"day": "2026-05-01", "name": "Meine Tage"}


def test_labels_tell_equal_headers_apart():
    assert header_labels(["送料", "送料", "", "x"]) == ["送料", "送料 (2)", "#3", "x"]


def test_a_person_may_say_which_profile_it_is():
    with pytest.raises(UnknownTable):
        parsed(DAYS, Hints(today=TODAY.today, answers={"profile": "shopify.orders"}))


def test_a_later_header_is_found_far_down():
    rows = "".join(f"2020-01-01,{n}\n" for n in range(3_000))

    assert [len(table.frame) for table in parsed("Date,Video Views\n" + rows + GENDERS)] == [1, 2]


def test_a_list_of_products_may_tell_their_stock_besides():
    text = "Product ID,Product,GMV,Items sold,Available stock\n1730000000000000101,Soap,¥100,2,40\nTotal,,¥100,2,40\n"

    sales, stock = parsed(text, name="products 20260501 - 20260507.csv")

    assert (sales.kind, list(sales.frame["items"]), sales.part) == ("period", [2], "")
    assert (stock.kind, list(stock.frame["quantity"]), stock.part) == ("stock", [40], "stock")
