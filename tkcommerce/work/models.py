"""Background work: the domain row is the job. PostgreSQL owns every piece of work; Celery and Redis only carry hints.

A model that is work (an import, a roll-up to rebuild, a mail) inherits `Work`, names its task, and takes over
`Work.Meta.constraints` and `Work.Meta.indexes`. `claiming.py` has the verbs, `running.py` what a task calls.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy as _


class State(models.TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")  # given up; a person is told
    HELD = "held", _("needs a person")  # a person must say how to go on
    DROPPED = "dropped", _("discarded")  # failed or held, and a person let it go


OPEN = (State.QUEUED, State.RUNNING)
STUCK = (State.FAILED, State.HELD)  # it stays there until a person acts


class Work(models.Model):
    """One piece of work that survives crashes: claimed under a lease, fenced by a token, given up after `MAX_ATTEMPTS`."""

    MAX_ATTEMPTS = 5
    LEASE_SECONDS = 60  # a step takes at most about 20 s
    TASK = ""  # dotted name of the task that is hinted with this row's id
    SHOWN_WITH: tuple[str, ...] = ()  # relations that `describe` looks at

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
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.RUNNING, lease_token__isnull=False, lease_until__isnull=False)
                | (~Q(state=State.RUNNING) & Q(lease_token=None, lease_until=None)),
                name="%(class)s_runs_under_a_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=STUCK) | ~Q(error_message=""),
                name="%(class)s_fails_with_a_reason",
            ),
        ]
        indexes = [
            # The sweep: what is due, oldest first. Small, however much was done in the past.
            models.Index(fields=["run_after"], condition=Q(state__in=OPEN), name="%(class)s_open")
        ]

    def get_absolute_url(self) -> str:
        """The page where what `held` work asks is answered; "" where there is nothing to answer."""
        return ""

    @property
    def last_error(self) -> str:
        """What a person should read, in her language."""
        text = gettext(self.error_message) if self.error_message else ""
        return text % self.error_params if self.error_params else text

    @property
    def progress(self) -> tuple[int, int] | None:
        """How many of how many are done, for kinds that count; None for those that do not, or do not know yet."""
        return None

    @property
    def work_kind(self) -> str:
        """How addresses and the list of kinds name it."""
        return self._meta.model_name

    def describe(self) -> str:
        """What this work is about, in the reader's language, for the page "Background work"."""
        raise NotImplementedError


class Heartbeat(models.Model):
    """When a process was last seen alive; one row each."""

    class Name(models.TextChoices):
        WORKER = "worker", _("Worker")  # written by the worker itself, even while it is busy or Redis is away
        BEAT = "beat", _("Clock")  # written by beat itself whenever it sends the sweep
        SWEEP = "sweep", _("Sweep")  # written by the sweep: beat, Redis, worker and database work together

    name = models.CharField(max_length=20, primary_key=True, choices=Name.choices)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
