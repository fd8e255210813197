"""Who told what in which window: a base is one way of counting, and rates are taken within one base. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from statistics import median

from analytics.metrics import Cell, Measured, Metric, Number, from_sums
from analytics.queries.series import ENOUGH_WINDOWS, WINDOWS, Compared, comparable, earlier_windows, usual_range
from tkcommerce.dates import Days

COLUMNS = (
    "impressions", "views", "product_impressions", "product_clicks", "add_to_carts", "orders", "sku_orders", "delivered_orders",
    "tracked_orders", "first_orders", "repeat_orders", "profile_views", "link_clicks", "sessions", "product_views",
)  # fmt: skip


def cell(told: Mapping[str, Number | None]) -> Cell:
    return dict.fromkeys(COLUMNS) | told


@dataclass(frozen=True)
class Windows:
    """The window asked for and the 12 equally long ones before it, newest first. `[0]` is now, `[1]` the previous one."""

    all: tuple[Days, ...]

    @classmethod
    def ending_with(cls, days: Days) -> "Windows":
        return cls((days, *earlier_windows(days)))

    @property
    def now(self) -> Days:
        return self.all[0]

    @cached_property
    def whole(self) -> Days:
        return Days(self.all[-1].start, self.now.end)

    def number(self, day: date) -> int | None:
        """In which of them a day lies."""
        if day not in self.whole:
            return None
        return (self.now.end - day - timedelta(days=1)).days // len(self.now)

    def of_span(self, first: date, end: date) -> int | None:
        """Which of them holds a whole span."""
        number = (self.now.end.toordinal() - 1 - first.toordinal()) // len(self.now)
        return number if 0 <= number < len(self.all) and end <= self.all[number].end else None


@dataclass(frozen=True)
class Told:
    """What a base tells of one window. `covered`: of how many of its days."""

    cells: tuple[Cell, ...] = ()
    covered: int = 0
    days: int = 0

    def measure(self, metric: Metric) -> Measured:
        """Cells count where they tell all columns of the metric; known and missing are days."""
        known = [parts for one in self.cells if (parts := metric.parts(one)) is not None]
        found = from_sums(metric, known, missing=0)
        covered = self.covered if known else 0
        return Measured(found.value, found.numerator, found.denominator, covered, self.days - covered)


@dataclass(frozen=True)
class Base:
    """One way of counting over the windows. `kind` names its source: grain of facts, orders, account, links."""

    key: str
    kind: str
    told: tuple[Told, ...]
    as_of: date | None = None

    def tells(self, column: str) -> bool:
        return any(one[column] is not None for one in self.told[0].cells)

    def measured(self, metric: Metric) -> list[Measured]:
        return [told.measure(metric) for told in self.told]


def base_of(key: str, kind: str, windows: Windows, cells: Mapping[int, Iterable[Cell]], covered: Mapping[int, int],
            as_of: date | None = None) -> Base:  # fmt: skip
    """Out of cells and covered days by window number."""
    length = len(windows.now)
    told = tuple(Told(merged(cells.get(n, ())), covered.get(n, 0), length) for n in range(WINDOWS + 1))
    return Base(key, kind, told, as_of)


def merged(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Cells that tell the same columns as one: every metric counts all of them or none, and a page measures many."""
    sums: dict[tuple[str, ...], dict[str, Number | None]] = {}
    for one in cells:
        told = tuple(name for name, value in one.items() if value is not None)
        if told not in sums:
            sums[told] = dict(one)
        else:
            found = sums[told]
            for name in told:
                found[name] += one[name]
    return tuple(sums.values())


@dataclass(frozen=True)
class Level:
    """A metric over the windows: against the one before, the usual range, and the middle of the usual (None: too few)."""

    compared: Compared
    typical: float | None

    @property
    def now(self) -> Number | None:
        return self.compared.now.value


def level_of(metric: Metric, measured: Sequence[Measured]) -> Level:
    """`measured` newest first, as many as there are windows."""
    levels = [comparable(metric, one) for one in measured[1:]]
    known = [level for level in levels if level is not None]
    enough = len(known) >= ENOUGH_WINDOWS
    usual = usual_range(known) if enough else None
    return Level(Compared(metric, measured[0], measured[1], usual, len(known)), median(known) if enough else None)
