"""Stretches of a huge file, and their columns read at once, against Python's csv reading the same."""

import csv
import io
from datetime import date

import numpy
import pytest
from hypothesis import example, given, strategies as st

from analytics.importing import stretches
from analytics.importing.headers import Found
from analytics.importing.profiles.profile import Column, Profile
from analytics.importing.record_digests import digests_of
from analytics.importing.records import records_of
from analytics.importing.source import Source, each_records, stretches_of
from analytics.importing.stretches import read_regular
from analytics.importing.tables import Hints, SourceFile

_PROFILE = Profile(
    key="shop.orders",
    title="",
    kind="order",
    grain=("order_id",),
    columns=(Column("order_id", ("Id",)), Column("title", ("Name",))),
)
FOUND = Found(_PROFILE, 1, 3, {"order_id": 0, "title": 2}, ["Id", "Note", "Name"])
_CELL = st.text(alphabet='ab,"\n 1あ', max_size=4)
_ROWS = st.lists(st.tuples(st.sampled_from(["1", "22", "333"]), _CELL, _CELL), min_size=1, max_size=12)


def written(rows, *, end: str = "\n", quoting: int = csv.QUOTE_MINIMAL) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator=end, quoting=quoting).writerows(rows)
    return out.getvalue().encode()


def source_of(path, content: bytes) -> Source:
    path.write_bytes(b"Id,Note,Name\n" + content)
    return Source(path, SourceFile(path.name, b""), "utf-8", ",", FOUND, Hints(date(2026, 11, 23)))


def read_slowly(content: bytes) -> list:
    reader = csv.reader(io.StringIO("Id,Note,Name\n" + content.decode(), newline=""), strict=True)
    rows, line = [], 1
    for cells in reader:
        if line > 1 and any(cells) and cells != FOUND.headers:
            rows.append((line, cells))
        line = reader.line_num + 1
    return rows


@given(_ROWS, st.sampled_from(["\n", "\r\n"]), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
@example([("1", "a", 'say "hello", twice\n')], "\r\n", csv.QUOTE_MINIMAL)
def test_columns_at_once_are_what_csv_reads(rows, end, quoting):
    content = written(rows, end=end, quoting=quoting)
    slow = records_of(FOUND, read_slowly(content))
    quick = read_regular(content, 2, FOUND, "utf-8", ",")
    if quick:
        assert quick.numbers.tolist() == slow.numbers.tolist()
        assert {name: cells.tolist() for name, cells in quick.columns.items()} == {
            name: cells.tolist() for name, cells in slow.columns.items()
        }
        starts = numpy.arange(len(quick))
        assert digests_of(quick, starts).tolist() == digests_of(slow, starts).tolist()
    elif quoting == csv.QUOTE_ALL and end == "\n":
        assert ("Id", "Note", "Name") in rows or all(not any(row) for row in rows)


@given(
    _ROWS,
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([0, 0, 7, 40]),
    st.sampled_from(["", 'a"b,c,d\n', "1,2\n", "\n", "x\ry,,\n"]),
)
def test_any_file_is_cut_between_orders(tmp_path_factory, rows, end, size, odd):
    content = written(sorted(rows), end=end) + odd.encode()
    source = source_of(tmp_path_factory.mktemp("cut") / "orders.csv", content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stretches, "STRETCH", size or 2**24)
        parts = [part for stretch in stretches_of(source) for part in each_records(source, stretch, [])]
    slow = read_slowly(content)
    assert [number for part in parts for number in part.numbers.tolist()] == [number for number, _cells in slow]
    assert [key for part in parts for key in part.columns["order_id"].tolist()] == [cells[0] for _number, cells in slow]
    orders = [set(part.columns["order_id"].tolist()) for part in parts if len(part)]
    if not odd:
        assert sum(map(len, orders)) == len(set().union(*orders))


def test_each_cell_each_row_and_their_order_count():
    def digest(*rows) -> tuple:
        return tuple(digests_of(records_of(FOUND, list(enumerate(rows, 2))), numpy.arange(1))[0].tolist())

    base = digest(["1", "", "a"], ["1", "", "b"])
    assert digest(["1", "other", "a"], ["1", "", "b"]) == base
    others = [
        digest(["1", "", "b"], ["1", "", "a"]), digest(["a", "", "1"], ["1", "", "b"]), digest(["1", "", "a"]),
        digest(["1", "", "a"], ["1", "", "b"], ["1", "", "b"]), digest(["1", "", "a"], ["1", "", "b", "beyond"]),
        digest(["1", "", ""], ["1", "", "ab"]),
    ]  # fmt: skip
    assert len({base, *others}) == 7
