"""What a LIVE sold, product by product: as its own table tells, else the lines of orders that name its room."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Max, Sum

from analytics.models.periods import FactGrain
from analytics.models.sales import GmvKind
from tkcommerce.brands.models import Brand

MOST = 50


@dataclass(frozen=True)
class SoldProduct:
    """In one kind of GMV and one currency. Clicks and impressions are of the product within the LIVE, None where untold."""

    title: str
    kind: str
    currency: str
    gmv: Decimal | None
    items: int | None
    orders: int | None
    impressions: int | None = None
    clicks: int | None = None

    @property
    def kind_label(self) -> str:
        return str(GmvKind(self.kind).label) if self.kind else ""


def products_of(brand: Brand, content_id: str) -> list[SoldProduct]:
    """Those that sold most first, fifty at most; three queries."""
    told = list(_told(brand, content_id))
    rows = told or [*_ordered(brand, content_id), *_attributed(brand, content_id)]
    return sorted(rows, key=lambda row: (row.kind != GmvKind.DIRECT, -(row.gmv or 0)))[:MOST]


def _told(brand: Brand, content_id: str) -> Iterable[SoldProduct]:
    facts = brand.periodfacts.filter(grain__in=[FactGrain.LIVE, FactGrain.PRODUCT], content_id=content_id).exclude(product_id="")
    newest = {(fact.product_id, fact.gmv_kind, fact.currency): fact for fact in facts.order_by("as_of", "end_day")}
    for fact in newest.values():
        yield SoldProduct(
            fact.title or fact.product_id, fact.gmv_kind, fact.currency, fact.gmv, fact.items, fact.orders,
            fact.product_impressions, fact.product_clicks,
        )  # fmt: skip


def _ordered(brand: Brand, content_id: str) -> Iterable[SoldProduct]:
    """Of the shop's own orders; cancelled and returned ones are in GMV, samples are not."""
    lines = brand.salelines.filter(sale__content_id=content_id, sale__is_sample=False)
    sums = lines.values("product_id", currency=F("sale__currency")).annotate(
        name=Max("title"), gmv=Sum("amount"), sold=Sum("quantity"), of_orders=Count("sale", distinct=True)
    )
    for row in sums.order_by("-gmv", "product_id")[:MOST]:
        yield SoldProduct(row["name"], GmvKind.DIRECT, row["currency"], row["gmv"], row["sold"], row["of_orders"])


def _attributed(brand: Brand, content_id: str) -> Iterable[SoldProduct]:
    lines = brand.affiliatesales.filter(content_id=content_id)
    sums = lines.values("product_id", "currency").annotate(
        name=Max("title"), amount=Sum("gmv"), sold=Sum("quantity"), of_orders=Count("order_id", distinct=True)
    )
    for row in sums.order_by("-amount", "product_id")[:MOST]:
        yield SoldProduct(row["name"], GmvKind.AFFILIATE, row["currency"], row["amount"], row["sold"], row["of_orders"])
