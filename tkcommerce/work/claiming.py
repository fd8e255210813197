"""The verbs of background work: enqueue, claim, step, finish, fail. Each is one statement or one transaction.

Only the database's clock decides, so workers whose clocks differ cannot disagree about a lease.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from celery import current_app
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from .models import State, Work, new_token


class LeaseLost(Exception):
    """Another worker took this work after our lease ran out: whatever we were about to write must not be written."""


class NeedsPerson(Exception):
    """The work cannot go on by itself. Carries an English msgid and its params; the row becomes `held` or `failed`."""

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message % params if params else message)
        self.message, self.params = message, params


def due(kind: type[Work]) -> models.QuerySet:
    """Rows that may be claimed now: queued and due, or running under a lease that has run out."""
    waiting = Q(state=State.QUEUED, run_after__lte=Now())
    orphaned = Q(state=State.RUNNING, lease_until__lt=Now())
    return kind._default_manager.filter(waiting | orphaned)


def hint(kind: type[Work], pk: int) -> None:
    """Tell a worker, once the transaction is through, that there is work. A lost hint costs one sweep, nothing else."""
    transaction.on_commit(lambda: send_hint(kind, pk), robust=True)


def send_hint(kind: type[Work], pk: int) -> None:
    current_app.send_task(kind.TASK, args=[pk], retry=False)


def arm(row: Work) -> None:
    """Queue an existing row again from the start, in the caller's transaction."""
    type(row)._default_manager.filter(pk=row.pk).update(
        state=State.QUEUED, run_after=Now(), attempts=0, lease_until=None, lease_token=None,
        error_message="", error_params={}, finished_at=None,
    )  # fmt: skip
    hint(type(row), row.pk)


def claim(kind: type[Work], pk: int) -> Work | None:
    """Take this piece of work, or None if it is not due, taken, or tried too often. One statement decides."""
    with transaction.atomic():
        row = due(kind).select_for_update(skip_locked=True).filter(pk=pk).first()
        if row is None:
            return None
        if row.attempts >= row.MAX_ATTEMPTS:
            give_up(row)
            return None
        taken = kind._default_manager.filter(pk=pk)
        taken.update(
            state=State.RUNNING, attempts=F("attempts") + 1, lease_token=new_token(),
            lease_until=Now() + timedelta(seconds=row.LEASE_SECONDS), error_message="", error_params={},
        )  # fmt: skip
        return taken.get()


def give_up(row: Work) -> None:
    """Tried too often, usually because each try died in the middle: a person has to look."""
    message = row.error_message or "Tried %(count)s times and stopped each time before it was done."
    params = row.error_params if row.error_message else {"count": row.attempts}
    _held_by(row).update(
        state=State.FAILED,
        lease_until=None,
        lease_token=None,
        error_message=message,
        error_params=params,
        finished_at=Now(),
    )


@contextmanager
def step(row: Work) -> Iterator[None]:
    """One transaction that begins by extending the lease under our token; raises LeaseLost before anything is written."""
    with transaction.atomic():
        extended = _held_by(row).filter(state=State.RUNNING).update(
            lease_until=Now() + timedelta(seconds=row.LEASE_SECONDS)
        )  # fmt: skip
        if not extended:
            raise LeaseLost(f"{row._meta.label} {row.pk}")
        yield


def finish(row: Work) -> None:
    """Done. Called inside the last step, so the result and the word that it is there are one commit."""
    _held_by(row).update(state=State.DONE, lease_until=None, lease_token=None, finished_at=Now())


def put_back(row: Work, *, delay: timedelta = timedelta(0)) -> None:
    """Not finished: to be claimed again after `delay`. Does not count as a failed try."""
    _held_by(row).update(state=State.QUEUED, run_after=Now() + delay, attempts=0, lease_until=None, lease_token=None)
    hint(type(row), row.pk)


def fail(row: Work, message: str, params: dict, *, state: str = State.FAILED) -> None:
    """Stop and tell a person why: `failed` when it is over, `held` when an answer lets it go on."""
    with step(row):
        _held_by(row).update(
            state=state,
            lease_until=None,
            lease_token=None,
            error_message=message,
            error_params=params,
            finished_at=Now(),
        )


def back_off(row: Work, message: str, params: dict) -> None:
    """A fault that may pass: wait 5, 10, 20 … seconds, at most an hour, then try again; the sweep gives up after MAX_ATTEMPTS."""
    delay = timedelta(seconds=min(5 * 2 ** (row.attempts - 1), 3600))
    with step(row):
        _held_by(row).update(
            state=State.QUEUED, run_after=Now() + delay, lease_until=None, lease_token=None,
            error_message=message, error_params=params,
        )  # fmt: skip


def _held_by(row: Work) -> models.QuerySet:
    """This row while our token is on it: the fence in front of every write."""
    return type(row)._default_manager.filter(pk=row.pk, lease_token=row.lease_token)
