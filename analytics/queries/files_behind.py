"""The files behind a number by who tells it: a grain of facts, orders of a channel, accounts' days,
lifetime totals of videos, affiliate orders, reviews and NPS."""

from collections.abc import Sequence

from analytics.models import Channel, FactGrain
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .fact_sources import FactSource, live_tables, sources_of_grain
from .order_tables import naming, order_tables

CHANNELS = {"tiktok_orders": Channel.TIKTOK_SHOP, "own_orders": Channel.OWN_EC, "market_orders": Channel.MARKETPLACE}


class UnknownBase(LookupError):
    """Nobody tells numbers under this name."""


def files_behind(brand: Brand, bases: Sequence[str], days: Days | None = None, *, gmv_kind: str = "") -> list[FactSource]:
    """Each file once, newest first; within `days` those that tell any of them. `gmv_kind`: of facts, only those of this kind.
    A query a base."""
    found = {source: None for base in bases for source in _files(brand, base, days, gmv_kind)}
    return sorted(found, key=lambda one: (one.as_of, one.import_id), reverse=True)


def _files(brand: Brand, base: str, days: Days | None, gmv_kind: str) -> list[FactSource]:
    if base in CHANNELS:
        tables = [one for one in naming(order_tables(brand), CHANNELS[base]) if one.tells(days)]
        return [FactSource(one.name, one.filename, one.import_id, one.as_of) for one in tables]
    if base in FactGrain.values:
        more = {"gmv_kind": gmv_kind} if gmv_kind else {}
        return sources_of_grain(brand, base, days, **more)
    if base == "affiliate":
        return live_tables(brand, days, profile__startswith="tiktok_affiliate")
    if base == "account":
        return live_tables(brand, days, kind="account_day")
    if base == "voices":
        return live_tables(brand, days, kind="voice")
    if base == "totals":
        return live_tables(brand, kind="video")
    raise UnknownBase(base)
