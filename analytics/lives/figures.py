"""The figures of a LIVE's page in their groups, each with formula, sums and what the 14 days before had. Pure but for words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from analytics.metrics import (
    CLICK_TO_ORDER,
    CLICK_TO_SKU_ORDER,
    LIVE_CTR,
    PRODUCT_CTR,
    SHOW_GPM,
    TAP_THROUGH,
    TOLD_AOV,
    WATCH_GPM,
    Metric,
    Number,
    measure,
)
from tkcommerce import words

from .metrics import STAY, relative, said
from .sessions import LiveSession


@dataclass(frozen=True)
class Figure:
    """`usual`: the same of the sessions before; `sums`: what it was made of."""

    name: str
    text: str
    usual: str
    change: str
    formula: str
    sums: str


def figures_of(session: LiveSession, kind: str, before: Sequence[LiveSession]) -> list[tuple[str, list[Figure]]]:
    """[(group, its figures)]; a figure that no file tells is left out, a group without any too."""
    cell, cells = session.cell(kind), [one.cell(kind) for one in before]
    amount = session.amount(kind)
    currency = amount.currency if amount else ""
    rate = partial(_rate, cell, cells, currency)
    total = partial(_total, session, cells)
    groups = [
        (_("Sales"), [
            rate(TOLD_AOV), rate(SHOW_GPM), rate(WATCH_GPM),
            _per_hour(session, before, kind, currency),
        ]),
        (_("Traffic"), [
            total("impressions", _("LIVE impressions")), total("views", _("LIVE views")),
            total("viewers", _("Viewers")), rate(TAP_THROUGH),
        ]),
        (_("Attention"), [
            rate(STAY), total("peak_viewers", _("Most viewers at once"), add=False),
            total("average_viewers", _("Viewers on average"), add=False),
        ]),
        (_("Engagement"), [
            total("comments", _("Comments")), total("likes", _("Likes")), total("shares", _("Shares")),
            total("new_followers", _("New followers")),
        ]),
        (_("Product"), [
            total("product_impressions", _("Product impressions")), total("product_clicks", _("Product clicks")), rate(LIVE_CTR),
            rate(PRODUCT_CTR), rate(CLICK_TO_ORDER), rate(CLICK_TO_SKU_ORDER),
        ]),
    ]  # fmt: skip
    told = [(name, [figure for figure in figures if figure]) for name, figures in groups]
    return [(name, figures) for name, figures in told if figures]


def _rate(cell: dict, cells: Sequence[dict], currency: str, metric: Metric) -> Figure | None:
    now, usual = measure(metric, [cell]), measure(metric, cells)
    if now.value is None:
        return None
    times = f" × {metric.times:,}" if metric.times != 1 else ""
    sums = f"{words.exact(now.numerator)} ÷ {words.exact(now.denominator)}{times} = {said(metric, now.value, currency)}"
    return _figure(metric.label, said(metric, now.value, currency), said(metric, usual.value, currency), now.value, usual.value,
                   str(metric.formula), sums)  # fmt: skip


def _total(session: LiveSession, cells: Sequence[dict], column: str, name: str, *, add: bool = True) -> Figure | None:
    now = session.counts[column]
    if now is None:
        return None
    known = [float(one[column]) for one in cells if one[column] is not None]
    usual = sum(known) / len(known) if known else None
    formula = _("As the file tells it; beside it the mean of the LIVEs before") if add else _("As the file tells it")
    return _figure(name, words.compact(now), words.compact(None if usual is None else round(usual)), now, usual, formula,
                   words.exact(now))  # fmt: skip


def _per_hour(session: LiveSession, before: Sequence[LiveSession], kind: str, currency: str) -> Figure | None:
    cell = session.cell(kind)
    now = session.per_hour(cell["gmv"])
    if now is None:
        return None
    timed = [(one.cell(kind)["gmv"], one.counts["seconds"]) for one in before]
    timed = [(gmv, seconds) for gmv, seconds in timed if gmv is not None and seconds]
    usual = float(sum(gmv for gmv, _s in timed)) / sum(seconds for _g, seconds in timed) * 3600 if timed else None
    hours = words.count(round(session.counts["seconds"] / 3600, 2))
    sums = f"{words.exact(cell['gmv'])} ÷ {hours} = {words.money(now, currency)}"
    return _figure(
        _("GMV per hour"), words.money(now, currency), words.money(usual, currency), now, usual, _("GMV ÷ hours on air"), sums
    )


def _figure(
    name: str, text: str, usual_text: str, now: Number | None, usual: Number | None, formula: str, sums: str
) -> Figure:  # fmt: skip
    return Figure(str(name), text, usual_text if usual is not None else "", relative(now, usual), formula, sums)
