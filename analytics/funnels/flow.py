"""Bases → a funnel: each step's amount and its rate to the nearest known step before. Pure.

An amount comes from the base that tells most of the funnel's steps, or where that one is silent from the next that tells it.
A rate is taken within one base, or between two that count the same people in a row (steps.JOINS) and both cover the window.
What nobody tells is unknown, never 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from analytics.metrics import Measured, Metric, simple
from analytics.queries.series import MOST_MISSING

from .steps import FACTS, JOINS, REACH, StepKind, rate_of
from .told import Base, Level, level_of


@dataclass(frozen=True)
class Rate:
    """`per`: the step it is a share of, None where the metric says it itself. `bases`: one, or the two that were joined."""

    level: Level
    per: StepKind | None
    bases: tuple[Base, ...]

    @property
    def metric(self) -> Metric:
        return self.level.compared.metric


@dataclass(frozen=True)
class Step:
    """`base` and `amount` are None where nobody tells it. `column` is the one of the kind that is told."""

    kind: StepKind
    column: str = ""
    base: Base | None = None
    amount: Level | None = None
    rate: Rate | None = None

    @property
    def known(self) -> bool:
        return self.amount is not None


@dataclass(frozen=True)
class Funnel:
    """`key`: in_app or own_ec."""

    key: str
    steps: tuple[Step, ...]

    @property
    def known(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.known)

    def share(self, step: Step) -> float:
        """Length of a bar, 0–1, on a scale of square roots: a funnel runs over five powers of ten."""
        most = max((float(one.amount.now) for one in self.known), default=0)
        return sqrt(float(step.amount.now) / most) if most and step.known and step.amount.now > 0 else 0


def funnel_of(key: str, kinds: Sequence[StepKind], bases: Mapping[str, Base]) -> Funnel:
    steps: list[Step] = []
    main = _main(kinds, bases)
    for kind in kinds:
        step = _amount(kind, bases, main)
        steps.append(Step(step.kind, step.column, step.base, step.amount, _rate(step, steps, bases)) if step.known else step)
    return Funnel(key, tuple(steps))


def _main(kinds: Sequence[StepKind], bases: Mapping[str, Base]) -> str:
    """Of the bases that platforms tell the one with most steps; of equal ones that which is preferred. Reach is no step of a
    shop: who tells it is not for that reason the one to tell the sales."""
    order = [one for one in dict.fromkeys(teller for kind in kinds for teller in kind.tellers) if one in FACTS]
    selling = [kind for kind in kinds if kind.key not in REACH]
    told = {one: sum(1 for kind in selling if one in kind.tellers and _column(kind, bases.get(one))) for one in order}
    return max(order, key=lambda one: (told[one], -order.index(one)), default="")


def _column(kind: StepKind, base: Base | None) -> str:
    return next((column for column in kind.columns if base and base.tells(column)), "")


def _amount(kind: StepKind, bases: Mapping[str, Base], main: str) -> Step:
    tellers = sorted(kind.tellers, key=lambda teller: teller != main)
    for teller in tellers:
        base = bases.get(teller)
        column = _column(kind, base)
        if column:
            metric = simple(column, str(kind.label), str(kind.meaning))
            return Step(kind, column, base, level_of(metric, base.measured(metric)))
    return Step(kind)


def _rate(step: Step, before: Sequence[Step], bases: Mapping[str, Base]) -> Rate | None:
    if step.kind.rate:
        level = level_of(step.kind.rate, step.base.measured(step.kind.rate))
        return Rate(level, None, (step.base,)) if level.now is not None else None
    for earlier in reversed(before):
        found = _within_one(step, earlier, bases) or _joined(step, earlier) if earlier.known else None
        if found:
            return found
    return None


def _within_one(step: Step, earlier: Step, bases: Mapping[str, Base]) -> Rate | None:
    """In the base of the step, or else in another one that may tell both."""
    both = [one for one in step.kind.tellers if one in earlier.kind.tellers and one in bases]
    for base in [step.base, *(bases[one] for one in both if bases[one] is not step.base)]:
        column, per = _column(step.kind, base), _column(earlier.kind, base)
        if base.key in earlier.kind.tellers and column and per:
            metric = rate_of(step.kind, column, earlier.kind, per)
            level = level_of(metric, base.measured(metric))
            if level.now is not None:
                return Rate(level, earlier.kind, (base,))
    return None


def _joined(step: Step, earlier: Step) -> Rate | None:
    if (earlier.base.key, step.base.key) not in JOINS:
        return None
    metric = rate_of(step.kind, step.column, earlier.kind, earlier.column)
    tops = step.base.measured(simple(step.column, "", ""))
    bottoms = earlier.base.measured(simple(earlier.column, "", ""))
    level = level_of(metric, [_over(metric, top, bottom) for top, bottom in zip(tops, bottoms, strict=True)])
    return Rate(level, earlier.kind, (earlier.base, step.base)) if level.now is not None else None


def _over(metric: Metric, top: Measured, bottom: Measured) -> Measured:
    days = top.known + top.missing
    whole = all(one.value is not None and one.missing <= MOST_MISSING * days for one in (top, bottom))
    if not whole:
        return Measured(None, None, None, 0, days)
    return Measured(metric.value(top.value, bottom.value), top.value, bottom.value, min(top.known, bottom.known), 0)
