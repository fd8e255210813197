"""A funnel in words: names of bases, the sentence a page opens with, what stands behind a number. Pure but for the language."""

from collections.abc import Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy as _lazy, ngettext

from analytics.metrics import Metric
from analytics.models import FactGrain
from analytics.tiles import range_word, standing_word
from tkcommerce import words

from .flow import Rate, Step
from .funnels import Funnels
from .steps import StepKind
from .told import Base, Level
from .weakest import Weakest

TITLES = {"in_app": _lazy("In the app"), "own_ec": _lazy("Own EC")}
BASES = {
    FactGrain.SHOP: _lazy("Seller Center · shop"),
    FactGrain.PRODUCT: _lazy("Seller Center · products"),
    FactGrain.VIDEO: _lazy("Seller Center · videos"),
    FactGrain.LIVE: _lazy("Seller Center · LIVE"),
    FactGrain.AD: _lazy("Ads reports"),
    FactGrain.CREATOR: _lazy("Affiliate Center · creators"),
    FactGrain.SITE: _lazy("Web analytics (UTM)"),
    "account": _lazy("TikTok Studio"),
    "links": _lazy("Tracked links"),
    "tiktok_orders": _lazy("TikTok Shop orders"),
    "own_orders": _lazy("Own-EC orders"),
}


def base_word(base: Base) -> str:
    return str(BASES[base.key])


def pair_word(step: Step) -> str:
    return pair_of(step.kind, step.rate.per if step.rate else None)


def pair_of(kind: StepKind, per: StepKind | None) -> str:
    """Product clicks → Added to cart."""
    return f"{per.label} → {kind.label}" if per else str(kind.label)


def answer(shown: Funnels, *, today: date) -> str:
    weakest = shown.worst
    days = words.days_word(shown.days, today=today)
    if not any(funnel.known for funnel in shown.both):
        return _("No file tells a step of either funnel for %(days)s.") % {"days": days}
    if weakest is None and not any(_is_judged(step) for funnel in shown.both for step in funnel.known):
        return _("%(days)s: there is no rate yet that could be compared with earlier ones.") % {"days": days}
    if weakest is None:
        return _("%(days)s: no step of either funnel is below its usual rate.") % {"days": days}
    cost = cost_words(weakest.lost, weakest.step.kind.costs)
    return words.sentences(_named(weakest), cost, *_worth(shown, weakest), *_doubt(weakest))


def _is_judged(step: Step) -> bool:
    if step.rate is None or step.kind.ripens:
        return False
    return step.rate.level.typical is not None or step.rate.level.compared.before.value is not None


def _named(weakest: Weakest) -> str:
    pair = pair_word(weakest.step)
    return weakest_words(weakest.funnel.key, pair, weakest.now, weakest.reference, is_usual=weakest.is_usual)


def weakest_words(funnel: str, pair: str, now: float, reference: float, *, is_usual: bool) -> str:
    facts = {"funnel": TITLES[funnel], "step": pair, "now": words.percent(now), "usual": words.percent(reference)}
    if is_usual:
        return _("The weakest step is “%(step)s” (%(funnel)s): %(now)s, usually %(usual)s.") % facts
    return _("The weakest step is “%(step)s” (%(funnel)s): %(now)s, in the period before %(usual)s.") % facts


def cost_words(lost: float, costs: str | Promise) -> str:
    """`costs`: what is lost, if not orders."""
    n = round(lost)
    if costs:
        return _("At that rate there would have been about %(n)s more %(what)s.") % {"n": words.count(n), "what": costs}
    told = ngettext(
        "At that rate there would have been about %(n)s more order.",
        "At that rate there would have been about %(n)s more orders.",
        n,
    )
    return told % {"n": words.count(n)}


def _worth(shown: Funnels, weakest: Weakest) -> list[str]:
    """Lost orders in money, where the funnel's orders are of one currency."""
    amounts = shown.amounts[weakest.funnel.key]
    if weakest.step.kind.costs or len(amounts) != 1 or not amounts[0].orders:
        return []
    mean = float(amounts[0].gross) / amounts[0].orders
    told = {"aov": words.money(mean, amounts[0].currency), "worth": words.money(_round(mean * weakest.lost), amounts[0].currency)}
    return [_("At the average order of %(aov)s that is about %(worth)s.") % told]


def _round(amount: float) -> float:
    """To two digits: no guess is more exact than that."""
    return float(f"{amount:.2g}")


def _doubt(weakest: Weakest) -> list[str]:
    if not weakest.is_usual:
        return [_("It is too early for a usual range.")]
    return [_("That is within the usual range: ordinary ups and downs.")] if weakest.is_ordinary else []


def behind_amount(step: Step, *, today: date) -> list[tuple[str, str]]:
    """(term, words) of what stands behind an amount."""
    told = [(_("Formula"), str(step.kind.meaning)), *_figures(step.amount)]
    return [*told, *_source([step.base], step.amount, today)]


def behind_rate(step: Step, *, today: date) -> list[tuple[str, str]]:
    rate = step.rate
    return [
        (_("Formula"), str(rate.metric.formula)),
        *_figures(rate.level),
        *_source(rate.bases, rate.level, today),
        *_joined(rate),
        *_ripening(step),
    ]


def _figures(level: Level) -> list[tuple[str, str]]:
    compared, metric = level.compared, level.compared.metric
    told = [(_("Exactly"), _exactly(level))]
    if compared.before.value is not None:
        change = compared.change()
        before = metric.text(compared.before.value)
        told.append((_("Period before"), f"{before} ({change})" if change else before))
    if compared.usual:
        told.append((_("Usual range"), f"{range_word(metric, compared.usual)} · {standing_word(compared)}".rstrip(" ·")))
    return told


def _exactly(level: Level) -> str:
    now, metric = level.compared.now, level.compared.metric
    if now.denominator is None:
        return words.exact(now.value)
    return f"{words.exact(now.numerator)} ÷ {words.exact(now.denominator)} = {metric.text(now.value)}"


def _source(bases: Sequence[Base], level: Level, today: date) -> list[tuple[str, str]]:
    now = level.compared.now
    told = [(_("Source"), " · ".join(base_word(base) for base in bases))]
    days = now.known + now.missing
    if now.missing:
        told.append((_("Days told"), _("%(known)s of %(days)s; the others are not guessed") % {"known": now.known, "days": days}))
    known = [base.as_of for base in bases if base.as_of]
    if known:
        told.append((_("As of"), words.day_word(min(known), today=today)))
    return told


def _joined(rate: Rate) -> list[tuple[str, str]]:
    if len(rate.bases) < 2:
        return []
    return [(_("Mind"), _("Two systems count here; they may count the same person differently."))]


def _ripening(step: Step) -> list[tuple[str, str]]:
    if not step.kind.ripens:
        return []
    return [(_("Mind"), _("The newest orders are still on their way: this rate rises for days, and is not judged."))]


def usual_word(metric: Metric, level: Level) -> str:
    """The middle of the usual, or else the period before."""
    if level.typical is not None:
        return _("usually %(rate)s") % {"rate": metric.text(level.typical)}
    before = level.compared.before.value
    return "" if before is None else _("before %(rate)s") % {"rate": metric.text(before)}
