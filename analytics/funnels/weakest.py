"""The weakest step: the one whose rate costs most against what is usual for this brand. Pure.

    lost at a step  = its `per` × (usual rate − rate now)
    orders lost     = lost at the step × the rates now of all steps after it, up to the orders

A step that ripens is never the weakest: the newest orders are still on their way, those of the windows before have arrived.
Usual is the middle of the 12 equally long windows before; with fewer than 8 of them it is the previous window, and said so.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from analytics.queries.series import Standing

from .flow import Funnel, Step

ORDERS = "orders"


@dataclass(frozen=True)
class Weakest:
    """`lost` is in orders, or where `step.kind.costs` says so in that. `reference`: the usual rate; `is_usual`: of 12 windows."""

    funnel: Funnel
    step: Step
    now: float
    reference: float
    is_usual: bool
    lost: float

    @property
    def is_ordinary(self) -> bool:
        """Within the usual range: ups and downs."""
        return self.step.rate.level.compared.standing == Standing.INSIDE


def weakest_of(funnel: Funnel) -> Weakest | None:
    """None where no step is below its usual, or what it costs cannot be told."""
    found = [one for step in funnel.known if (one := _loss(funnel, step))]
    in_orders = [one for one in found if not one.step.kind.costs]
    return max(in_orders or found, key=lambda one: one.lost, default=None)


def worst(funnels: Iterable[Funnel]) -> Weakest | None:
    """Of the funnels' weakest steps the one that costs most orders; each was judged within its own funnel."""
    found = [one for funnel in funnels if (one := weakest_of(funnel))]
    return max(found, key=lambda one: (not one.step.kind.costs, one.lost), default=None)


def _loss(funnel: Funnel, step: Step) -> Weakest | None:
    rate = step.rate
    if rate is None or step.kind.ripens:
        return None
    level = rate.level
    is_usual = level.typical is not None
    before = level.compared.before
    reference = level.typical if is_usual else None if before.missing > before.known else before.value
    if reference is None or float(level.now) >= float(reference):
        return None
    lost = float(level.compared.now.denominator) * (float(reference) - float(level.now))
    through = 1.0 if step.kind.costs else _until_orders(funnel, step)
    if through is None or lost * through < 1:
        return None
    return Weakest(funnel, step, float(level.now), float(reference), is_usual, lost * through)


def _until_orders(funnel: Funnel, step: Step) -> float | None:
    """How many orders one more at this step would have brought: the rates now of the chain after it."""
    share, at = 1.0, step
    known = funnel.known
    while at.kind.key != ORDERS:
        after = next((one for one in known if one.rate and one.rate.per is at.kind), None)
        if after is None:
            return None
        share, at = share * float(after.rate.level.now), after
    return share
