"""What was sold, channel by channel, and the weakest step on the way there. Speaks the active language."""

from django.utils.translation import gettext as _

from analytics.funnels.cut import Cut
from analytics.funnels.funnel_words import cost_words, pair_of, weakest_words
from analytics.funnels.funnels import funnels_of
from analytics.funnels.steps import IN_APP, OWN_EC
from analytics.metrics import GMV, NET_SALES
from analytics.models import Channel
from analytics.queries.sales_cuts import SalesBy, sales_by
from analytics.reports.content import MoneyFact, StepFact, WeeklyContent
from analytics.reports.links import pages_of
from analytics.reports.parts import Link, Row, Section
from analytics.reports.wording import sentences
from tkcommerce import words
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

STEPS = {"in_app": IN_APP, "own_ec": OWN_EC}


def money_facts(brand: Brand, week: Days) -> tuple[MoneyFact, ...]:
    """One query."""
    rows = [row for row in sales_by(brand, week, SalesBy.CHANNEL) if row.sums["orders"]]
    return tuple(
        MoneyFact(
            row.value, row.currency, row.sums["orders"], row.measured(GMV).value, row.measured(NET_SALES).value
        )
        for row in rows
    )  # fmt: skip


def weakest_fact(brand: Brand, week: Days) -> StepFact | None:
    """Seven queries."""
    weakest = funnels_of(brand, week, Cut()).worst
    if weakest is None:
        return None
    per = weakest.step.rate.per
    return StepFact(
        weakest.funnel.key, weakest.step.kind.key, per.key if per else "", weakest.now, weakest.reference, weakest.is_usual,
        weakest.lost,
    )  # fmt: skip


def money_section(content: WeeklyContent) -> Section | None:
    currencies = dict.fromkeys(fact.currency for fact in content.money)
    rows = [_sold(currency, [fact for fact in content.money if fact.currency == currency]) for currency in currencies]
    if content.weakest:
        rows.append(_weakest(content.weakest))
    link = Link(_("Open the funnel"), pages_of(content).funnel())
    return Section("items", _("Sales and their weakest step"), tuple(rows), link=link) if rows else None


def _sold(currency: str, facts: list[MoneyFact]) -> Row:
    """Channels in one line; currencies are never added."""
    told = [_channel(fact) for fact in facts]
    net = words.money(sum(fact.net for fact in facts), currency)
    told.append(_("net of all %(net)s") % {"net": net})
    return Row(_("Sales in %(currency)s") % {"currency": currency}, note=_(" · ").join(told))


def _channel(fact: MoneyFact) -> str:
    told = {"channel": Channel(fact.channel).label, "amount": words.money(fact.gmv, fact.currency)}
    if fact.channel == Channel.TIKTOK_SHOP:
        return _("%(channel)s GMV %(amount)s") % told
    return _("%(channel)s gross %(amount)s") % told


def _weakest(fact: StepFact) -> Row:
    kinds = {kind.key: kind for kind in STEPS[fact.funnel]}
    pair = pair_of(kinds[fact.step], kinds.get(fact.per))
    named = weakest_words(fact.funnel, pair, fact.now, fact.reference, is_usual=fact.is_usual)
    return Row(_("The weakest step"), note=sentences((named, cost_words(fact.lost, kinds[fact.step].costs))))
