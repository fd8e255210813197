"""A goal's month as a line: added up day by day, the target, and the range in which the month may end."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import accumulate

from django.utils.translation import gettext as _

from analytics.chart_parts import Chart, Column, day_axis, day_texts, layout, value_axis
from tkcommerce import words

from .lines import GoalLine


def charts_of(lines: Sequence[GoalLine]) -> list[Chart]:
    """Of what is added up; a month of which nothing is told has no line."""
    return [_chart(line) for line in lines if line.history and line.pace and line.pace.left.start > line.month.start]


def _chart(line: GoalLine) -> Chart:
    days = list(line.month)
    known = [day for day in days if day < line.pace.left.start or line.history.values.get(day)]
    sums = list(accumulate(line.history.values.get(day, 0.0) for day in known))
    title = _("%(goal)s, day by day") % {"goal": line.name}
    label = _("%(title)s: %(so_far)s so far of %(target)s.") % {
        "title": title, "so_far": line.so_far_text, "target": line.target_text,
    }  # fmt: skip
    text = line.text
    columns = (Column(_("Day"), words.day_short, numeric=False), Column(_("Of the day"), text), Column(_("Added up"), text))
    rows = tuple((day, line.history.values.get(day, 0.0), total) for day, total in zip(known, sums, strict=True))
    legend = (("hook", _("Added up")), ("theme", _("Target")), ("band", _("Forecast")))
    return Chart(f"goal-{line.goal.pk}", title, label, _figure(line, days, known, sums), columns, rows, legend=legend)


def _figure(line: GoalLine, days: list, known: list, sums: list[float]) -> dict:
    pace, x = line.pace, [day.isoformat() for day in known]
    data = []
    if pace.low is not None and len(pace.left) and known:
        fan = [known[-1].isoformat(), days[-1].isoformat()]
        if fan[0] != fan[1]:
            data += [
                _fan(fan, [sums[-1], pace.low]),
                _fan(fan, [sums[-1], pace.high]) | {"fill": "tonexty", "fillcolor": "--accent-soft"},
                _line(fan, [sums[-1], pace.end], "--f-hook", _("Forecast"), [line.so_far_text, line.end_text], dash="dot"),
            ]
    whole = [days[0].isoformat(), days[-1].isoformat()]
    data.append(_line(whole, [line.target] * 2, "--f-theme", _("Target"), [line.target_text] * 2, dash="dash"))
    texts = [f"{day} · {line.text(total)}" for day, total in zip(day_texts(known), sums, strict=True)]
    data.append(_line(x, sums, "--f-hook", _("Added up"), texts))
    top = [*sums, line.target, *([pace.high] if pace.high is not None else [])]
    axis = day_axis(days) | {"range": [days[0].isoformat(), (days[-1] + timedelta(days=1)).isoformat()]}
    return {"data": data, "layout": layout(height=220, xaxis=axis, yaxis=value_axis(top))}


def _fan(x: list[str], y: list[float]) -> dict:
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"width": 0}, "hoverinfo": "skip"}


def _line(x: list[str], y: list[float], colour: str, name: str, texts: list[str], *, dash: str = "solid") -> dict:
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": y, "name": name, "hoverinfo": "text", "hovertext": texts,
        "line": {"color": colour, "width": 2, "dash": dash},
    }  # fmt: skip
