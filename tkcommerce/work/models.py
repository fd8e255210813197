"""Background work: the domain row is the job. PostgreSQL owns every piece of work; Celery and Redis only carry hints.

A model that is work (an import, a roll-up to rebuild, a mail) inherits `Work` and names its task. `claiming.py` has the verbs.
"""

import uuid

from django.db import models
from django.utils.translation import gettext, gettext_lazy as _


class State(models.TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")  # given up; a person is told
    HELD = "held", _("needs a person")  # a person must say how to go on


class Work(models.Model):
    """One piece of work that survives crashes: claimed under a lease, fenced by a token, given up after `MAX_ATTEMPTS`."""

    MAX_ATTEMPTS = 5
    LEASE_SECONDS = 60  # a step takes at most about 20 s
    TASK = ""  # dotted name of the task that is hinted with this row's id

    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    run_after = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True)
    error_message = models.TextField(blank=True, default="")  # an English msgid, translated when shown
    error_params = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def last_error(self) -> str:
        """What a person should read, in her language."""
        return gettext(self.error_message) % self.error_params if self.error_message else ""

    def describe(self) -> str:
        """What this work is about, in the reader's language, for the page "Background work"."""
        raise NotImplementedError


def new_token() -> uuid.UUID:
    return uuid.uuid4()


class Heartbeat(models.Model):
    """When the worker and beat were last seen alive; one row each."""

    name = models.CharField(max_length=20, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
