"""Whose past a brand may learn from besides its own: brands of the same owner, and, if both opted in, other brands'."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from analytics.learning.trust import Judged
from analytics.models import PatternCalibration, PatternSharing
from tkcommerce.brands.models import Brand, Membership, Role


def others_of(brand: Brand) -> list[int]:
    """Brands that have an owner in common with this one; and, if it opted in, all that did."""
    owners = Membership.objects.filter(brand=brand, role=Role.OWNER).values("user")
    same_owner = Membership.objects.filter(role=Role.OWNER, user__in=owners).values_list("brand", flat=True)
    opted = set(_opted_in())
    shared = opted if brand.pk in opted else set()
    return sorted({*same_owner, *shared} - {brand.pk})


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


def fingerprint(brand: Brand) -> str:
    """Of what others contribute: the newest calibration of each."""
    runs = PatternCalibration.objects.filter(brand__in=others_of(brand)).order_by("brand", "-run_id").distinct("brand")
    return hashlib.sha256(repr(list(runs.values_list("brand", "run_id"))).encode()).hexdigest()
