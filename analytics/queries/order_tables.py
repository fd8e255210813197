"""The live files of orders: of which channel, which days they cover, as of when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from analytics.models import Channel
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

MARKETPLACES = ("rakuten", "amazon")
AFFILIATE = "tiktok_affiliate"  # tells a part of the orders: no channel's sales


@dataclass(frozen=True)
class OrderTable:
    """`channel` is empty where the kind of export does not say it. `days` are those between its first and its last order."""

    name: str
    filename: str
    import_id: int
    profile: str
    channel: str
    days: Days | None
    as_of: date

    def tells(self, days: Days | None) -> bool:
        """Whether it reaches into the days; without days, always."""
        return days is None or self.days is None or (self.days.start < days.end and days.start < self.days.end)


def order_tables(brand: Brand) -> tuple[OrderTable, ...]:
    """Newest first, without affiliate exports: those tell a part of the orders. One query."""
    rows = brand.importedtables.filter(live=True, kind="order").exclude(profile__startswith=AFFILIATE)
    found = rows.order_by("-as_of", "-pk").values_list(
        "name", "metric_import__filename", "metric_import_id", "profile", "first_day", "last_day", "as_of"
    )
    return tuple(_table(*row) for row in found)


def naming(tables: Iterable[OrderTable], channel: str) -> list[OrderTable]:
    """Those behind the orders of a channel; where it has no file of its own, all: another shop's file told of its orders."""
    tables = list(tables)
    return [one for one in tables if one.channel in (channel, "")] or tables


def _table(
    name: str, filename: str, import_id: int, profile: str, first: date | None, last: date | None, as_of: date
) -> OrderTable:
    days = Days(first, last + timedelta(days=1)) if first and last else None
    return OrderTable(name, filename, import_id, profile, channel_of(profile), days, as_of)


def channel_of(profile: str) -> str:
    """Whose orders a kind of export tells; empty where it does not say it."""
    source = profile.partition(".")[0]
    if source in ("test", "template", ""):
        return ""
    if source == "tiktok_shop":
        return Channel.TIKTOK_SHOP
    return Channel.MARKETPLACE if source.startswith(MARKETPLACES) else Channel.OWN_EC
