"""Sales of several currencies in one, where the brand wants it: with the rate and the day it is valid from."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from analytics.models import ExchangeRate
from tkcommerce.brands.models import Brand

from .sales import SalesOf


@dataclass(frozen=True)
class Together:
    """Net sales of all channels in `currency`. `missing`: currencies left out, for want of a rate."""

    currency: str
    net: Decimal
    rates: tuple[ExchangeRate, ...]
    missing: tuple[str, ...]


def together_of(brand: Brand, sold: SalesOf) -> Together | None:
    """None where the brand wants its currencies side by side, or has but one. Two queries at most."""
    policy = brand.salespolicys.first()
    if policy is None or not policy.shows_in or sold.currencies in ([], [policy.shows_in]):
        return None
    rates = _newest(brand.exchangerates.filter(quote=policy.shows_in, day__lt=sold.days.end).order_by("base", "-day"))
    net, missing = Decimal(0), []
    for currency in sold.currencies:
        amount = sum((part.net for part in sold.of(currency)), Decimal(0))
        if currency == policy.shows_in:
            net += amount
        elif currency in rates:
            net += amount * rates[currency].rate
        else:
            missing.append(currency)
    used = tuple(rate for base, rate in rates.items() if base in sold.currencies)
    return Together(policy.shows_in, net, used, tuple(missing))


def _newest(rates: Iterable[ExchangeRate]) -> dict[str, ExchangeRate]:
    found: dict[str, ExchangeRate] = {}
    for rate in rates:
        found.setdefault(rate.base, rate)
    return found
