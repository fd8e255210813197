"""The cohorts as a heat map, and the way to the second order as bars; each with its table. Pure but for the language."""

from decimal import Decimal

from django.utils.translation import gettext as _

from analytics.chart_parts import Chart, Column, layout, share_axis
from tkcommerce import words

from .bases import OFFSETS, Base, Cohort

NAMED = (1, 3, 6, 9, 12)  # months later that the picture names
SHOWN = 13  # newest cohorts of the picture; the table has all


def cohort_map(base: Base) -> Chart | None:
    """One row of bars a month of first order, one cell a later month; the month that is not over is hatched."""
    cohorts = base.cohorts[-SHOWN:]
    if len(cohorts) < 2:
        return None
    later = [share for one in cohorts for offset in range(1, OFFSETS) if (share := one.share(offset)) is not None]
    most = float(max(later, default=0)) or 1
    data = [_cells(number, one, most) for number, one in enumerate(cohorts)]
    shape = layout(
        height=60 + 24 * len(cohorts), barmode="overlay", bargap=0.08, margin={"l": 78, "r": 4, "t": 8, "b": 28},
        xaxis={
            "tickvals": list(NAMED), "ticktext": [f"+{offset}" for offset in NAMED], "ticks": "", "tickangle": 0,
            "showgrid": False, "zeroline": False, "fixedrange": True, "range": [0.5, OFFSETS - 0.5],
        },
        yaxis={
            "tickvals": [number + 0.5 for number in range(len(cohorts))], "ticktext": [f"{one.month:%Y-%m}" for one in cohorts],
            "ticks": "", "showgrid": False, "zeroline": False, "fixedrange": True, "range": [len(cohorts), 0],
        },
    )  # fmt: skip
    title = _("Cohorts by month of the first order")
    columns = (
        Column(_("First order"), lambda month: f"{month:%Y-%m}", numeric=False), Column(_("Customers"), words.count),
        *(Column(_("+%(n)s mo.") % {"n": offset}, words.percent) for offset in range(1, OFFSETS)),
    )  # fmt: skip
    rows = tuple((one.month, one.size, *(one.share(offset) for offset in range(1, OFFSETS))) for one in reversed(base.cohorts))
    notes = (
        _("The share of each month's first-time buyers who ordered again so many months later. The fullest colour is %(most)s.")
        % {"most": words.percent(Decimal(most))},
        _("Hatched: the month is not over and still grows. Empty: it has not begun."),
    )
    return Chart("cohorts", title, f"{title}. {notes[0]}", {"data": data, "layout": shape}, columns, rows, notes)


def _cells(number: int, one: Cohort, most: float) -> dict:
    offsets = [offset for offset in range(1, OFFSETS) if one.active[offset] is not None]
    shares = [float(one.share(offset) or 0) for offset in offsets]
    return {
        "type": "bar", "name": f"{one.month:%Y-%m}", "x": offsets, "base": [number + 0.04] * len(offsets),
        "y": [0.92] * len(offsets), "hoverinfo": "text",
        "hovertext": [
            f"{one.month:%Y-%m} +{offset} · {words.percent(Decimal(share))} ({one.active[offset]}/{one.size})"
            for offset, share in zip(offsets, shares, strict=True)
        ],
        "marker": {
            "color": "--f-hook", "opacity": [max(share / most, 0.05) for share in shares],
            "pattern": {
                "shape": ["/" if offset == one.growing else "" for offset in offsets], "fgcolor": "--f-hook",
                "bgcolor": "--surface", "size": 5, "solidity": 0.4,
            },
        },
    }  # fmt: skip


def second_orders(base: Base) -> Chart | None:
    """F2 rate by days to the second order, each over the customers who had that long."""
    known = [one for one in base.horizons if one.rate is not None]
    if not known:
        return None
    rates = [float(one.rate) for one in known]
    texts = [words.percent(one.rate) for one in known]
    data = {
        "type": "bar", "x": list(range(len(known))), "y": rates, "text": texts, "textposition": "outside", "cliponaxis": False,
        "hoverinfo": "text", "textfont": {"color": "--ink-2"},
        "hovertext": [f"{one.days} · {text} ({one.returned}/{one.grown})" for one, text in zip(known, texts, strict=True)],
        "marker": {"color": "--f-theme", "cornerradius": 2},
    }  # fmt: skip
    title = _("F2 rate by days to the second order")
    named = [_("%(n)s days") % {"n": one.days} for one in known]
    shape = layout(
        height=260, bargap=0.4, xaxis={"tickvals": list(range(len(known))), "ticktext": named, "ticks": "", "fixedrange": True,
                                       "showgrid": False, "zeroline": False},
        yaxis=share_axis(rates, above=1.2),
    )  # fmt: skip
    columns = (
        Column(_("Days"), str, numeric=False), Column(_("F2 rate"), words.percent), Column(_("Bought again"), words.count),
        Column(_("Had the time"), words.count),
    )  # fmt: skip
    rows = tuple((one.days, one.rate, one.returned, one.grown) for one in base.horizons)
    note = _("Each bar counts only customers whose first order is at least so many days old: the others may still come.")
    label = f"{title}: {', '.join(f'{name} {text}' for name, text in zip(named, texts, strict=True))}"
    return Chart("f2", title, label, {"data": [data], "layout": shape}, columns, rows, (note,))
