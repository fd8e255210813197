"""The month's goals as they stood when the week was told. Speaks the active language."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from analytics.goals.lines import STANDINGS, GoalLine, goal_name, goal_text
from analytics.goals.pace import Standing
from analytics.reports.content import GoalFact, WeeklyContent
from analytics.reports.links import pages_of
from analytics.reports.parts import Link, Row, Section


def goal_facts(lines: Sequence[GoalLine]) -> tuple[GoalFact, ...]:
    return tuple(
        GoalFact(
            line.goal.measure, line.goal.channel, line.goal.currency, line.target, line.pace.so_far if line.pace else None,
            line.pace.low if line.pace else None, line.pace.high if line.pace else None, str(line.standing), line.days_left,
        )
        for line in lines
    )  # fmt: skip


def goal_section(content: WeeklyContent) -> Section | None:
    rows = tuple(_row(fact) for fact in content.goals)
    foot = _("Forecasts are ranges: in 9 of 10 tries with the brand's own past, the month ended within it.")
    link = Link(_("Open the goals"), pages_of(content).named("analytics:goals"))
    return Section("items", _("Goals of the month"), rows, foot, link) if rows else None


def _row(fact: GoalFact) -> Row:
    so_far, target = (goal_text(fact.measure, fact.currency, value) for value in (fact.so_far, fact.target))
    word = str(STANDINGS[Standing(fact.standing)][0])
    told = [word, _("%(so_far)s of %(target)s") % {"so_far": so_far, "target": target}]
    if fact.left and fact.low is not None and fact.high is not None:
        low, high = (goal_text(fact.measure, fact.currency, value) for value in (fact.low, fact.high))
        told.append(_("Forecast %(low)s to %(high)s") % {"low": low, "high": high})
    return Row(goal_name(fact.measure, fact.channel, fact.currency), note=_(" · ").join(told))
