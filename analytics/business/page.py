"""The page of costs, rates and the rule for sales."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from analytics.models import ExchangeRate, ProductCost, SalesPolicy
from planner.models import Product, SettingChange
from planner.setting_log.history import SettingEntry, setting_history
from tkcommerce.brands.models import Brand

KINDS = (SettingChange.Kind.COST, SettingChange.Kind.EXCHANGE, SettingChange.Kind.SALES)


def business_changes(brand: Brand) -> QuerySet[SettingChange]:
    """Of costs, rates and the rule, newest first."""
    return brand.settingchanges.filter(kind__in=KINDS)


@dataclass(frozen=True)
class BusinessPage:
    """`holds`: ids of the costs and rates that hold today. `unknown`: products without any cost."""

    costs: Sequence[ProductCost]
    rates: Sequence[ExchangeRate]
    unknown: Sequence[Product]
    holds: frozenset[tuple[str, int]]
    history: Sequence[SettingEntry]

    @property
    def cost_rows(self) -> list[tuple[ProductCost, bool]]:
        return [(row, ("cost", row.pk) in self.holds) for row in self.costs]

    @property
    def rate_rows(self) -> list[tuple[ExchangeRate, bool]]:
        return [(row, ("rate", row.pk) in self.holds) for row in self.rates]


def business_page(brand: Brand, *, today: date) -> BusinessPage:
    """Five queries. Newest first within a product and a pair."""
    costs = list(brand.productcosts.select_related("product").order_by("product__name", "product", "-valid_from"))
    rates = list(brand.exchangerates.all())
    told = {row.product_id for row in costs}
    unknown = [product for product in brand.products.filter(hidden_at=None) if product.pk not in told]
    history = setting_history(brand, business_changes(brand), today=today)
    holds = _newest([("cost", row.product_id, row.valid_from, row.pk) for row in costs], today)
    holds |= _newest([("rate", (row.base, row.quote), row.day, row.pk) for row in rates], today)
    return BusinessPage(costs, rates, unknown, frozenset(holds), history)


def rule_of(brand: Brand) -> SalesPolicy:
    """The defaults where the brand has set none."""
    return brand.salespolicys.first() or SalesPolicy(brand=brand)


def _newest(rows: Sequence[tuple], today: date) -> set[tuple[str, int]]:
    """Of each key the first that has begun; rows come newest first."""
    found: dict[object, tuple[str, int]] = {}
    for name, key, day, pk in rows:
        if day <= today:
            found.setdefault(key, (name, pk))
    return set(found.values())
