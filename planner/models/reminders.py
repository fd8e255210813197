"""Mails of the planner to one person: a post is due or was missed, an approval waits, a step is due."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, gettext_lazy as _

from tkcommerce.brands.models import BrandOwned
from tkcommerce.work.models import Work

from .videos import Video


class Reminder(BrandOwned, Work):
    """Due once per video, person, kind and occasion (`key`: the planned instant, the round and step, the due day).

    `sending_since` is saved before the mail server gets it: found after a crash, nobody knows whether it went out, so a person
    is asked and it never goes out twice by itself.
    """

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
    sending_since = models.DateTimeField(null=True, blank=True)
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

    def describe(self) -> str:
        told = {"kind": self.get_kind_display(), "video": self.video, "person": self.person}
        return gettext("Mail to %(person)s: %(kind)s, “%(video)s”") % told


class ReminderWish(BrandOwned):
    """Which mails a person does not want from a brand; without a row she gets all kinds."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    off = models.JSONField(_("kinds turned off"), default=list, blank=True)  # Reminder.Kind values
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("wish about reminders")
        verbose_name_plural = _("wishes about reminders")
        constraints = [models.UniqueConstraint(fields=["brand", "person"], name="one_wish_per_brand_and_person")]

    def __str__(self) -> str:
        return str(self.person)
