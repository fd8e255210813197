"""The page of one LIVE: its numbers against the account's own fourteen days before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from analytics.chart_parts import Chart
from analytics.made import Made, made
from analytics.metrics import PRODUCT_CLICKS
from analytics.queries.fact_sources import FactSource, sources_of_content
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .answer import answer_of
from .charts import gpm_sentence, minute_chart, waterfall
from .diagnosis import Step, diagnose, first_low
from .figures import Figure, figures_of
from .identity import Decomposition, decompose
from .minutes import minute_curve
from .products import SoldProduct, products_of
from .sessions import Amount, LiveSession, session_of, sessions_between

BEFORE = 14  # days, as TikTok judges a LIVE


@dataclass(frozen=True)
class LivePage:
    session: LiveSession
    kind: str  # of GMV, that the decomposition and the tiles of orders count
    amount: Amount | None
    answer: str
    groups: Sequence[tuple[str, Sequence[Figure]]]
    before: Sequence[LiveSession]
    days: Days
    steps: Sequence[Step]
    decomposition: Decomposition | None
    gpm: str
    charts: Sequence[Chart]
    products: Sequence[SoldProduct]
    sources: Sequence[FactSource]

    @property
    def minutes_on_air(self) -> int | None:
        seconds = self.session.counts["seconds"]
        return None if seconds is None else round(seconds / 60)

    @property
    def low(self) -> Step | None:
        return first_low(self.steps)

    @property
    def steps_made(self) -> Made:
        steps = "; ".join(f"{step.metric.label}: {step.metric.formula}" for step in self.steps)
        before = (_("14 days before"), _("The same of the sums of the account's LIVEs of the 14 days before"))
        against = (_("Against before"), _("This LIVE ÷ the 14 days before − 1"))
        return made("diagnosis", (_("This LIVE"), steps), before, against, sources=self.sources)

    @property
    def products_made(self) -> Made:
        told = _("As the LIVE's own table tells it; where it has none, of the order lines that name this LIVE")
        return made("products", (_("GMV"), told), (_("Items"), told), (_("Orders"), told), PRODUCT_CLICKS, sources=self.sources)

    def table(self, key: str) -> tuple[list[str], list[tuple]] | None:
        """Header and raw rows of a chart or of the products."""
        if key == "products":
            header = [_("Product"), _("What it counts"), _("Currency"), _("GMV"), _("Items"), _("Orders"),
                      _("Product impressions"), _("Product clicks")]  # fmt: skip
            rows = [(one.title, one.kind_label, one.currency, one.gmv, one.items, one.orders, one.impressions, one.clicks)
                    for one in self.products]  # fmt: skip
            return header, rows
        chart = next((chart for chart in self.charts if chart.key == key), None)
        return None if chart is None else ([column.label for column in chart.columns], list(chart.rows))


def live_page(brand: Brand, content_id: str, *, kind: str = "") -> LivePage | None:
    """None where no live file tells of it. `kind`: what GMV should count; another where the session does not tell it."""
    session = session_of(brand, content_id)
    if session is None:
        return None
    amount = session.amount(kind)
    kind = amount.kind if amount else ""
    days = Days(session.day - timedelta(days=BEFORE), session.day + timedelta(days=1))
    before = [one for one in sessions_between(brand, days) if _comparable(one, session, amount)]
    cell, cells = session.cell(kind), [one.cell(kind) for one in before]
    parts = decompose(cell, cells)
    steps = diagnose(cell, cells)
    curve = minute_curve(brand, content_id)
    drawn = [waterfall(parts, amount), minute_chart(curve)]
    return LivePage(
        session, kind, amount, answer_of(amount, parts, steps), figures_of(session, kind, before), before, days, steps,
        parts, gpm_sentence(cell, amount), [chart for chart in drawn if chart],
        products_of(brand, content_id), sources_of_content(brand, content_id),
    )  # fmt: skip


def _comparable(one: LiveSession, session: LiveSession, amount: Amount | None) -> bool:
    """Another LIVE of the same account that began before this one; of sales, in the same kind of GMV and currency."""
    if one.content_id == session.content_id or one.handle.lower() != session.handle.lower():
        return False
    if session.started_at and one.started_at:
        if one.started_at >= session.started_at:
            return False
    elif one.day >= session.day:
        return False
    other = one.amount(amount.kind) if amount else None
    return amount is None or (other is not None and (other.kind, other.currency) == (amount.kind, amount.currency))
