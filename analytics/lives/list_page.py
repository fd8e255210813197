"""The list of LIVEs of a period, with what they sold by kind of GMV and those that are not on the calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _

from analytics.chart_parts import Chart, Line
from analytics.charts import day_bars
from analytics.made import Made, Ratio, made
from analytics.metrics import CLICK_TO_ORDER, LIVE_CTR, SHOW_GPM, TAP_THROUGH, TOLD_ORDERS, VIEWS
from analytics.models.sales import GmvKind
from analytics.period import CHOICES, Period, read_period
from analytics.queries.fact_sources import FactSource, sources_of_grain
from tkcommerce import words
from tkcommerce.brands.models import Brand

from .sessions import KINDS, LiveSession, newest_session_day, sessions_between

WHOSE = ("own", "creators")
ADDED = (GmvKind.DIRECT, GmvKind.AFFILIATE)  # of two LIVEs of an evening, the same order may be in the 24 hours of both


@dataclass(frozen=True)
class KindTotal:
    """`gmv` is None for a kind whose LIVEs overlap."""

    kind: str
    currency: str
    gmv: Decimal | None
    orders: int | None
    sessions: int

    @property
    def adds_up(self) -> bool:
        return self.kind in ADDED

    @property
    def label(self) -> str:
        return str(GmvKind(self.kind).label) if self.kind else _("GMV")


@dataclass(frozen=True)
class LiveRow:
    session: LiveSession
    tap_through: Ratio
    ctr: Ratio
    ctor: Ratio
    gpm: Ratio


@dataclass(frozen=True)
class LiveList:
    rows: Sequence[LiveRow]
    totals: Sequence[KindTotal]
    period: Period
    handles: Sequence[str]
    account: str
    whose: str
    charts: Sequence[Chart]
    sources: Sequence[FactSource]
    choices: Sequence[int] = CHOICES

    @property
    def made(self) -> Made:
        gmv = (_("GMV"), _("By the kind that stands beside it, each LIVE once, by the newest file that tells it"))
        return made("lives", gmv, TOLD_ORDERS, VIEWS, TAP_THROUGH, LIVE_CTR, CLICK_TO_ORDER, SHOW_GPM, sources=self.sources)

    @property
    def unplanned(self) -> list[LiveSession]:
        """Of the brand's accounts, without a plan on the calendar before they began."""
        mine = (row.session for row in self.rows if row.session.account)
        return [one for one in mine if one.video is None or one.video.planned_day is None]

    @property
    def answer(self) -> str:
        if not self.rows:
            return _("No LIVE began in this period.")
        best = max((row.session for row in self.rows if row.session.main and row.session.main.gmv), key=_gmv, default=None)
        told = [_("%(n)s LIVEs.") % {"n": words.count(len(self.rows))}]
        if best:
            sold = words.money(best.main.gmv, best.main.currency)
            one = {"gmv": sold, "title": best.title or "LIVE", "handle": best.handle}
            told.append(_("The best sold %(gmv)s: %(title)s, @%(handle)s.") % one)
        return words.sentences(*told)

    def table(self, key: str = "") -> tuple[list[str], list[tuple]]:
        """Header and raw rows: of a chart, or one for each LIVE and kind of GMV."""
        chart = next((chart for chart in self.charts if chart.key == key), None)
        if chart:
            return [column.label for column in chart.columns], list(chart.rows)
        header = [
            _("LIVE"), _("Account"), _("Began"), _("Seconds"), _("What it counts"), _("Currency"), _("GMV"), _("Orders"),
            _("Items"), _("LIVE impressions"), _("LIVE views"), _("Product clicks"), _("Tap-through rate"), _("CTR (LIVE)"),
            _("CTOR"), _("GPM per 1,000 impressions"), _("As of"),
        ]  # fmt: skip
        return header, [_cells(row, amount) for row in self.rows for amount in row.session.amounts or (None,)]


def live_list(brand: Brand, params: Mapping[str, str]) -> LiveList | None:
    """None where no file tells of any LIVE. Five queries."""
    newest = newest_session_day(brand)
    if newest is None:
        return None
    period = read_period(params, newest=newest)
    account, whose = params.get("account", "").removeprefix("@"), params.get("whose", "")
    whose = whose if whose in WHOSE else ""
    found = sessions_between(brand, period.days)
    handles = sorted({one.handle for one in found if one.handle})
    found = [one for one in found if account in ("", one.handle) and whose in ("", "own" if one.account else "creators")]
    return LiveList(
        rows=[_row(session) for session in found], totals=_totals(found), period=period, handles=handles, account=account,
        whose=whose, charts=_charts(found, period), sources=sources_of_grain(brand, "live", period.days),
    )  # fmt: skip


def _gmv(session: LiveSession) -> Decimal:
    return session.main.gmv


def _row(session: LiveSession) -> LiveRow:
    cell, currency = session.cell(), session.main.currency if session.main else ""
    return LiveRow(
        session, *(Ratio.of(metric, cell, currency=currency) for metric in (TAP_THROUGH, LIVE_CTR, CLICK_TO_ORDER, SHOW_GPM))
    )  # fmt: skip


def _totals(sessions: Sequence[LiveSession]) -> list[KindTotal]:
    """By kind and currency, in the order of KINDS."""
    told: dict[tuple[str, str], list] = {}
    for session in sessions:
        for amount in session.amounts:
            told.setdefault((amount.kind, amount.currency), []).append(amount)
    order = {kind: place for place, kind in enumerate(KINDS)}
    totals = []
    for (kind, currency), amounts in sorted(told.items(), key=lambda one: (order.get(one[0][0], len(order)), one[0])):
        gmv = [amount.gmv for amount in amounts if amount.gmv is not None] if kind in ADDED else []
        orders = [amount.orders for amount in amounts if amount.orders is not None] if kind in ADDED else []
        totals.append(KindTotal(kind, currency, sum(gmv) if gmv else None, sum(orders) if orders else None, len(amounts)))
    return totals


def _charts(sessions: Sequence[LiveSession], period: Period) -> list[Chart]:
    """GMV by day, a picture for each kind and currency that can be added."""
    days = list(period.days)
    drawn = []
    for total in _totals(sessions):
        if total.gmv is None:
            continue
        by_day = _by_day(sessions, total)
        title = _("%(kind)s of LIVEs by day (%(currency)s)") % {"kind": total.label, "currency": total.currency}
        line = Line(title, "--f-hook", [by_day.get(day) for day in days], partial(words.money, currency=total.currency))
        label = _("%(title)s: %(gmv)s in all.") % {"title": title, "gmv": words.money(total.gmv, total.currency)}
        note = _("By the day a LIVE began; a day without a LIVE is a gap.")
        drawn.append(day_bars(f"lives-{total.kind}-{total.currency}", title, label, days, line, [False] * len(days), (note,)))
    return drawn


def _by_day(sessions: Sequence[LiveSession], total: KindTotal) -> dict:
    found: dict = {}
    for session in sessions:
        for amount in session.amounts:
            if (amount.kind, amount.currency) == (total.kind, total.currency) and amount.gmv is not None:
                found[session.day] = found.get(session.day, 0) + amount.gmv
    return found


def _cells(row: LiveRow, amount: object) -> tuple:
    one = row.session
    sold = (amount.label, amount.currency, amount.gmv, amount.orders, amount.items) if amount else (None,) * 5
    counts = (one.counts[name] for name in ("impressions", "views", "product_clicks"))
    began = one.started_at.isoformat() if one.started_at else one.day.isoformat()
    rates = (one.value for one in (row.tap_through, row.ctr, row.ctor, row.gpm))
    return (one.title, one.handle, began, one.counts["seconds"], *sold, *counts, *rates, one.as_of)
