"""The page of one level: what it does, how that went over time, its videos, and where it was put to the test."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from analytics.chart_parts import Chart
from analytics.models import Outcome, PatternRun, Verdict
from analytics.pattern_axis import Tick, axis_ends, ticks_between
from analytics.pattern_charts import history_chart
from analytics.pattern_page import Row, row_of
from analytics.pattern_words import PatternWords
from analytics.queries.pattern_levels import LevelVideo, LevelView, level_view
from analytics.queries.patterns import LevelRow


@dataclass(frozen=True)
class LevelPage:
    view: LevelView
    outcome: Outcome
    rows: tuple[Row, ...]  # one per outcome that has an answer
    ticks: tuple[Tick, ...]
    chart: Chart | None  # from the second run on
    again: str

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
    )  # fmt: skip


def level_answer(page: LevelPage) -> str:
    """The page in one sentence."""
    level = page.now
    if level is None:
        return _("Of %(outcome)s nothing is known for it yet.") % {"outcome": page.outcome.label}
    row = level.row
    params = {
        "lo": f"{row.lo90:.1f}", "hi": f"{row.hi90:.1f}", "outcome": page.outcome.label, "n": row.videos,
        "more": row.still_needed,
    }  # fmt: skip
    text = _("%(lo)s–%(hi)s times your usual %(outcome)s, in %(n)s videos.") % params
    if level.verdict == Verdict.WINNER:
        return text
    if row.still_needed:
        return text + " " + _("About %(more)s more videos of it will tell.") % params
    return text
