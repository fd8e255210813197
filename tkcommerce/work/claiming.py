"""The verbs of background work: arm, claim, step, finish, fail … Each is one statement or one transaction.

Only the database's clock decides (`Now()` is PostgreSQL's statement_timestamp), so workers whose clocks differ cannot
disagree about a lease.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar

from django.db import models, transaction
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Now

from .hints import hint
from .models import STUCK, State, Work

FIRST_DELAY, LONGEST_DELAY = 5, 3600  # seconds
W = TypeVar("W", bound=Work)


class LeaseLost(Exception):
    """Another worker took this work after our lease ran out: whatever we were about to write must not be written."""


def due(kind: type[Work]) -> models.QuerySet:
    """Rows that may be claimed now: queued and due, or running under a lease that has run out."""
    waiting = Q(state=State.QUEUED, run_after__lte=Now())
    orphaned = Q(state=State.RUNNING, lease_until__lt=Now())
    return kind._default_manager.filter(waiting | orphaned)


def arm(row: Work, *, delay: timedelta = timedelta(0)) -> None:
    """Queue an existing row again from the start, in the caller's transaction; commit soon, it holds the row's lock.

    With a `delay` it may be claimed only then, and the sweep finds it. A row that is running is left to its worker, and queued
    again when that one finishes: `run_after` has moved since it was claimed, and that is how `finish` knows.
    """
    runs = Q(state=State.RUNNING)
    _this(row).update(
        state=Case(When(runs, then=F("state")), default=Value(State.QUEUED)),
        attempts=Case(When(runs, then=F("attempts")), default=Value(0)),
        run_after=Now() + delay,
        error_message="",
        error_params={},
        finished_at=None,
    )
    if not delay:
        hint(type(row), row.pk)


def claim(kind: type[W], pk: int) -> W | None:
    """Take this piece of work; None if it is not due, taken by another, or tried too often. One statement decides."""
    token = uuid.uuid4()
    with transaction.atomic():
        free = due(kind).filter(pk=pk, attempts__lt=kind.MAX_ATTEMPTS).select_for_update(skip_locked=True)
        won = kind._default_manager.filter(pk__in=free.values("pk")).update(
            state=State.RUNNING, attempts=F("attempts") + 1, lease_token=token, lease_until=_lease(kind),
            error_message="", error_params={}, finished_at=None,
        )  # fmt: skip
        return kind._default_manager.get(pk=pk) if won else None


@contextmanager
def step(row: Work) -> Iterator[None]:
    """One transaction that begins by extending the lease under our token; raises LeaseLost before anything is written.

    The row stays locked until it commits, so nobody can take the work from under it, however long it takes.
    """
    with transaction.atomic():
        _write(row, lease_until=_lease(type(row)))
        yield


def finish(row: Work) -> None:
    """Done. Called inside the last step, so the result and the word that it is there are one commit."""
    _end(row, state=State.DONE)


def put_back(row: Work, *, delay: timedelta = timedelta(0)) -> None:
    """Some of it is done, the rest is to be claimed again after `delay`. Not a failed try: the count starts again."""
    _write(row, state=State.QUEUED, run_after=Now() + delay, attempts=0, **_NO_LEASE)
    hint(type(row), row.pk)


def fail(row: Work, message: str, params: dict, *, state: State = State.FAILED) -> None:
    """Stop and tell a person why: `failed` when it is over, `held` when an answer lets it go on."""
    _end(row, state=state, error_message=message, error_params=params)


def back_off(row: Work, message: str, params: dict) -> None:
    """A fault that may pass: try again in 5, 10, 20 … seconds, at most an hour; the last try fails with this reason."""
    if row.attempts >= row.MAX_ATTEMPTS:
        fail(row, message, params)
        return
    delay = timedelta(seconds=min(FIRST_DELAY * 2 ** (row.attempts - 1), LONGEST_DELAY))
    _write(row, state=State.QUEUED, run_after=Now() + delay, error_message=message, error_params=params, **_NO_LEASE)


def retry(row: Work) -> bool:
    """A person wants failed or held work to be tried again; False if it is neither (any more)."""
    with transaction.atomic():
        stuck = _this(row).filter(state__in=STUCK).select_for_update().exists()
        if stuck:
            arm(row)
        return stuck


def drop(row: Work) -> bool:
    """A person lets go of failed or held work; False if it is neither (any more)."""
    return _this(row).filter(state__in=STUCK).update(state=State.DROPPED, finished_at=Now()) == 1


_NO_LEASE = {"lease_until": None, "lease_token": None}


def _lease(kind: type[Work]) -> models.Expression:
    return Now() + timedelta(seconds=kind.LEASE_SECONDS)


def _this(row: Work) -> models.QuerySet:
    return type(row)._default_manager.filter(pk=row.pk)


def _end(row: Work, **values: object) -> None:
    """Over, unless it was armed since it was claimed: what was asked for meanwhile may not be in the result, so once more."""
    with step(row):
        asked_again = _this(row).filter(run_after__gt=row.run_after)
        if asked_again.update(state=State.QUEUED, attempts=0, **_NO_LEASE):
            hint(type(row), row.pk)
        else:
            _this(row).update(finished_at=Now(), **values, **_NO_LEASE)


def _write(row: Work, **values: object) -> None:
    """The fence in front of every write of a worker: the row still runs under our token, or LeaseLost."""
    if not _this(row).filter(state=State.RUNNING, lease_token=row.lease_token).update(**values):
        raise LeaseLost(f"{row._meta.label} {row.pk}")
