"""One currency in another, by the brand's own rates: nothing is converted without one, and its day is told beside."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from analytics.models import ExchangeRate
from tkcommerce.brands.models import Brand


@dataclass(frozen=True)
class Rate:
    """One unit of `base` is `rate` of the quote; valid from `day`."""

    base: str
    quote: str
    rate: Decimal
    day: date
    source: str = ""


@dataclass(frozen=True)
class Converted:
    """A sum in one currency. `used`: every rate that is in it; `missing`: currencies without a rate, and so left out."""

    amount: Decimal | None
    currency: str
    used: tuple[Rate, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Rates:
    """A brand's rates into one currency, oldest first."""

    quote: str
    by_base: dict[str, tuple[Rate, ...]]

    def on(self, base: str, day: date) -> Rate | None:
        """The newest that is valid on the day."""
        rates = self.by_base.get(base, ())
        known = bisect_right([rate.day for rate in rates], day)
        return rates[known - 1] if known else None

    def convert(self, amounts: Iterable[tuple[date, str, Decimal]]) -> Converted:
        """Each amount by the rate of its own day."""
        total, used, missing = None, {}, set()
        for day, currency, amount in amounts:
            if currency != self.quote:
                rate = self.on(currency, day)
                if rate is None:
                    missing.add(currency)
                    continue
                used[rate.base, rate.day] = rate
                amount = amount * rate.rate
            total = amount if total is None else total + amount
        return Converted(total, self.quote, tuple(used[key] for key in sorted(used)), tuple(sorted(missing)))


def rates_into(brand: Brand, quote: str) -> Rates:
    """One query. A pair that is only told the other way round is turned."""
    by_base: dict[str, dict[date, Rate]] = {}
    rows = ExchangeRate.objects.filter(brand=brand).order_by("day", "pk")
    for row in rows:
        if row.quote == quote:
            by_base.setdefault(row.base, {})[row.day] = Rate(row.base, quote, row.rate, row.day, row.source)
    for row in rows:
        if row.base == quote:
            turned = Rate(row.quote, quote, 1 / row.rate, row.day, row.source)
            by_base.setdefault(row.quote, {}).setdefault(row.day, turned)
    ordered = {base: tuple(rates[day] for day in sorted(rates)) for base, rates in by_base.items()}
    return Rates(quote, ordered)
