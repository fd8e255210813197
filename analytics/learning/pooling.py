"""What a brand may learn from others: brands of the same owner, and, if it opted in, all that did.

Two things cross over, both sums: how well calls have held (trust.py), and what a level has brought elsewhere, as the centre that
this brand's estimates start from. Strangers count only from FEWEST_STRANGERS brands on, so that nobody's numbers can be read off.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from analytics.learning.trust import Judged
from analytics.models import PatternCalibration, PatternFit, PatternRun, PatternSharing
from tkcommerce.brands.models import Brand, Membership, Role

MOST_OTHERS = 40  # brands: more would say the same
FEWEST_STRANGERS = 5
BETWEEN = 0.15  # how far (log) the same level differs from brand to brand
ELSEWHERE = 0.30  # spread of levels' lifts over all brands
Means = dict[str, dict[str, float]]  # facet code → level code → log lift


def others_of(brand: Brand) -> list[int]:
    owners = Membership.objects.filter(brand=brand, role=Role.OWNER).values("user")
    same_owner = Membership.objects.filter(role=Role.OWNER, user__in=owners).values_list("brand", flat=True)
    mine = sorted({*same_owner} - {brand.pk})
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


def means_elsewhere(brands: Iterable[int]) -> dict[str, Means]:
    """{outcome: Means} out of what each brand's videos say by themselves, so that no echo of ours comes back.

    Lifts l with spread s are averaged by 1/(s² + BETWEEN²), drawn towards 0 as levels differ by ELSEWHERE.
    """
    summed: dict[tuple[str, str, str], list[float]] = defaultdict(lambda: [0.0, ELSEWHERE**-2])
    fits = PatternFit.objects.filter(brand__in=brands, run__is_current=True, scope="", posterior__isnull=False) if brands else []
    for fit in fits:
        told = fit.posterior
        for (facet, level), lift, sd in zip(told["keys"], told["own_lift"], told["own_sd"], strict=True):
            weight = 1 / (sd**2 + BETWEEN**2)
            total = summed[fit.outcome, facet, level]
            total[0] += weight * lift
            total[1] += weight
    found: dict[str, Means] = {}
    for (outcome, facet, level), (total, weight) in summed.items():
        found.setdefault(outcome, {}).setdefault(facet, {})[level] = total / weight
    return found


def fingerprint(brands: Iterable[int]) -> str:
    """Of what others contribute: it changes when one of them has new numbers."""
    runs = PatternRun.objects.filter(brand__in=brands, is_current=True).order_by("brand")
    return hashlib.sha256(repr(list(runs.values_list("brand", "as_of", "videos"))).encode()).hexdigest()
