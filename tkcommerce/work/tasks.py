"""The sweep: what Redis forgot, runs within one tick."""

from celery import shared_task

from . import heartbeats, sweeping


@shared_task(time_limit=60)
def sweep() -> None:
    """Beat sends it every few seconds. That it runs shows that beat, Redis, a worker and the database work together."""
    heartbeats.sweep_ran()
    sweeping.sweep()
