"""Marketplaces as destinations of videos: their orders, what Amazon Attribution credits, and which videos lead there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Max, QuerySet, Sum
from django.utils.translation import gettext as _

from analytics.made import Made, Ratio, made
from analytics.metrics import AVERAGE_ORDER_VALUE, GROSS_SALES, ITEMS, NET_SALES, ORDERS, REFUND_RATE, Number
from analytics.models.periods import FactGrain
from analytics.models.sales import Channel
from analytics.period import CHOICES, Period, read_period
from analytics.queries.fact_sources import FactSource, sources_of_grain
from analytics.queries.spans import facts_in
from planner.models import Video
from tkcommerce import words
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .spending import campaign_of

SHOPS = {"amazon": "Amazon", "amazon_jp": "Amazon", "rakuten": "楽天市場"}
AMAZON_WINDOW = "14-day click"  # of Amazon Attribution's reports
CREDITED = ("clicks", "product_views", "add_to_carts", "orders", "items", "gmv")
SUMS = ("orders", "cancelled_orders", "items", "first_orders", "repeat_orders", "gross", "cancelled_gross", "refunded", "net")
MOST = 30


@dataclass(frozen=True)
class ShopSales:
    """Orders of one marketplace in one currency, as its order files tell them."""

    shop: str
    currency: str
    sums: dict[str, Number]
    as_of: date

    @property
    def name(self) -> str:
        return SHOPS.get(self.shop, self.shop)

    @property
    def average_order(self) -> Ratio:
        return Ratio.of(AVERAGE_ORDER_VALUE, self.sums, currency=self.currency)

    @property
    def refund_rate(self) -> Ratio:
        return Ratio.of(REFUND_RATE, self.sums | {"kept_gross": self.sums["gross"] - self.sums["cancelled_gross"]})


@dataclass(frozen=True)
class Credited:
    """What Amazon credits a campaign with, within 14 days of a click; None: not told."""

    campaign: str
    publisher: str
    currency: str
    sums: Mapping[str, Number | None]
    as_of: date


@dataclass(frozen=True)
class MarketplacesPage:
    period: Period
    shops: Sequence[ShopSales]
    credited: Sequence[Credited]
    covered: int  # days of the period that reports of Amazon Attribution tell
    videos: Sequence[Video]  # posted in the period with a marketplace as destination; `shown_views` to date
    sources: Sequence[FactSource]
    choices: Sequence[int] = CHOICES

    @property
    def shops_made(self) -> Made:
        return made(
            "shops", ORDERS, ITEMS, GROSS_SALES, NET_SALES, AVERAGE_ORDER_VALUE, REFUND_RATE,
            (_("First · repeat orders"), _("Orders of customers who had never, and who had bought in this shop before")),
            (_("As of"), _("The newest day that an order file of the shop knew about")), bases="market_orders",
        )  # fmt: skip

    @property
    def credited_made(self) -> Made:
        told = _("As Amazon Attribution reports it, within 14 days of a click; the sum of the days")
        names = (_("Clicks"), _("Product page views"), _("Added to cart"), _("Orders"), _("Items"), _("Credited sales"))
        return made("credited", *((name, told) for name in names), sources=self.sources)

    @property
    def videos_made(self) -> Made:
        posted = (_("Posted"), _("The day it was published, in the zone of its account"))
        return made("leading", posted, (_("Views"), _("To date, as TikTok's files tell it")), bases="totals")

    @property
    def answer(self) -> str:
        told = [
            _("%(shop)s: %(orders)s orders, %(gross)s.") % {
                "shop": one.name, "orders": words.count(one.sums["orders"]),
                "gross": words.money(one.sums["gross"], one.currency),
            }
            for one in self.shops
        ]  # fmt: skip
        return words.sentences(*told) if told else _("No marketplace order in this period.")

    def table(self, key: str = "") -> tuple[list[str], list[tuple]]:
        if key == "credited":
            header = [_("Campaign"), _("Publisher"), _("Currency"), _("Clicks"), _("Product page views"), _("Added to cart"),
                      _("Orders"), _("Items"), _("Credited sales"), _("As of")]  # fmt: skip
            return header, [(one.campaign, one.publisher, one.currency, *one.sums.values(), one.as_of) for one in self.credited]
        header = [_("Marketplace"), _("Currency"), _("Orders"), _("Cancelled orders"), _("Items"), _("First orders"),
                  _("Repeat orders"), _("Gross sales"), _("Of cancelled orders"), _("Refunded"), _("Net sales"),
                  _("As of")]  # fmt: skip
        return header, [(one.name, one.currency, *one.sums.values(), one.as_of) for one in self.shops]


def marketplaces_page(brand: Brand, params: Mapping[str, str]) -> MarketplacesPage | None:
    """None where nothing of a marketplace is known. Six queries."""
    cuts = brand.salescuts.filter(channel=Channel.MARKETPLACE)
    told = {"grain": FactGrain.AD, "gmv_kind": "", "attribution": AMAZON_WINDOW}
    last_sale = cuts.aggregate(day=Max("day"))["day"]
    last_report = brand.spansums.filter(**told).aggregate(day=Max("end_day"))["day"]
    newest = max(filter(None, (last_sale, last_report and last_report - timedelta(days=1))), default=None)
    if newest is None:
        return None
    period = read_period(params, newest=newest)
    grain = told.pop("grain")
    chosen = facts_in(brand, period.days, grain=grain, **told)
    covered = max((one.covered for one in chosen.coverage.values()), default=0)
    return MarketplacesPage(
        period, _shops(cuts, period.days), _credited(chosen.rows), covered, list(_videos(brand, period.days)),
        sources_of_grain(brand, grain, **told),
    )  # fmt: skip


def _shops(cuts: QuerySet, days: Days) -> list[ShopSales]:
    rows = cuts.filter(day__gte=days.start, day__lt=days.end).values("shop", "currency")
    rows = rows.annotate(**{f"of_{name}": Sum(name) for name in SUMS}, newest=Max("as_of")).order_by("-of_gross", "shop")
    return [
        ShopSales(row["shop"], row["currency"], {name: row[f"of_{name}"] for name in SUMS}, row["newest"]) for row in rows
    ]  # fmt: skip


def _credited(facts: Sequence) -> list[Credited]:
    groups: dict[tuple, list] = {}
    for fact in facts:
        groups.setdefault((campaign_of(fact), fact.utm_source, fact.currency), []).append(fact)
    rows = []
    for (campaign, publisher, currency), told in groups.items():
        name = next((fact.campaign_name for fact in told if fact.campaign_name), campaign)
        sums = {column: _sum(told, column) for column in CREDITED}
        rows.append(Credited(name, publisher, currency, sums, max(fact.as_of for fact in told)))
    return sorted(rows, key=lambda row: (-(row.sums["gmv"] or 0), -(row.sums["clicks"] or 0), row.campaign))


def _sum(facts: Sequence, column: str) -> Number | None:
    known = [value for fact in facts if (value := getattr(fact, column)) is not None]
    return sum(known) if known else None


def _videos(brand: Brand, days: Days) -> QuerySet[Video]:
    """Newest first, thirty at most."""
    rows = brand.videos.visible().out().filter(destination=Video.Destination.MARKETPLACE)
    rows = rows.filter(posted_day__gte=days.start, posted_day__lt=days.end).select_related("account")
    return rows.annotate(shown_views=F("total__views")).order_by("-posted_day", "-pk")[:MOST]
