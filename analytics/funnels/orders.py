"""Bases out of the orders themselves: each order once, by the day it was placed, cut as the page asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, F, Q, QuerySet, Sum, Value, When

from analytics.metrics import Cell
from analytics.models import Channel, Relation
from analytics.queries.order_tables import OrderTable
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .by_window import window_number
from .cut import Cut
from .told import Base, Windows, base_of, cell

COUNTED = ("orders", "delivered_orders", "tracked_orders", "sku_orders", "first_orders", "repeat_orders")
MONEY = ("gross", "net")


@dataclass(frozen=True)
class OrderSum:
    """Orders of a window. Grain: number of the window, channel, whether something ties them to content, currency. `days`: those
    with an order. Amounts of products are gross only: `net` is None there."""

    number: int
    channel: str
    is_tied: bool
    currency: str
    days: Sequence[date]
    cell: Cell
    gross: Decimal
    net: Decimal | None


KEYS = ("number", "channel", "is_tied", "currency")


def order_sums(brand: Brand, windows: Windows, cut: Cut) -> list[OrderSum]:
    """One query."""
    asked = {"day__gte": windows.whole.start, "day__lt": windows.whole.end}
    if cut.product:
        return _product_sums(brand.productcuts.filter(catalogue=cut.product, **asked), windows, cut)
    needs_content = cut.video or cut.creator or cut.relation
    cuts = (brand.salescuts if needs_content else brand.channelcuts).filter(_asked(cut), **asked)
    tied = Case(When(attributed_by="", then=Value(False)), default=Value(True))
    told = Q(delivered_orders__isnull=False)
    sums = {f"sum_{name}": Sum(name) for name in (*COUNTED, *MONEY) if name != "tracked_orders"}
    sums["sum_tracked_orders"] = Sum(F("orders"), filter=told)
    return [_sum(row) for row in _grouped(cuts, windows, tied).annotate(**sums)]


def _grouped(cuts: QuerySet, windows: Windows, tied: Case) -> QuerySet:
    cuts = cuts.annotate(number=window_number(windows, "day"), is_tied=tied)
    return cuts.values(*KEYS).annotate(days=ArrayAgg("day", distinct=True)).order_by(*KEYS)


def _sum(row: Mapping) -> OrderSum:
    counted = {name: row[f"sum_{name}"] for name in COUNTED}
    return OrderSum(*(row[key] for key in KEYS), row["days"], cell(counted), row["sum_gross"], row["sum_net"])


def _product_sums(cuts: QuerySet, windows: Windows, cut: Cut) -> list[OrderSum]:
    """Of a product only SKU orders are known: an order may hold others."""
    if cut.surface:
        cuts = cuts.filter(surface=cut.surface)
    if cut.account_ids is not None:
        cuts = cuts.filter(video__account_id__in=cut.account_ids)
    tied = Case(When(video__isnull=False, then=Value(True)), default=Value(False))
    rows = _grouped(cuts, windows, tied).annotate(sum_orders=Sum("sku_orders"), sum_gross=Sum("gross"))
    return [
        OrderSum(*(row[key] for key in KEYS), row["days"], cell({"sku_orders": row["sum_orders"]}), row["sum_gross"], None)
        for row in rows
    ]  # fmt: skip


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
    key: str, sums: Iterable[OrderSum], tables: Iterable[OrderTable], windows: Windows, *, channel: str, attributed: bool = False
) -> Base:
    """Of one channel. A day that an order file covers and tells no order of is a true zero. `attributed`: only those a video,
    a link, a coupon or a UTM led to."""
    mine = [one for one in sums if one.channel == channel and (one.is_tied or not attributed)]
    cells: dict[int, list[Cell]] = {}
    for one in mine:
        cells.setdefault(one.number, []).append(one.cell)
    covering = covering_tables(tables, channel)
    covered = covered_days(covering, windows, (day for one in mine for day in one.days))
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
