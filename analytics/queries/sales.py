"""Sales by day of the brand's zone, channel and currency. Channels and currencies are never added together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from analytics.metrics import Metric
from analytics.models.sales import Channel
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .series import Series, daily
from .sources import Source

COLUMNS = ("orders", "cancelled_orders", "items", "gross", "net", "kept_gross")  # kept: without cancelled orders


@dataclass(frozen=True)
class SalesStream:
    """One channel in one currency. A day that one of its order files covers and tells no order of is a true zero."""

    channel: str
    currency: str
    rows: dict[date, dict]
    covered: tuple[tuple[date, date], ...]  # first and last day of each of its order files, both inside

    @property
    def channel_word(self) -> str:
        return str(Channel(self.channel).label)

    @property
    def last(self) -> date:
        return max([*self.rows, *(last for _first, last in self.covered)])

    @property
    def first(self) -> date:
        return min([*self.rows, *(first for first, _last in self.covered)])

    def is_covered(self, day: date) -> bool:
        return day in self.rows or any(first <= day <= last for first, last in self.covered)

    def cells(self, day: date) -> list[dict]:
        if day in self.rows:
            return [self.rows[day]]
        return [dict.fromkeys(COLUMNS, 0)] if self.is_covered(day) else []

    def series(self, metric: Metric, days: Days) -> Series:
        return daily(metric, days, self.cells, lambda day: 1)


def newest_sale(sources: Iterable[Source]) -> date | None:
    return max((source.last_day for source in sources if source.channel is not None and source.last_day), default=None)


def sales_streams(brand: Brand, days: Days, sources: Iterable[Source]) -> tuple[SalesStream, ...]:
    """By channel, then currency. One query."""
    told = [one for one in sources if one.channel is not None and one.first_day]
    found = brand.channelcuts.filter(day__gte=days.start, day__lt=days.end, orders__gt=0)
    sums = [Sum(name) for name in COLUMNS[:-1]]
    grouped = found.values_list("day", "channel", "currency").annotate(*sums, kept=Sum("gross") - Sum("cancelled_gross"))
    streams: dict[tuple[str, str], dict[date, dict]] = {}
    for day, channel, currency, *values in grouped.order_by("channel", "currency", "day"):
        streams.setdefault((channel, currency), {})[day] = dict(zip(COLUMNS, values, strict=True))
    return tuple(
        SalesStream(channel, currency, rows, tuple((one.first_day, one.last_day) for one in told if one.channel in ("", channel)))
        for (channel, currency), rows in streams.items()
    )
