"""What a metric is: what is summed, what it is divided by, its name, its form.

A ratio is a ratio of sums over the same cells (one account and day, or one video): a cell counts only where every column
of the metric is known. Without a cell, or with nothing to divide by, there is no value: null is not zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from django.utils.translation import gettext as _

from tkcommerce import words

Number = int | Decimal
Cell = Mapping[str, Number | None]


class Unit(StrEnum):
    COUNT = "count"
    SHARE = "share"  # 0–1
    MONEY = "money"
    NUMBER = "number"  # with one decimal: pieces an order
    TIMES = "times"  # 3.2×: value for the cost


@dataclass(frozen=True)
class Metric:
    """Σ `plus` − Σ `minus`, divided by Σ `per` and times `times` where given."""

    key: str
    label: str
    formula: str  # in words, for the reader who opens the number
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    per: tuple[str, ...] = ()
    unit: Unit = Unit.COUNT
    times: int = 1  # 1,000 for "per mille"

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return self.plus + self.minus + self.per

    def parts(self, cell: Cell) -> tuple[Number, Number] | None:
        """(numerator, denominator) of one cell, or None where a column is not known. Called some thousand times a page."""
        values = [cell[column] for column in self.columns]
        if None in values:
            return None
        if len(values) == 1:
            return values[0], 0
        minus, per = len(self.plus), len(self.plus) + len(self.minus)
        return sum(values[:minus]) - sum(values[minus:per]), sum(values[per:])

    def value(self, numerator: Number, denominator: Number) -> Number | None:
        if not self.per:
            return numerator
        return Decimal(numerator) * self.times / Decimal(denominator) if denominator else None

    def text(self, value: Number | None, currency: str = "", *, short: bool = False) -> str:
        """As people read it; `short` for axes and tiles: 4.6万."""
        if self.unit == Unit.SHARE:
            return words.percent(value)
        if self.unit == Unit.MONEY:
            return words.money(value, currency)
        if self.unit == Unit.TIMES:
            return words.ratio(value)
        if self.unit == Unit.NUMBER:
            return words.NOTHING if value is None else f"{round(Decimal(value), 1):,f}"
        return words.compact(value) if short else words.count(value)

    def change(self, now: float | None, before: float | None) -> str:
        """Against an earlier value: +6%, for shares in points (+2.9 pt). Empty where it cannot be said."""
        if now is None or before is None:
            return ""
        if self.unit == Unit.SHARE:
            return _("%(points)s pt") % {"points": signed((now - before) * 100, 1)}
        if before <= 0:
            return ""
        return f"{signed((now / before - 1) * 100, 0)}%"


def signed(value: Number | float, digits: int) -> str:
    """+6, −3, ±0: a true minus sign, and no sign on what rounds to nothing."""
    rounded = round(Decimal(value), digits)
    return f"{'+' if rounded > 0 else words.MINUS if rounded < 0 else '±'}{abs(rounded):,f}"


@dataclass(frozen=True)
class Measured:
    """A metric over a window: its value, the sums it was made of, how many cells were known and how many were not."""

    value: Number | None
    numerator: Number | None
    denominator: Number | None
    known: int
    missing: int


def measure(metric: Metric, cells: Iterable[Cell], *, expected: int | None = None) -> Measured:
    """`expected` is how many cells the window should have; without it, as many as there are."""
    parts = [metric.parts(cell) for cell in cells]
    known = [part for part in parts if part is not None]
    return from_sums(metric, known, missing=(len(parts) if expected is None else expected) - len(known))


def from_sums(metric: Metric, known: list[tuple[Number, Number]], *, missing: int) -> Measured:
    """Out of the (numerator, denominator) pairs of the known cells."""
    if not known:
        return Measured(None, None, None, 0, missing)
    top, bottom = sum(part[0] for part in known), sum(part[1] for part in known)
    return Measured(metric.value(top, bottom), top, bottom if metric.per else None, len(known), missing)


def simple(key: str, label: str, formula: str, **more: object) -> Metric:
    """A plain sum of one column that bears the metric's name."""
    return Metric(key, label, formula, (key,), **more)
