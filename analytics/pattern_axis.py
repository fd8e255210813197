"""The axis of ratios to the usual: logarithmic, so that twice and half are equally far. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from django.utils.translation import gettext as _

from analytics.queries.patterns import LevelRow
from tkcommerce import words

TICKS = (0.1, 0.25, 0.5, 1, 2, 3, 5, 10)


@dataclass(frozen=True)
class Tick:
    """A ratio on the axis, at `x` per cent of its width."""

    label: str
    x: float
    is_usual: bool


def axis_ends(levels: Iterable[LevelRow]) -> tuple[float, float]:
    """Ratios at both ends of the axis: whole ticks around every range, 0.5 to 2 at least."""
    low = min((row.row.lo90 for row in levels), default=1.0)
    high = max((row.row.hi90 for row in levels), default=1.0)
    return (
        max((tick for tick in TICKS if tick <= min(low, 0.5)), default=TICKS[0]),
        min((tick for tick in TICKS if tick >= max(high, 2)), default=TICKS[-1]),
    )


def ticks_between(low: float, high: float) -> tuple[Tick, ...]:
    """Those of an axis."""
    return tuple(Tick(tick_word(tick), place(tick, low, high), tick == 1) for tick in TICKS if low <= tick <= high)


def tick_word(tick: float) -> str:
    return _("usual") if tick == 1 else words.ratio(tick, len(f"{tick:g}".partition(".")[2]))


def place(ratio: float, low: float, high: float) -> float:
    """Where a ratio lies on the logarithmic axis, in per cent; what lies beyond an end stands at it."""
    inside = min(max(ratio, low), high)
    return round(4 + 92 * log(inside / low) / log(high / low), 1)
