"""The page of patterns: one outcome of the current run, one facet of it, on a ratio axis."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _, gettext_lazy

from analytics.models import Outcome, PatternCall, PatternRun, Verdict
from analytics.pattern_axis import Tick, axis_ends, place, ticks_between
from analytics.pattern_words import PAIR, PatternWords
from analytics.queries.patterns import FacetRows, LevelRow, OutcomeView, ScopeChoice, outcome_view, outcomes_with_data, scopes_of
from analytics.selection_bar import SelectionBar, recent_selections, selection_bar
from tkcommerce.brands.models import Brand

FAMILIES = {  # what a brand wants → the outcomes that measure it, the first one preferred
    "reach": (gettext_lazy("Reach"), (Outcome.VIEWS,)),
    "empathy": (gettext_lazy("Empathy"), (Outcome.LIKES, Outcome.SHARES)),
    "understanding": (gettext_lazy("Understanding"), (Outcome.COMPLETION, Outcome.WATCH_TIME, Outcome.SAVES)),
    "click": (gettext_lazy("Click"), (Outcome.CLICKS,)),
    "sale": (gettext_lazy("Sale"), (Outcome.GMV, Outcome.ORDERS)),
}
MARKS = 5  # the newest calls of a level
ALL = "all"  # every facet in one list


@dataclass(frozen=True)
class Mark:
    """A call of the past: held (True), did not hold (False), or not judged yet (None). `x`: its place, 0–60."""

    held: bool | None
    x: int


@dataclass(frozen=True)
class Row:
    """A level with its places on the axis, in per cent of its width."""

    level: LevelRow
    x: float
    x_lo: float
    x_hi: float
    marks: tuple[Mark, ...]

    @property
    def tone(self) -> str:
        return "rest" if self.level.row.retired else TONES[self.level.verdict]

    @property
    def again(self) -> str:
        """As the planner names the level to start a brief with; empty for what no vocabulary holds."""
        row = self.level.row
        return f"{row.facet_code}.{row.level_code}" if row.level_id else ""

    @property
    def level_query(self) -> str:
        row = self.level.row
        return urlencode({"facet": row.facet_code, "level": row.level_code, "outcome": row.fit.outcome})

    @property
    def held(self) -> int:
        return sum(mark.held is True for mark in self.marks)

    @property
    def judged(self) -> int:
        return sum(mark.held is not None for mark in self.marks)


TONES = {
    Verdict.WINNER: "win", Verdict.PROMISING: "hope", Verdict.AVERAGE: "avg", Verdict.UNPROVEN: "wait", Verdict.LOSING: "lose",
}  # fmt: skip


TONES_SHOWN = (*TONES.values(), "rest")


@dataclass(frozen=True)
class Tab:
    code: str
    label: str
    winners: int
    current: bool


@dataclass(frozen=True)
class Choice:
    """A link of a switch. `has_data`: whether it leads to an answer."""

    value: str
    label: str
    current: bool
    has_data: bool


@dataclass(frozen=True)
class PatternPage:
    run: PatternRun
    outcome: Outcome
    view: OutcomeView
    families: tuple[Choice, ...]
    outcomes: tuple[Choice, ...]
    scopes: tuple[ScopeChoice, ...]
    scope: str
    tabs: tuple[Tab, ...]
    facet: FacetRows | None  # None: all of them
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    chosen: SelectionBar | None = None

    @property
    def kept_scope(self) -> str:
        """What stays when another outcome is looked at: every outcome knows a selection of videos."""
        return self.chosen.selection.scope if self.chosen else ""

    @property
    def best(self) -> LevelRow | None:
        """The winner with the highest lift; of pairs only where no level wins by itself."""
        return min(self.view.winners, key=lambda row: (PAIR in row.row.facet_code, -row.row.lift), default=None)

    @property
    def worst(self) -> LevelRow | None:
        losing = [row for facet in self.view.facets for row in facet.levels if row.verdict == Verdict.LOSING]
        return min(losing, key=lambda row: (PAIR in row.row.facet_code, row.row.lift), default=None)

    @property
    def nearest(self) -> LevelRow | None:
        """The promising level that needs the fewest videos more."""
        waiting = [row for facet in self.view.facets for row in facet.levels if row.row.still_needed and row.row.lift > 0]
        return min(waiting, key=lambda row: (row.verdict != Verdict.PROMISING, row.row.still_needed), default=None)


def pattern_page(brand: Brand, run: PatternRun, said: PatternWords, asked: Mapping[str, str]) -> PatternPage:
    """What an address asks for, or the nearest that there is. Six queries, two more for a selection of videos.

    While a selection is learned for the first time the page shows all videos, and says so.
    """
    answered = outcomes_with_data(run)
    outcome = _outcome(asked, answered)
    scopes, scope = scopes_of(run, said, outcome), asked.get("scope", "")
    chosen = selection_bar(brand, said, scope)
    scopes += [ScopeChoice(*one) for one in recent_selections(brand, said)]
    if chosen and scope not in {one.scope for one in scopes}:
        scopes.append(ScopeChoice(scope, chosen.label))
    scope = scope if scope in {one.scope for one in scopes} else ""
    view = outcome_view(run, said, outcome, scope) or outcome_view(run, said, outcome)
    facet = next((one for one in view.facets if one.code == asked.get("facet")), None)
    if facet is None and asked.get("facet") != ALL:
        facet = _liveliest(view.facets)
    levels = facet.levels if facet else _best_first(view.facets)
    low, high = axis_ends(levels)
    marks = marks_of(brand, outcome)
    return PatternPage(
        run, outcome, view,
        tuple(_family(name, outcome, answered) for name in FAMILIES),
        tuple(_choice(one, outcome, answered) for one in _siblings(outcome)),
        tuple(scopes), scope,
        tuple(_tab(one, facet) for one in view.facets),
        facet,
        tuple(row_of(level, low, high, marks.get((level.row.facet_code, level.row.level_code), ())) for level in levels),
        ticks_between(low, high), chosen,
    )  # fmt: skip


def _outcome(asked: Mapping[str, str], answered: Mapping[str, bool]) -> Outcome:
    if asked.get("outcome") in Outcome.values:
        return Outcome(asked["outcome"])
    _label, outcomes = FAMILIES.get(asked.get("family", ""), FAMILIES["reach"])
    return next((outcome for outcome in outcomes if answered[outcome]), outcomes[0])


def _siblings(outcome: Outcome) -> tuple[Outcome, ...]:
    return next(outcomes for _label, outcomes in FAMILIES.values() if outcome in outcomes)


def _family(name: str, outcome: Outcome, answered: Mapping[str, bool]) -> Choice:
    label, outcomes = FAMILIES[name]
    return Choice(name, str(label), outcome in outcomes, any(answered[one] for one in outcomes))


def _choice(one: Outcome, outcome: Outcome, answered: Mapping[str, bool]) -> Choice:
    return Choice(one.value, str(one.label), one == outcome, answered[one])


def _tab(one: FacetRows, facet: FacetRows | None) -> Tab:
    return Tab(one.code, one.label, _winners(one), facet is not None and one.code == facet.code)


def _winners(one: FacetRows) -> int:
    return sum(row.verdict == Verdict.WINNER for row in one.levels)


def _liveliest(facets: Iterable[FacetRows]) -> FacetRows | None:
    """Where a visitor looks first: a facet by itself before pairs, most winners, then the widest spread."""
    rank = [
        (PAIR not in one.code, _winners(one), one.levels[0].row.lift - one.levels[-1].row.lift, one)
        for one in facets
        if one.levels
    ]
    return max(rank, key=lambda entry: entry[:3])[3] if rank else None


def _best_first(facets: Iterable[FacetRows]) -> list[LevelRow]:
    return sorted((row for facet in facets for row in facet.levels), key=lambda row: -row.row.lift)


def marks_of(brand: Brand, outcome: str) -> dict[tuple[str, str], tuple[Mark, ...]]:
    """{(facet, level): its newest calls as winner, oldest first}. One query."""
    told: dict[tuple[str, str], list[bool | None]] = defaultdict(list)
    calls = brand.patterncalls.filter(outcome=outcome, verdict=Verdict.WINNER).order_by("-called_at")
    for facet, level, state in calls.values_list("facet_code", "level_code", "state"):
        told[facet, level].append({PatternCall.State.HELD: True, PatternCall.State.FAILED: False}.get(state))
    return {key: tuple(Mark(held, 6 + 12 * at) for at, held in enumerate(reversed(calls[:MARKS]))) for key, calls in told.items()}


def row_of(level: LevelRow, low: float, high: float, marks: tuple[Mark, ...] = ()) -> Row:
    row = level.row
    return Row(level, place(row.factor, low, high), place(row.lo90, low, high), place(row.hi90, low, high), marks)


def answer_of(page: PatternPage) -> str:
    """The page in one sentence, without markup."""
    if page.view.reason:
        return page.view.reason
    if page.best is None:
        return _nothing_yet(page)
    told = [_winning(page.best, page)]
    if page.worst:
        told.append(_losing(page.worst))
    return " ".join(told)


def _winning(level: LevelRow, page: PatternPage) -> str:
    params = _params(level) | {"outcome": page.outcome.label}
    text = _("%(level)s (%(facet)s): %(lo)s–%(hi)s times your usual %(outcome)s, in %(n)s videos.") % params
    if level.row.chance is None:
        return text
    return text + " " + _("Chance to be above the usual again: %(chance)s %%.") % {"chance": _whole(level.row.chance)}


def _whole(chance: float) -> int:
    """Per cent. What is estimated is never certain."""
    return min(max(round(100 * chance), 1), 99)


def _losing(level: LevelRow) -> str:
    return _("%(level)s (%(facet)s) is at %(lo)s–%(hi)s times, in %(n)s videos.") % _params(level)


def _nothing_yet(page: PatternPage) -> str:
    if page.nearest is None:
        return _("Nothing stands out from your usual yet.")
    params = _params(page.nearest) | {"more": page.nearest.row.still_needed}
    return _("Nothing is proven yet. %(level)s (%(facet)s) comes nearest: about %(more)s more videos of it will tell.") % params


def _params(level: LevelRow) -> dict:
    row = level.row
    return {
        "level": level.label, "facet": level.facet, "lo": f"{row.lo90:.2f}", "hi": f"{row.hi90:.2f}", "n": row.videos,
    }  # fmt: skip
