"""Pictures of creators. See analytics/charts.py for the manner."""

from collections.abc import Sequence
from functools import partial

from django.utils.translation import gettext as _, pgettext

from analytics.chart_parts import Chart, Column, layout
from tkcommerce import words

MOST = 12


def creator_bars(rows: Sequence) -> list[Chart]:
    """The creators who sold most, a picture for each currency; what was given back is the lighter end of a bar."""
    charts = []
    for currency in dict.fromkeys(row.currency for row in rows if row.gmv):
        best = sorted((row for row in rows if row.currency == currency and row.gmv), key=lambda row: -row.gmv)[:MOST]
        charts.append(_bars(best, currency))
    return charts


def _bars(best: Sequence, currency: str) -> Chart:
    money = partial(words.money, currency=currency)
    names = [f"@{row.handle}" for row in best]
    back = [float(row.sums.refunded or 0) if row.sums else 0.0 for row in best]
    kept = [float(row.gmv) - given for row, given in zip(best, back, strict=True)]
    data = [
        _lying(names, kept, pgettext("sales", "kept"), "--f-hook", [money(value) for value in kept]),
        _lying(names, back, _("given back"), "--f-cta", [money(value) for value in back]),
    ]
    shape = layout(
        height=40 + 30 * len(best), bottom=8, bargap=0.4, barmode="stack", xaxis={"visible": False, "fixedrange": True},
        yaxis={"autorange": "reversed", "type": "category", "ticks": "", "showgrid": False, "fixedrange": True,
               "automargin": True, "tickfont": {"color": "--ink-2"}, "ticklabelstandoff": 8},
    )  # fmt: skip
    title = _("Affiliate GMV by creator (%(currency)s)") % {"currency": currency}
    label = _("%(title)s: most by %(name)s with %(gmv)s.") % {"title": title, "name": names[0], "gmv": money(best[0].gmv)}
    columns = (Column(_("Creator"), numeric=False), Column(_("Affiliate GMV"), money), Column(_("Given back"), money))
    rows = tuple((name, row.gmv, row.sums.refunded if row.sums else None) for name, row in zip(names, best, strict=True))
    legend = (("f-hook", pgettext("sales", "kept")), ("f-cta", _("given back")))
    return Chart(f"creators-{currency}", title, label, {"data": data, "layout": shape}, columns, rows, (), legend)


def _lying(names: list[str], widths: list[float], name: str, colour: str, texts: list[str]) -> dict:
    return {
        "type": "bar", "orientation": "h", "name": name, "y": names, "x": widths, "hoverinfo": "text",
        "hovertext": [f"{who} · {name} {text}" for who, text in zip(names, texts, strict=True)],
        "marker": {"color": colour, "cornerradius": 2},
    }  # fmt: skip
