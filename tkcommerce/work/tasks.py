"""The sweep: what Redis forgot, runs within one tick."""

from celery import shared_task
from django.db.models.functions import Now

from . import sweeping
from .models import Heartbeat


@shared_task(time_limit=60)
def sweep() -> None:
    """Beat sends it every few seconds. That it runs shows that beat and a worker are alive."""
    for name in ("beat", "worker"):
        Heartbeat.objects.update_or_create(name=name, defaults={"seen_at": Now()})
    sweeping.sweep()
