"""What each way of counting calls GMV, side by side: affiliate, 24-hour LIVE, Shop Ads, GMV Max, and GPM as platforms report.

They overlap with the shop's own orders and with each other: nothing here is ever added to anything.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Sum

from analytics.metrics import AFFILIATE_GMV, SHOW_GPM, TOLD_GMV, WATCH_GPM, Cell, Metric
from analytics.models import FactGrain, GmvKind
from analytics.queries.series import Compared
from analytics.queries.spans import choose
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .told import Windows, base_of, level_of

KINDS = (GmvKind.LIVE_24H, GmvKind.SHOP_ADS, GmvKind.GMV_MAX)
GPM_GRAINS = (FactGrain.VIDEO, FactGrain.LIVE, FactGrain.SHOP)


@dataclass(frozen=True)
class Kind:
    """`kind` of GMV as `grain` tells it (empty: the affiliate export), in one currency. `attribution`: its window, as told."""

    kind: str
    grain: str
    currency: str
    attribution: str
    compared: Compared
    as_of: date | None


def gmv_kinds(brand: Brand, days: Days) -> tuple[list[Kind], list[Kind]]:
    """(kinds of GMV beside the orders, GPM as reported). This period and the one before. Two queries."""
    windows = Windows.ending_with(days)
    told = _told(brand, windows)
    kinds = [*_affiliate(brand, windows)]
    for kind in KINDS:
        kinds += _of_kind(kind, [row for row in told if row.gmv_kind == kind], windows, TOLD_GMV)
    gpm = []
    for grain in GPM_GRAINS:
        rows = [row for row in told if row.grain == grain and row.gmv_kind in ("", GmvKind.DIRECT, GmvKind.AFFILIATE)]
        gpm += _of_kind(rows[0].gmv_kind if rows else "", rows, windows, WATCH_GPM)
        gpm += _of_kind(rows[0].gmv_kind if rows else "", rows, windows, SHOW_GPM)
    return kinds, [one for one in gpm if one.compared.now.value is not None]


@dataclass(frozen=True)
class Row:
    gmv_kind: str
    grain: str
    currency: str
    attribution: str
    keys: str
    span: tuple[date, date]
    as_of: date
    cell: Cell

    @property
    def way(self) -> Hashable:
        return self.grain, self.currency, self.attribution, self.keys, self.gmv_kind


def _told(brand: Brand, windows: Windows) -> list[Row]:
    both = Days(windows.all[1].start, windows.now.end)
    found = brand.spantotals.filter(first_day__gte=both.start, end_day__lte=both.end, gmv__isnull=False, surface="")
    keys = ("gmv_kind", "grain", "currency", "attribution", "keys", "first_day", "end_day")
    summed = found.values_list(*keys).annotate(Max("as_of"), Sum("gmv"), Sum("views"), Sum("impressions")).order_by(*keys)
    return [
        Row(kind, grain, currency, attribution, told_by, (first, end), as_of,
            {"gmv": gmv, "views": views, "impressions": impressions})
        for kind, grain, currency, attribution, told_by, first, end, as_of, gmv, views, impressions in summed
    ]  # fmt: skip


def _of_kind(kind: str, rows: Sequence[Row], windows: Windows, metric: Metric) -> list[Kind]:
    """One a currency: of the ways of counting it that which covers most of the period."""
    ways: dict[Hashable, list[Row]] = {}
    for row in rows:
        ways.setdefault(row.way, []).append(row)
    best: dict[str, tuple[int, Kind]] = {}
    for told in ways.values():
        found = _kind(kind, told, windows, metric)
        covered = found.compared.now.known
        if found.compared.now.value is not None and covered > best.get(found.currency, (0, None))[0]:
            best[found.currency] = covered, found
    return [found for _covered, found in best.values()]


def _kind(kind: str, rows: Sequence[Row], windows: Windows, metric: Metric) -> Kind:
    cells: dict[int, list[Cell]] = {}
    covered: dict[int, int] = {}
    for number in (0, 1):
        spans = [Days(*row.span) for row in rows]
        coverage = choose(spans, windows.all[number])
        kept = {(span.start, span.end) for span in coverage.spans}
        cells[number] = [row.cell for row in rows if row.span in kept]
        covered[number] = coverage.covered
    base = base_of(rows[0].grain, rows[0].grain, windows, cells, covered)
    compared = level_of(metric, base.measured(metric)).compared
    return Kind(kind, rows[0].grain, rows[0].currency, rows[0].attribution, compared, max(row.as_of for row in rows))


def _affiliate(brand: Brand, windows: Windows) -> Iterable[Kind]:
    """Days that the affiliate export tells are covered; it tells only days with a sale."""
    both = Days(windows.all[1].start, windows.now.end)
    found = brand.affiliatesales.filter(day__gte=both.start, day__lt=both.end).values_list("day", "currency")
    by_currency: dict[str, list[tuple[date, Cell, date]]] = {}
    for day, currency, gmv, as_of, _lines in found.annotate(Sum("gmv"), Max("as_of"), Count("pk")).order_by("day"):
        by_currency.setdefault(currency, []).append((day, {"gmv": gmv}, as_of))
    for currency, rows in sorted(by_currency.items()):
        cells: dict[int, list[Cell]] = {}
        for day, cell, _as_of in rows:
            cells.setdefault(windows.number(day), []).append(cell)
        length = len(windows.now)
        base = base_of("affiliate", "affiliate", windows, cells, dict.fromkeys(cells, length))
        compared = level_of(AFFILIATE_GMV, base.measured(AFFILIATE_GMV)).compared
        yield Kind(GmvKind.AFFILIATE, "", currency, "", compared, max(as_of for _day, _cell, as_of in rows))
