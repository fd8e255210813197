"""Where a month ends if days go on as they do. Pure.

The days that are left get the brand's own mean of their weekday over the last eight weeks. The same forecast is then made from
each past day of half a year, with as many days left, and compared with what came: the middle of those misses corrects the
forecast, the middle nine of ten are its range. Tries of overlapping days are not as many as they seem: where few of them stand
apart, the range is widened as Student's t asks. On made-up brands 85 to 95 of 100 months end within it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from math import sqrt
from statistics import NormalDist

from analytics.prediction import student
from tkcommerce.dates import Days

LEARNED = 56  # days: eight of each weekday
LEAST = 28  # days that must be told before anything is forecast
TRIED = 182  # days back from which the same forecast is tried
LEAST_TRIALS = 14
SHARE_WITHIN = 0.9
Z = NormalDist().inv_cdf((1 + SHARE_WITHIN) / 2)
LEAST_APART = 3  # tries without a common day that a range may lean on


class Standing(StrEnum):
    REACHED = "reached"
    ON_COURSE = "on_course"  # the whole range reaches the target
    OPEN = "open"  # the range holds the target
    BEHIND = "behind"  # the whole range misses it
    MISSED = "missed"  # the month is over
    UNKNOWN = "unknown"  # nothing is forecast


@dataclass(frozen=True)
class History:
    """Values by day. Every day of `told` has one, 0 where nothing happened; the day after `told` may have a part of one."""

    told: Days
    values: Mapping[date, float]

    @cached_property
    def line(self) -> list[float]:
        """Of the days of `told`, in order."""
        return [self.values.get(day, 0.0) for day in self.told]

    def sum(self, days: Days) -> float:
        return sum(self.values.get(day, 0.0) for day in days)

    def expected(self, days: Days, *, known_until: date) -> float | None:
        """By the weekdays of the last eight weeks before `known_until`; None below four weeks."""
        learned = Days(max(self.told.start, known_until - timedelta(days=LEARNED)), known_until)
        if len(learned) < LEAST:
            return None
        first, last = ((day - self.told.start).days for day in (learned.start, learned.end))
        line = self.line[first:last]
        means = [sum(line[weekday::7]) / len(line[weekday::7]) for weekday in range(7)]  # the weekday of learned.start first
        ahead = (days.start - learned.start).days
        return sum(means[(ahead + number) % 7] for number in range(len(days)))


@dataclass(frozen=True)
class Pace:
    """Of one month. `left`: its days that are not told whole; `rest`: what they are expected to bring (of a rate, its
    denominator); low and high are of the whole month. None: too little is known."""

    so_far: float | None
    left: Days
    end: float | None = None
    low: float | None = None
    high: float | None = None
    rest: float | None = None
    trials: int = 0

    def standing(self, target: float) -> Standing:
        if not len(self.left):
            return Standing.REACHED if self.so_far is not None and self.so_far >= target else Standing.MISSED
        if self.low is None or self.high is None:
            return Standing.UNKNOWN
        if self.low >= target:
            return Standing.ON_COURSE
        return Standing.BEHIND if self.high < target else Standing.OPEN


def pace_of(history: History, month: Days) -> Pace:
    """Of what is added up: money, posts, customers."""
    left, so_far = left_of(history.told, month), history.sum(month)
    if not len(left):
        return Pace(so_far, left, so_far, so_far, so_far, 0.0)
    plain = history.expected(left, known_until=history.told.end)
    if plain is None:
        return Pace(so_far, left)
    begun = history.values.get(left.start, 0.0)
    misses = _misses(history, len(left))
    if len(misses) < LEAST_TRIALS:
        return Pace(so_far, left, rest=plain)
    whole = so_far - begun
    low, middle, high = (whole + max(plain * miss, begun) for miss in _spread(misses, len(left)))
    return Pace(so_far, left, middle, low, high, middle - so_far, len(misses))


def pace_of_rate(tops: History, bottoms: History, month: Days) -> Pace:
    """Of a ratio of sums, such as clicks ÷ views; both histories tell the same days."""
    left = left_of(tops.told, month)
    top, bottom = tops.sum(month), bottoms.sum(month)
    so_far = top / bottom if bottom else None
    if not len(left):
        return Pace(so_far, left, so_far, so_far, so_far, 0.0)
    more_top = tops.expected(left, known_until=tops.told.end)
    more_bottom = bottoms.expected(left, known_until=bottoms.told.end)
    if more_top is None or not more_bottom:
        return Pace(so_far, left)
    misses = _rate_misses(tops, bottoms, len(left))
    if len(misses) < LEAST_TRIALS:
        return Pace(so_far, left, rest=more_bottom)
    low, middle, high = ((top + more_top * miss) / (bottom + more_bottom) for miss in _spread(misses, len(left)))
    return Pace(so_far, left, middle, low, high, more_bottom, len(misses))


def left_of(told: Days, month: Days) -> Days:
    return Days(min(max(told.end, month.start), month.end), month.end)


def needed_rate(target: float, *, top: float, bottom: float, rest: float | None) -> float | None:
    """What the rest of the month must reach as a rate, so that the month does; None where the rest is unknown."""
    return max(target * (bottom + rest) - top, 0.0) / rest if rest else None


def _starts(told: Days, length: int) -> Days:
    """Past days from which the forecast can be tried: four weeks known before them, and all that came after."""
    last = told.end - timedelta(days=length)
    return Days(max(told.start + timedelta(days=LEAST), last - timedelta(days=TRIED)), last + timedelta(days=1))


def _misses(history: History, length: int) -> list[float]:
    """What came ÷ what was forecast."""
    found = []
    for start in _starts(history.told, length):
        days = Days(start, start + timedelta(days=length))
        forecast = history.expected(days, known_until=start)
        if forecast:
            found.append(history.sum(days) / forecast)
    return found


def _rate_misses(tops: History, bottoms: History, length: int) -> list[float]:
    found = []
    for start in _starts(tops.told, length):
        days = Days(start, start + timedelta(days=length))
        top, bottom = (one.expected(days, known_until=start) for one in (tops, bottoms))
        came = bottoms.sum(days)
        if top and bottom and came:
            found.append((tops.sum(days) / came) / (top / bottom))
    return found


def _spread(misses: Sequence[float], length: int) -> tuple[float, float, float]:
    """The middle nine of ten, widened, and the middle: (low, middle, high). Each try is of `length` days, a day after another."""
    ordered, edge = sorted(misses), (1 - SHARE_WITHIN) / 2
    low, middle, high = (ordered[round(share * (len(ordered) - 1))] for share in (edge, 0.5, 1 - edge))
    apart = max(len(misses) / length, LEAST_APART)
    wider = student(Z, apart) / Z * sqrt(1 + 1 / apart)
    return max(middle - wider * (middle - low), 0.0), middle, middle + wider * (high - middle)
