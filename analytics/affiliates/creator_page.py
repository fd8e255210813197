"""The page of one creator: sums, content, products, the rates that orders carried, what was offered, samples."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Min, QuerySet
from django.utils.translation import gettext as _

from analytics.made import Made
from analytics.models import Collaboration, CreatorName
from analytics.models.sales import Surface
from analytics.queries.fact_sources import FactSource
from tkcommerce import words
from tkcommerce.brands.models import Brand

from .columns import contents_made, products_made, rates_made
from .names import earlier_names, names_of
from .samples import SampleCount, SampleLine, counted, sample_lines
from .sources import affiliate_sources
from .sums import AffiliateSum, lines_in, sums_by

MOST = 50


@dataclass(frozen=True)
class Content:
    content_id: str
    creator: str
    surface: str
    sums: AffiliateSum

    @property
    def surface_word(self) -> str:
        return str(Surface(self.surface).label) if self.surface else ""

    @property
    def url(self) -> str:
        """On TikTok; a LIVE has none that lasts."""
        return f"https://www.tiktok.com/@{self.creator}/video/{self.content_id}" if self.surface == Surface.VIDEO else ""


@dataclass(frozen=True)
class SoldProduct:
    title: str
    sums: AffiliateSum


@dataclass(frozen=True)
class CarriedRate:
    """A rate that orders of this creator carried: from the first to the last day, both inside."""

    rate: Decimal
    collaboration: str  # kind of Collaboration, empty where not told
    first: date
    last: date
    lines: int

    @property
    def collaboration_word(self) -> str:
        return str(dict(Collaboration.Kind.choices).get(self.collaboration, self.collaboration))


@dataclass(frozen=True)
class CreatorPage:
    handle: str
    sums: Sequence[AffiliateSum]  # by currency, of all time
    contents: Sequence[Content]
    products: Sequence[SoldProduct]
    rates: Sequence[CarriedRate]
    offers: Sequence[Collaboration]
    lines: Sequence[SampleLine]
    samples: SampleCount
    sources: Sequence[FactSource]
    earlier: Sequence[CreatorName]

    @property
    def contents_made(self) -> Made:
        return contents_made(self.sources)

    @property
    def products_made(self) -> Made:
        return products_made(self.sources)

    @property
    def rates_made(self) -> Made:
        return rates_made(self.sources)

    @property
    def answer(self) -> str:
        if not self.sums:
            return _("No affiliate order names this creator yet.")
        one = self.sums[0]
        told = {
            "gmv": words.money(one.gmv, one.currency),
            "contents": words.count(one.contents),
            "orders": words.count(one.orders),
        }
        return _("%(gmv)s from %(orders)s orders out of %(contents)s contents, since the first.") % told

    def table(self, key: str) -> tuple[list[str], list[tuple]] | None:
        sold = [
            _("Currency"),
            _("Attributed (affiliate) GMV"),
            _("Orders"),
            _("Items"),
            _("Given back"),
            _("Estimated commission"),
        ]
        if key == "contents":
            return [_("Content"), _("Surface"), *sold], [
                (one.content_id, one.surface_word, *_sold(one.sums)) for one in self.contents
            ]
        if key == "products":
            return [_("Product"), *sold], [(one.title, *_sold(one.sums)) for one in self.products]
        return None


def creator_page(brand: Brand, handle: str) -> CreatorPage | None:
    """None where nothing at all names the creator. Ten queries."""
    names = names_of(brand)
    handle, mine = names.now(handle), names.asked(handle)
    lines = lines_in(brand).filter(mine)
    totals = [total for _key, total in sums_by(lines)]
    samples = sample_lines(brand, names=names, creator=handle)
    offers = list(brand.collaborations.filter(mine).select_related("product"))
    if not (handle and (totals or samples or offers or brand.periodfacts.filter(mine).exists())):
        return None
    contents = sums_by(lines.exclude(content_id=""), "content_id", "surface")[:MOST]
    return CreatorPage(
        handle=handle,
        sums=totals,
        contents=[Content(key["content_id"], handle, key["surface"], one) for key, one in contents],
        products=_products(lines),
        rates=_rates(lines),
        offers=offers,
        lines=samples,
        samples=counted(samples),
        sources=affiliate_sources(brand),
        earlier=list(earlier_names(brand, handle)),
    )


def _products(lines: QuerySet) -> list[SoldProduct]:
    titles = dict(lines.values_list("product_id").annotate(Max("title")))
    found = sums_by(lines, "product_id")[:MOST]
    return [SoldProduct(titles.get(key["product_id"]) or key["product_id"], one) for key, one in found]


def _rates(lines: QuerySet) -> list[CarriedRate]:
    """As orders carried them, the newest first: after a change the old rate still comes in for up to 30 days."""
    told = lines.exclude(commission_rate=None).values("commission_rate", "collaboration")
    rows = told.annotate(first=Min("day"), last=Max("day"), n=Count("pk")).order_by("-last", "-first")
    return [CarriedRate(row["commission_rate"], row["collaboration"], row["first"], row["last"], row["n"]) for row in rows]


def _sold(one: AffiliateSum) -> tuple:
    return one.currency, one.gmv, one.orders, one.items, one.refunded, one.estimated
