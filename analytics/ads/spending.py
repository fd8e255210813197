"""What ads cost and what their own account says they brought, by campaign and creative.

One money is told by several exports: campaigns, creatives, products, days. They are levels of the same spending: a page adds up
one level only, and of a level only spans that do not overlap (analytics/queries/spans.py).
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from django.utils.text import slugify
from django.utils.translation import gettext as _

from analytics.made import Made, Ratio, made
from analytics.metrics import AD_COST, AD_CTR, COST_PER_ORDER, ROI, TOLD_ORDERS, TOLD_SKU_ORDERS, Metric, Number, meaning_of
from analytics.models import PeriodFact
from analytics.models.periods import FactGrain
from analytics.models.sales import GmvKind
from analytics.queries.spans import ChosenFacts, facts_in
from planner.models import Video
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .metrics import WATCHED

COLUMNS = (
    "cost", "gmv", "orders", "items", "impressions", "clicks", "add_to_carts", "views_2s", "views_6s", "views_p25", "views_p50",
    "views_p75", "views_p100",
)  # fmt: skip
KINDS = (GmvKind.SHOP_ADS, GmvKind.GMV_MAX)


class Level(StrEnum):
    CAMPAIGN = "campaign"
    CREATIVE = "creative"
    PRODUCT = "product"
    DAY = "day"


def level_of(fact: PeriodFact) -> Level:
    if fact.ad_id or fact.content_id or fact.surface:
        return Level.CREATIVE
    if fact.product_id:
        return Level.PRODUCT
    return Level.CAMPAIGN if fact.campaign_id or fact.campaign_name else Level.DAY


def stream_of_ads(fact: PeriodFact) -> Hashable:
    """Exports of one level, in one currency, by one window."""
    return fact.gmv_kind, fact.currency, fact.attribution, fact.account_id, level_of(fact)


@dataclass(frozen=True)
class Spending:
    """`cells`: COLUMNS of each fact; ratios are of sums over them."""

    key: str
    name: str
    currency: str
    attribution: str
    campaign: str
    content_id: str
    cells: Sequence[Mapping[str, Number | None]]
    as_of: date
    video: Video | None = None  # the brand's own, where the creative is one

    def total(self, column: str) -> Number | None:
        known = [cell[column] for cell in self.cells if cell[column] is not None]
        return sum(known) if known else None

    def of(self, metric: Metric) -> Ratio:
        return Ratio.of(metric, *self.cells, currency=self.currency)

    @property
    def cost(self) -> Decimal | None:
        return self.total("cost")

    @property
    def value(self) -> Decimal | None:
        return self.total("gmv")

    @property
    def orders(self) -> int | None:
        return self.total("orders")

    @cached_property
    def roi(self) -> Ratio:
        return self.of(ROI)

    @cached_property
    def cost_per_order(self) -> Ratio:
        return self.of(COST_PER_ORDER)

    @cached_property
    def ctr(self) -> Ratio:
        return self.of(AD_CTR)

    @cached_property
    def watched(self) -> list[Ratio]:
        return [self.of(metric) for metric in WATCHED]


@dataclass(frozen=True)
class KindOfAds:
    """All that one kind (Shop Ads, GMV Max) told in a window, in one currency and by one window of attribution."""

    kind: str
    currency: str
    attribution: str
    total: Spending
    covered: int  # days of the window that the level of the total tells
    campaigns: Sequence[Spending]
    creatives: Sequence[Spending]

    @property
    def label(self) -> str:
        return str(GmvKind(self.kind).label)

    @property
    def formula(self) -> str:
        return str(meaning_of(self.kind))

    @property
    def campaigns_made(self) -> Made:
        return self._made("campaigns", AD_CTR, after_orders=(COST_PER_ORDER,))

    @property
    def creatives_made(self) -> Made:
        return self._made("creatives", AD_CTR, *(WATCHED if self.has_watched else ()))

    def _made(self, table: str, *last: Metric, after_orders: Sequence[Metric] = ()) -> Made:
        orders = TOLD_SKU_ORDERS if self.is_gmv_max else TOLD_ORDERS
        key = slugify(f"{table}-{self.kind}-{self.currency}-{self.attribution}")
        return made(
            key, AD_COST, (_("Attributed value"), self.formula), ROI, orders, *after_orders, *last, bases=FactGrain.AD.value
        )

    @property
    def is_gmv_max(self) -> bool:
        return self.kind == GmvKind.GMV_MAX

    @property
    def has_watched(self) -> bool:
        return any(one.value is not None for row in self.creatives for one in row.watched)


def ads_in(brand: Brand, days: Days) -> list[KindOfAds]:
    """In the order of KINDS. One query."""
    chosen = facts_in(brand, days, grain=FactGrain.AD, same=stream_of_ads, gmv_kind__in=KINDS)
    groups: dict[tuple, list[PeriodFact]] = {}
    for fact in chosen.rows:
        groups.setdefault((fact.gmv_kind, fact.currency, fact.attribution), []).append(fact)
    order = sorted(groups, key=lambda one: (KINDS.index(one[0]), one[1:]))
    return [_kind(key, groups[key], chosen) for key in order]


def _kind(key: tuple, facts: list[PeriodFact], chosen: ChosenFacts) -> KindOfAds:
    levels: dict[Level, list[PeriodFact]] = {}
    for fact in facts:
        levels.setdefault(level_of(fact), []).append(fact)
    covered = {level: max(chosen.coverage[stream_of_ads(fact)].covered for fact in told) for level, told in levels.items()}
    best = max(levels, key=lambda level: (covered[level], -list(Level).index(level)))
    of_campaigns = levels.get(Level.CAMPAIGN) or levels.get(Level.CREATIVE) or []
    return KindOfAds(
        *key, spending(levels[best], lambda fact: "")[0], covered[best], spending(of_campaigns, campaign_of),
        spending(levels.get(Level.CREATIVE, []), _creative_of),
    )  # fmt: skip


def campaign_of(fact: PeriodFact) -> str:
    return fact.campaign_id or fact.campaign_name


def _creative_of(fact: PeriodFact) -> Hashable:
    return fact.ad_id, fact.content_id, fact.surface if not fact.content_id else "", campaign_of(fact), fact.creator


def spending(facts: Iterable[PeriodFact], by: Callable[[PeriodFact], Hashable]) -> list[Spending]:
    """The dearest first. Names are those of the newest fact that tells one."""
    groups: dict[Hashable, list[PeriodFact]] = {}
    for fact in facts:
        groups.setdefault(by(fact), []).append(fact)
    rows = [_spending(key, told) for key, told in groups.items()]
    return sorted(rows, key=lambda row: (row.cost is None, -(row.cost or 0), -(row.value or 0), row.name))


def _spending(key: Hashable, told: list[PeriodFact]) -> Spending:
    newest = sorted(told, key=lambda fact: (fact.as_of, fact.end_day), reverse=True)
    campaign = next((fact.campaign_name or fact.campaign_id for fact in newest if fact.campaign_name or fact.campaign_id), "")
    title = next((fact.title for fact in newest if fact.title), "")
    first = newest[0]
    by_campaign = isinstance(key, str)
    name = campaign if by_campaign else title or first.content_id or first.ad_id or first.get_surface_display() or campaign
    return Spending(
        key if by_campaign else "", name, first.currency, first.attribution, campaign, first.content_id,
        [_cell(fact) for fact in told], first.as_of,
    )  # fmt: skip


def _cell(fact: PeriodFact) -> dict[str, Number | None]:
    """GMV Max counts SKU orders, and impressions and clicks of the product's ad: they stand in for what it does not tell."""
    cell = {column: getattr(fact, column) for column in COLUMNS}
    stands_in = {"orders": fact.sku_orders, "impressions": fact.product_impressions, "clicks": fact.product_clicks}
    return cell | {column: other for column, other in stands_in.items() if cell[column] is None}
