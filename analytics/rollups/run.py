"""Rebuild what is stale, a bounded number of days at a time, under the fence of the work."""

from collections.abc import Sequence
from datetime import date

from analytics.models import RollupRun, StaleDay
from analytics.models.rollups import Grain
from tkcommerce.brands.models import Brand
from tkcommerce.work.claiming import finish, step

from . import account_days, active_hours, period_facts, sales, span_sums, span_totals, video_days

DAYS_PER_STEP = 100  # far below 20 s even at 1,000 videos a day
REBUILDERS = {
    Grain.ACCOUNT: (account_days.rebuild, active_hours.rebuild),
    Grain.VIDEO: (video_days.rebuild,),
    Grain.SALES: (sales.rebuild,),
    Grain.FACTS: (period_facts.rebuild, span_sums.rebuild, span_totals.rebuild),
}


def rebuild_stale_days(run: RollupRun) -> None:
    """Rebuild every stale day of the brand. `run` is claimed; raises LeaseLost when another worker has it."""
    while _rebuild_some(run):
        pass


def rebuild(brand: Brand, grain: str, days: Sequence[date]) -> None:
    """Replace the slices of one grain. Call inside a transaction."""
    for rebuilder in REBUILDERS[Grain(grain)]:
        rebuilder(brand, days)


def _rebuild_some(run: RollupRun) -> bool:
    """One step. False when nothing was left, and then the run is finished in the same transaction.

    The step holds the run's row, which whoever marks days locks first: marks come before this step or after it, never between.
    """
    with step(run):
        stale = StaleDay.objects.filter(brand_id=run.brand_id).order_by("grain", "day")
        marks = list(stale.select_for_update()[:DAYS_PER_STEP])
        if not marks:
            finish(run)
            return False
        brand = Brand.objects.get(pk=run.brand_id)  # anew in each step: its zone may have changed since the last one
        for grain in sorted({mark.grain for mark in marks}):
            rebuild(brand, grain, [mark.day for mark in marks if mark.grain == grain])
        StaleDay.objects.filter(pk__in=[mark.pk for mark in marks]).delete()
        return True
