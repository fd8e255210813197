"""What is known of each product of the brand's list in a period: sold pieces, videos, stock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from django.db.models import Max, QuerySet, Sum

from planner.models import Product, Video
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

PACE = 28  # days from which the daily pace of sales is taken
SOON = 14  # days of stock below which it is short
DAY = timedelta(days=1)


class Part(StrEnum):
    """Of the matrix."""

    BOTH = "both"  # has content and sells
    UNTOLD = "untold"  # sells without content
    UNSOLD = "unsold"  # has content that does not sell
    NEITHER = "neither"


@dataclass(frozen=True)
class Sold:
    """In a period, by currency where it is money. `by_video`: gross of lines that a video of the brand led to."""

    items: int = 0
    through_video: int = 0  # pieces
    gross: tuple[tuple[str, Decimal], ...] = ()
    videos: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Stock:
    quantity: int
    day: date  # of the list that tells it
    a_day: Decimal  # pieces sold a day until then

    def days_left(self, today: date) -> int | None:
        """From today on, at that pace; None where nothing was sold."""
        if not self.a_day:
            return None
        return max(int(max(self.quantity, 0) / self.a_day) - (today - self.day).days, 0)

    def is_short(self, today: date) -> bool:
        """Nothing is left, or it is gone within SOON days."""
        left = self.days_left(today)
        return self.quantity <= 0 or left is not None and left < SOON


@dataclass(frozen=True)
class ProductRow:
    product: Product
    sold: Sold
    posted: int  # videos about it that went out in the period
    planned: int  # videos about it on the calendar or among the ideas
    last_posted: date | None
    stock: Stock | None
    days_left: int | None
    is_short: bool
    sells_from: Decimal  # pieces in the period from which on it sells

    @property
    def part(self) -> Part:
        if self.sold.items >= self.sells_from and self.sold.items:
            return Part.BOTH if self.posted else Part.UNTOLD
        return Part.UNSOLD if self.posted else Part.NEITHER


def product_rows(brand: Brand, days: Days, *, today: date) -> list[ProductRow]:
    """Of every product that is not put away. Sells: a piece a week on average. Six queries."""
    products = list(brand.products.filter(hidden_at=None))
    sold, stocks = _sold(brand, days), stocks_of(brand, products, today=today)
    posted, planned, last = _videos(brand, days)
    sells_from = Decimal(len(days)) / 7
    naming = set().union(*posted.values())
    rows = []
    for product in products:
        stock, mine = stocks.get(product.pk), sold.get(product.pk, Sold())
        videos = posted.get(product.pk, set()) | (mine.videos - naming)
        rows.append(ProductRow(
            product, mine, len(videos), planned.get(product.pk, 0), last.get(product.pk), stock,
            stock.days_left(today) if stock else None, stock is not None and stock.is_short(today), sells_from,
        ))  # fmt: skip
    return sorted(rows, key=lambda row: (-row.sold.items, row.product.name, row.product.pk))


def unlisted(brand: Brand, days: Days) -> int:
    """Pieces sold of what is not in the brand's list. One query."""
    cuts = brand.productcuts.filter(day__gte=days.start, day__lt=days.end, catalogue=None)
    return cuts.aggregate(items=Sum("items"))["items"] or 0


def _sold(brand: Brand, days: Days) -> dict[int, Sold]:
    """Videos count as content of the product where they sold it, went out in the period, and name no product themselves."""
    cuts = brand.productcuts.filter(day__gte=days.start, day__lt=days.end).exclude(catalogue=None).order_by()
    found = cuts.values_list("catalogue", "currency", "video", "video__posted_day").annotate(Sum("items"), Sum("gross"))
    items: dict[int, int] = {}
    through: dict[int, int] = {}
    gross: dict[int, dict[str, Decimal]] = {}
    videos: dict[int, set[int]] = {}
    for product, currency, video, posted_day, pieces, amount in found:
        items[product] = items.get(product, 0) + pieces
        money = gross.setdefault(product, {})
        money[currency] = money.get(currency, Decimal(0)) + amount
        if video:
            through[product] = through.get(product, 0) + pieces
            if posted_day and posted_day in days:
                videos.setdefault(product, set()).add(video)
    return {
        one: Sold(items[one], through.get(one, 0), tuple(sorted(gross[one].items())), frozenset(videos.get(one, ())))
        for one in items
    }


def _videos(brand: Brand, days: Days) -> tuple[dict[int, set[int]], dict[int, int], dict[int, date]]:
    """{product: videos that went out in the period}, {product: how many are to come}, {product: the last that went out}."""
    found = brand.videoproducts.filter(video__in=brand.videos.visible()).values_list(
        "product", "video", "video__state", "video__posted_day"
    )
    posted: dict[int, set[int]] = {}
    planned: dict[int, int] = {}
    last: dict[int, date] = {}
    for product, video, state, day in found:
        if state not in Video.OUT:
            planned[product] = planned.get(product, 0) + 1
        elif day:
            last[product] = max(day, last.get(product, day))
            if day in days:
                posted.setdefault(product, set()).add(video)
    return posted, planned, last


def stocks_of(brand: Brand, products: Iterable[Product], *, today: date) -> dict[int, Stock]:
    """The newest day of stock lists, and the pace of the 28 days before. SKUs of one TikTok id are added. Three queries."""
    live = brand.stockreadings.filter(table__live=True)
    newest = live.aggregate(day=Max("as_of"))["day"]
    if newest is None:
        return {}
    named = {name: one.pk for one in products for name in (one.sku, one.tiktok_id) if name}
    pieces = _pieces(live.filter(as_of=newest), named)
    cuts = brand.productcuts.filter(day__gt=newest - PACE * DAY, day__lte=newest, catalogue_id__in=pieces)
    pace = dict(cuts.order_by().values_list("catalogue").annotate(Sum("items")))
    return {one: Stock(quantity, newest, Decimal(pace.get(one, 0)) / PACE) for one, quantity in pieces.items()}


def _pieces(readings: QuerySet, named: dict[str, int]) -> dict[int, int]:
    """{product: pieces}; where two lists of the day tell the same SKU, the later one holds."""
    found: dict[tuple[int, str], int] = {}
    for sku, product_id, sku_id, quantity in (
        readings.order_by("table_id", "row").values_list("sku", "product_id", "sku_id", "quantity")
    ):  # fmt: skip
        product = named.get(sku) or named.get(product_id)
        if product:
            found[product, sku or sku_id or product_id] = quantity
    pieces: dict[int, int] = {}
    for (product, _unit), quantity in found.items():
        pieces[product] = pieces.get(product, 0) + quantity
    return pieces
