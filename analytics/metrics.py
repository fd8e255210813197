"""Every number that pages show, defined once: what is summed, what it is divided by, its name, its form.

A ratio is a ratio of sums over the same cells (one account and day, or one video): a cell counts only where every column
of the metric is known. Without a cell, or with nothing to divide by, there is no value: null is not zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from django.utils.translation import gettext as _, gettext_lazy

from tkcommerce import words

Number = int | Decimal
Cell = Mapping[str, Number | None]


class Unit(StrEnum):
    COUNT = "count"
    SHARE = "share"  # 0–1
    MONEY = "money"


@dataclass(frozen=True)
class Metric:
    """Σ `plus` − Σ `minus`, divided by Σ `per` where given."""

    key: str
    label: str
    formula: str  # in words, for the reader who opens the number
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    per: tuple[str, ...] = ()
    unit: Unit = Unit.COUNT

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
        return Decimal(numerator) / Decimal(denominator) if denominator else None

    def text(self, value: Number | None, currency: str = "", *, short: bool = False) -> str:
        """As people read it; `short` for axes and tiles: 4.6万."""
        if self.unit == Unit.SHARE:
            return words.percent(value)
        if self.unit == Unit.MONEY:
            return words.money(value, currency)
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


_day_sum = gettext_lazy("The sum of the days")

VIDEO_VIEWS = simple("video_views", gettext_lazy("Video views"), _day_sum)
LIKES = simple("likes", gettext_lazy("Likes"), gettext_lazy("The sum of the days; likes taken back are subtracted"))
COMMENTS = simple("comments", gettext_lazy("Comments"), gettext_lazy("The sum of the days; deleted comments are subtracted"))
SHARES = simple("shares", gettext_lazy("Shares"), _day_sum)
PROFILE_VIEWS = simple("profile_views", gettext_lazy("Profile views"), _day_sum)
NEW_VIEWERS = simple("new_viewers", gettext_lazy("New viewers"), _day_sum)
RETURNING_VIEWERS = simple("returning_viewers", gettext_lazy("Returning viewers"), _day_sum)
VIEWERS = simple(
    "viewers",
    gettext_lazy("Viewers, day by day"),
    gettext_lazy("The sum of the days: who came on two days counts twice"),
)
NET_FOLLOWERS = simple(
    "net_followers",
    gettext_lazy("Net new followers"),
    gettext_lazy("Followers at the end − followers before the first day, recomputed from the stands"),
)
FOLLOWERS = simple("followers", gettext_lazy("Followers"), gettext_lazy("The last known stand of each account, added up"))
ENGAGEMENT = Metric(
    "engagement",
    gettext_lazy("Engagement per view"),
    gettext_lazy("(likes + comments + shares) ÷ video views; TikTok's daily file tells no saves"),
    ("likes", "comments", "shares"),
    per=("video_views",),
    unit=Unit.SHARE,
)
PROFILE_VISIT_RATE = Metric(
    "profile_visit_rate",
    gettext_lazy("Profile visit rate"),
    gettext_lazy("profile views ÷ video views"),
    ("profile_views",),
    per=("video_views",),
    unit=Unit.SHARE,
)
NEW_VIEWER_SHARE = Metric(
    "new_viewer_share",
    gettext_lazy("Share of new viewers"),
    gettext_lazy("new viewers ÷ (new + returning viewers)"),
    ("new_viewers",),
    per=("new_viewers", "returning_viewers"),
    unit=Unit.SHARE,
)
VIDEO_ENGAGEMENT = Metric(
    "engagement",
    gettext_lazy("Engagement per view"),
    gettext_lazy("(likes + comments + shares) ÷ views, to date"),
    ("likes", "comments", "shares"),
    per=("views",),
    unit=Unit.SHARE,
)
VIDEO_ENGAGEMENT_WITH_SAVES = Metric(
    "engagement",
    gettext_lazy("Engagement per view"),
    gettext_lazy("(likes + comments + shares + saves) ÷ views, to date"),
    ("likes", "comments", "shares", "saves"),
    per=("views",),
    unit=Unit.SHARE,
)
ORDERS = simple("orders", gettext_lazy("Orders"), gettext_lazy("Orders placed on the days, cancelled ones included"))
GROSS_SALES = simple(
    "gross",
    gettext_lazy("Gross sales"),
    gettext_lazy("The orders' totals as charged, cancelled ones included"),
    unit=Unit.MONEY,
)
NET_SALES = Metric(
    "net_sales",
    gettext_lazy("Net sales"),
    gettext_lazy("Totals of the orders placed on the days, without cancelled ones − what was refunded of the others, so far"),
    ("net",),
    unit=Unit.MONEY,
)
AVERAGE_ORDER_VALUE = Metric(
    "average_order_value",
    gettext_lazy("Average order value"),
    gettext_lazy("gross sales ÷ orders"),
    ("gross",),
    per=("orders",),
    unit=Unit.MONEY,
)
REFUND_RATE = Metric(
    "refund_rate",
    gettext_lazy("Refund rate"),
    gettext_lazy("refunded ÷ gross sales"),
    ("refunded",),
    per=("gross",),
    unit=Unit.SHARE,
)
