"""Videos: what we mean to publish, and what was published. One row lives through both."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from tkcommerce.brands.models import BrandOwned, Market
from tkcommerce.dates import instant_of

from .accounts import Account
from .campaigns import Campaign
from .series import HookPair, Series


class VideoQuerySet(models.QuerySet):
    def visible(self) -> "VideoQuerySet":
        """Neither dropped by a person, nor taken back with the import that told of it, nor joined into its plan."""
        return self.filter(retracted_at=None, joined_into=None).exclude(state=Video.State.DROPPED)

    def out(self) -> "VideoQuerySet":
        """What the public can see."""
        return self.filter(state__in=Video.OUT)


class Video(BrandOwned):
    """A piece of content. A plan is a local wall time with its zone; what is posted has its day, and its instant if known."""

    class Kind(models.TextChoices):
        VIDEO = "video", _("Video")
        PHOTO = "photo", _("Photo post")
        LIVE = "live", _("LIVE")

    class State(models.TextChoices):
        IDEA = "idea", _("Idea")
        PLANNED = "planned", _("Planned")
        SCRIPTING = "scripting", _("Script")
        SHOOTING = "shooting", _("Shoot")
        EDITING = "editing", _("Edit")
        REVIEW = "review", _("In review")
        APPROVED = "approved", _("Approved")
        SCHEDULED = "scheduled", _("Scheduled")
        MISSED = "missed", _("Missed")  # its time went by and nobody confirmed that it is out
        POSTED = "posted", _("Posted")
        MEASURED = "measured", _("Measured")  # posted, and old enough that its result stands
        DROPPED = "dropped", _("Dropped")

    OUT = (State.POSTED, State.MEASURED)
    MAKING = (State.IDEA, State.PLANNED, State.SCRIPTING, State.SHOOTING, State.EDITING)  # a person may set these by hand

    class Relation(models.TextChoices):
        """Who speaks for the brand; decides which disclosure the law asks for."""

        OWN = "own", _("The brand itself")
        STAFF = "staff", _("Staff, as asked by the brand")
        CREATOR = "creator", _("Creator, paid")
        AFFILIATE = "affiliate", _("Affiliate")
        GIFT = "gift", _("Creator, with a gift")

    class Destination(models.TextChoices):
        TIKTOK_SHOP = "tiktok_shop", _("TikTok Shop")
        OWN_EC = "own_ec", _("Own EC")
        MARKETPLACE = "marketplace", _("Marketplace")
        NONE = "none", _("No sale")

    class SoundLicence(models.TextChoices):
        COMMERCIAL = "commercial", _("Commercial Music Library")
        LICENSED = "licensed", _("Own licence, on record")
        OWN = "own", _("Own sound or voice")
        NONE = "none", _("No sound")

    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="videos", verbose_name=_("account")
    )
    kind = models.CharField(_("kind"), max_length=5, choices=Kind.choices, default=Kind.VIDEO)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.PLANNED)
    hook = models.CharField(_("opening line"), max_length=200, blank=True)
    caption = models.TextField(_("caption"), blank=True)
    script = models.TextField(_("script"), blank=True)
    shot_list = models.TextField(_("shot list"), blank=True)  # one shot a line
    hypothesis = models.TextField(_("hypothesis"), blank=True)  # we expect … because …
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

    sound = models.CharField(_("sound"), max_length=120, blank=True)
    sound_licence = models.CharField(_("licence of the sound"), max_length=10, choices=SoundLicence.choices, blank=True)
    sound_proof = models.CharField(_("proof of the licence"), max_length=300, blank=True)  # a link, a number, where it is filed
    relation = models.CharField(_("who speaks"), max_length=9, choices=Relation.choices, default=Relation.OWN)
    is_ai = models.BooleanField(_("realistic AI content"), default=False)
    is_boosted = models.BooleanField(_("paid boost"), null=True, blank=True)  # null: nobody said
    market = models.CharField(_("market"), max_length=2, choices=Market.choices, blank=True)  # empty: its account's
    destination = models.CharField(_("destination"), max_length=11, choices=Destination.choices, blank=True)
    destination_url = models.URLField(_("destination link"), max_length=500, blank=True)
    campaign = models.ForeignKey(
        Campaign, null=True, blank=True, on_delete=models.SET_NULL, related_name="videos", verbose_name=_("campaign")
    )
    reference_url = models.URLField(_("seen at"), max_length=500, blank=True)  # what gave the idea

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
    series = models.ForeignKey(Series, null=True, blank=True, on_delete=models.SET_NULL, related_name="videos")
    series_day = models.DateField(null=True, blank=True)  # which occurrence it is, whatever day it was moved to
    pair = models.ForeignKey(HookPair, null=True, blank=True, on_delete=models.SET_NULL, related_name="videos")
    pair_variant = models.CharField(max_length=1, blank=True, choices=[("A", "A"), ("B", "B")])
    made_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="remakes")  # make again
    joined_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="joined")
    # an import told of it before anybody knew that it was this plan

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
                condition=Q(state__in=["posted", "measured"], posted_day__isnull=False)
                | (~Q(state__in=["posted", "measured"]) & Q(posted_day=None))
                | Q(state="dropped"),
                name="posted_video_has_its_day",
            ),
            models.CheckConstraint(condition=Q(planned_time=None) | Q(planned_day__isnull=False), name="planned_time_has_a_day"),
            models.UniqueConstraint(fields=["id", "brand"], name="video_of_brand"),  # what a level of a video points to
            models.UniqueConstraint(
                fields=["series", "series_day"], condition=Q(series__isnull=False), name="one_video_per_series_and_day"
            ),
            models.UniqueConstraint(
                fields=["pair", "pair_variant"], condition=Q(pair__isnull=False), name="one_video_per_pair_and_variant"
            ),
            models.CheckConstraint(condition=~Q(joined_into=F("id")), name="video_is_not_joined_into_itself"),
        ]
        indexes = [
            models.Index(fields=["brand", "day"], name="video_calendar"),  # the calendar: one brand, a run of days
            models.Index(  # the sweep: approved, scheduled or missed posts whose time comes or went by
                fields=["planned_day"], condition=Q(state__in=["approved", "scheduled", "missed"]), name="video_due"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_out(self) -> bool:
        return self.state in self.OUT

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
