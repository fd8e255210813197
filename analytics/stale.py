"""Mark days whose roll-ups must be rebuilt. Imports mark them, the roll-ups clear them; the two meet in `StaleDay`."""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models.functions import Now

from analytics.models import RollupRun
from analytics.models.rollups import Grain
from analytics.pattern_wishes import ask_soon
from tkcommerce.work.claiming import arm

LEARNED_FROM = (Grain.VIDEO, Grain.SALES, Grain.FACTS)

# DO NOTHING would lose a mark that arrives while the day is being rebuilt.
_MARK = """
    INSERT INTO analytics_staleday AS stale (brand_id, grain, day, seq)
    SELECT %s, %s, day, 1 FROM unnest(%s::date[]) AS day ORDER BY day
    ON CONFLICT (brand_id, grain, day) DO UPDATE SET seq = stale.seq + 1
"""


def mark_stale(brand_id: int, grain: Grain, days: Iterable[date]) -> None:
    """Mark the days and queue the brand's roll-up, in the caller's transaction; then the learning of patterns from it.

    Arming locks the roll-up's row, so a running roll-up cannot finish between our mark and our commit. That row comes
    first and then the days in order: everybody takes the locks in this order, so nobody waits in a circle.
    """
    ordered = sorted(set(days))
    if not ordered:
        return
    run, _made = RollupRun.objects.get_or_create(brand_id=brand_id, defaults={"run_after": Now()})
    arm(run)
    if grain in LEARNED_FROM:
        ask_soon(brand_id)
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [brand_id, grain, ordered])
