"""Which factor moved the sales of a LIVE: its chain against the account's own last fourteen days. Pure.

    GMV       = impressions × enter-room rate × CTR × C_O × AOV          (TikTok's own identity of a LIVE)
    Show GPM  =               enter-room rate × CTR × C_O × AOV × 1000
    enter-room rate = views ÷ impressions · CTR = product clicks ÷ views · C_O = orders ÷ product clicks · AOV = GMV ÷ orders

The change of a product is shared among its factors by the logarithmic mean Divisia index (LMDI I: Ang, Energy Policy 33, 2005):
a factor that went from b to f moved GMV from B to G by L(G, B) · ln(f/b), L(x, y) = (x − y) ÷ ln(x/y). The shares add up to
G − B exactly, and no order of the factors is preferred. It needs every factor above zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import isclose, log

from analytics.metrics import Number

LINKS = ("impressions", "views", "product_clicks", "orders", "gmv")
RATES = {
    ("impressions", "views"): "enter_room", ("views", "product_clicks"): "ctr", ("product_clicks", "orders"): "ctor",
    ("orders", "gmv"): "aov", ("impressions", "product_clicks"): "clicks_per_impression", ("views", "orders"): "orders_per_view",
    ("product_clicks", "gmv"): "gmv_per_click", ("views", "gmv"): "gmv_per_view", ("impressions", "gmv"): "gmv_per_impression",
    ("impressions", "orders"): "orders_per_impression",
}  # fmt: skip


@dataclass(frozen=True)
class Factor:
    """`now` and `usual` are the factor's values; `effect`: what it moved GMV by, in money; None without a logarithm."""

    name: str  # of RATES, or the link the chain begins with
    now: float | None
    usual: float | None
    effect: float | None

    @property
    def times(self) -> float | None:
        return self.now / self.usual if self.now is not None and self.usual else None


@dataclass(frozen=True)
class Decomposition:
    """`gmv` of the session and `usual`, the mean of the sessions before; `gmv - usual` is the sum of the effects."""

    gmv: float
    usual: float
    sessions: int
    factors: tuple[Factor, ...]

    @property
    def moved(self) -> Factor | None:
        """The factor that did most, in the direction that GMV went; None where nothing moved."""
        effects = [factor for factor in self.factors if factor.effect is not None]
        change = self.gmv - self.usual
        if not effects or isclose(self.gmv, self.usual, rel_tol=1e-6):
            return None
        best = max(effects, key=lambda factor: factor.effect if change > 0 else -factor.effect)
        return best if (best.effect > 0) == (change > 0) else None

    @property
    def broken(self) -> Factor | None:
        """The first factor that is zero: nothing comes after it."""
        return next((factor for factor in self.factors if factor.now == 0), None)


def decompose(cell: Mapping[str, Number | None], before: Iterable[Mapping[str, Number | None]]) -> Decomposition | None:
    """`cell` and `before` hold LINKS of a session and of those before it, in one kind of GMV and one currency.

    Links that the session or most of those before do not know are left out and their neighbours joined. Of the sessions before,
    those count that know every link that is left. None without GMV, a second link, or a session before.
    """
    comparable = [one for one in before if one["gmv"] is not None]
    most = {name: 2 * sum(one[name] is not None for one in comparable) > len(comparable) for name in LINKS}
    links = [name for name in LINKS if cell[name] is not None and most[name]]
    whole = [one for one in comparable if all(one[name] is not None for name in links)]
    if not whole or len(links) < 2 or links[-1] != "gmv":
        return None
    sums = {name: float(sum(one[name] for one in whole)) for name in links}
    now = {name: float(cell[name]) for name in links}
    usual_gmv = sums["gmv"] / len(whole)
    mean = _logarithmic_mean(now["gmv"], usual_gmv)
    first = links[0]
    values = [(first, now[first], sums[first] / len(whole))]
    values += [(RATES[top, bottom], _ratio(now, bottom, top), _ratio(sums, bottom, top)) for top, bottom in pairwise(links)]
    factors = tuple(Factor(name, here, usual, _effect(mean, here, usual)) for name, here, usual in values)
    if any(factor.effect is None for factor in factors):
        factors = tuple(Factor(one.name, one.now, one.usual, None) for one in factors)
    return Decomposition(now["gmv"], usual_gmv, len(whole), factors)


def _ratio(sums: Mapping[str, float], top: str, bottom: str) -> float | None:
    return sums[top] / sums[bottom] if sums[bottom] else None


def _logarithmic_mean(one: float, other: float) -> float | None:
    if one <= 0 or other <= 0:
        return None
    return one if isclose(one, other, rel_tol=1e-12) else (one - other) / log(one / other)


def _effect(mean: float | None, now: float | None, usual: float | None) -> float | None:
    if mean is None or not now or not usual or now < 0 or usual < 0:
        return None
    return mean * log(now / usual)
