"""Hints: messages by Redis that tell a worker of a row. A lost one costs one sweep, so sending may fail, but must not wait."""

import logging
import time
from functools import cache

from celery import current_app
from django.db import transaction
from kombu.exceptions import KombuError
from kombu.pools import ProducerPool, producers

from .models import Work

PATIENCE = 1  # seconds to connect, and seconds for an answer
SILENCE = 5  # seconds without hints after one could not be sent: the sweep is faster than waiting again

logger = logging.getLogger(__name__)
_silent_until = 0.0  # of time.monotonic()


def hint(kind: type[Work], pk: int) -> None:
    """Tell a worker, once the transaction is through, that there is work."""
    transaction.on_commit(lambda: send_hint(kind, pk), robust=True)


def send_hint(kind: type[Work], pk: int) -> bool:
    """False if Redis did not take it in time, or did not take one a moment ago."""
    global _silent_until
    if time.monotonic() < _silent_until:
        return False
    try:
        with _producers().acquire(block=True, timeout=PATIENCE) as producer:
            current_app.send_task(kind.TASK, args=[pk], producer=producer, retry=False)
    except (KombuError, OSError) as error:
        _silent_until = time.monotonic() + SILENCE
        logger.warning("Redis does not answer (%s): new work waits for the next sweep.", error)
        return False
    return True


@cache
def _producers() -> ProducerPool:
    """Connections of their own: those of a worker must wait longer, and kombu would try to connect for 6 s (measured)."""
    impatient = {"max_retries": 0, "socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
    return producers[current_app.connection_for_write(transport_options=impatient)]
