"""What a brand may learn from others: brands of the same owner, and, if it opted in, all that did.

Two things cross over, both sums: how well calls have held (trust.py), and what a level has brought elsewhere, as the centre that
this brand's estimates start from. Strangers count only from FEWEST_STRANGERS brands on, of a level from as many that use it, so
that nobody's numbers can be read off.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from analytics.learning.trust import Judged
from analytics.models import PatternCalibration, PatternFit, PatternRun, PatternSharing
from tkcommerce.brands.models import Brand, Membership, Role

MOST_OTHERS = 40  # brands: more would say the same
FEWEST_STRANGERS = 5
BETWEEN = 0.15  # how far (log) the same level differs from brand to brand
ELSEWHERE = 0.30  # spread of levels' lifts over all brands
Means = dict[str, dict[str, float]]  # facet code → level code → log lift


def sisters_of(brand: Brand) -> list[int]:
    """Its owners' other brands."""
    owners = Membership.objects.filter(brand=brand, role=Role.OWNER).values("user")
    same_owner = Membership.objects.filter(role=Role.OWNER, user__in=owners).values_list("brand", flat=True)
    return sorted({*same_owner} - {brand.pk})


def others_of(brand: Brand) -> list[int]:
    """Sisters first, then strangers."""
    mine = sisters_of(brand)
    opted = list(_opted_in().order_by("-at", "-pk")[: MOST_OTHERS + 1])
    strangers = [pk for pk in opted if pk != brand.pk and pk not in mine]
    shares = brand.pk in opted and len(strangers) >= FEWEST_STRANGERS
    return [*mine, *(strangers if shares else [])][:MOST_OTHERS]


def _opted_in() -> QuerySet:
    newest = PatternSharing.objects.filter(brand=OuterRef("brand")).order_by("-at", "-pk").values("pk")[:1]
    return PatternSharing.objects.filter(pk=Subquery(newest), is_on=True).values_list("brand", flat=True)


def judged_before(brands: Iterable[int]) -> dict[int, dict[str, Judged]]:
    """{brand: {outcome: what its newest backtest judged}}. One query; no brand, no query."""
    found: dict[int, dict[str, Judged]] = defaultdict(dict)
    if brands:
        newest = PatternCalibration.objects.filter(brand__in=brands).order_by("brand", "outcome", "-run_id")
        for brand, outcome, judged in newest.distinct("brand", "outcome").values_list("brand", "outcome", "judged"):
            found[brand][outcome] = judged
    return found


def means_elsewhere(brands: Iterable[int], *, sisters: Iterable[int]) -> dict[str, Means]:
    """{outcome: Means} out of what each brand's videos say by themselves, so that no echo of ours comes back.

    Lifts l with spread s are averaged by 1/(s² + BETWEEN²), drawn towards 0 as levels differ by ELSEWHERE. A level that fewer
    than FEWEST_STRANGERS strangers use is told by the sisters alone.
    """
    trusted = {*sisters}
    summed: dict[tuple[str, str, str], _Sum] = defaultdict(_Sum)
    fits = PatternFit.objects.filter(brand__in=brands, run__is_current=True, scope="", posterior__isnull=False) if brands else []
    for fit in fits:
        told = fit.posterior
        for (facet, level), lift, sd in zip(told["keys"], told["own_lift"], told["own_sd"], strict=True):
            summed[fit.outcome, facet, level].add(lift, 1 / (sd**2 + BETWEEN**2), is_sister=fit.brand_id in trusted)
    found: dict[str, Means] = {}
    for (outcome, facet, level), total in summed.items():
        if (mean := total.mean()) is not None:
            found.setdefault(outcome, {}).setdefault(facet, {})[level] = mean
    return found


@dataclass
class _Sum:
    """Of one level: Σ weight·lift and Σ weight, of sisters and of strangers apart."""

    sisters: tuple[float, float] = (0.0, 0.0)
    strangers: tuple[float, float] = (0.0, 0.0)
    sisters_seen: int = 0
    strangers_seen: int = 0

    def add(self, lift: float, weight: float, *, is_sister: bool) -> None:
        if is_sister:
            self.sisters, self.sisters_seen = _plus(self.sisters, lift, weight), self.sisters_seen + 1
        else:
            self.strangers, self.strangers_seen = _plus(self.strangers, lift, weight), self.strangers_seen + 1

    def mean(self) -> float | None:
        counted = [self.sisters] if self.sisters_seen else []
        if self.strangers_seen >= FEWEST_STRANGERS:
            counted.append(self.strangers)
        if not counted:
            return None
        return sum(lifts for lifts, _weights in counted) / (ELSEWHERE**-2 + sum(weights for _lifts, weights in counted))


def _plus(total: tuple[float, float], lift: float, weight: float) -> tuple[float, float]:
    return total[0] + weight * lift, total[1] + weight


def fingerprint(brands: Iterable[int]) -> str:
    """Of what others contribute: it changes when one of them has new numbers."""
    runs = PatternRun.objects.filter(brand__in=brands, is_current=True).order_by("brand")
    return hashlib.sha256(repr(list(runs.values_list("brand", "as_of", "videos"))).encode()).hexdigest()
