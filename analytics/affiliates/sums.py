"""Affiliate orders added up by creator, content or product. They overlap with the shop's own orders: never added to sales.

Cancelled lines count in full as given back, returned pieces by their share of the line: TikTok's affiliate GMV holds both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Case, Count, DecimalField, F, FloatField, Max, Min, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast

from analytics.made import Ratio
from analytics.metrics import AFFILIATE_REFUND_SHARE, COMMISSION_RATE, RETURN_ON_COMMISSION
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .inviting import Basis, Usual, ratio_range, share_range

_AMOUNT = DecimalField(max_digits=18, decimal_places=3)
GIVEN_BACK = Case(
    When(is_cancelled=True, then=F("gmv")),
    When(returned_quantity__gt=0, quantity__gt=0, then=Cast(F("gmv") * F("returned_quantity") / F("quantity"), _AMOUNT)),
    default=Value(Decimal(0)),
    output_field=_AMOUNT,
)
ESTIMATED = Q(commission_estimated__isnull=False, gmv__isnull=False)
_GMV, _COMMISSION = (Cast(name, FloatField()) for name in ("gmv", "commission_estimated"))
_SQUARE = {"gmv2": _GMV * _GMV, "cross": _GMV * _COMMISSION, "commission2": _COMMISSION * _COMMISSION}
SUMS = {
    "total": Sum("gmv"), "orders": Count("order_id", distinct=True), "items": Sum("quantity"), "refunded": Sum(GIVEN_BACK),
    "estimated": Sum("commission_estimated"), "paid": Sum("commission_paid"), "estimated_of": Sum("gmv", filter=ESTIMATED),
    "kept_orders": Count("order_id", distinct=True, filter=Q(is_cancelled=False) & ~Q(returned_quantity__gt=0)),
    "lines": Count("pk", filter=ESTIMATED), "gmv2": Sum(_SQUARE["gmv2"], filter=ESTIMATED),
    "cross": Sum(_SQUARE["cross"], filter=ESTIMATED), "commission2": Sum(_SQUARE["commission2"], filter=ESTIMATED),
    "first_sale": Min("day"), "last_sale": Max("day"), "newest": Max("as_of"),
}  # fmt: skip
CONTENTS = {
    "contents": Count("content_id", distinct=True, filter=~Q(content_id="")),
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
    lines: int  # that tell an estimate; below: squares and products of them, for the range of the return
    gmv2: float | None
    cross: float | None
    commission2: float | None
    first_sale: date
    last_sale: date
    as_of: date
    contents: int | None = None  # None: not counted

    @cached_property
    def return_on_commission(self) -> Ratio:
        return Ratio.of(RETURN_ON_COMMISSION, {"gmv": self.estimated_of, "commission_estimated": self.estimated})

    @cached_property
    def rate(self) -> Ratio:
        return Ratio.of(COMMISSION_RATE, {"gmv": self.estimated_of, "commission_estimated": self.estimated})

    @cached_property
    def basis(self) -> Basis:
        """What is known for inviting the creator again."""
        back = share_range(self.orders - self.kept_orders, self.orders)
        returned = None
        if self.estimated and self.lines:
            returned = ratio_range(
                float(self.estimated_of), float(self.estimated), lines=self.lines, top2=self.gmv2, cross=self.cross,
                bottom2=self.commission2,
            )  # fmt: skip
        return Basis(self.orders, self.kept_orders, back, returned, self.last_sale)

    @property
    def usual(self) -> Usual:
        """The same of all creators together."""
        returned = self.return_on_commission.value
        given_back = 1 - self.kept_orders / self.orders if self.orders else 0.0
        return Usual(given_back, None if returned is None else float(returned))

    @cached_property
    def refund_share(self) -> Ratio:
        return Ratio.of(AFFILIATE_REFUND_SHARE, {"gmv": self.gmv, "refunded": self.refunded})


def lines_in(brand: Brand, days: Days | None = None, **only: object) -> QuerySet:
    lines = brand.affiliatesales.filter(**only)
    return lines.filter(day__gte=days.start, day__lt=days.end) if days else lines


def sums_by(lines: QuerySet, *keys: str, contents: bool = True) -> list[tuple[Mapping[str, object], AffiliateSum]]:
    """[({key: value}, its sum)], the biggest GMV first within a currency. `contents`: counted too, which costs half as
    much again. One query."""
    sums = SUMS | CONTENTS if contents else SUMS
    rows = lines.values(*keys, "currency").annotate(**sums).order_by("currency", F("total").desc(nulls_last=True), *keys)
    return [({key: row[key] for key in keys}, _sum(row)) for row in rows]


def _sum(row: Mapping) -> AffiliateSum:
    return AffiliateSum(
        row["currency"], row["total"], row["orders"], row["items"], row["refunded"], row["estimated"], row["paid"],
        row["estimated_of"], row["kept_orders"], row["lines"], row["gmv2"], row["cross"], row["commission2"], row["first_sale"],
        row["last_sale"], row["newest"], row.get("contents"),
    )  # fmt: skip
