"""Facts of ads added up by the database: a year of them is some hundred thousand rows, and a page shows some hundred sums."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Case, Max, Q, QuerySet, Sum, Value, When

from analytics.funnels.by_window import known_columns, spans_of_streams, within
from analytics.metrics import Number
from analytics.models.periods import FactGrain
from analytics.models.sales import GmvKind, Surface
from analytics.queries.spans import choose
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

COLUMNS = (
    "cost", "gmv", "orders", "items", "impressions", "clicks", "add_to_carts", "views_2s", "views_6s", "views_p25", "views_p50",
    "views_p75", "views_p100",
)  # fmt: skip
STANDS_IN = {"orders": "sku_orders", "impressions": "product_impressions", "clicks": "product_clicks"}
SUMMED = (*COLUMNS, *STANDS_IN.values())
KINDS = (GmvKind.SHOP_ADS, GmvKind.GMV_MAX)


class Level(StrEnum):
    CAMPAIGN = "campaign"
    CREATIVE = "creative"
    PRODUCT = "product"
    DAY = "day"


LEVEL = Case(
    When(~Q(ad_id="") | ~Q(content_id="") | ~Q(surface=""), then=Value(Level.CREATIVE)),
    When(~Q(product_id=""), then=Value(Level.PRODUCT)),
    When(~Q(campaign_id="") | ~Q(campaign_name=""), then=Value(Level.CAMPAIGN)),
    default=Value(Level.DAY),
)
STREAM = ("gmv_kind", "currency", "attribution", "account_id", "level")  # exports of one level, in one currency, by one window
NAMED = ("ad_id", "content_id", "surface", "campaign_id", "campaign_name", "creator", "title")


@dataclass(frozen=True)
class AdSum:
    """Of spans that do not overlap. Grain: STREAM, NAMED, which columns are told. `cell`: COLUMNS. `covered`: days of the window
    that the stream tells. `newest`: as of, and the end of the last span."""

    gmv_kind: str
    currency: str
    attribution: str
    account_id: int | None
    level: str
    ad_id: str
    content_id: str
    surface: str
    campaign_id: str
    campaign_name: str
    creator: str
    title: str
    as_of: date
    end_day: date
    cell: Mapping[str, Number | None]
    covered: int

    @property
    def newest(self) -> tuple[date, date]:
        return self.as_of, self.end_day

    @property
    def campaign(self) -> str:
        return self.campaign_id or self.campaign_name

    @property
    def creative(self) -> Hashable:
        return self.ad_id, self.content_id, self.surface if not self.content_id else "", self.campaign, self.creator

    @property
    def surface_word(self) -> str:
        return str(Surface(self.surface).label) if self.surface else ""


def ad_sums(brand: Brand, days: Days) -> list[AdSum]:
    """Two queries."""
    found = brand.periodfacts.filter(grain=FactGrain.AD, gmv_kind__in=KINDS, first_day__gte=days.start, first_day__lt=days.end)
    found = found.filter(end_day__lte=days.end).annotate(level=LEVEL).order_by()
    spans = spans_of_streams(found, STREAM)
    chosen = {stream: choose((Days(*span) for span in told), days) for stream, told in spans.items()}
    asked = Q()
    for stream, coverage in chosen.items():
        if len(coverage.spans) < len(set(spans[stream])):
            one = Q(**dict(zip(STREAM, stream, strict=True))) if stream[3] is not None else _without_account(stream)
            asked &= ~one | within(coverage.spans)
    return [_sum(row, chosen[tuple(row[:5])].covered) for row in _rows(found.filter(asked))]


def _without_account(stream: tuple) -> Q:
    told = dict(zip(STREAM, stream, strict=True))
    return Q(account_id__isnull=True, **{name: value for name, value in told.items() if name != "account_id"})


def _rows(found: QuerySet) -> QuerySet:
    keyed = found.annotate(told=known_columns(SUMMED)).values_list(*STREAM, *NAMED, "told")
    return keyed.annotate(Max("as_of"), Max("end_day"), *(Sum(name) for name in SUMMED))


def _sum(row: Sequence, covered: int) -> AdSum:
    """GMV Max counts SKU orders, and impressions and clicks of the product's ad: they stand in for what it does not tell."""
    as_of, end_day, *sums = row[13:]
    told = dict(zip(SUMMED, sums, strict=True))
    cell = {column: told[column] for column in COLUMNS}
    cell |= {column: told[other] for column, other in STANDS_IN.items() if cell[column] is None}
    return AdSum(*row[:12], as_of, end_day, cell, covered)
