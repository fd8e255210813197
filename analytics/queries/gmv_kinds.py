"""What sold, by kind of GMV. Kinds overlap: the same order may stand in several, so nothing here is ever added up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Sum

from analytics.metrics import GMV, Number
from analytics.models import FactGrain, GmvKind, SpanSum
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .sales_cuts import sales_total
from .spans import choose

GRAINS = {GmvKind.LIVE_24H: FactGrain.LIVE, GmvKind.SHOP_ADS: FactGrain.AD, GmvKind.GMV_MAX: FactGrain.AD}


@dataclass(frozen=True)
class KindTotal:
    """One kind in one currency. `covered` of `days` days are told: a platform's report may leave some out."""

    kind: str
    currency: str
    gmv: Decimal
    orders: int | None
    refunded: Decimal | None
    as_of: date
    covered: int
    days: int
    attribution: str = ""  # window of an ads report, as told

    @property
    def kind_word(self) -> str:
        return str(GmvKind(self.kind).label)


def gmv_by_kind(brand: Brand, days: Days) -> tuple[KindTotal, ...]:
    """Direct first, then by kind, currency and window of attribution. Three queries."""
    return (*_direct(brand, days), *_affiliate(brand, days), *_reported(brand, days))


def _direct(brand: Brand, days: Days) -> Iterator[KindTotal]:
    for row in sales_total(brand, days):
        if row.sums["orders"]:
            gmv = row.measured(GMV).value
            known = len(days)
            yield KindTotal(
                GmvKind.DIRECT, row.currency, gmv, row.sums["orders"], row.sums["refunded"], row.as_of, known, known
            )  # fmt: skip


def _affiliate(brand: Brand, days: Days) -> Iterator[KindTotal]:
    """By the orders' own day. No refunds: affiliate files tell returned pieces, not amounts."""
    found = brand.affiliatesales.filter(day__gte=days.start, day__lt=days.end).values("currency").order_by("currency")
    for row in found.annotate(total=Sum("gmv"), orders=Count("order_id", distinct=True), newest=Max("as_of")):
        known = len(days)
        yield KindTotal(
            GmvKind.AFFILIATE, row["currency"], row["total"] or Decimal(0), row["orders"], None, row["newest"], known, known
        )  # fmt: skip


def _reported(brand: Brand, days: Days) -> Iterator[KindTotal]:
    """Of each kind, currency and attribution the reports that cover most days; of equal ones the least divided."""
    sums = SpanSum.objects.filter(brand=brand, gmv_kind__in=GRAINS, gmv__isnull=False)
    rows = list(sums.filter(first_day__gte=days.start, end_day__lte=days.end))
    streams: dict[tuple, list[SpanSum]] = {}
    for row in rows:
        if row.grain == GRAINS[GmvKind(row.gmv_kind)]:
            streams.setdefault((row.gmv_kind, row.currency, row.attribution, row.surface, row.keys), []).append(row)
    best: dict[tuple, KindTotal] = {}
    for (kind, currency, attribution, _surface, _keys), told in sorted(streams.items()):
        total = _of_stream(told, days, kind, currency, attribution)
        key = kind, currency, attribution
        if key not in best or total.covered > best[key].covered:
            best[key] = total
    yield from (best[key] for key in sorted(best))


def _of_stream(told: list[SpanSum], days: Days, kind: str, currency: str, attribution: str) -> KindTotal:
    coverage = choose((Days(row.first_day, row.end_day) for row in told), days)
    chosen = {(span.start, span.end) for span in coverage.spans}
    kept = [row for row in told if (row.first_day, row.end_day) in chosen]
    newest = max(row.as_of for row in kept)
    return KindTotal(
        kind, currency, known_sum(kept, "gmv"), known_sum(kept, "orders"), known_sum(kept, "refunded"), newest,
        coverage.covered, len(days), attribution,
    )  # fmt: skip


def known_sum(rows: list[SpanSum], name: str) -> Number | None:
    known = [value for row in rows if (value := getattr(row, name)) is not None]
    return sum(known) if known else None
