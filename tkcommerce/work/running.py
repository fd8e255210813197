"""What a task calls: claim the work, do it, and see to it that whatever happens has an end that a person can read."""

import logging
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils.translation import gettext_noop

from .claiming import LeaseLost, back_off, claim, fail
from .models import State, Work

logger = logging.getLogger(__name__)
W = TypeVar("W", bound=Work)


class CannotBeDone(Exception):
    """The work is over and failed. Carries what a person should read: an English msgid and its params (text and numbers)."""

    state = State.FAILED

    def __init__(self, message: str, **params: str | int | float | None) -> None:
        super().__init__(message % params if params else message)
        self.message, self.params = message, params


class NeedsPerson(CannotBeDone):
    """The work waits (`held`) until a person has answered what the message asks; then it is armed again."""

    state = State.HELD


def perform(kind: type[W], pk: int, do: Callable[[W], None]) -> None:
    """Claim the work and `do` it. `do` writes in steps and finishes the row in its last one; it may raise what it likes.

    CannotBeDone and NeedsPerson end the work with their message; LeaseLost means another worker has it; anything else is
    logged and tried again later, up to MAX_ATTEMPTS. Nothing is raised. A second call while it runs does nothing.
    """
    row = claim(kind, pk)
    if row is None:
        return
    try:
        do(row)
    except LeaseLost:
        logger.warning("%s %s was taken over by another worker; nothing was written.", kind._meta.label, pk)
    except CannotBeDone as reason:
        _record(fail, row, reason.message, reason.params, state=reason.state)
    except Exception as error:
        logger.exception("%s %s stopped at try %s.", kind._meta.label, pk, row.attempts)
        _record(back_off, row, gettext_noop("It stopped with an unexpected error (%(error)s)."), {"error": _where(error)})


def _where(error: Exception) -> str:
    """Its class and the line of ours that it came from. Not its text, which may quote a cell of a customer's file."""
    mine = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(str(settings.BASE_DIR)) and "site-packages" not in frame.filename
    ]
    return f"{type(error).__name__}, {Path(mine[-1].filename).relative_to(settings.BASE_DIR)}:{mine[-1].lineno}"


def _record(verb: Callable[..., None], row: Work, message: str, params: dict, **more: State) -> None:
    """If even this cannot be written, the lease runs out and the work is claimed again."""
    try:
        if not connection.in_atomic_block:  # as in a worker
            close_old_connections()  # the error may have been the connection's
        verb(row, message, params, **more)
    except LeaseLost:
        logger.warning("%s %s was taken over by another worker.", row._meta.label, row.pk)
    except (DatabaseError, InterfaceError):
        logger.exception("%s %s: what happened could not be written down.", row._meta.label, row.pk)
