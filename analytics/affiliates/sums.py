"""Affiliate orders added up by creator, content or product. They overlap with the shop's own orders: never added to sales.

Cancelled lines count in full as given back, returned pieces by their share of the line: TikTok's affiliate GMV holds both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, Count, DecimalField, F, Max, Min, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast

from analytics.metrics import COMMISSION_RATE, RETURN_ON_COMMISSION, Metric, Number
from analytics.models.sales import Surface
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

_AMOUNT = DecimalField(max_digits=18, decimal_places=3)
GIVEN_BACK = Case(
    When(is_cancelled=True, then=F("gmv")),
    When(returned_quantity__gt=0, quantity__gt=0, then=Cast(F("gmv") * F("returned_quantity") / F("quantity"), _AMOUNT)),
    default=Value(Decimal(0)),
    output_field=_AMOUNT,
)
ESTIMATED = Q(commission_estimated__isnull=False, gmv__isnull=False)
SUMS = {
    "total": Sum("gmv"), "orders": Count("order_id", distinct=True), "items": Sum("quantity"), "refunded": Sum(GIVEN_BACK),
    "estimated": Sum("commission_estimated"), "paid": Sum("commission_paid"), "estimated_of": Sum("gmv", filter=ESTIMATED),
    "kept_orders": Count("order_id", distinct=True, filter=Q(is_cancelled=False) & ~Q(returned_quantity__gt=0)),
    "contents": Count("content_id", distinct=True, filter=~Q(content_id="")),
    "videos": Count("content_id", distinct=True, filter=~Q(content_id="") & Q(surface=Surface.VIDEO)),
    "lives": Count("content_id", distinct=True, filter=~Q(content_id="") & Q(surface=Surface.LIVE)),
    "first_sale": Min("day"), "last_sale": Max("day"), "newest": Max("as_of"),
}  # fmt: skip


@dataclass(frozen=True)
class AffiliateSum:
    """Of one creator, content or product, in one currency. None: no line tells it."""

    currency: str
    gmv: Decimal | None
    orders: int
    items: int | None
    refunded: Decimal | None
    estimated: Decimal | None
    paid: Decimal | None
    estimated_of: Decimal | None  # GMV of the lines that tell an estimate
    kept_orders: int  # neither cancelled nor returned
    contents: int
    videos: int
    lives: int
    first_sale: date
    last_sale: date
    as_of: date

    @property
    def return_on_commission(self) -> Number | None:
        return _of(RETURN_ON_COMMISSION, self.estimated_of, self.estimated)

    @property
    def rate(self) -> Number | None:
        return _of(COMMISSION_RATE, self.estimated, self.estimated_of)

    @property
    def refund_share(self) -> Number | None:
        return self.refunded / self.gmv if self.gmv and self.refunded is not None else None


def _of(metric: Metric, top: Number | None, bottom: Number | None) -> Number | None:
    return None if top is None or bottom is None else metric.value(top, bottom)


def lines_in(brand: Brand, days: Days | None = None, **only: object) -> QuerySet:
    lines = brand.affiliatesales.filter(**only)
    return lines.filter(day__gte=days.start, day__lt=days.end) if days else lines


def sums_by(lines: QuerySet, *keys: str) -> list[tuple[Mapping[str, object], AffiliateSum]]:
    """[({key: value}, its sum)], the biggest GMV first within a currency. One query."""
    rows = lines.values(*keys, "currency").annotate(**SUMS).order_by("currency", F("total").desc(nulls_last=True), *keys)
    return [({key: row[key] for key in keys}, _sum(row)) for row in rows]


def _sum(row: Mapping) -> AffiliateSum:
    return AffiliateSum(
        row["currency"], row["total"], row["orders"], row["items"], row["refunded"], row["estimated"], row["paid"],
        row["estimated_of"], row["kept_orders"], row["contents"], row["videos"], row["lives"], row["first_sale"],
        row["last_sale"], row["newest"],
    )  # fmt: skip
