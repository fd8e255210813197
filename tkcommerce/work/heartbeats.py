"""Who is alive: the worker and beat each write it themselves, and the sweep writes that all of it works together.

Worker and beat write through connections of their own, for the moment only: the worker's main process forks, and a fork
must not inherit a connection of Django's pool.
"""

import logging
import threading
import time

import psycopg
from celery.signals import beat_init, before_task_publish, worker_ready
from django.db import connection
from django.db.models.functions import Now

from .models import Heartbeat

EVERY = 10  # seconds
SWEEP = "tkcommerce.work.tasks.sweep"
_WRITE = """
    INSERT INTO work_heartbeat (name, seen_at) VALUES (%s, now())
    ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at
"""

logger = logging.getLogger(__name__)
_worker_beats = threading.Event()


def sweep_ran() -> None:
    Heartbeat.objects.update_or_create(name=Heartbeat.Name.SWEEP, defaults={"seen_at": Now()})


def seen(name: Heartbeat.Name) -> None:
    """Write that `name` is alive now; a database that is away is none of its business."""
    try:
        with psycopg.connect(**connection.get_connection_params(), autocommit=True, connect_timeout=5) as own:
            own.execute(_WRITE, [name.value])
    except psycopg.Error as error:
        logger.warning("The heartbeat of %s could not be written: %s", name.value, error)


@worker_ready.connect
def worker_starts(**_: object) -> None:
    """In the worker's main process, again after each reconnection to Redis; a thread, so that nothing there can hold it up."""
    if not _worker_beats.is_set():
        _worker_beats.set()
        threading.Thread(target=_beat_on, name="heartbeat", daemon=True).start()


@beat_init.connect
def beat_starts(**_: object) -> None:
    before_task_publish.connect(beat_sends, sender=SWEEP)


def beat_sends(**_: object) -> None:
    seen(Heartbeat.Name.BEAT)


def _beat_on() -> None:
    while True:
        seen(Heartbeat.Name.WORKER)
        time.sleep(EVERY)
