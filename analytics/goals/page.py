"""The page of a month's goals, and the line of them on Home."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _, ngettext

from analytics.chart_parts import Chart
from planner.setting_log.history import SettingEntry, setting_history
from tkcommerce import words
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days, month_of

from .charts import charts_of
from .editing import goal_changes
from .lines import GoalLine, goal_lines
from .pace import Standing
from .told import everything

GOOD = (Standing.REACHED, Standing.ON_COURSE)
BAD = (Standing.BEHIND, Standing.MISSED)


@dataclass(frozen=True)
class GoalsPage:
    month: Days
    today: date
    lines: Sequence[GoalLine]
    charts: Sequence[Chart]
    history: Sequence[SettingEntry]
    before: int  # goals of the month before

    @property
    def answer(self) -> str:
        return goals_answer(self.lines) if self.lines else _("No goal is set for this month yet.")

    @property
    def month_before(self) -> str:
        return f"{self.month.start - timedelta(days=1):%Y-%m}"

    @property
    def month_after(self) -> str:
        return f"{self.month.end:%Y-%m}"

    @property
    def key(self) -> str:
        return f"{self.month.start:%Y-%m}"

    def table(self, key: str = "") -> tuple[list[str], list[tuple]]:
        """Of a chart, or of all goals."""
        chart = next((chart for chart in self.charts if chart.key == key), None)
        if chart:
            return [column.label for column in chart.columns], list(chart.rows)
        header = [_("Goal"), _("Target value"), _("So far"), _("Forecast"), _("At least"), _("At most"), _("Needed a week"),
                  _("Usual a week"), _("Days left"), _("Standing"), _("As of")]  # fmt: skip
        return header, [_cells(line) for line in self.lines]


def goals_page(brand: Brand, params: Mapping[str, str], *, today: date) -> GoalsPage:
    """`?month=2026-11`; without one that can be read, this month. Eight queries at most."""
    month = read_month(params.get("month", ""), today=today)
    goals = list(brand.goals.filter(month=month.start))
    lines = goal_lines(goals, everything(brand, month, today=today), month) if goals else []
    before = brand.goals.filter(month=month_of(month.start - timedelta(days=1)).start).count()
    return GoalsPage(month, today, lines, charts_of(lines), setting_history(brand, goal_changes(brand), today=today), before)


def month_lines(brand: Brand, *, today: date) -> list[GoalLine]:
    """This month's goals; one query where there is none."""
    goals, month = list(goals_of(brand, today)), month_of(today)
    return goal_lines(goals, everything(brand, month, today=today), month) if goals else []


def goals_of(brand: Brand, today: date) -> QuerySet:
    return brand.goals.filter(month=month_of(today).start)


def goals_answer(lines: Sequence[GoalLine]) -> str:
    """How many stand well, and the first that does not with what it needs."""
    good, bad = [[line for line in lines if line.standing in kinds] for kinds in (GOOD, BAD)]
    said = ngettext(
        "%(good)s of %(n)s goal is reached or on course.", "%(good)s of %(n)s goals are reached or on course.", len(lines)
    )
    told = [said % {"good": words.count(len(good)), "n": words.count(len(lines))}]
    if bad and bad[0].days_left and bad[0].needed_a_week is not None:
        behind = bad[0]
        said = _("%(goal)s is behind: the rest of the month needs %(needed)s.") if behind.is_rate else _(
            "%(goal)s is behind: it needs %(needed)s a week, the usual is %(usual)s."
        )  # fmt: skip
        told.append(said % {"goal": behind.name, "needed": behind.needed_text, "usual": behind.usual_text})
    return words.sentences(*told)


def read_month(text: str, *, today: date) -> Days:
    try:
        month = month_of(date.fromisoformat(f"{text}-01"))
        month.start - timedelta(days=400)  # forecasts look back
    except (ValueError, OverflowError):
        return month_of(today)
    return month


def _cells(line: GoalLine) -> tuple:
    pace = line.pace
    return (
        line.name, line.goal.target, pace and pace.so_far, pace and pace.end, pace and pace.low, pace and pace.high,
        line.needed_a_week, line.usual_a_week if pace else None, line.days_left, line.verdict[0], line.as_of,
    )  # fmt: skip
