"""Charts of the pages of patterns: a level's effect over time, and stated chances against what held."""

from collections.abc import Iterable
from functools import partial

from django.utils.translation import get_language, gettext as _

from analytics.chart_parts import Chart, Column, day_axis, day_text, layout
from analytics.pattern_axis import TICKS, tick_word
from analytics.queries.pattern_levels import LevelView
from analytics.queries.pattern_score import Bin
from tkcommerce import words
from tkcommerce.dates import day_of


def history_chart(view: LevelView, zone: str) -> Chart:
    """One point per run, on the day of the brand; the band is the 90 % range, on a logarithmic axis of ratios."""
    days = [day_of(moment.made_at, zone) for moment in view.history]
    iso = [day.isoformat() for day in days]
    lows, highs = [one.lo90 for one in view.history], [one.hi90 for one in view.history]
    factors = [one.factor for one in view.history]
    texts = [
        f"{day_text(day, get_language() or '')} · {words.ratio(one.factor, 2)} ({one.lo90:.2f}–{one.hi90:.2f}), n={one.videos}"
        for day, one in zip(days, view.history, strict=True)
    ]
    data = [
        {"type": "scatter", "mode": "lines", "x": iso, "y": highs, "line": {"width": 0}, "hoverinfo": "skip"},
        {"type": "scatter", "mode": "lines", "x": iso, "y": lows, "line": {"width": 0}, "hoverinfo": "skip", "fill": "tonexty",
         "fillcolor": "--accent-soft"},
        {"type": "scatter", "mode": "lines+markers", "x": iso, "y": factors, "line": {"color": "--accent", "width": 2},
         "marker": {"size": 7, "color": "--accent"}, "hoverinfo": "text", "hovertext": texts},
    ]  # fmt: skip
    shape = layout(height=240, xaxis=day_axis(days), yaxis=ratio_axis(min(lows), max(highs)), shapes=[_usual()])
    columns = (
        Column(_("Day"), partial(day_text, language=get_language() or ""), numeric=False),
        Column(_("Times the usual"), words.ratio), Column(_("90 % range from"), words.ratio), Column(_("to"), words.ratio),
        Column(_("Videos"), words.count), Column(_("Verdict")),
    )  # fmt: skip
    rows = [
        (day, one.factor, one.lo90, one.hi90, one.videos, str(one.shown.label))
        for day, one in zip(days, view.history, strict=True)
    ]
    label = _("The effect of %(level)s over time, with its 90 %% range") % {"level": view.label}
    return Chart("history", _("Effect over time"), label, {"data": data, "layout": shape}, columns, tuple(reversed(rows)))


def calibration_chart(key: str, title: str, bins: Iterable[Bin]) -> Chart:
    """Stated chance against the share that held; on the diagonal, chances are honest. The size of a dot is its n."""
    told = list(bins)
    stated, held = [one.stated for one in told], [one.held for one in told]
    most = max((one.n for one in told), default=1)
    data = [
        {"type": "scatter", "mode": "lines", "x": [0, 1], "y": [0, 1], "line": {"color": "--edge", "width": 1, "dash": "dot"},
         "hoverinfo": "skip"},
        {"type": "scatter", "mode": "markers", "x": stated, "y": held, "hoverinfo": "text",
         "hovertext": [f"{words.percent(one.stated, 0)} → {words.percent(one.held, 0)}, n={one.n}" for one in told],
         "marker": {"color": "--accent", "size": [8 + 16 * (one.n / most) ** 0.5 for one in told]}},
    ]  # fmt: skip
    axis = {
        "range": [-0.03, 1.03], "tickvals": [0, 0.25, 0.5, 0.75, 1], "ticktext": [words.percent(one / 4, 0) for one in range(5)],
        "gridcolor": "--line", "zeroline": False, "fixedrange": True, "ticks": "",
    }  # fmt: skip
    shape = layout(height=280, xaxis=axis | {"title": {"text": _("chance stated")}}, yaxis=axis, bottom=44)
    columns = (
        Column(_("Chance from"), _share, numeric=False), Column(_("to"), _share), Column(_("Stated on average"), _share),
        Column(_("Held"), _share), Column(_("Levels"), words.count),
    )  # fmt: skip
    rows = tuple((one.low, one.high, one.stated, one.held, one.n) for one in told)
    label = _("Stated chance across, share that held upward; on the dotted line both are equal.")
    return Chart(key, title, label, {"data": data, "layout": shape}, columns, rows)


def ratio_axis(low: float, high: float) -> dict:
    """Logarithmic, around everything from `low` to `high`."""
    ticks = [tick for tick in TICKS if min(low, 0.5) <= tick * 1.001 and tick <= max(high, 2) * 1.001]
    return {
        "type": "log", "tickvals": ticks, "ticktext": [tick_word(tick) for tick in ticks],
        "gridcolor": "--line", "zeroline": False, "fixedrange": True, "ticks": "",
    }  # fmt: skip


def _usual() -> dict:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": 1,
        "y1": 1,
        "line": {"color": "--edge", "width": 1, "dash": "dot"},
    }


def _share(share: float) -> str:
    return words.percent(share, 0)
