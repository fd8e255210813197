"""Videos: what we mean to publish, and what was published. One row lives through both."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from tkcommerce.brands.models import BrandOwned
from tkcommerce.dates import instant_of

from .accounts import Account


class VideoQuerySet(models.QuerySet):
    def visible(self) -> "VideoQuerySet":
        """Neither dropped by a person nor taken back with the import that told of it."""
        return self.filter(retracted_at=None).exclude(state=Video.State.DROPPED)


class Video(BrandOwned):
    """A piece of content. A plan is a local wall time with its zone; what is posted has its day, and its instant if known."""

    class Format(models.TextChoices):
        VIDEO = "video", _("Video")
        PHOTO = "photo", _("Photo post")
        LIVE = "live", _("LIVE")

    class State(models.TextChoices):
        IDEA = "idea", _("Idea")
        PLANNED = "planned", _("Planned")
        SCRIPTING = "scripting", _("Script")
        SHOOTING = "shooting", _("Shoot")
        EDITING = "editing", _("Edit")
        POSTED = "posted", _("Posted")
        DROPPED = "dropped", _("Dropped")

    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="videos", verbose_name=_("account")
    )
    format = models.CharField(_("format"), max_length=5, choices=Format.choices, default=Format.VIDEO)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.PLANNED)
    hook = models.CharField(_("hook line"), max_length=200, blank=True)
    caption = models.TextField(_("caption"), blank=True)
    notes = models.TextField(_("notes"), blank=True)
    seconds = models.PositiveSmallIntegerField(_("length in seconds"), null=True, blank=True)  # as meant or as posted
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("owner"),
    )

    planned_day = models.DateField(_("day"), null=True, blank=True)
    planned_time = models.TimeField(_("time"), null=True, blank=True)
    planned_zone = models.CharField(max_length=50, default="Asia/Tokyo")

    external_id = models.CharField(_("TikTok id"), max_length=32, blank=True)  # text: 19 digits break numbers
    url = models.URLField(_("link"), max_length=300, blank=True)
    posted_day = models.DateField(_("posted on"), null=True, blank=True)  # in the account's zone; exports often tell no time
    posted_at = models.DateTimeField(null=True, blank=True)

    # Where the calendar shows it: what happened wins over what was meant.
    day = models.GeneratedField(
        expression=Coalesce(F("posted_day"), F("planned_day")), output_field=models.DateField(), db_persist=True
    )
    version = models.PositiveIntegerField(default=1)  # a tab that shows an older version may not write
    retracted_at = models.DateTimeField(null=True, blank=True)  # the only import that told of it was undone
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # null: an import told of it
    created_at = models.DateTimeField(auto_now_add=True)

    objects = VideoQuerySet.as_manager()

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "external_id"], condition=~Q(external_id=""), name="one_video_per_brand_and_tiktok_id"
            ),
            models.CheckConstraint(
                condition=Q(state="posted", posted_day__isnull=False)
                | (~Q(state="posted") & Q(posted_day=None))
                | Q(state="dropped"),
                name="posted_video_has_its_day",
            ),
            models.CheckConstraint(condition=Q(planned_time=None) | Q(planned_day__isnull=False), name="planned_time_has_a_day"),
            models.UniqueConstraint(fields=["id", "brand"], name="video_of_brand"),  # what a level of a video points to
        ]
        indexes = [models.Index(fields=["brand", "day"], name="video_calendar")]  # the calendar: one brand, a run of days

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The hook if there is one, else the first line of the caption."""
        return self.hook or self.caption.strip().split("\n")[0][:120] or str(_("(no title)"))

    @property
    def planned_at(self) -> datetime | None:
        """The planned instant; None while day or time is open."""
        if self.planned_day is None or self.planned_time is None:
            return None
        return instant_of(self.planned_day, self.planned_time, self.planned_zone)


class VideoChange(BrandOwned):
    """Who changed what on a video, and when: {"field": [before, after]}. Never edited."""

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    verb = models.CharField(max_length=20)
    fields = models.JSONField()
    version = models.PositiveIntegerField()  # the version this change made
    batch = models.UUIDField(null=True, blank=True, editable=False)  # shared by what one act changed on several videos
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["video", "version"], name="one_change_per_video_version")]
        indexes = [  # taking one act back
            models.Index(fields=["brand", "batch"], condition=Q(batch__isnull=False), name="changes_of_batch")
        ]

    def __str__(self) -> str:
        return f"{self.verb} v{self.version}"
