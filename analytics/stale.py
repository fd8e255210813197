"""Mark days whose roll-ups must be rebuilt. Imports mark them, the roll-ups clear them; the two meet in `StaleDay`."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from analytics.models import RollupRun
from analytics.models.rollups import Grain
from tkcommerce.work.claiming import hint

# Locks the row even where nothing changes, so that a roll-up cannot finish between our mark and our commit: its last
# step, which begins by locking the row, then waits for us and sees the mark. A running roll-up goes on running.
_ARM = """
    INSERT INTO analytics_rolluprun AS run
        (brand_id, state, run_after, attempts, error_message, error_params, created_at)
    VALUES (%s, 'queued', now(), 0, '', '{}', now())
    ON CONFLICT (brand_id) DO UPDATE SET
        state = CASE WHEN run.state = 'running' THEN run.state ELSE 'queued' END,
        run_after = CASE WHEN run.state = 'running' THEN run.run_after ELSE now() END,
        attempts = CASE WHEN run.state = 'running' THEN run.attempts ELSE 0 END,
        finished_at = NULL, error_message = '', error_params = '{}'
    RETURNING id
"""
# DO NOTHING would lose a mark that arrives while the day is being rebuilt.
_MARK = """
    INSERT INTO analytics_staleday AS stale (brand_id, grain, day, seq)
    SELECT %s, %s, day, 1 FROM unnest(%s::date[]) AS day ORDER BY day
    ON CONFLICT (brand_id, grain, day) DO UPDATE SET seq = stale.seq + 1
"""


def mark_stale(brand_id: int, grain: Grain, days: Iterable[date]) -> None:
    """Mark the days and queue the brand's roll-up, in the caller's transaction. The roll-up's row is locked first, then
    the days in order: everybody who takes these locks takes them in this order, so nobody waits in a circle."""
    ordered = sorted(set(days))
    if not ordered:
        return
    with connection.cursor() as cursor:
        cursor.execute(_ARM, [brand_id])
        (run_id,) = cursor.fetchone()
        cursor.execute(_MARK, [brand_id, grain, ordered])
    hint(RollupRun, run_id)
