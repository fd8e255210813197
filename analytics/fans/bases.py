"""Customer bases as a page shows them: plain values only, so that they can be kept. Days are days of the brand's zone.

A base is the customers of one shop whose first order was in one currency. Bases are never joined: nothing says who of one
shop is who in another. Cancelled orders and samples are nothing bought.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import sqrt

HORIZONS = (10, 30, 60, 90, 180, 365)  # days to the second order
COMPARED = 90  # days: by this horizon first touches are compared
FEWEST = 20  # customers that had the time; below it a rate says nothing
OFFSETS = 13  # months of a cohort, its first one included
Z = 1.645  # of the normal distribution: nine in ten lie within
SEGMENTS = ("loyal", "second", "new", "cooling", "asleep", "once")  # by recency and frequency
THIRDS = ("upper", "middle", "lower")  # of the base's customers, by what each spent so far


def likely_range(part: int, whole: int) -> tuple[float, float]:
    """90 % range of a share (Wilson), within 0 and 1 however its last digits round."""
    share, z2 = part / whole, Z * Z / whole
    middle, width = share + z2 / 2, Z * sqrt(share * (1 - share) / whole + z2 / whole / 4)
    return max((middle - width) / (1 + z2), 0.0), min((middle + width) / (1 + z2), 1.0)


@dataclass(frozen=True)
class Horizon:
    """Of the `grown` customers whose first order is at least `days` old, `returned` bought again within `days`."""

    days: int
    grown: int
    returned: int

    @property
    def rate(self) -> Decimal | None:
        return Decimal(self.returned) / self.grown if self.grown >= FEWEST else None


@dataclass(frozen=True)
class Cohort:
    """Customers of one month of first order; `active`: who bought in that month, one later … None: not begun."""

    month: date
    size: int
    active: tuple[int | None, ...]
    growing: int | None  # offset of the month that is not over

    def share(self, offset: int) -> Decimal | None:
        active = self.active[offset]
        return None if active is None or not self.size else Decimal(active) / self.size


@dataclass(frozen=True)
class Third:
    """Customers of one segment in one third of spending, `key` of THIRDS. `net`: what they spent so far, refunds taken off."""

    key: str
    customers: int
    orders: int
    net: Decimal

    @property
    def value(self) -> Decimal | None:
        """LTV so far: net sales per customer."""
        return self.net / self.customers if self.customers else None


@dataclass(frozen=True)
class Segment:
    """RFM: `key` of SEGMENTS says how recently and how often, `thirds` how much, the upper one first."""

    key: str
    thirds: tuple[Third, ...]

    @property
    def customers(self) -> int:
        return sum(one.customers for one in self.thirds)

    @property
    def orders(self) -> int:
        return sum(one.orders for one in self.thirds)

    @property
    def net(self) -> Decimal:
        return sum((one.net for one in self.thirds), Decimal(0))

    @property
    def value(self) -> Decimal | None:
        return self.net / self.customers if self.customers else None


@dataclass(frozen=True)
class Touch:
    """What customers met first. `kind`: surface, video, level, product. `of`: id or code of it; "" is unknown."""

    kind: str
    of: str
    name: tuple[str, str]  # ja, en; the same where it has one name
    customers: int
    grown: int
    returned: int
    net: Decimal

    @property
    def rate(self) -> Decimal | None:
        return Decimal(self.returned) / self.grown if self.grown >= FEWEST else None

    @property
    def range(self) -> tuple[float, float] | None:
        """Where the F2 rate lies with 90 %."""
        return likely_range(self.returned, self.grown) if self.grown >= FEWEST else None

    @property
    def value(self) -> Decimal | None:
        return self.net / self.customers if self.customers else None


@dataclass(frozen=True)
class Base:
    """`until`: the day of its newest order, up to which everything is judged. Money is in `currency`: what the `mixed` customers
    paid in others is not in it. `edges`: what one spent from whom on the middle and the upper third begin."""

    shop: str
    currency: str
    first: date
    until: date
    customers: int
    again: int  # bought at least twice, ever
    orders: int
    net: Decimal
    mixed: int
    edges: tuple[Decimal, Decimal]
    year_buyers: int  # who bought in the 365 days up to `until`
    year_repeaters: int  # of those, who had bought before, or did so twice
    middle_days: int | None  # median days from the first to the second order
    horizons: tuple[Horizon, ...]
    cohorts: tuple[Cohort, ...]  # oldest first, at most 24
    segments: tuple[Segment, ...]
    touches: tuple[Touch, ...]

    @property
    def repeat_rate(self) -> Decimal | None:
        return Decimal(self.year_repeaters) / self.year_buyers if self.year_buyers else None

    @property
    def value(self) -> Decimal | None:
        return self.net / self.customers if self.customers else None

    def of_kind(self, kind: str) -> list[Touch]:
        return [touch for touch in self.touches if touch.kind == kind]


@dataclass(frozen=True)
class FanFact:
    """Orders of the week by `first`-time and by `repeat` buyers; of `grown` customers `returned` within `days`."""

    shop: str
    currency: str
    first: int
    repeat: int
    days: int
    grown: int
    returned: int

    @property
    def has_rate(self) -> bool:
        return self.grown >= FEWEST
