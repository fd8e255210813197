"""Columns by their distinct values, and rows by their groups, against the slow and obvious way."""

from datetime import UTC, datetime

import numpy
import pandas
from hypothesis import given, strategies as st

from analytics.importing.coded import Coded, Groups, objects, picked
from analytics.importing.copying import NULL, lines_of, texts_of
from analytics.importing.regular_times import regular_instants

_CELLS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["", "x", "y", None])), max_size=30)


@given(_CELLS)
def test_each_distinct_value_is_looked_at_once(cells):
    looked = []
    column = Coded.of(objects(cell for _key, cell in cells)).read(lambda value: looked.append(value) or value)
    assert column.cells().tolist() == [cell for _key, cell in cells]
    assert len(looked) == len(set(looked))
    assert column.told().tolist() == [bool(cell) for _key, cell in cells]


@given(_CELLS)
def test_what_a_group_tells_first_and_last(cells):
    keys, told = objects(key for key, _cell in cells), numpy.array([bool(cell) for _key, cell in cells], dtype=bool)
    groups, values = Groups.by(keys), objects(cell or None for _key, cell in cells)
    frame = pandas.DataFrame({"key": keys, "cell": values}, dtype=object)
    first = frame.groupby("key", sort=False)["cell"].first()
    assert picked(values, groups.first(told)).tolist() == [None if pandas.isna(cell) else cell for cell in first]
    filled = frame.groupby("key")["cell"].ffill().groupby(frame["key"]).bfill()
    assert picked(values, groups.filled(told)).tolist() == [None if pandas.isna(cell) else cell for cell in filled]


@given(
    st.datetimes(datetime.fromisoformat("2000-01-02"), datetime.fromisoformat("2099-12-30"), timezones=st.just(UTC)).map(
        lambda when: when.replace(microsecond=0)
    ),
    st.sampled_from(["+0900", "-0330", "+0000", "+1400"]),
)
def test_regular_times_are_exact(when, offset):
    local = when.astimezone(datetime.strptime(offset, "%z").tzinfo)
    [instant] = regular_instants(objects([local.strftime("%Y-%m-%d %H:%M:%S %z")]))
    assert instant == numpy.datetime64(when.replace(tzinfo=None))


def test_times_that_are_none_are_left_to_others():
    texts = ["2026-02-30 08:00:00 +0900", "2026-05-10 24:00:00 +0900", "2026-05-10 08:00:00 +1500", "1999-05-10 08:00:00 +0900"]
    texts += ["2026-05-10 08:00:00", "2026/05/10 08:00:00 +0900", "２026-05-10 08:00:00 +0900", ""]
    assert numpy.isnat(regular_instants(objects(texts))).all()


def test_lines_of_copy():
    cells = pandas.Series(["a\tb", None, "c\\"], dtype=object)
    assert lines_of([texts_of(cells), "0", "x", texts_of(pandas.Series([1, None, 3], dtype="Int64"))], 3) == [
        "a\\tb\t0\tx\t1",
        f"{NULL}\t0\tx\t{NULL}",
        "c\\\\\t0\tx\t3",
    ]
