"""What ads cost and what their own account says they brought, by campaign and creative.

One money is told by several exports: campaigns, creatives, products, days. They are levels of the same spending: a page adds up
one level only, and of a level only spans that do not overlap (analytics/queries/spans.py).
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import attrgetter

from django.utils.text import slugify
from django.utils.translation import gettext as _

from analytics.funnels.told import merged
from analytics.made import Made, Ratio, made
from analytics.metrics import AD_COST, AD_CTR, COST_PER_ORDER, ROI, TOLD_ORDERS, TOLD_SKU_ORDERS, Cell, Metric, Number, meaning_of
from analytics.models import PeriodFact
from analytics.models.periods import FactGrain
from analytics.models.sales import GmvKind
from planner.models import Video
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .ad_sums import KINDS, AdSum, Level, ad_sums
from .metrics import WATCHED

SHOWN = 100  # creatives on the page


@dataclass(frozen=True)
class Spending:
    """`cells`: sums of COLUMNS, one for each set of columns that are told together; ratios are of sums over them."""

    key: str
    name: str
    currency: str
    attribution: str
    campaign: str
    content_id: str
    cells: Sequence[Cell]
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
    def shown(self) -> Sequence[Spending]:
        """Creatives on the page; files have all."""
        return self.creatives[:SHOWN]

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

    @cached_property
    def has_watched(self) -> bool:
        return any(one.value is not None for row in self.creatives for one in row.watched)


def ads_in(brand: Brand, days: Days) -> list[KindOfAds]:
    """In the order of KINDS. Two queries."""
    groups: dict[tuple, list[AdSum]] = {}
    for one in ad_sums(brand, days):
        groups.setdefault((one.gmv_kind, one.currency, one.attribution), []).append(one)
    order = sorted(groups, key=lambda one: (KINDS.index(one[0]), one[1:]))
    return [_kind(key, groups[key]) for key in order]


def _kind(key: tuple, sums: list[AdSum]) -> KindOfAds:
    levels: dict[str, list[AdSum]] = {}
    for one in sums:
        levels.setdefault(one.level, []).append(one)
    covered = {level: max(one.covered for one in told) for level, told in levels.items()}
    best = max(levels, key=lambda level: (covered[level], -list(Level).index(level)))
    of_campaigns = levels.get(Level.CAMPAIGN) or levels.get(Level.CREATIVE) or []
    return KindOfAds(
        *key, spending(levels[best], lambda one: "")[0], covered[best], spending(of_campaigns, attrgetter("campaign")),
        spending(levels.get(Level.CREATIVE, []), attrgetter("creative")),
    )  # fmt: skip


def campaign_of(fact: PeriodFact) -> str:
    return fact.campaign_id or fact.campaign_name


def spending(sums: Iterable[AdSum], by: Callable[[AdSum], Hashable]) -> list[Spending]:
    """The dearest first. Names are those of the newest sum that tells one."""
    groups: dict[Hashable, list[AdSum]] = {}
    for one in sums:
        groups.setdefault(by(one), []).append(one)
    rows = [_spending(key, told) for key, told in groups.items()]
    return sorted(rows, key=lambda row: (row.cost is None, -(row.cost or 0), -(row.value or 0), row.name))


def _spending(key: Hashable, told: list[AdSum]) -> Spending:
    newest = sorted(told, key=attrgetter("newest"), reverse=True)
    campaign = next((one.campaign_name or one.campaign_id for one in newest if one.campaign), "")
    title = next((one.title for one in newest if one.title), "")
    first = newest[0]
    by_campaign = isinstance(key, str)
    name = campaign if by_campaign else title or first.content_id or first.ad_id or first.surface_word or campaign
    return Spending(
        key if by_campaign else "", name, first.currency, first.attribution, campaign, first.content_id,
        merged(one.cell for one in told), first.as_of,
    )  # fmt: skip
