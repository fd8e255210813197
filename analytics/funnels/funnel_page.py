"""Both funnels as their page, the panel of a video and the files of it show them. Pure but for the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tkcommerce import words

from .flow import Funnel, Step
from .funnel_words import TITLES, answer, base_word, behind_amount, behind_rate, usual_word
from .funnels import Amount, Funnels
from .weakest import Weakest


@dataclass(frozen=True)
class RateRow:
    figure: str
    usual: str
    of: str  # the step it is a share of, where that is not the one just before
    is_weakest: bool
    behind: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class StepRow:
    """`figure` is empty where nobody tells the step. `bases`: keys of who tells it, for its files."""

    key: str
    name: str
    figure: str
    change: str
    width: str
    is_weakest: bool
    behind: Sequence[tuple[str, str]]
    rate: RateRow | None
    bases: str

    @property
    def known(self) -> bool:
        return bool(self.figure)


@dataclass(frozen=True)
class Card:
    """One funnel. `known` is false where nobody tells any step of it."""

    key: str
    title: str
    money: str
    rows: Sequence[StepRow]
    sources: str
    known: bool
    raw: Sequence[tuple] = ()


@dataclass(frozen=True)
class FunnelPage:
    answer: str
    cards: Sequence[Card]

    def table(self) -> tuple[list[str], list[tuple]]:
        """Header and raw rows of both funnels, for files."""
        header = [
            _("Funnel"), _("Step"), _("Number"), _("Period before"), _("Rate"), _("Share of"), _("Usual rate"), _("Numerator"),
            _("Denominator"), _("Days told"), _("Source"), _("As of"),
        ]  # fmt: skip
        return header, [row for card in self.cards for row in card.raw]


def page_of(shown: Funnels, *, today: date) -> FunnelPage:
    return FunnelPage(answer(shown, today=today), [card_of(shown, funnel, today=today) for funnel in shown.both])


def card_of(shown: Funnels, funnel: Funnel, *, today: date) -> Card:
    weakest = shown.weakest[funnel.key]
    rows, before = [], None
    for step in funnel.steps:
        rows.append(_row(funnel, step, before, weakest, today))
        before = step if step.known else before
    raw = [_raw(funnel, step) for step in funnel.steps]
    sources = _sources(funnel, today)
    return Card(
        funnel.key, str(TITLES[funnel.key]), _money(shown.amounts[funnel.key]), rows, sources, bool(funnel.known), raw
    )  # fmt: skip


def _row(funnel: Funnel, step: Step, before: Step | None, weakest: Weakest | None, today: date) -> StepRow:
    if not step.known:
        return StepRow(step.kind.key, str(step.kind.label), "", "", "0%", False, (), None, "")
    weak = weakest is not None and weakest.step.kind is step.kind
    name = _("SKU orders") if step.column == "sku_orders" else str(step.kind.label)
    rate = None
    if step.rate:
        level, per = step.rate.level, step.rate.per
        of = str(per.label) if per and before and per is not before.kind else ""
        figure = level.compared.metric.text(level.now)
        rate = RateRow(figure, usual_word(level.compared.metric, level), of, weak, behind_rate(step, today=today))
    return StepRow(
        step.kind.key, name, words.count(step.amount.now), step.amount.compared.change(), f"{funnel.share(step) * 100:.1f}%",
        weak, behind_amount(step, today=today), rate, step.base.key,
    )  # fmt: skip


def _raw(funnel: Funnel, step: Step) -> tuple:
    names = (str(TITLES[funnel.key]), str(step.kind.label))
    if not step.known:
        return (*names, *[None] * 10)
    now, rate = step.amount.compared, step.rate
    numbers = (now.now.value, now.before.value)
    if rate is None:
        shares = (None,) * 5
    else:
        told = rate.level.compared.now
        per = str(rate.per.label) if rate.per else ""
        shares = (told.value, per, rate.level.typical, told.numerator, told.denominator)
    return (*names, *numbers, *shares, now.now.known, base_word(step.base), step.base.as_of)


def _money(amounts: Sequence[Amount]) -> str:
    """Currencies side by side, never added."""
    return " · ".join(_amount(one) for one in amounts)


def _amount(one: Amount) -> str:
    gross = words.money(one.gross, one.currency)
    if one.net is None:
        return _("Gross %(gross)s") % {"gross": gross}
    return _("Gross %(gross)s, net %(net)s") % {"gross": gross, "net": words.money(one.net, one.currency)}


def _sources(funnel: Funnel, today: date) -> str:
    """Who tells it, each with its day."""
    bases = {step.base.key: step.base for step in funnel.known}
    told = [
        f"{base_word(base)} ({words.day_word(base.as_of, today=today)})" if base.as_of else base_word(base)
        for base in bases.values()
    ]
    return " · ".join(told)
