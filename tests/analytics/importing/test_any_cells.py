"""Whatever stands in the cells of any export, wherever its bytes end: a value, a row error, a refusal, a question."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from analytics.importing.archive import open_upload
from analytics.importing.choices import ChoiceNeeded
from analytics.importing.headers import TABLES
from analytics.importing.parse import parse_tables
from analytics.importing.problems import UnreadableFile
from analytics.importing.tables import Hints, SourceFile

HINTS = Hints(today=date(2026, 4, 1), zone="America/New_York", currency="JPY", market="JP")
FILES = sorted(path for path in Path("tests/data").glob("*/*.*") if path.suffix != ".xlsx")  # each workbook needs a process
NUMBERS = st.sampled_from(
    ["0", "12", "1,234", "¥1,200", "-5", "12.50", "3.4%", "0.71", "1e9", "1E+400", "NaN", "Infinity", "-", "N/A", "4.6万", "１２",
     "9" * 30, "0x10", "1_000", "²", "٣", "", "00:01:30", "(5)"]
)  # fmt: skip
DAYS = st.sampled_from(
    ["2026-03-01", "2026/3/1", "01/03/2026", "13/13/2026", "2026-02-30", "0001-01-01", "9999-12-31", "March 1", "3月1日",
     "20260301", "2026-03-08 02:30:00", "2026-03-01T10:00:00Z", "2026-03-01 10:00:00 +0900", "2026-03-01 ~ 2026-03-07",
     "46082", "1772323200",
     "9999-12-31 23:59:59 -1400", "12/31/9999 11:59:59 PM"]
)  # fmt: skip
WORDS = st.sampled_from(
    ["JPY", "USD", "JP", "Japan", "Female", "7345678901234567890", "https://www.tiktok.com/@a/video/7345678901234567890", "#1",
     "paid", "Completed", "はい", "true", "=1+1", "合計", "Total"]
)  # fmt: skip
CELLS = st.one_of(NUMBERS, DAYS, WORDS, st.text(max_size=12))


def text_of(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


def read(name, content):
    """Each table of it is whole, or the file is refused in words."""
    try:
        tables = [table for file in open_upload(name, content) for table in parse_tables(file, HINTS)]
    except (UnreadableFile, ChoiceNeeded):
        return
    for table in tables:
        assert table.rows_read >= len({problem.row for problem in table.problems if problem.level == "error"})
        assert table.as_of <= date(2026, 4, 1)
        for column in table.frame.select_dtypes("number"):
            assert abs(table.frame[column].dropna().astype(float)).max() != float("inf")


@pytest.mark.parametrize("profile", TABLES, ids=lambda profile: profile.key)
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_cells_of_any_export(profile, data):
    headers = [column.headers[0] for column in profile.columns]
    usual = [data.draw(CELLS) for _header in headers]
    rows = []
    for _row in range(data.draw(st.integers(1, 4))):
        changed = data.draw(st.dictionaries(st.integers(0, len(headers) - 1), CELLS, max_size=4))
        rows.append([changed.get(place, cell) for place, cell in enumerate(usual)])
    read("table 20260301 - 20260307.csv", text_of([headers, *rows]))


def test_a_table_that_calls_itself_the_branch_of_a_tree_is_no_table():
    with pytest.raises(UnreadableFile, match="No table that we know"):
        parse_tables(SourceFile("posts.csv", b"Post.Posts.VideoList\n1\n"), HINTS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(end=st.floats(0, 1), place=st.floats(0, 1), put=st.binary(max_size=4))
def test_any_damage_of_any_export(path, end, place, put):
    content = path.read_bytes()
    content = content[: int(len(content) * end)]
    at = int(len(content) * place)
    read(path.name, content[:at] + put + content[at + len(put) :])
