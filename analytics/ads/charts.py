"""Pictures of spending. See analytics/charts.py for the manner."""

from functools import partial

from django.utils.translation import gettext as _

from analytics.chart_parts import Chart, Column, layout
from analytics.metrics import Number
from tkcommerce import words

from .spending import KindOfAds

MOST = 10


def spending_bars(kind: KindOfAds) -> Chart | None:
    """Cost and attributed value of the dearest campaigns, two lying bars each. None without a cost."""
    rows = [row for row in kind.campaigns if row.cost][:MOST]
    if not rows:
        return None
    money = partial(words.money, currency=kind.currency)
    names = [row.name or "—" for row in rows]
    cost = _lying(names, [row.cost for row in rows], _("Ad cost"), "--f-cta", money)
    value = _lying(names, [row.value for row in rows], _("Attributed value"), "--f-hook", money)
    most = float(max(value or 0 for row in rows for value in (row.cost, row.value)))
    shape = layout(
        height=48 + 52 * len(rows), bottom=8, bargap=0.35, barmode="group",
        xaxis={"visible": False, "fixedrange": True, "range": [0, most * 1.5]},
        yaxis={"autorange": "reversed", "type": "category", "ticks": "", "showgrid": False, "fixedrange": True,
               "automargin": True, "tickfont": {"color": "--ink-2"}, "ticklabelstandoff": 8},
    )  # fmt: skip
    title = _("%(kind)s: cost and value by campaign (%(currency)s)") % {"kind": kind.label, "currency": kind.currency}
    told = {"title": title, "name": names[0], "cost": money(rows[0].cost), "value": money(rows[0].value)}
    label = _("%(title)s: %(name)s cost %(cost)s and is credited with %(value)s.") % told
    columns = (Column(_("Campaign"), numeric=False), Column(_("Ad cost"), money), Column(_("Attributed value"), money),
               Column(_("ROI of ads"), words.ratio))  # fmt: skip
    table = tuple((name, row.cost, row.value, row.roi.value) for name, row in zip(names, rows, strict=True))
    legend = (("f-cta", _("Ad cost")), ("f-hook", _("Attributed value")))
    key = f"ads-{kind.kind}-{kind.currency}"
    return Chart(key, title, label, {"data": [cost, value], "layout": shape}, columns, table, (), legend)


def _lying(names: list[str], widths: list[Number | None], name: str, colour: str, money: object) -> dict:
    return {
        "type": "bar", "orientation": "h", "name": name, "y": names, "hoverinfo": "text",
        "x": [None if width is None else float(width) for width in widths],
        "text": [money(width) for width in widths], "textposition": "outside", "cliponaxis": False,
        "textfont": {"color": "--ink-2"},
        "hovertext": [f"{who} · {name} {money(width)}" for who, width in zip(names, widths, strict=True)],
        "marker": {"color": colour, "cornerradius": 2},
    }  # fmt: skip
