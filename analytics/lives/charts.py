"""The pictures of a LIVE: what moved its GMV as a waterfall, and its minutes. See analytics/charts.py for the manner."""

from collections.abc import Sequence
from functools import partial

from django.utils.translation import gettext as _, gettext_lazy

from analytics.chart_parts import Chart, Column, layout, value_axis
from analytics.metrics import SHOW_GPM, WATCH_GPM, Cell, Number, measure
from tkcommerce import words

from .identity import Decomposition, Factor
from .minutes import MinuteCurve
from .sessions import Amount

FACTORS = {
    "impressions": gettext_lazy("LIVE impressions"), "views": gettext_lazy("LIVE views"),
    "product_clicks": gettext_lazy("Product clicks"), "orders": gettext_lazy("Orders"),
    "enter_room": gettext_lazy("Enter-room rate"), "ctr": gettext_lazy("CTR (LIVE)"), "ctor": gettext_lazy("CTOR"),
    "aov": gettext_lazy("AOV"), "clicks_per_impression": gettext_lazy("Clicks per impression"),
    "orders_per_view": gettext_lazy("Orders per view"), "gmv_per_click": gettext_lazy("GMV per click"),
    "gmv_per_view": gettext_lazy("GMV per view"), "gmv_per_impression": gettext_lazy("GMV per impression"),
    "orders_per_impression": gettext_lazy("Orders per impression"),
}  # fmt: skip
AMOUNTS = {"aov", "gmv_per_click", "gmv_per_view", "gmv_per_impression"}
COUNTS = {"impressions", "views", "product_clicks", "orders"}
UP, DOWN, WHOLE = "--f-theme", "--f-presenter", "--f-hook"


def factor_word(factor: Factor) -> str:
    return str(FACTORS[factor.name])


def factor_text(name: str, value: float | None, currency: str) -> str:
    if name in AMOUNTS:
        return words.money(value, currency)
    return words.count(None if value is None else round(value)) if name in COUNTS else words.percent(value, 2)


def waterfall(parts: Decomposition | None, amount: Amount | None) -> Chart | None:
    """From the mean of the sessions before to this one, factor by factor. None where a factor has no logarithm."""
    if parts is None or amount is None or any(factor.effect is None for factor in parts.factors):
        return None
    money = partial(words.money, currency=amount.currency)
    told = {"usual": money(parts.usual), "now": money(parts.gmv)}
    label = _("From %(usual)s, the mean of the LIVEs of the 14 days before, to %(now)s.") % told
    notes = (
        _("Effects add up exactly: each factor's share by the logarithmic mean (LMDI)."),
        _("Compared with the sums of %(n)s LIVEs of the same account.") % {"n": words.count(parts.sessions)},
    )
    figure = _falls(parts, amount.currency)
    return Chart("factors", _("What moved GMV"), label, figure, *_factor_table(parts, amount.currency), notes)


def _falls(parts: Decomposition, currency: str) -> dict:
    """Floating bars: each begins where the one before ended."""
    names = [_("14 days before"), *(factor_word(factor) for factor in parts.factors), _("This LIVE")]
    heights, bases, colours, level = [parts.usual], [0.0], [WHOLE], parts.usual
    for factor in parts.factors:
        heights.append(abs(factor.effect))
        bases.append(min(level, level + factor.effect))
        colours.append(UP if factor.effect >= 0 else DOWN)
        level += factor.effect
    heights, bases, colours = [*heights, parts.gmv], [*bases, 0.0], [*colours, WHOLE]
    ends = [words.money(value, currency) for value in (parts.usual, parts.gmv)]
    texts = [ends[0], *(_moved(factor.effect, currency) for factor in parts.factors), ends[1]]
    bars = {
        "type": "bar", "orientation": "h", "y": names, "x": heights, "base": bases, "text": texts,
        "textposition": "outside", "cliponaxis": False,
        "hoverinfo": "text", "hovertext": [f"{name} {text}" for name, text in zip(names, texts, strict=True)],
        "textfont": {"color": "--ink-2"}, "marker": {"color": colours, "cornerradius": 2},
    }  # fmt: skip
    most = max(base + height for base, height in zip(bases, heights, strict=True))
    across = {"visible": False, "fixedrange": True, "range": [0, most * 1.3]}
    shape = layout(height=24 + 36 * len(names), bottom=8, bargap=0.4, xaxis=across, yaxis=_names_axis())
    return {"data": [bars], "layout": shape}


def _factor_table(parts: Decomposition, currency: str) -> tuple[tuple[Column, ...], tuple[tuple, ...]]:
    columns = (
        Column(_("Factor"), numeric=False), Column(_("This LIVE")), Column(_("14 days before")),
        Column(_("Times"), partial(words.ratio, digits=2)), Column(_("Effect on GMV"), partial(_moved, currency=currency)),
    )  # fmt: skip
    rows = tuple(
        (factor_word(one), *(factor_text(one.name, value, currency) for value in (one.now, one.usual)), one.times, one.effect)
        for one in parts.factors
    )
    return columns, rows


def _moved(effect: float | None, currency: str) -> str:
    if effect is None:
        return words.NOTHING
    text = words.money(effect, currency)
    return f"+{text}" if effect > 0 else text


def _names_axis() -> dict:
    return {
        "type": "category", "autorange": "reversed", "ticks": "", "showgrid": False, "zeroline": False, "fixedrange": True,
        "automargin": True, "tickfont": {"color": "--ink-2"}, "ticklabelstandoff": 8,
    }  # fmt: skip


def minute_chart(curve: MinuteCurve) -> Chart | None:
    """Viewers as a line above, product clicks and orders as bars below, on one axis of minutes."""
    rows = [
        (_("Viewers"), "viewers", "--f-hook", words.count), (_("Product clicks"), "product_clicks", "--f-theme", words.count),
        (_("Orders"), "orders", "--f-presenter", words.count),
        (_("GMV"), "gmv", "--f-format", partial(words.money, currency=curve.currency)),
    ]  # fmt: skip
    told = [row for row in rows if any(getattr(minute, row[1]) is not None for minute in curve.minutes)]
    if not told:
        return None
    at = [minute.minute for minute in curve.minutes]
    share, data = 1 / len(told), []
    shape = layout(height=60 + 100 * len(told), bottom=32, annotations=[], xaxis=_minute_axis(at, len(told)))
    for number, (name, column, colour, text) in enumerate(told):
        values, top = [getattr(minute, column) for minute in curve.minutes], 1 - number * share
        suffix = str(number + 1) if number else ""
        shape[f"yaxis{suffix}"] = value_axis(values) | {"domain": [top - share + 0.04, top - 0.06]}
        shape["annotations"].append(
            {"text": name, "xref": "paper", "x": 0, "yref": "paper", "y": top, "yanchor": "top", "xanchor": "left",
             "showarrow": False, "font": {"color": "--ink-2", "size": 12}}
        )  # fmt: skip
        data.append(_minutes(name, at, values, colour, text, f"y{suffix}", line=column == "viewers"))
    most = max((minute for minute in curve.minutes if minute.viewers is not None), key=lambda one: one.viewers, default=None)
    peak = {"n": words.count(most.viewers), "minute": most.minute} if most else None
    label = _("Minute by minute: most viewers, %(n)s, in minute %(minute)s.") % peak if peak else _("Minute by minute.")
    columns = (Column(_("Minute"), words.count), *(Column(name, text) for name, _c, _o, text in told))
    table = tuple((minute.minute, *(getattr(minute, column) for _n, column, _o, _t in told)) for minute in curve.minutes)
    return Chart("minutes", _("Minute by minute"), label, {"data": data, "layout": shape}, columns, table)


def _minutes(name: str, at: list[int], values: list[Number | None], colour: str, text: object, axis: str, *, line: bool) -> dict:
    plain = [None if value is None else float(value) for value in values]
    trace = {
        "name": name, "x": at, "y": plain, "xaxis": "x", "yaxis": axis, "hoverinfo": "text",
        "hovertext": [f"{minute} · {name} {text(value)}" for minute, value in zip(at, values, strict=True)],
    }  # fmt: skip
    if line:
        return trace | {"type": "scatter", "mode": "lines", "connectgaps": False, "line": {"color": colour, "width": 2}}
    return trace | {"type": "bar", "marker": {"color": colour, "cornerradius": 1}}


def _minute_axis(at: Sequence[int], rows: int) -> dict:
    return {
        "ticks": "", "showgrid": False, "zeroline": False, "fixedrange": True, "linecolor": "--line-strong", "showline": True,
        "anchor": f"y{rows}" if rows > 1 else "y", "range": [min(at) - 0.6, max(at) + 0.6],
        "title": {"text": _("Minutes since the start")},
    }  # fmt: skip


def gpm_sentence(cell: Cell, amount: Amount | None) -> str:
    """Both GPMs with what they divide by, because neither is "the" GPM."""
    values = [(metric, measure(metric, [cell]).value) for metric in (SHOW_GPM, WATCH_GPM)]
    return " · ".join(f"{metric.label} {metric.text(value, amount.currency)}" for metric, value in values if value is not None)
