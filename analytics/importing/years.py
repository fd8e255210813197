"""Which year a day without year belongs to. Pure; days are (month, day) pairs.

TikTok Studio writes `February 28` in every file seen; the year follows from the order of the
rows, from 29 February, and from what is known of the export's first and last day.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

MonthDay = tuple[int, int]

LONGEST_SERIES = 5  # years that one file may span; beyond it the rows are not in order
_START_SLACK = timedelta(days=3)  # the first row may come a little after the start that the zip's name tells
_END_SLACK = timedelta(days=10)  # the last row lies a little before the export: data come about two days late
_LEAP_CYCLE = 8  # years without 29 February around 1900 and 2100


class NoYear(ValueError):
    """No year makes these days a series."""


@dataclass(frozen=True)
class Span:
    """What is known of the days of a file."""

    latest: date  # no row is later
    start: date | None = None  # the first day asked for, from the zip's name
    is_end: bool = False  # `latest` is the day of the export itself, not merely of the upload


@dataclass
class Years:
    """`days` in the order of the rows. `unsure_gaps`: before these rows a year may be missing; 0 is anywhere."""

    days: list[date]
    leap_day: bool = False  # 29 February had a say
    unsure_gaps: list[int] = field(default_factory=list)


def latest_before(day: MonthDay, latest: date) -> date:
    """The newest `day` that is not after `latest`."""
    for year in range(latest.year, latest.year - _LEAP_CYCLE - 1, -1):
        found = in_year(day, year)
        if found and found <= latest:
            return found
    raise NoYear(day)


def in_year(day: MonthDay, year: int) -> date | None:
    """None for 29 February of a year that has none."""
    try:
        return date(year, *day)
    except ValueError:
        return None


def infer_years(rows: list[MonthDay], span: Span) -> Years:
    """Years of rows in the order of the file, oldest or newest first; equal neighbours are the same day.

    A falling month-day begins a new year. The last row is the newest such day up to `span.latest`; 29 February moves it
    to a year that has one. Where start and end are both known, a gap of more than a year is found too.
    """
    if not rows:
        return Years([])
    backwards = _newest_first(rows)
    ordered = rows[::-1] if backwards else rows
    offsets = _year_offsets(ordered)
    if offsets[-1] > LONGEST_SERIES:
        raise NoYear(ordered[-1])
    hidden = _hidden_years(ordered, offsets, span)
    gaps = _gaps(ordered, offsets)
    if hidden and gaps:
        place = max(gaps, key=lambda index: _apparent(ordered, offsets, index))
        offsets = [offset + (hidden if index >= place else 0) for index, offset in enumerate(offsets)]
    days, leap_day = _dated(ordered, offsets, span.latest)
    unsure = gaps if hidden is None or (hidden and len(gaps) > 1) else []
    if backwards:
        days, unsure = days[::-1], [len(rows) - index for index in unsure]
    if hidden and not gaps:
        unsure = [0]  # a year is missing between two rows that look like neighbours
    return Years(days, leap_day, unsure)


def _newest_first(rows: list[MonthDay]) -> bool:
    """The direction that spans fewer days. Two days alone could be either; exports are oldest first."""
    return len(set(rows)) > 2 and _span(rows[::-1]) < _span(rows)


def _span(rows: list[MonthDay]) -> int:
    """Days from the first row to the last, in years that all have a 29 February."""
    return (date(2000, *rows[-1]) - date(2000, *rows[0])).days + 366 * _year_offsets(rows)[-1]


def _year_offsets(rows: list[MonthDay]) -> list[int]:
    offsets = [0]
    for earlier, later in pairwise(rows):
        offsets.append(offsets[-1] + (later < earlier))
    return offsets


def _apparent(rows: list[MonthDay], offsets: list[int], index: int) -> int:
    """Days from row index-1 to row index, in years that all have a 29 February."""
    step = offsets[index] - offsets[index - 1]
    return (date(2000, *rows[index]) - date(2000, *rows[index - 1])).days + 366 * step


def _gaps(rows: list[MonthDay], offsets: list[int]) -> list[int]:
    def is_gap(index: int) -> bool:
        turns_february = rows[index - 1] == (2, 28) and rows[index] == (3, 1)
        return _apparent(rows, offsets, index) > 1 and not turns_february

    return [index for index in range(1, len(rows)) if is_gap(index)]


def _hidden_years(rows: list[MonthDay], offsets: list[int], span: Span) -> int | None:
    """Whole years missing between first and last row; None when start and end do not tell."""
    if span.start is None or not span.is_end:
        return None
    firsts = [in_year(rows[0], span.start.year + more) for more in (0, 1)]
    first = next((day for day in firsts if day and span.start <= day <= span.start + _START_SLACK), None)
    last = latest_before(rows[-1], span.latest)
    if first is None or last < span.latest - _END_SLACK:
        return None
    hidden = last.year - first.year - offsets[-1]
    return hidden if hidden >= 0 else None


def _dated(rows: list[MonthDay], offsets: list[int], latest: date) -> tuple[list[date], bool]:
    newest = latest.year - offsets[-1]
    leap_days = [offset for row, offset in zip(rows, offsets, strict=True) if row == (2, 29)]
    passed_leap = False
    for first in range(newest, newest - _LEAP_CYCLE - 2, -1):
        last = in_year(rows[-1], first + offsets[-1])
        if last is None or last > latest:
            continue
        if all(in_year((2, 29), first + offset) for offset in leap_days):
            return [date(first + offset, *row) for row, offset in zip(rows, offsets, strict=True)], passed_leap
        passed_leap = True
    raise NoYear(rows[-1])
