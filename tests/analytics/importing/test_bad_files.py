import io
import struct
import time
import zipfile
import zlib
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from analytics.importing.archive import open_upload
from analytics.importing.parse import parse_tables
from analytics.importing.problems import LONGEST_VALUE, UnreadableFile
from analytics.importing.sniff import decode
from analytics.importing.tables import Hints, SourceFile

TODAY = Hints(today=date(2026, 5, 20))
GOOD = "Date,Video Views\n2026-05-01,5\n2026-05-02,6\n"


def parsed(content, name="table.csv"):
    return parse_tables(SourceFile(name, content if isinstance(content, bytes) else content.encode()), TODAY)[0]


def zipped(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (b"\n \n", "The file is empty."),
        (b"\xef\xbb\xbf", "The file is empty."),
        (b"%PDF-1.7\n%...", "This is a PDF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is a XLS"),
        (b"\x89PNG\r\n\x1a\n", "This is a PNG file"),
        (b"Date,Video Views\n2026-05-01,\x005\n", "NUL bytes"),
        (b"Date,Video Views,Caf\xe9 \n2026-05-01,5,6\n", "neither UTF-8, UTF-16 nor Shift_JIS"),
        (b'Date,Video Views\n2026-05-01,"5\n2026-05-02,6\n', "opened in row 2 is never closed"),
        (b"Date,Video Views\n" + b"5," * 5_000_000, "Row 2 is too long"),
        (b"Date,Video Views\n2026-05-01," + b"5" * 200_000, "A cell in row 2 is too long"),
        (b"Date," + ",".join(f"c{n}" for n in range(100_000)).encode(), "The first columns seen: Date, c0, c1"),
        (b"Date,Video Views,video views\n2026-05-01,5,6\n", "Two columns mean the same: Video Views and video views"),
        (b"hello,world\n1,2\n", "No table that we know was found. The first columns seen: hello, world"),
        ("日付,動画の視聴人数\n2026-05-01,5\n".encode(), "“動画の視聴人数” is the nearest"),
        (b"PK\x03\x04" + b"x" * 50, "damaged or was cut off"),
    ],
)
def test_a_file_without_a_table_is_refused_in_words(content, reason):
    with pytest.raises(UnreadableFile, match=reason):
        parsed(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends(encoding, delimiter, newline):
    text = f"日付{delimiter}動画の視聴数\n2026-05-01{delimiter}5\n2026-05-02{delimiter}6".replace("\n", newline)

    assert list(parsed(text.encode(encoding)).frame["video_views"]) == [5, 6]


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("euc_jp", "しっとり石鹸"),
        ("iso2022_jp", "しっとり石鹸"),
        ("cp932", "しっとり石鹸"),
        ("cp932", "ﾃｽﾄ"),
        ("cp932", "ｱｲ"),
        ("utf-8", "ﾃｽ"),
    ],
)
def test_japanese_texts_of_older_programs_are_not_garbled(encoding, title):
    """The bytes of EUC-JP are half-width kana in cp932, those of ISO-2022-JP plain ASCII: neither would fail."""
    text = f"Template: stock,SKU,Product,Stock\n,SZ-1,{title},5\n"
    assert decode(text.encode(encoding)) == (text, encoding)


def test_preamble_sep_line_and_blank_lines_are_passed_over():
    table = parsed("sep=;\r\n# @shizuku_garden\r\n\r\nDate;Video Views\r\n\r\n2026-05-01;5\r\n")

    assert (table.recognised.header_row, table.recognised.delimiter, table.rows_read) == (4, ";", 1)
    assert list(table.frame["row"]) == [6]


def test_ragged_rows_and_broken_quotes_are_left_out_and_named():
    table = parsed('Date,Video Views,Likes\n2026-05-01,5\n2026-05-02,6,1,2\n"2026-05-03"x,6,1\n2026-05-04,7,1,\n')

    assert [problem.row for problem in table.problems] == [2, 3, 4]
    assert list(table.frame["video_views"]) == [7]
    assert table.rows_read == 4


def test_values_are_shown_short_and_printable():
    table = parsed(f'Date,Video Views\n2026-05-01,"\x07{"x" * 500}"\n')

    assert len(table.problems[0].value) == LONGEST_VALUE
    assert table.problems[0].value.isprintable()


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_it_stumble(content):
    with suppress(UnreadableFile):
        for file in open_upload("x.csv", content):
            parse_tables(file, TODAY)[0]


@settings(deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), max_size=4), max_size=8))
def test_no_rows_make_it_stumble(rows):
    text = GOOD + "\n".join(",".join(row) for row in rows)
    try:
        table = parsed(text.encode("utf-8", "replace"))
    except UnreadableFile:
        return
    assert table.rows_read == len(table.frame) + len({p.row for p in table.problems if p.level == "error"})


def test_a_zip_gives_its_files_without_noise():
    names = ["Overview/Overview.csv", "__MACOSX/._Overview.csv", ".DS_Store", "../../etc/Viewers.csv", "C:\\x\\a.csv"]
    files = open_upload("all.zip", zipped([(name, GOOD) for name in names]))

    assert [file.name for file in files] == ["Overview/Overview.csv", "etc/Viewers.csv", "x/a.csv"]
    assert {file.archive for file in files} == {"all.zip"}


def test_a_member_tells_its_day_unless_the_zip_has_no_clock():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.csv", (2026, 3, 1, 9, 0, 0)), GOOD)
        archive.writestr(zipfile.ZipInfo("b.csv"), GOOD)

    assert [file.modified for file in open_upload("x.zip", out.getvalue())] == [date(2026, 3, 1), None]


def test_japanese_names_of_windows_zips():
    content = zipped([("\u00e9.csv", GOOD)]).replace("é".encode(), "概".encode("cp932"))
    content = bytearray(content)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", content, content.index(mark) + flags, 0)

    assert [file.name for file in open_upload("x.zip", bytes(content))] == ["概.csv"]


def locked():
    content = bytearray(zipped([("a.csv", GOOD)]))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", content, content.index(mark) + flags, 1)
    return bytes(content)


def overlapping():
    """Two directory entries that point at the same bytes."""
    content = zipped([("a.csv", GOOD), ("b.csv", GOOD)])
    second = content.rindex(b"PK\x01\x02")
    return content[: second + 42] + struct.pack("<I", 0) + content[second + 46 :]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (zipped([("a.csv", GOOD)])[:-40], "damaged or was cut off"),
        (zipped([("a.csv", GOOD * 50)]).replace(zlib.compress(GOOD.encode() * 50)[10:20], b"0123456789"), "damaged"),
        (zipped([]), "There is no file in this zip"),
        (zipped([(".DS_Store", b"x")]), "There is no file in this zip"),
        (zipped([(f"{number}.csv", b"") for number in range(1_001)]), "more than 1000 files"),
        (zipped([("a.csv", b"0" * 40 * 2**20)]), "unpacks to far more than it should"),
        (locked(), "locked with a password"),
        (overlapping(), "damaged or was cut off"),
        (b"", "The file is empty"),
    ],
)
def test_a_zip_that_cannot_be_trusted_is_refused_in_words(content, reason):
    with pytest.raises(UnreadableFile, match=reason):
        open_upload("x.zip", content)


def test_a_zip_inside_a_zip_is_refused_alone():
    inner, good = open_upload("x.zip", zipped([("inner.zip", zipped([("a.csv", GOOD)])), ("a.csv", GOOD)]))

    with pytest.raises(UnreadableFile, match="zip inside a zip"):
        parse_tables(inner, TODAY)[0]
    assert len(parse_tables(good, TODAY)[0].frame) == 2


def test_a_hundred_thousand_rows_take_seconds():
    rows = "".join(f"https://www.tiktok.com/@a/video/{7_500_000_000_000_000_123 + n},{n}\n" for n in range(100_000))
    started = time.monotonic()
    table = parsed("Video link,Total views\n" + rows)

    assert (len(table.frame), table.frame["views"].sum()) == (100_000, sum(range(100_000)))
    assert time.monotonic() - started < 20
