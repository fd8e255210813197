"""Bases out of the orders themselves: each order once, by the day it was placed, cut as the page asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, F, Q, QuerySet, Sum, Value, When

from analytics.metrics import Cell
from analytics.models import Channel, Relation
from analytics.queries.order_tables import OrderTable
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .cut import Cut
from .told import Base, Windows, base_of, cell

COUNTED = ("orders", "delivered_orders", "tracked_orders", "sku_orders", "first_orders", "repeat_orders")
MONEY = ("gross", "net")


@dataclass(frozen=True)
class OrderDay:
    """Orders of a day. Grain: day, channel, how attributed, currency. Amounts of products are gross only: `net` is None there."""

    day: date
    channel: str
    attributed_by: str
    currency: str
    cell: Cell
    gross: Decimal
    net: Decimal | None


def order_days(brand: Brand, windows: Windows, cut: Cut) -> list[OrderDay]:
    """One query."""
    whole = windows.whole
    asked = {"day__gte": whole.start, "day__lt": whole.end}
    if cut.product:
        return _product_days(brand.productcuts.filter(catalogue=cut.product, **asked), cut)
    needs_content = cut.video or cut.creator or cut.relation
    cuts = (brand.salescuts if needs_content else brand.channelcuts).filter(_asked(cut), **asked)
    grouped = cuts.values("day", "channel", "attributed_by", "currency").order_by("day")
    told = Q(delivered_orders__isnull=False)
    sums = {name: Sum(name) for name in COUNTED if name != "tracked_orders"} | {name: Sum(name) for name in MONEY}
    return [_day(row) for row in grouped.annotate(tracked=Sum(F("orders"), filter=told), **_renamed(sums))]


def _renamed(sums: Mapping[str, Sum]) -> dict[str, Sum]:
    """An annotation may not bear a column's name."""
    return {f"sum_{name}": one for name, one in sums.items()}


def _day(row: Mapping) -> OrderDay:
    counted = {name: row.get(f"sum_{name}") for name in COUNTED} | {"tracked_orders": row["tracked"]}
    return OrderDay(
        row["day"], row["channel"], row["attributed_by"], row["currency"], cell(counted), row["sum_gross"], row["sum_net"]
    )


def _product_days(cuts: QuerySet, cut: Cut) -> list[OrderDay]:
    """Of a product only SKU orders are known: an order may hold others."""
    if cut.surface:
        cuts = cuts.filter(surface=cut.surface)
    if cut.account_ids is not None:
        cuts = cuts.filter(video__account_id__in=cut.account_ids)
    tied = Case(When(video__isnull=False, then=Value("video")), default=Value(""))
    grouped = cuts.annotate(tied=tied).values_list("day", "channel", "tied", "currency").order_by("day")
    sums = grouped.annotate(Sum("sku_orders"), Sum("gross"))
    return [OrderDay(*keys, cell({"sku_orders": orders}), gross, None) for *keys, orders, gross in sums]


def _asked(cut: Cut) -> Q:
    asked = Q()
    if cut.surface:
        asked &= Q(surface=cut.surface)
    if cut.market:
        asked &= Q(market=cut.market)
    if cut.account:
        asked &= Q(account=cut.account)
    if cut.campaign:
        asked &= Q(campaign=cut.campaign)
    if cut.video:
        asked &= Q(video=cut.video)
    if cut.creator:
        asked &= Q(creator__iexact=cut.creator)
    return asked & RELATIONS.get(cut.relation, Q())


RELATIONS = {
    Relation.OWN: Q(account__isnull=False),
    Relation.AFFILIATE: Q(account__isnull=True) & ~Q(creator=""),
    Relation.PAID: Q(pk__in=()),  # no order says that an advertisement brought it
}


def order_base(
    key: str, days: Iterable[OrderDay], tables: Iterable[OrderTable], windows: Windows, *, channel: str, attributed: bool = False
) -> Base:
    """Of one channel. A day that an order file covers and tells no order of is a true zero. `attributed`: only those a video,
    a link, a coupon or a UTM led to."""
    mine = [one for one in days if one.channel == channel and (one.attributed_by or not attributed)]
    cells: dict[int, list[Cell]] = {}
    for one in mine:
        cells.setdefault(windows.number(one.day), []).append(one.cell)
    covering = covering_tables(tables, channel)
    covered = covered_days(covering, windows, (one.day for one in mine))
    for number in covered:
        if number not in cells:
            cells[number] = [_nothing(channel)]
    as_of = max((table.as_of for table in covering), default=None)
    return base_of(key, "orders", windows, cells, covered, as_of)


def covering_tables(tables: Iterable[OrderTable], channel: str) -> list[OrderTable]:
    return [table for table in tables if table.channel in (channel, "") and table.days]


def covered_days(tables: Iterable[OrderTable], windows: Windows, told: Iterable[date]) -> dict[int, int]:
    """{number of a window: how many of its days} that a file covers or that have an order."""
    days = set(told)
    for table in tables:
        first, end = max(table.days.start, windows.whole.start), min(table.days.end, windows.whole.end)
        days.update(Days(first, end))
    counted: dict[int, int] = {}
    for day in days:
        number = windows.number(day)
        if number is not None:
            counted[number] = counted.get(number, 0) + 1
    return counted


def _nothing(channel: str) -> Cell:
    """A covered window without an order. Whether somebody tells deliveries of this channel is not known from it."""
    zeros = dict.fromkeys(COUNTED, 0)
    return cell(zeros if channel == Channel.TIKTOK_SHOP else zeros | {"delivered_orders": None, "tracked_orders": None})
