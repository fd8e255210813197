"""The page of customers and fans: bases side by side, one of them in depth, the ladder, and what customers say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language, gettext as _, pgettext

from analytics.chart_parts import Chart
from analytics.made import Made
from analytics.metrics import F2_RATE, REPEAT_RATE
from analytics.queries.sources import Source, sources_of
from tkcommerce import words
from tkcommerce.brands.models import Brand

from .bases import COMPARED, Base, Horizon, Segment, Touch
from .columns import bases_made, ladder_made, nps_made, reviews_made, segments_made, touch_made
from .drawings import cohort_map, second_orders
from .kept import known_bases
from .ladder import Ladder, ladder_of
from .voices import Voices, voices_of
from .words import begin_with, segment_advice, segment_name, segment_rule, shop_name, third_name, touch_name


@dataclass(frozen=True)
class BaseRow:
    """A base beside the others. `f2`: within COMPARED days."""

    key: str
    name: str
    base: Base
    f2: Horizon


@dataclass(frozen=True)
class SegmentRow:
    """`begin`: with whom to begin what is advised, where money says so."""

    segment: Segment
    name: str
    rule: str
    advice: str
    begin: str


@dataclass(frozen=True)
class TouchTable:
    key: str
    title: str
    note: str
    rows: Sequence[tuple[str, Touch]]


@dataclass(frozen=True)
class FansPage:
    answer: str
    rows: Sequence[BaseRow]
    chosen: BaseRow | None
    segments: Sequence[SegmentRow]
    touches: Sequence[TouchTable]
    charts: Sequence[Chart]
    ladder: Ladder
    voices: Voices | None
    sources: Sequence[Source]
    compared: int = COMPARED
    of: datetime | None = None  # the roll-up that the bases are of, while a newer one is under way
    formulas: tuple[tuple[str, str], ...] = ()

    @property
    def bases_made(self) -> Made:
        return bases_made(self.sources)

    @property
    def segments_made(self) -> Made:
        return segments_made(self.sources)

    @property
    def touch_tables(self) -> list[tuple[TouchTable, Made]]:
        return [(one, touch_made(one.key, self.sources)) for one in self.touches]

    @property
    def ladder_made(self) -> Made:
        return ladder_made()

    @property
    def reviews_made(self) -> Made:
        return reviews_made()

    @property
    def nps_made(self) -> Made:
        return nps_made()

    def table(self, key: str) -> tuple[list[str], list[tuple]] | None:
        """Header and raw rows of a chart, of the segments (`segments`), of a first touch by its key, or of the bases."""
        for chart in self.charts:
            if chart.key == key:
                return [column.label for column in chart.columns], list(chart.rows)
        if key == "segments":
            return _segment_table(self.segments)
        touched = next((table for table in self.touches if table.key == key), None)
        if touched:
            return _touch_table(touched)
        return _base_table(self.rows) if not key else None


def fans_page(brand: Brand, params: Mapping[str, str], *, today: date) -> FansPage:
    """`?base=shopify-JPY` chooses the base looked at in depth; the biggest without it."""
    known = known_bases(brand)
    bases = known.bases
    several = {base.shop for base in bases if sum(other.shop == base.shop for other in bases) > 1}
    rows = [_row(base, with_currency=base.shop in several) for base in bases]
    chosen = next((row for row in rows if row.key == params.get("base")), rows[0] if rows else None)
    base = chosen.base if chosen else None
    charts = [chart for chart in (second_orders(base), cohort_map(base)) if chart] if base else []
    return FansPage(
        answer=_answer(chosen),
        rows=rows,
        chosen=chosen,
        segments=[_segment(one) for one in base.segments] if base else [],
        touches=_touches(base) if base else [],
        charts=charts,
        ladder=ladder_of(brand, today=today),
        voices=voices_of(brand),
        sources=[source for source in sources_of(brand) if source.channel is not None],
        of=known.of,
        formulas=((str(F2_RATE.label), str(F2_RATE.formula)), (str(REPEAT_RATE.label), str(REPEAT_RATE.formula))),
    )


def _row(base: Base, *, with_currency: bool) -> BaseRow:
    f2 = next(one for one in base.horizons if one.days == COMPARED)
    return BaseRow(f"{base.shop}-{base.currency}", shop_name(base.shop, base.currency if with_currency else ""), base, f2)


def _answer(row: BaseRow | None) -> str:
    """One sentence on the base looked at."""
    if row is None:
        return ""
    if row.f2.rate is None:
        return _("%(shop)s: too few customers are %(days)s days old to say how many come back.") % {
            "shop": row.name, "days": COMPARED,
        }  # fmt: skip
    told = _("%(shop)s: of 100 first-time buyers, %(n)s bought again within %(days)s days.") % {
        "shop": row.name, "n": round(row.f2.rate * 100), "days": COMPARED,
    }  # fmt: skip
    middle = row.base.middle_days
    return words.sentences(told, _("The middle one came back after %(n)s days.") % {"n": middle} if middle is not None else "")


def _segment(one: Segment) -> SegmentRow:
    return SegmentRow(one, segment_name(one.key), segment_rule(one.key), segment_advice(one.key), begin_with(one))


def _touches(base: Base) -> list[TouchTable]:
    language = get_language() or ""
    own = _("Orders that carry the link or the code of a video, or that TikTok tells of one.")
    titles = (
        ("surface", _("By surface"), _("Where the first order came from, as the order file tells.")),
        ("video", _("By video"), own),
        ("level", _("By pattern of the video"), own),
        ("product", _("By product of the first order"), _("A first order of two products counts for both.")),
    )
    made = []
    for kind, title, note in titles:
        rows = [(touch_name(touch, language), touch) for touch in base.of_kind(kind)]
        if kind == "level":
            rows = sorted((row for row in rows if row[1].range), key=lambda row: -row[1].range[0])
        if any(touch.of for _name, touch in rows):
            made.append(TouchTable(kind, title, note, rows))
    return made


def _base_table(rows: Sequence[BaseRow]) -> tuple[list[str], list[tuple]]:
    header = [
        _("Shop"), _("Currency"), _("Customers"), _("Bought again, ever"), _("F2 rate, %(n)s days") % {"n": COMPARED},
        _("Had the time"), _("Repeat rate, 365 days"), _("Orders"), _("LTV so far"), _("As of"),
    ]  # fmt: skip
    return header, [
        (row.name, row.base.currency, row.base.customers, row.base.again, row.f2.rate, row.f2.grown, row.base.repeat_rate,
         row.base.orders, row.base.value, row.base.until)
        for row in rows
    ]  # fmt: skip


def _segment_table(rows: Sequence[SegmentRow]) -> tuple[list[str], list[tuple]]:
    """All cells of recency, frequency and money."""
    header = [
        _("Segment"),
        pgettext("a segment", "Rule"),
        _("Spending"),
        _("Customers"),
        _("Orders"),
        _("Net sales"),
        _("LTV so far"),
    ]
    return header, [
        (row.name, row.rule, third_name(one.key), one.customers, one.orders, one.net, one.value)
        for row in rows
        for one in row.segment.thirds
    ]


def _touch_table(table: TouchTable) -> tuple[list[str], list[tuple]]:
    header = [
        table.title, _("Customers"), _("F2 rate, %(n)s days") % {"n": COMPARED}, _("Bought again"), _("Had the time"),
        _("LTV so far"),
    ]  # fmt: skip
    return header, [(name, one.customers, one.rate, one.returned, one.grown, one.value) for name, one in table.rows]
