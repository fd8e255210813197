"""Sales of a period: of the orders themselves by channel and currency, and beside them what each platform counts as GMV.

Kinds of GMV overlap and are never added. Channels may be added within a currency, currencies only with a rate and its day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from django.db.models import F, Sum
from django.db.models.functions import TruncWeek

from analytics.metrics import (
    AVERAGE_ORDER_VALUE,
    CANCELLATION_RATE,
    GMV,
    GROSS_SALES,
    ITEMS,
    NET_SALES,
    ORDERS,
    REFUND_RATE,
    SKU_ORDERS,
    Cell,
    Number,
)
from analytics.models import Channel
from analytics.queries.exchange import Converted, rates_into
from analytics.queries.order_tables import OrderTable, naming, order_tables
from analytics.queries.series import Compared
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .orders import covered_days, covering_tables
from .told import Windows, base_of, level_of

METRICS = (GMV, NET_SALES, ORDERS, AVERAGE_ORDER_VALUE, REFUND_RATE, CANCELLATION_RATE, SKU_ORDERS, ITEMS)
OWN_METRICS = (GROSS_SALES, *METRICS[1:])  # no platform pays a discount there
SUMS = ("orders", "cancelled_orders", "sku_orders", "items", "gross", "cancelled_gross", "platform_discount", "net")
DAYS_IN_BARS = 92  # longer periods are drawn by weeks


@dataclass(frozen=True)
class Stream:
    """One channel in one currency."""

    channel: str
    currency: str
    compared: tuple[Compared, ...]
    sources: tuple[OrderTable, ...]

    @property
    def channel_word(self) -> str:
        return str(Channel(self.channel).label)


@dataclass(frozen=True)
class Part:
    """Sales of a day, or of the week that begins with it. Grain: bucket, channel, currency, surface, what ties it to content."""

    bucket: date
    channel: str
    currency: str
    surface: str
    attributed_by: str
    orders: int
    gross: Decimal
    net: Decimal


@dataclass(frozen=True)
class SalesOf:
    days: Days
    by_week: bool
    streams: tuple[Stream, ...]
    parts: tuple[Part, ...]
    net: tuple[tuple[date, str, Decimal], ...]  # (day, currency, amount) of all channels
    tables: tuple[OrderTable, ...]

    @property
    def currencies(self) -> list[str]:
        return sorted({part.currency for part in self.parts})

    def of(self, currency: str, channel: str = "") -> list[Part]:
        return [one for one in self.parts if one.currency == currency and channel in ("", one.channel)]

    @cached_property
    def told(self) -> dict[str, set[date]]:
        """{channel: days, or Mondays of weeks, that an order file of it covers or that have an order of it}."""
        return {channel: self._told(channel) for channel in {part.channel for part in self.parts}}

    def _told(self, channel: str) -> set[date]:
        days = {one.bucket for one in self.parts if one.channel == channel}
        for table in covering_tables(self.tables, channel):
            covered = Days(max(table.days.start, self.days.start), min(table.days.end, self.days.end))
            days.update(day - timedelta(days=day.weekday()) if self.by_week else day for day in covered)
        return days


def sales_of(brand: Brand, days: Days) -> SalesOf:
    """Three queries."""
    windows, tables = Windows.ending_with(days), order_tables(brand)
    by_week = len(days) > DAYS_IN_BARS
    parts, rows = _parts(brand, days, by_week=by_week), _rows(brand, windows)
    net = tuple((day, key[1], cell["net"]) for key, told in rows.items() for day, cell in told.items() if day in days)
    return SalesOf(days, by_week, _streams(rows, windows, tables), parts, net, tables)


def together_of(brand: Brand, sold: SalesOf) -> Converted | None:
    """Net sales in the brand's one currency, each day by its own rate. None where the brand wants its currencies side by side,
    or has but one. Two queries at most."""
    policy = brand.salespolicys.first()
    if policy is None or not policy.shows_in or sold.currencies in ([], [policy.shows_in]):
        return None
    return rates_into(brand, policy.shows_in).convert(sold.net)


def _parts(brand: Brand, days: Days, *, by_week: bool) -> tuple[Part, ...]:
    cuts = brand.channelcuts.filter(day__gte=days.start, day__lt=days.end)
    cuts = cuts.annotate(bucket=TruncWeek("day") if by_week else F("day"))
    keys = ("bucket", "channel", "currency", "surface", "attributed_by")
    summed = cuts.values_list(*keys).annotate(Sum("orders"), Sum("gross"), Sum("net")).order_by(*keys)
    return tuple(Part(*row) for row in summed)


def _rows(brand: Brand, windows: Windows) -> dict[tuple[str, str], dict[date, Cell]]:
    """{(channel, currency): {day: sums}} of all windows."""
    cuts = brand.channelcuts.filter(day__gte=windows.whole.start, day__lt=windows.whole.end)
    keys = ("day", "channel", "currency")
    rows: dict[tuple[str, str], dict[date, Cell]] = {}
    for day, channel, currency, *values in cuts.values_list(*keys).annotate(*(Sum(name) for name in SUMS)).order_by("day"):
        rows.setdefault((channel, currency), {})[day] = _cell(values)
    return rows


def _cell(values: Sequence[Number]) -> Cell:
    told = dict(zip(SUMS, values, strict=True))
    return told | {"kept_gross": told["gross"] - told["cancelled_gross"]}


def _streams(
    rows: Mapping[tuple[str, str], Mapping[date, Cell]], windows: Windows, tables: Iterable[OrderTable]
) -> tuple[Stream, ...]:
    order = list(Channel.values)
    return tuple(
        _stream(channel, currency, rows[channel, currency], windows, tables)
        for channel, currency in sorted(rows, key=lambda one: (order.index(one[0]), one[1]))
    )


def _stream(channel: str, currency: str, rows: Mapping[date, Cell], windows: Windows, tables: Iterable[OrderTable]) -> Stream:
    covering = covering_tables(tables, channel)
    covered = covered_days(covering, windows, rows)
    cells: dict[int, list[Cell]] = {number: [_cell([0] * len(SUMS))] for number in covered}
    for day, told in rows.items():
        cells[windows.number(day)].append(told)
    base = base_of(channel, "orders", windows, cells, covered)
    metrics = METRICS if channel == Channel.TIKTOK_SHOP else OWN_METRICS
    compared = tuple(level_of(metric, base.measured(metric)).compared for metric in metrics)
    return Stream(channel, currency, compared, tuple(one for one in naming(tables, channel) if one.tells(windows.now)))


def _overlaps(one: Days, other: Days) -> bool:
    return one.start < other.end and other.start < one.end
