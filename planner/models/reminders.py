"""Mails of the planner to one person: a post is due or was missed, an approval waits, a step is due."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tkcommerce.brands.models import BrandOwned
from tkcommerce.work.models import Work

from .videos import Video


class Reminder(BrandOwned, Work):
    """Due once per video, person, kind and occasion (`key`: the planned instant, the round and step, the due day)."""

    TASK = "planner.tasks.send_reminder"
    SHOWN_WITH = ("video", "person")

    class Kind(models.TextChoices):
        POST_DUE = "post_due", _("time to post")
        MISSED = "missed", _("missed")
        APPROVAL = "approval", _("approval asked")
        APPROVAL_WAITS = "waits", _("approval still waits")
        DECIDED = "decided", _("approval decided")
        STEP_DUE = "step_due", _("step due")

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    key = models.CharField(max_length=60)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            *Work.Meta.constraints,
            models.UniqueConstraint(fields=["video", "person", "kind", "key"], name="one_reminder_per_occasion"),
        ]
        indexes = [*Work.Meta.indexes]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.video}"
