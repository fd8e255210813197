"""Numbers → plotly figures of the pages of sales: a funnel, a line over windows with its usual band, videos as dots. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from django.utils.translation import gettext as _

from analytics.chart_parts import day_texts, layout, round_ticks, share_axis, value_axis
from tkcommerce import words


@dataclass(frozen=True)
class Dot:
    """A video: `size` is drawn as an area."""

    name: str
    x: float
    y: float
    size: float
    text: str


def funnel_bars(names: Sequence[str], values: Sequence[int | None], rates: Sequence[str], *, weak: int | None) -> dict:
    """Lying bars around the middle, on a scale of square roots: a funnel runs over several powers of ten."""
    lengths = [None if value is None else sqrt(max(value, 0)) for value in values]
    colours = ["--f-theme" if number == weak else "--f-hook" for number in range(len(names))]
    texts = [f"{words.compact(value)} {rate}".strip() for value, rate in zip(values, rates, strict=True)]
    data = {
        "type": "bar", "orientation": "h", "y": list(names), "x": lengths,
        "base": [None if length is None else -length / 2 for length in lengths], "text": texts, "textposition": "outside",
        "cliponaxis": False, "hoverinfo": "text", "hovertext": [f"{n} {t}" for n, t in zip(names, texts, strict=True)],
        "textfont": {"color": "--ink-2"}, "marker": {"color": colours, "cornerradius": 3},
    }  # fmt: skip
    most = max((length for length in lengths if length is not None), default=1) or 1
    shape = layout(
        height=24 + 34 * len(names), bottom=8, bargap=0.3,
        xaxis={"visible": False, "range": [-most * 0.52, most * 0.95], "fixedrange": True},
        yaxis={
            "autorange": "reversed", "type": "category", "ticks": "", "showgrid": False, "fixedrange": True, "automargin": True,
            "tickfont": {"color": "--ink-2"}, "ticklabelstandoff": 8,
        },
    )  # fmt: skip
    return {"data": [data], "layout": shape}


def band_line(
    days: Sequence[date], values: Sequence[float | None], name: str, *, low: float | None, high: float | None,
    text: Callable[[object], str],
) -> dict:  # fmt: skip
    """One value a window, by its first day; the band is the usual range."""
    x = [day.isoformat() for day in days]
    data = []
    if low is not None and high is not None:
        data += [_edge(x, low), _edge(x, high) | {"fill": "tonexty", "fillcolor": "--band"}]
    data.append({
        "type": "scatter", "mode": "lines+markers", "connectgaps": False, "x": x, "y": list(values), "name": name,
        "hoverinfo": "text", "line": {"color": "--f-hook", "width": 2}, "marker": {"size": 6, "color": "--f-hook"},
        "hovertext": [f"{day} · {name} {text(value)}" for day, value in zip(day_texts(days), values, strict=True)],
    })  # fmt: skip
    known = [one for one in (*values, low, high) if one is not None]
    step = max(-(-len(days) // 5), 1)
    axis = {
        "type": "date", "tickvals": x[::step], "ticktext": day_texts(days[::step]), "showgrid": False, "zeroline": False,
        "linecolor": "--line-strong", "showline": True, "fixedrange": True, "ticks": "", "tickangle": 0,
    }  # fmt: skip
    return {"data": data, "layout": layout(height=240, xaxis=axis, yaxis=share_axis(known, text=text))}


def _edge(x: Sequence[str], at: float) -> dict:
    return {"type": "scatter", "mode": "lines", "x": [x[0], x[-1]], "y": [at, at], "line": {"width": 0}, "hoverinfo": "skip"}


def dots(found: Sequence[Dot], *, x_text: Callable[[object], str], y_text: Callable[[object], str]) -> dict:
    """x grows by square roots: views run over several powers of ten."""
    biggest = max((dot.size for dot in found), default=0) or 1
    data = {
        "type": "scatter", "mode": "markers", "x": [sqrt(dot.x) for dot in found], "y": [dot.y for dot in found],
        "hoverinfo": "text", "hovertext": [dot.text for dot in found],
        "marker": {
            "size": [6 + 28 * sqrt(max(dot.size, 0) / biggest) for dot in found], "color": "--f-hook", "opacity": 0.65,
            "line": {"color": "--surface", "width": 1},
        },
    }  # fmt: skip
    most = max((dot.x for dot in found), default=1)
    ticks = [tick for tick in round_ticks(0, most) if tick >= 0]
    x_axis = {
        "tickvals": [sqrt(tick) for tick in ticks], "ticktext": [x_text(tick) for tick in ticks], "gridcolor": "--line",
        "zeroline": False, "fixedrange": True, "ticks": "", "range": [0, sqrt(most) * 1.08], "title": {"text": _("Views")},
    }  # fmt: skip
    y_axis = value_axis([dot.y for dot in found], text=y_text) | {"automargin": True}
    return {"data": [data], "layout": layout(height=320, bottom=48, xaxis=x_axis, yaxis=y_axis)}
