import io
import re
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from analytics.importing import sheet, sheet_reader
from analytics.importing.archive import open_upload
from analytics.importing.parse import parse_tables
from analytics.importing.problems import UnreadableFile
from analytics.importing.tables import Hints, SourceFile

TODAY = Hints(today=date(2026, 5, 20))
ROWS = [["Date", "Video Views", "Likes"], ["February 26", 1200, "4"], ["February 27", "980", 3]]


def workbook(rows, title="Overview", before=()):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in [*before, *rows]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rewritten(content, part, change):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == part else data)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def parsed(content):
    [file] = open_upload("Overview.xlsx", content)
    return parse_tables(file, TODAY)[0]


def test_a_workbook_reads_like_its_csv():
    table = parsed(workbook(ROWS, before=[["@shizuku_garden"], []]))

    assert (table.recognised.profile, table.recognised.header_row) == ("tiktok_studio.overview", 3)
    assert table.frame[["row", "day", "video_views", "likes"]].values.tolist() == [
        [4, date(2026, 2, 26), 1200, 4],
        [5, date(2026, 2, 27), 980, 3],
    ]


def test_inline_strings_and_a_stale_dimension():
    cells = "".join("<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in ROWS)
    data = f'<dimension ref="A1:A1"/><sheetData>{cells}</sheetData>'.encode()

    def change(xml):
        return re.sub(rb"<dimension.*?/>|<sheetViews>.*?</sheetViews>|<sheetFormatPr.*?/>", b"", xml).replace(
            re.search(rb"<sheetData>.*</sheetData>", xml, re.DOTALL)[0], data
        )

    assert list(parsed(rewritten(workbook(ROWS), SHEET, change)).frame["video_views"]) == [1200, 980]


def test_cells_of_type_date_keep_their_year():
    table = parsed(workbook([ROWS[0], [datetime(2024, 3, 5), 7, 1]]))  # noqa: DTZ001 (a spreadsheet has no zones)

    assert list(table.frame["day"]) == [date(2024, 3, 5)]


def test_the_sheet_with_the_table_is_found():
    book = openpyxl.load_workbook(io.BytesIO(workbook(ROWS)))
    book.create_sheet("はじめに", 0).append(["この表は手で書いています"])
    out = io.BytesIO()
    book.save(out)

    assert len(parsed(out.getvalue()).frame) == 2


def test_ids_kept_as_numbers_are_explained():
    table = parsed(workbook([["Video link", "Total views"], [7506832745952218123, 5]]))

    assert (len(table.frame), [problem.value for problem in table.problems]) == (0, ["7.506832745952218e+18"])


def test_a_ghost_cell_at_the_end_of_the_grid_is_refused():
    ghost = rewritten(
        workbook(ROWS),
        SHEET,
        lambda xml: xml.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    )

    with pytest.raises(UnreadableFile, match="beyond column ZZ"):
        parsed(ghost)


def test_a_ghost_cell_that_passes_the_look_through_cannot_hurt():
    ghost = rewritten(
        workbook(ROWS),
        SHEET,
        lambda xml: xml.replace(b"</sheetData>", b'<row r="1048576"><c r="ZZ1048576"><v>1</v></c></row></sheetData>'),
    )

    with pytest.raises(UnreadableFile, match="damaged or too large"):
        parsed(ghost)


def test_a_workbook_that_unpacks_to_gigabytes_is_refused():
    bomb = rewritten(workbook(ROWS), SHEET, lambda xml: xml.replace(b"</sheetData>", b" " * 50 * 2**20 + b"</sheetData>"))

    with pytest.raises(UnreadableFile, match="unpacks to far more"):
        parsed(bomb)


def test_entities_are_refused():
    evil = rewritten(workbook(ROWS), SHEET, lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml)

    with pytest.raises(UnreadableFile, match="not one that a spreadsheet program writes"):
        parsed(evil)


def test_a_broken_sheet_is_refused():
    with pytest.raises(UnreadableFile, match="damaged or too large"):
        parse_tables(SourceFile("a.xlsx", rewritten(workbook(ROWS), "xl/workbook.xml", lambda xml: xml[:200])), TODAY)[0]


def test_macros_are_refused():
    packed = io.BytesIO(workbook(ROWS))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf")
    with pytest.raises(UnreadableFile, match="macros"):
        parsed(packed.getvalue())


def test_cells_that_hold_a_separator_stay_cells(tmp_path):
    rows = [(0, ["Sheet"]), (1, ["a\x1fb", "c\n"]), (2, ["\x1e", ""]), (3, ["j", "plain"])]
    (tmp_path / "rows").write_text("".join(sheet_reader.written(*row) for row in rows), newline="")

    assert sheet._sheets(tmp_path / "rows") == {"Sheet": rows[1:]}
