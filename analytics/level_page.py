"""The page of one level: what it does, how that went over time, its videos, and where it was put to the test."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _, gettext_noop

from analytics.badge_words import evidence_words
from analytics.chart_parts import Chart
from analytics.learning.fatigue import Fatigue, fatigue_of
from analytics.models import Outcome, PatternRun, Verdict
from analytics.pattern_axis import Tick, axis_ends, ticks_between
from analytics.pattern_charts import history_chart
from analytics.pattern_page import Row, row_of
from analytics.pattern_words import PatternWords
from analytics.queries.pattern_levels import LevelVideo, LevelView, level_view
from analytics.queries.patterns import LevelRow
from tkcommerce.words import ratio


@dataclass(frozen=True)
class LevelPage:
    view: LevelView
    outcome: Outcome
    rows: tuple[Row, ...]  # one per outcome that has an answer
    ticks: tuple[Tick, ...]
    chart: Chart | None  # from the second run on
    again: str
    fatigue: Fatigue | None = None

    @property
    def repeated(self) -> str:
        """What becomes of it when it is posted again soon; empty with too few videos to say."""
        return fatigue_words(self.fatigue) if self.fatigue and self.fatigue.found.factor is not None else ""

    @property
    def evidence(self) -> str:
        """For its being reproduced or retired at what counts."""
        told = self.now and (self.now.row.reproduced or self.now.row.retired)
        return evidence_words(told) if told else ""

    @property
    def now(self) -> LevelRow | None:
        return self.view.by_outcome.get(self.outcome)

    @property
    def told_videos(self) -> list[LevelVideo]:
        return [one for one in self.view.videos if one.forecast]


def level_page(run: PatternRun, words: PatternWords, asked: Mapping[str, str]) -> LevelPage | None:
    """None for a level that the run does not know."""
    outcome = Outcome(asked["outcome"]) if asked.get("outcome") in Outcome.values else Outcome.VIEWS
    facet, level = asked.get("facet", ""), asked.get("level", "")
    is_text = "\0" not in facet + level  # PostgreSQL refuses to look for it
    view = level_view(run, words, outcome, facet, level) if is_text else None
    if view is None:
        return None
    levels = list(view.by_outcome.values())
    low, high = axis_ends(levels)
    row = levels[0].row
    return LevelPage(
        view, outcome,
        tuple(row_of(level, low, high) for level in levels),
        ticks_between(low, high),
        history_chart(view, run.brand.time_zone) if len(view.history) > 1 else None,
        f"{row.facet_code}.{row.level_code}" if row.level_id else "",
        fatigue_of(view.results),
    )  # fmt: skip


def fatigue_words(fatigue: Fatigue) -> str:
    found = fatigue.found
    params = {
        "days": fatigue.days, "lo": f"{found.lo90:.1f}", "hi": ratio(found.hi90), "factor": ratio(found.factor, 2),
        "soon": fatigue.soon, "rested": fatigue.rested,
    }  # fmt: skip
    kind = NO_SIGN if not fatigue.is_proven else TIRES if found.factor < 1 else GAINS
    return _(kind) % params


NO_SIGN = gettext_noop(
    "No sign that it tires: posted again within %(days)s days, its views are %(lo)s–%(hi)s of those after a longer rest "
    "(%(soon)s and %(rested)s videos)."
)
TIRES = gettext_noop(
    "It tires: posted again within %(days)s days, its views are %(factor)s of those after a longer rest "
    "(90 %% range %(lo)s–%(hi)s; %(soon)s and %(rested)s videos). Give it a rest."
)
GAINS = gettext_noop(
    "It gains from being repeated: posted again within %(days)s days, its views are %(factor)s of those after a longer rest "
    "(90 %% range %(lo)s–%(hi)s; %(soon)s and %(rested)s videos)."
)


def level_answer(page: LevelPage) -> str:
    """The page in one sentence."""
    level = page.now
    if level is None:
        return _("Of %(outcome)s nothing is known for it yet.") % {"outcome": page.outcome.label}
    row = level.row
    params = {
        "lo": f"{row.lo90:.2f}", "hi": f"{row.hi90:.2f}", "outcome": page.outcome.label, "n": row.videos,
        "more": row.still_needed,
    }  # fmt: skip
    text = _("%(lo)s–%(hi)s times your usual %(outcome)s, in %(n)s videos.") % params
    if level.verdict == Verdict.WINNER:
        return text
    if row.still_needed:
        return text + " " + _("About %(more)s more videos of it will tell.") % params
    return text
