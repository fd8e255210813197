"""Dataclasses → plotly figures (plain dicts), each with its sentence and its table. No request, no database.

Colours are names of CSS custom properties ("--f-hook"): static/js/charts.js looks up what they are in the reader's theme.
Bars start at zero; a day without a value is a gap; provisional days are hatched.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from django.utils.translation import get_language, gettext as _

from analytics.chart_parts import Chart, Column, Line, Value, day_axis, day_text, day_texts, layout, value_axis
from tkcommerce import words

MAX_GAP_NOTES = 6


def bars(days: Sequence[date], line: Line, hatched: Sequence[bool], *, axis: str = "y") -> dict:
    return {
        "type": "bar", "name": line.name, "xaxis": "x", "yaxis": axis, "x": [day.isoformat() for day in days],
        "y": [_number(value) for value in line.values], "hoverinfo": "text",
        "hovertext": [
            f"{day} · {line.name} {line.text(value)}" for day, value in zip(day_texts(days), line.values, strict=True)
        ],
        "marker": {
            "color": line.colour, "cornerradius": 2,
            "pattern": {
                "shape": ["/" if one else "" for one in hatched], "fgcolor": line.colour, "bgcolor": "--surface", "size": 5,
                "solidity": 0.4,
            },
        },
    }  # fmt: skip


def _number(value: Value) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value


def day_bars(
    key: str, title: str, label: str, days: Sequence[date], line: Line, hatched: Sequence[bool], notes: tuple[str, ...]
) -> Chart:
    """One row of bars by day, gaps named."""
    shape = layout(height=220, xaxis=day_axis(days), yaxis=value_axis(line.values), annotations=gap_notes(days, line.values))
    figure = {"data": [bars(days, line, hatched)], "layout": shape}
    return Chart(key, title, label, figure, *day_table(days, [line], hatched), notes, _legend(hatched))


def small_bars(
    key: str, title: str, label: str, days: Sequence[date], lines: Sequence[Line], hatched: Sequence[bool], notes: tuple[str, ...]
) -> Chart:
    """Several rows of bars over one axis of days, each with a scale of its own."""
    shape = layout(height=60 + 92 * len(lines), xaxis=day_axis(days) | {"anchor": f"y{len(lines)}"}, annotations=[])
    data = []
    share = 1 / len(lines)
    for number, line in enumerate(lines):
        name, top = f"y{number + 1}", 1 - number * share
        shape["yaxis" + (str(number + 1) if number else "")] = value_axis(line.values) | {
            "domain": [top - share + 0.03, top - 0.05]
        }
        data.append(bars(days, line, hatched, axis=name if number else "y"))
        shape["annotations"].append(
            {"text": line.name, "xref": "paper", "x": 0, "yref": "paper", "y": top, "yanchor": "top", "xanchor": "left",
             "showarrow": False, "font": {"color": "--ink-2", "size": 12}}
        )  # fmt: skip
    return Chart(key, title, label, {"data": data, "layout": shape}, *day_table(days, lines, hatched), notes, _legend(hatched))


def stacked_bars(
    key: str, title: str, label: str, days: Sequence[date], lines: Sequence[Line], hatched: Sequence[bool], notes: tuple[str, ...]
) -> Chart:
    """Parts of a whole by day, one upon the other."""
    known = [[value for value in day if value is not None] for day in zip(*(line.values for line in lines), strict=True)]
    whole = [sum(day) if day else None for day in known]
    shape = layout(height=220, barmode="stack", xaxis=day_axis(days), yaxis=value_axis(whole), annotations=gap_notes(days, whole))
    figure = {"data": [bars(days, line, hatched) for line in lines], "layout": shape}
    legend = tuple((line.colour.lstrip("-"), line.name) for line in lines) + _legend(hatched)
    return Chart(key, title, label, figure, *day_table(days, lines, hatched), notes, legend)


def stand_and_change(
    key: str, title: str, label: str, days: Sequence[date], stand: Line, change: Line, hatched: Sequence[bool],
    notes: tuple[str, ...],
) -> Chart:  # fmt: skip
    """A stand as a line above, its daily change as bars below."""
    shape = layout(
        height=428, xaxis=day_axis(days) | {"anchor": "y2"},
        yaxis=value_axis(stand.values, zero=False) | {"domain": [0.45, 1]},
        yaxis2=value_axis(change.values) | {"domain": [0, 0.32]}, annotations=gap_notes(days, stand.values),
    )  # fmt: skip
    text = [f"{day} · {stand.name} {stand.text(value)}" for day, value in zip(day_texts(days), stand.values, strict=True)]
    line = {
        "type": "scatter", "mode": "lines+markers" if len(days) <= 31 else "lines", "connectgaps": False, "name": stand.name,
        "x": [day.isoformat() for day in days], "y": [_number(value) for value in stand.values], "hoverinfo": "text",
        "hovertext": text, "line": {"color": stand.colour, "width": 2},
        "marker": {
            "size": 6, "color": ["--surface" if one else stand.colour for one in hatched],
            "line": {"color": stand.colour, "width": 1.5},
        },
    }  # fmt: skip
    data = [line, bars(days, change, hatched, axis="y2")]
    return Chart(
        key, title, label, {"data": data, "layout": shape}, *day_table(days, [stand, change], hatched), notes, _legend(hatched)
    )


def share_bars(key: str, title: str, label: str, shares: Sequence[tuple[str, Decimal]], notes: tuple[str, ...]) -> Chart:
    """Lying bars, biggest on top, each with its share beside it."""
    names = [name for name, _share in shares]
    widths = [float(share) for _name, share in shares]
    data = {
        "type": "bar", "orientation": "h", "y": names, "x": widths, "text": [words.percent(width, 0) for width in widths],
        "textposition": "outside", "cliponaxis": False, "hoverinfo": "text", "textfont": {"color": "--ink-2"},
        "hovertext": [f"{name} {words.percent(width)}" for name, width in zip(names, widths, strict=True)],
        "marker": {"color": "--f-hook", "cornerradius": 2},
    }  # fmt: skip
    shape = layout(
        height=24 + 30 * len(shares), bottom=8, bargap=0.4,
        xaxis={"visible": False, "range": [0, max(widths, default=1) * 1.2], "fixedrange": True},
        yaxis={
            "autorange": "reversed", "type": "category", "ticks": "", "showgrid": False, "fixedrange": True, "automargin": True,
            "tickfont": {"color": "--ink-2"}, "ticklabelstandoff": 8,
        },
    )  # fmt: skip
    columns = (Column(_("Group"), numeric=False), Column(_("Share of followers"), words.percent))
    return Chart(key, title, label, {"data": [data], "layout": shape}, columns, tuple(shares), notes)


def hour_map(
    key: str, title: str, label: str, weekdays: Sequence[str], means: dict[tuple[int, int], float], notes: tuple[str, ...]
) -> Chart:
    """Weekday × hour; an hour that nobody told stays empty.

    One row of bars a weekday, each bar a cell: plotly's own heat map and its scale carry inline styles, which the policy refuses.
    """
    grid = [[means.get((day, hour)) for hour in range(24)] for day in range(7)]
    most = max((mean for row in grid for mean in row if mean is not None), default=0) or 1
    data = [_hour_cells(day, weekdays[day], grid[day], most) for day in range(7)]
    shape = layout(
        height=250, barmode="overlay", bargap=0.08,
        xaxis={
            "tickvals": list(range(0, 24, 3)), "ticktext": [f"{hour:02d}" for hour in range(0, 24, 3)], "ticks": "",
            "showgrid": False, "zeroline": False, "fixedrange": True, "range": [-0.5, 23.5],
        },
        yaxis={
            "tickvals": [day + 0.5 for day in range(7)], "ticktext": list(weekdays), "ticks": "", "showgrid": False,
            "zeroline": False, "fixedrange": True, "range": [7, 0],
        },
    )  # fmt: skip
    columns = (Column(_("Weekday"), numeric=False), *(Column(f"{hour:02d}", words.count) for hour in range(24)))
    rows = tuple((weekdays[day], *(_whole(mean) for mean in grid[day])) for day in range(7))
    scale = _("The fullest colour is %(most)s.") % {"most": words.count(_whole(most))}
    return Chart(key, title, label, {"data": data, "layout": shape}, columns, rows, (scale, *notes))


def _hour_cells(day: int, weekday: str, means: Sequence[float | None], most: float) -> dict:
    """The fuller the colour, the more; the fullest is `most`."""
    return {
        "type": "bar", "name": weekday, "x": list(range(24)), "base": [day + 0.04] * 24,
        "y": [None if mean is None else 0.92 for mean in means], "hoverinfo": "text",
        "hovertext": [f"{weekday} {hour:02d}:00 · {words.count(_whole(mean))}" for hour, mean in enumerate(means)],
        "marker": {"color": "--f-hook", "opacity": [max((mean or 0) / most, 0.04) for mean in means]},
    }  # fmt: skip


def _whole(mean: float | None) -> int | None:
    return None if mean is None else round(mean)


def gap_notes(days: Sequence[date], values: Sequence[Value]) -> list[dict]:
    """A word in each run of missing days; too many would hide the picture, and the table names them all."""
    runs: list[list[date]] = []
    for number, value in enumerate(values):
        if value is None and number and values[number - 1] is None and runs:
            runs[-1].append(days[number])
        elif value is None:
            runs.append([days[number]])
    if len(runs) > MAX_GAP_NOTES or len(days) > 100:
        return []
    return [
        {"text": _("no data"), "x": run[len(run) // 2].isoformat(), "y": 0.02, "yref": "paper", "yanchor": "bottom",
         "showarrow": False, "textangle": 0 if len(run) > len(days) / 28 else -90, "font": {"size": 11, "color": "--ink-3"}}
        for run in runs
    ]  # fmt: skip


def day_table(
    days: Sequence[date], lines: Sequence[Line], hatched: Sequence[bool]
) -> tuple[tuple[Column, ...], tuple[tuple, ...]]:
    """Newest first: day, each line, and whether it is provisional."""
    named = (
        Column(_("Day"), partial(day_text, language=get_language() or ""), numeric=False),
        *(Column(line.name, line.text) for line in lines),
    )
    rows = [
        (day, *values, _("provisional") if early else "")
        for day, early, *values in zip(days, hatched, *(line.values for line in lines), strict=True)
    ]  # fmt: skip
    return (*named, Column(_("Remark"), numeric=False)), tuple(reversed(rows))


def _legend(hatched: Sequence[bool]) -> tuple[tuple[str, str], ...]:
    return (("hatched", _("provisional: can still grow")),) if any(hatched) else ()
