"""Bases out of what platforms tell of spans of days: shop, product, video, LIVE, advertisement, creator, web site.

Of the exports of one grain that count differently (by other keys, another kind of GMV, another attribution) one is taken, the
one that covers most of the days asked for; they overlap and are never added.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Max, Q, QuerySet, Sum, Value

from analytics.metrics import Cell
from analytics.models import FactGrain, GmvKind, Relation, SpanSum, Surface
from analytics.models.span_sums import TOLD_KEYS
from analytics.queries.spans import choose
from planner.models import Video
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .by_window import known_columns, spans_of_streams, window_number, within
from .cut import Cut
from .told import Base, Windows, base_of, cell

SUMMED = (
    "impressions", "views", "product_impressions", "product_clicks", "add_to_carts", "orders", "sku_orders", "profile_views",
    "clicks", "sessions", "product_views",
)  # fmt: skip
OF_SURFACE = {FactGrain.VIDEO: Surface.VIDEO, FactGrain.LIVE: Surface.LIVE}  # what the grain itself says
KINDS = ("", *GmvKind.values)
OF_SHOP = (FactGrain.SHOP, FactGrain.PRODUCT, FactGrain.VIDEO, FactGrain.LIVE)
FOUR_WEEKS = 28


class Row(NamedTuple):
    """A sum of facts whose spans may be added up. Grain: stream, number of the window, split, which columns are told."""

    stream: tuple[str, ...]
    number: int
    account_id: int | None
    relation: str
    campaign: str
    is_tiktok: bool
    as_of: date
    cell: Cell

    @property
    def grain(self) -> str:
        return self.stream[0]

    @property
    def surface(self) -> str:
        return OF_SURFACE.get(self.grain, self.stream[2])

    @property
    def counts(self) -> Hashable:
        """Rows that differ in this count differently: kind of GMV, attribution, keys."""
        return self.stream[1], self.stream[4], self.stream[5]


@dataclass(frozen=True)
class Kept:
    """The spans of a stream that may be added up: {span: number of its window}; how many days of each window they cover; and
    whether all that lie within a window are kept."""

    spans: dict[tuple[date, date], int]
    covered: dict[int, int]
    is_all: bool


def fact_bases(brand: Brand, windows: Windows, cut: Cut) -> dict[str, Base]:
    """By grain. Two queries."""
    sums = brand.spansums if cut.campaign else brand.spantotals.annotate(campaign=Value(""))
    found = sums.filter(first_day__gte=windows.whole.start, first_day__lt=windows.whole.end)
    found = found.filter(end_day__lte=windows.whole.end).order_by()
    kept = {stream: _kept(spans, windows) for stream, spans in spans_of_streams(found, SpanSum.STREAM).items()}
    rows = _facts(brand, windows, cut, kept) if cut.needs_facts else _sums(found, windows, kept)
    rows = [row for row in rows if _is_asked(row, cut)]
    grains = dict.fromkeys(row.grain for row in rows)
    return {grain: _base(grain, [row for row in rows if row.grain == grain], kept, windows, cut) for grain in grains}


def span_told(brand: Brand, days: Days) -> Days | None:
    """Where no file of the shop tells a span within the days, the newest span that one tells: of those that end last the
    longest, and where they are told day by day the last four weeks of them. Two queries."""
    found = brand.spantotals.filter(grain__in=OF_SHOP)
    if found.filter(first_day__gte=days.start, end_day__lte=days.end).exists():
        return None
    told = found.order_by("-end_day", "first_day").values_list("first_day", "end_day").first()
    if told is None:
        return None
    span = Days(*told)
    return span if len(span) > 1 else Days(span.end - timedelta(days=FOUR_WEEKS), span.end)


def _sums(found: QuerySet, windows: Windows, kept: Mapping[tuple[str, ...], Kept]) -> list[Row]:
    """Added up by window; of streams whose spans overlap only those that were chosen."""
    asked = {stream: Q(**dict(zip(SpanSum.STREAM, stream, strict=True))) for stream, one in kept.items() if not one.is_all}
    whole = Q(number=window_number(windows, "end_day", -1))
    for one in asked.values():
        whole &= ~one
    for stream, one in asked.items():
        whole |= one & within(Days(*span) for span in kept[stream].spans)
    rows = found.annotate(number=window_number(windows, "first_day"), told=known_columns(SUMMED)).filter(whole)
    keys = (*SpanSum.STREAM, "number", *SpanSum.SPLIT, "told")
    summed = rows.values_list(*keys).annotate(Max("as_of"), *(Sum(name) for name in SUMMED))
    return [_row(tuple(row[:6]), row[6], (*row[7:11], row[12]), row[13:]) for row in summed]


def _row(stream: tuple[str, ...], number: int, split: Sequence, values: Sequence) -> Row:
    told = dict(zip(SUMMED, values, strict=True))
    clicks = told.pop("clicks")
    if stream[0] == FactGrain.AD and told["product_clicks"] is None:
        told["product_clicks"] = clicks  # of a shop ad leads to the product
    return Row(stream, number, *split, cell(told))


def _kept(spans: Iterable[tuple[date, date]], windows: Windows) -> Kept:
    inside: dict[int, list[Days]] = {}
    for first, end in spans:
        number = windows.of_span(first, end)
        if number is not None:
            inside.setdefault(number, []).append(Days(first, end))
    chosen = {number: choose(found, windows.all[number]) for number, found in inside.items()}
    return Kept(
        {(span.start, span.end): number for number, coverage in chosen.items() for span in coverage.spans},
        {number: coverage.covered for number, coverage in chosen.items()},
        all(len(coverage.spans) == len(inside[number]) for number, coverage in chosen.items()),
    )


def _facts(brand: Brand, windows: Windows, cut: Cut, kept: Mapping[tuple[str, ...], Kept]) -> list[Row]:
    """Of one video, product or creator: single facts, with the keys that they are told by."""
    asked = Q()
    if cut.video:
        asked &= Q(content_id=cut.video.external_id or "-", grain__in=(FactGrain.VIDEO, FactGrain.LIVE, FactGrain.AD))
        asked &= ~Q(grain=FactGrain.LIVE) if cut.video.kind != Video.Kind.LIVE else Q()
    if cut.product:
        asked &= Q(product_id=cut.product.tiktok_id or "-") | Q(sku_id=cut.product.sku or "-")
    if cut.creator:
        asked &= Q(creator__iexact=cut.creator)
    found = brand.periodfacts.filter(asked, first_day__gte=windows.whole.start, end_day__lte=windows.whole.end)
    names = ("campaign_name", "creator")
    handles = {account.handle for account in cut.accounts}
    rows = found.values(*SpanSum.STREAM[:5], *TOLD_KEYS, *names, "first_day", "end_day", "account_id", "as_of", *SUMMED)
    return [made for row in rows if (made := _row_of_fact(row, handles, kept))]


def _row_of_fact(fact: dict, handles: set[str], kept: Mapping[tuple[str, ...], Kept]) -> Row | None:
    """None where its span overlaps with one that was chosen."""
    keys = " ".join(key for key in TOLD_KEYS if fact[key])
    own = fact["account_id"] is not None or fact["creator"].lower() in handles
    relation = Relation.OWN if own else Relation.AFFILIATE if fact["creator"] else ""
    if fact["grain"] == FactGrain.AD:
        relation = Relation.PAID
    split = (fact["account_id"], relation, fact["utm_campaign"] or fact["campaign_name"], True, fact["as_of"])
    stream = (*(fact[name] for name in SpanSum.STREAM[:5]), keys)
    number = kept[stream].spans.get((fact["first_day"], fact["end_day"])) if stream in kept else None
    return None if number is None else _row(stream, number, split, [fact[name] for name in SUMMED])


def _is_asked(row: Row, cut: Cut) -> bool:
    ids = cut.account_ids
    return (
        row.is_tiktok
        and (ids is None or row.account_id in ids)
        and (not cut.relation or row.relation == cut.relation)
        and (not cut.campaign or row.campaign.casefold() == cut.campaign.name.casefold())
    )


def _base(grain: str, rows: list[Row], kept: dict[tuple[str, ...], Kept], windows: Windows, cut: Cut) -> Base:
    """Of one grain: one way of counting, and one of the surface asked for, all together, or each surface added up."""
    rows = _of_surface(rows, cut.surface)
    ways: dict[Hashable, list[Row]] = {}
    for row in rows:
        ways.setdefault(row.counts, []).append(row)
    best = max(ways.values(), key=lambda told: _worth(told, kept), default=[])
    cells: dict[int, list[Cell]] = {}
    covered: dict[int, int] = {}
    for row in best:
        cells.setdefault(row.number, []).append(row.cell)
        covered[row.number] = max(covered.get(row.number, 0), kept[row.stream].covered[row.number])
    return base_of(grain, grain, windows, cells, covered, max((row.as_of for row in best), default=None))


def _of_surface(rows: list[Row], surface: str) -> list[Row]:
    if surface:
        return [row for row in rows if row.surface == surface]
    together = [row for row in rows if not row.stream[2]]
    return together or rows


def _worth(rows: list[Row], kept: dict[tuple[str, ...], Kept]) -> tuple:
    """Days covered now, then ever; fewer keys; the kind of GMV that is named first."""
    streams = {row.stream for row in rows}
    now = max(kept[stream].covered.get(0, 0) for stream in streams)
    ever = max(sum(kept[stream].covered.values()) for stream in streams)
    kind, _attribution, keys = rows[0].counts
    return now, ever, -len(keys), -KINDS.index(kind)
