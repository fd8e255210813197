"""Bases out of what platforms tell of spans of days: shop, product, video, LIVE, advertisement, creator, web site.

Of the exports of one grain that count differently (by other keys, another kind of GMV, another attribution) one is taken, the
one that covers most of the days asked for; they overlap and are never added.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from analytics.metrics import Cell
from analytics.models import FactGrain, GmvKind, Relation, SpanSum, Surface
from analytics.models.span_sums import TOLD_KEYS
from analytics.queries.spans import choose
from planner.models import Video
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .cut import Cut
from .told import Base, Windows, base_of, cell

SUMMED = (
    "impressions", "views", "product_impressions", "product_clicks", "add_to_carts", "orders", "sku_orders", "profile_views",
    "clicks", "sessions", "product_views",
)  # fmt: skip
KEYS = (*SpanSum.STREAM, "first_day", "end_day", *SpanSum.SPLIT, "as_of")
OF_SURFACE = {FactGrain.VIDEO: Surface.VIDEO, FactGrain.LIVE: Surface.LIVE}  # what the grain itself says
KINDS = ("", *GmvKind.values)


class Row(NamedTuple):
    """A sum of facts. Grain: stream, span, split."""

    stream: tuple[str, ...]
    span: tuple[date, date]
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
    """The spans of a stream that may be added up: {span: number of its window}; and how many days of each window."""

    spans: dict[tuple[date, date], int]
    covered: dict[int, int]


def fact_bases(brand: Brand, windows: Windows, cut: Cut) -> dict[str, Base]:
    """By grain. One query; two where one video, product or creator is asked for."""
    rows = _sums(brand, windows)
    kept = {stream: _kept(spans, windows) for stream, spans in _spans_by_stream(rows).items()}
    if cut.needs_facts:
        rows = _facts(brand, windows, cut)
    rows = [row for row in rows if row.span in kept.get(row.stream, Kept({}, {})).spans and _is_asked(row, cut)]
    grains = dict.fromkeys(row.grain for row in rows)
    return {grain: _base(grain, [row for row in rows if row.grain == grain], kept, windows, cut) for grain in grains}


def _sums(brand: Brand, windows: Windows) -> list[Row]:
    found = brand.spansums.filter(first_day__gte=windows.whole.start, first_day__lt=windows.whole.end)
    rows = found.filter(end_day__lte=windows.whole.end).values_list(*KEYS, *SUMMED)
    return [_row(tuple(row[:6]), row[6:8], row[8:13], row[13:]) for row in rows]


def _row(stream: tuple[str, ...], span: Sequence[date], split: Sequence, values: Sequence) -> Row:
    told = dict(zip(SUMMED, values, strict=True))
    clicks = told.pop("clicks")
    if stream[0] == FactGrain.AD and told["product_clicks"] is None:
        told["product_clicks"] = clicks  # of a shop ad leads to the product
    return Row(stream, (span[0], span[1]), *split, cell(told))


def _spans_by_stream(rows: Iterable[Row]) -> dict[tuple[str, ...], set[tuple[date, date]]]:
    found: dict[tuple[str, ...], set[tuple[date, date]]] = {}
    for row in rows:
        found.setdefault(row.stream, set()).add(row.span)
    return found


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
    )


def _facts(brand: Brand, windows: Windows, cut: Cut) -> list[Row]:
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
    names = ("campaign_name", "utm_campaign", "creator")
    handles = {account.handle for account in cut.accounts}
    rows = found.values(*SpanSum.STREAM[:5], *TOLD_KEYS, *names, "first_day", "end_day", "account_id", "as_of", *SUMMED)
    return [_row_of_fact(row, handles) for row in rows]


def _row_of_fact(fact: dict, handles: set[str]) -> Row:
    keys = " ".join(key for key in TOLD_KEYS if fact[key])
    own = fact["account_id"] is not None or fact["creator"].lower() in handles
    relation = Relation.OWN if own else Relation.AFFILIATE if fact["creator"] else ""
    if fact["grain"] == FactGrain.AD:
        relation = Relation.PAID
    split = (fact["account_id"], relation, fact["utm_campaign"] or fact["campaign_name"], True, fact["as_of"])
    stream = (*(fact[name] for name in SpanSum.STREAM[:5]), keys)
    return _row(stream, (fact["first_day"], fact["end_day"]), split, [fact[name] for name in SUMMED])


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
        found = kept[row.stream]
        number = found.spans[row.span]
        cells.setdefault(number, []).append(row.cell)
        covered[number] = max(covered.get(number, 0), found.covered[number])
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
