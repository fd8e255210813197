"""Brand and cut → both funnels of a period, and the money behind them. A constant number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from analytics.models import Channel
from analytics.queries.order_tables import OrderTable, order_tables
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .cut import Cut
from .facts import fact_bases
from .flow import Funnel, funnel_of
from .orders import OrderSum, order_base, order_sums
from .reach import account_base, link_base
from .steps import FACTS, OWN_EC, in_app_of
from .told import Base, Windows
from .weakest import Weakest, weakest_of, worst


@dataclass(frozen=True)
class Amount:
    """Sales of a funnel's orders in one currency. `net` and `orders` are None for a product: its orders may hold others."""

    currency: str
    gross: Decimal
    net: Decimal | None
    orders: int | None


@dataclass(frozen=True)
class Funnels:
    """`untied`: own-EC orders of the period that nothing ties to TikTok; None where a cut is asked for."""

    days: Days
    cut: Cut
    in_app: Funnel
    own_ec: Funnel
    amounts: Mapping[str, tuple[Amount, ...]]
    untied: int | None
    bases: Mapping[str, Base]
    tables: tuple[OrderTable, ...]

    @property
    def both(self) -> tuple[Funnel, Funnel]:
        return self.in_app, self.own_ec

    @property
    def has_facts(self) -> bool:
        """Whether a platform's file tells anything of the days themselves."""
        return any(base.key in FACTS and base.told[0].covered for base in self.bases.values())

    @property
    def worst(self) -> Weakest | None:
        return worst(self.both)

    @property
    def weakest(self) -> dict[str, Weakest | None]:
        return {funnel.key: weakest_of(funnel) for funnel in self.both}


def funnels_of(brand: Brand, days: Days, cut: Cut) -> Funnels:
    """Seven queries at most."""
    windows, tables = Windows.ending_with(days), order_tables(brand)
    orders = order_sums(brand, windows, cut)
    bases = fact_bases(brand, windows, cut)
    bases["account"] = account_base(brand, windows, cut)
    bases["links"] = link_base(brand, windows, cut)
    bases["tiktok_orders"] = order_base("tiktok_orders", orders, tables, windows, channel=Channel.TIKTOK_SHOP)
    bases["own_orders"] = order_base("own_orders", orders, tables, windows, channel=Channel.OWN_EC, attributed=True)
    now = [one for one in orders if one.number == 0]
    own = [one for one in now if one.channel == Channel.OWN_EC]
    tied = [one for one in own if one.is_tied]
    return Funnels(
        days, cut, funnel_of("in_app", in_app_of(cut), bases), funnel_of("own_ec", OWN_EC, bases),
        {"in_app": _amounts(one for one in now if one.channel == Channel.TIKTOK_SHOP), "own_ec": _amounts(tied)},
        sum(one.cell["orders"] for one in own if not one.is_tied) if cut.is_all else None,
        bases, tables,
    )  # fmt: skip


def _amounts(sums: Iterable[OrderSum]) -> tuple[Amount, ...]:
    by_currency: dict[str, list[OrderSum]] = {}
    for one in sums:
        by_currency.setdefault(one.currency, []).append(one)
    return tuple(_amount(currency, told) for currency, told in sorted(by_currency.items()))


def _amount(currency: str, sums: list[OrderSum]) -> Amount:
    is_net = all(one.net is not None for one in sums)
    gross, net = sum(one.gross for one in sums), sum(one.net for one in sums) if is_net else None
    counts = [one.cell["orders"] for one in sums]
    return Amount(currency, gross, net, None if None in counts else sum(counts))
