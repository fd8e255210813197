"""Columns of times of an order export → instants. The order of day and month is one for the whole file."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta, timezone

import numpy
import pandas
from django.utils.translation import gettext_noop

from tkcommerce.dates import instant_of

from .coded import Coded
from .date_order import DAY_FIRST, SLASHED, find_date_order, parts
from .day_texts import DayText, read_day
from .draft import Draft
from .order_cells import cleaned, each
from .profiles.order_shape import OrderShape
from .tables import Context
from .values import is_null

NOT_A_TIME = gettext_noop("This is not a time that we can read. Write it like 2026-05-10 20:15:00.")
_IN_ZONE = gettext_noop("Times are those of %(zone)s.")
_ZONE_WORD = re.compile(r"\s*\(?\b(?:JST|UTC|GMT)\)?$")
_ZONES = {"JST": "Asia/Tokyo", "UTC": "UTC", "GMT": "UTC"}
_DAY_FORMATS = {DAY_FIRST: "%d/%m/%Y", "mdy": "%m/%d/%Y", "": "%Y-%m-%d"}
_CLOCKS = (" %H:%M:%S", " %H:%M", " %I:%M:%S %p", " %I:%M %p")
_BARE_CLOCK = re.compile(r"(\d{1,2})(\d{2})(\d{2})")
_FIRST, _LAST = pandas.Timestamp("2000-01-01", tz=UTC), pandas.Timestamp("2101-01-01", tz=UTC)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NO_TIME = numpy.iinfo("i8").min  # what numpy takes for NaT

Instants = dict[str, pandas.Series]


def read_times(draft: Draft, columns: Sequence[str], shape: OrderShape, context: Context) -> tuple[Instants, list]:
    """({column: aware UTC instants, NaT where null}, evidence). `columns`: nothing comes before the first of them."""
    texts = {column: _texts(draft, column) for column in columns}
    order, evidence = find_date_order(
        [told.cells() for told in texts.values()], declared=shape.date_order, latest=context.clues.latest, hints=context.hints
    )
    zone = shape.zone or context.hints.zone or "UTC"
    known = _known({text for told in texts.values() for text in told.values}, order, zone)
    instants = {}
    for column, told in texts.items():
        bad = told.where(lambda text: text not in known)
        for row, text in zip(draft.texts.index[bad], told.cells()[bad], strict=True):
            draft.leave_out(row, column, NOT_A_TIME, text)
        found = numpy.fromiter((known.get(text, _NO_TIME) for text in told.values), "i8", len(told.values)).view("M8[us]")
        instants[column] = pandas.Series(pandas.DatetimeIndex(found[told.codes]).tz_localize(UTC), index=draft.texts.index)
    return instants, [*evidence, (_IN_ZONE, {"zone": zone})]


def _texts(draft: Draft, column: str) -> Coded:
    """Without the TABs that TikTok puts behind times. A clock in a column of its own stands behind its day."""
    texts = draft.cleaned(column)
    clock = f"{column.removesuffix('_at')}_clock"
    return (
        Coded.of((cleaned(draft, column) + " " + _clocks(cleaned(draft, clock))).str.strip()) if clock in draft.texts else texts
    )


def _clocks(texts: pandas.Series) -> pandas.Series:
    """`103309` → 10:33:09. A spreadsheet program drops the zeros in front: `3309` among longer ones is 00:33:09."""
    bare = texts[texts.str.fullmatch(r"\d{1,6}")]
    if len(bare) and bare.str.len().max() > 4:
        texts = texts.where(~texts.index.isin(bare.index), texts.str.zfill(6))
    return each(texts, _clock)


def _clock(text: str) -> str:
    found = _BARE_CLOCK.fullmatch(text)
    return ":".join(found.groups()) if found else text


def _known(texts: set[str], order: str, zone: str) -> dict[str, int]:
    """Text → microseconds since 1970; what cannot be read is not in it. Most files keep to one format, which is read at once."""
    nulls = {text: _NO_TIME for text in texts if is_null(text)}
    rest = sorted(texts - nulls.keys())
    known = nulls | (_at_once(rest, order, zone) if len(rest) > 50 else {})
    for text in rest:
        if text not in known:
            try:
                known[text] = (read_instant(text, order, zone) - _EPOCH) // timedelta(microseconds=1)
            except ValueError:
                continue
    return known


def _at_once(texts: list[str], order: str, zone: str) -> dict[str, int]:
    days = (_DAY_FORMATS[order], _DAY_FORMATS[""], "%Y/%m/%d")
    sample = texts[len(texts) // 2]
    for format_ in (day + clock for day in days for clock in _CLOCKS):
        if pandas.notna(pandas.to_datetime(sample, format=format_, errors="coerce")):
            local = pandas.Series(pandas.to_datetime(texts, format=format_, errors="coerce"))
            wall = local.dt.tz_localize(zone, ambiguous=numpy.ones(len(local), bool), nonexistent="shift_forward")
            instants = wall.dt.tz_convert(UTC)
            good = instants.between(_FIRST, _LAST).to_numpy()
            told = instants.dt.tz_localize(None).to_numpy("M8[us]")[good].astype("i8").tolist()
            return dict(zip(numpy.array(texts, dtype=object)[good], told, strict=True))
    return {}


def read_instant(text: str, order: str, zone: str) -> datetime:
    """A time with an offset is that instant; a wall time is of `zone`, a day alone its midnight. ValueError otherwise."""
    text = text.strip()
    if word := _ZONE_WORD.search(text):
        text, zone = text[: word.start()], _ZONES[word[0].strip(" ()")]
    read = read_day(_year_first(text, order))
    if read.year is None:
        raise ValueError(text)
    if read.offset:
        return _with_offset(read)
    return instant_of(datetime(read.year, read.month, read.day, tzinfo=UTC).date(), read.clock or time(), zone)


def _year_first(text: str, order: str) -> str:
    found = SLASHED.match(text)
    return "{:04}-{:02}-{:02}".format(*parts(found, order)) + text[found.end() :] if found else text


def _with_offset(read: DayText) -> datetime:
    offset = re.fullmatch(r"([+-])(\d{2}):?(\d{2})", read.offset)
    minutes = int(f"{offset[1]}1") * (int(offset[2]) * 60 + int(offset[3])) if offset else 0
    local = datetime.combine(datetime(read.year, read.month, read.day, tzinfo=UTC), read.clock or time())
    return local.replace(tzinfo=timezone(timedelta(minutes=minutes))).astimezone(UTC)
