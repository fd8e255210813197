"""Which spans of days may be added up in a window: never two that overlap, and only whole ones.

Platforms tell sums of a day, a week, a month, whatever somebody exported. Of the spans inside a window those are chosen that
cover most of its days, and of equally good choices the one with more and shorter spans: days before weeks before months.
What is left uncovered is told, never guessed. Spans are chosen together for all rows of a stream: what one kind of export
tells of one account in one currency. So a video that a week's file leaves out has no days of its own, it had nothing to tell.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from analytics.models import FactGrain, PeriodFact
from analytics.models.span_sums import TOLD_KEYS
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days


@dataclass(frozen=True)
class Coverage:
    """The chosen spans of a window, disjoint and in order."""

    window: Days
    spans: tuple[Days, ...] = ()

    @property
    def covered(self) -> int:
        """In days."""
        return sum(len(span) for span in self.spans)

    @property
    def missing(self) -> int:
        return len(self.window) - self.covered

    @property
    def gaps(self) -> tuple[Days, ...]:
        """The uncovered runs of days, in order."""
        edges = [self.window.start, *(edge for span in self.spans for edge in (span.start, span.end)), self.window.end]
        runs = (Days(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))
        return tuple(run for run in runs if len(run))


def choose(spans: Iterable[Days], window: Days) -> Coverage:
    """Most days covered; of equal ones most spans. Spans that reach outside the window are left out."""
    inside = {(one.start, one.end) for one in spans if len(one) and window.start <= one.start and one.end <= window.end}
    if all((end - start).days == 1 for start, end in inside):
        return Coverage(window, tuple(Days(*one) for one in sorted(inside)))
    return Coverage(window, tuple(Days(*one) for one in _best(sorted(inside, key=lambda one: (one[1], one[0])))))


def _best(ordered: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Weighted interval scheduling: `best[n]` is (days, spans) over the first n, by end."""
    ends = [end for _start, end in ordered]
    best, before = [(0, 0)], []
    for number, (start, end) in enumerate(ordered):
        before.append(bisect_right(ends, start, hi=number))
        days, count = best[before[number]]
        best.append(max(best[number], (days + (end - start).days, count + 1)))
    chosen, number = [], len(ordered)
    while number:
        if best[number] == best[number - 1]:
            number -= 1
        else:
            chosen.append(ordered[number - 1])
            number = before[number - 1]
    return chosen[::-1]


def stream_of(fact: PeriodFact) -> Hashable:
    """Rows of the same export: what they count, where, in which currency, and which keys they are told by."""
    told = tuple(key for key in TOLD_KEYS if getattr(fact, key))
    return fact.gmv_kind, fact.surface, fact.account_id, fact.currency, fact.attribution, told


def content_of(fact: PeriodFact) -> Hashable:
    """For what happens once, such as a LIVE: each is told by itself, and two may share a day."""
    return fact.content_id, fact.gmv_kind, fact.surface, fact.currency


@dataclass(frozen=True)
class ChosenFacts:
    """Facts of one grain whose spans do not overlap within their stream, and what each stream covers of the window."""

    rows: tuple[PeriodFact, ...]
    coverage: Mapping[Hashable, Coverage]


def chosen(facts: Iterable[PeriodFact], window: Days, *, same: Callable[[PeriodFact], Hashable] = stream_of) -> ChosenFacts:
    """`same` says which facts are of one stream."""
    streams: dict[Hashable, list[PeriodFact]] = {}
    for fact in facts:
        streams.setdefault(same(fact), []).append(fact)
    coverage, rows = {}, []
    for stream, told in streams.items():
        coverage[stream] = choose((Days(one.first_day, one.end_day) for one in told), window)
        kept = {(span.start, span.end) for span in coverage[stream].spans}
        rows += [one for one in told if (one.first_day, one.end_day) in kept]
    return ChosenFacts(tuple(rows), coverage)


def facts_in(
    brand: Brand, window: Days, *, grain: FactGrain, same: Callable[[PeriodFact], Hashable] = stream_of, **filters: object
) -> ChosenFacts:
    """Of one grain, wholly inside the window. One query."""
    facts = brand.periodfacts.filter(grain=grain, first_day__gte=window.start, first_day__lt=window.end, **filters)
    return chosen(facts.filter(end_day__lte=window.end).order_by("first_day", "pk"), window, same=same)
