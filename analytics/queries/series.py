"""A metric day by day, and how a window of it compares with the window before and with the usual range. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import quantiles
from typing import NamedTuple

from analytics.metrics import Cell, Measured, Metric, Number, from_sums
from tkcommerce.dates import Days

WINDOWS = 12  # the usual range looks at the 12 equally long windows before
ENOUGH_WINDOWS = 8  # with fewer comparable ones there is no range
MOST_MISSING = 0.1  # of a window's days; with more of them missing it is not compared


class Standing(StrEnum):
    INSIDE = "inside"
    ABOVE = "above"
    BELOW = "below"


class Point(NamedTuple):  # not a dataclass: a page makes some thousand of them
    """One day: its sums over the accounts that told (None where none did), how many should have told and did not."""

    day: date
    parts: tuple[Number, Number] | None
    known: int
    missing: int
    provisional: bool = False

    @property
    def top(self) -> Number | None:
        return None if self.parts is None else self.parts[0]


@dataclass(frozen=True)
class Usual:
    """The middle 80 % of the complete windows before: 10th to 90th percentile, interpolated."""

    low: float
    high: float
    windows: int

    def standing(self, value: float) -> Standing:
        if value < self.low:
            return Standing.BELOW
        return Standing.ABOVE if value > self.high else Standing.INSIDE


def comparable(metric: Metric, measured: Measured) -> float | None:
    """What a window is compared by. A sum is filled up to all its days with the mean of the known ones, so that a day
    without a value does not look like a bad day; with more than a tenth missing there is no telling."""
    cells = measured.known + measured.missing
    if measured.value is None or measured.missing > MOST_MISSING * cells:
        return None
    return float(measured.value) if metric.per else float(measured.value) * cells / measured.known


@dataclass(frozen=True)
class Compared:
    """A metric in a window, in the equally long window before, and its usual range where enough windows can be compared."""

    metric: Metric
    now: Measured
    before: Measured
    usual: Usual | None
    windows: int  # how many of the 12 windows before can be compared

    @property
    def level(self) -> float | None:
        """Where this window stands on the scale of the usual range."""
        return comparable(self.metric, self.now)

    @property
    def standing(self) -> Standing | None:
        return self.usual.standing(self.level) if self.usual and self.level is not None else None

    def change(self) -> str:
        return self.metric.change(self.level, comparable(self.metric, self.before))


Series = Mapping[date, Point]


def daily(
    metric: Metric,
    days: Days,
    cells_of: Callable[[date], list[Cell]],
    expected_on: Callable[[date], int],
    provisional: Callable[[date], bool] = lambda day: False,
) -> Series:
    """`cells_of` gives the day's cells, `expected_on` how many there should be."""
    return {day: _point(metric, day, cells_of(day), expected_on(day), provisional(day)) for day in days}


def _point(metric: Metric, day: date, cells: list[Cell], expected: int, provisional: bool) -> Point:
    known = [parts for cell in cells if (parts := metric.parts(cell)) is not None]
    whole = known[0] if known else None
    for top, bottom in known[1:]:
        whole = whole[0] + top, whole[1] + bottom
    return Point(day, whole, len(known), max(expected - len(known), 0), provisional)


def total(metric: Metric, series: Series, days: Days) -> Measured:
    """The metric over the window; days outside the series are missing days."""
    points = [series.get(day) or Point(day, None, 0, 1) for day in days]
    known = from_sums(metric, [point.parts for point in points if point.parts is not None], missing=0)
    nobody = sum(1 for point in points if point.known + point.missing == 0)
    return Measured(
        known.value,
        known.numerator,
        known.denominator,
        sum(point.known for point in points),
        sum(point.missing for point in points) + nobody,
    )


def compare(metric: Metric, series: Series, days: Days) -> Compared:
    windows = earlier_windows(days)
    totals = [total(metric, series, window) for window in windows if window.start in series]
    levels = [comparable(metric, one) for one in totals]
    values = [level for level in levels if level is not None]
    usual = usual_range(values) if len(values) >= ENOUGH_WINDOWS else None
    return Compared(metric, total(metric, series, days), total(metric, series, windows[0]), usual, len(values))


def earlier_windows(days: Days) -> list[Days]:
    """The 12 equally long windows before, newest first."""
    length = timedelta(days=len(days))
    return [Days(days.start - length * n, days.end - length * n) for n in range(1, WINDOWS + 1)]


def usual_range(values: list[float]) -> Usual:
    tenths = quantiles(values, n=10, method="inclusive")
    return Usual(tenths[0], tenths[-1], len(values))
