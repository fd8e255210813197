"""Readings: facts as a platform reported them. Appended, never edited; null means "not reported".

The effective value of a field is the newest non-null one of live tables: newest `as_of`, then newest table.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from planner.models import Account, Video
from tkcommerce.brands.models import BrandOwned

from .imports import ImportedTable


class AccountDayMetrics(models.Model):
    """What TikTok Studio (Overview, Viewers, FollowerHistory) and Business Suite tell of an account and a day."""

    video_views = models.BigIntegerField(_("video views"), null=True)
    profile_views = models.BigIntegerField(_("profile views"), null=True)
    likes = models.BigIntegerField(_("likes"), null=True)  # can be negative: likes taken back
    comments = models.BigIntegerField(_("comments"), null=True)
    shares = models.BigIntegerField(_("shares"), null=True)
    viewers = models.BigIntegerField(_("viewers"), null=True)
    new_viewers = models.BigIntegerField(_("new viewers"), null=True)
    returning_viewers = models.BigIntegerField(_("returning viewers"), null=True)
    followers = models.BigIntegerField(_("followers"), null=True)
    net_followers = models.BigIntegerField(_("net change of followers"), null=True)
    reach = models.BigIntegerField(_("reached audience"), null=True)
    engaged_audience = models.BigIntegerField(_("engaged audience"), null=True)
    website_clicks = models.BigIntegerField(_("website clicks"), null=True)
    new_followers = models.BigIntegerField(_("new followers"), null=True)
    lost_followers = models.BigIntegerField(_("lost followers"), null=True)

    METRICS = (
        "video_views", "profile_views", "likes", "comments", "shares",
        "viewers", "new_viewers", "returning_viewers", "followers", "net_followers",
        "reach", "engaged_audience", "website_clicks", "new_followers", "lost_followers",
    )  # fmt: skip

    class Meta:
        abstract = True


class VideoMetrics(models.Model):
    """Lifetime-to-date counts of a video at a reading."""

    views = models.BigIntegerField(_("views"), null=True)
    likes = models.BigIntegerField(_("likes"), null=True)
    comments = models.BigIntegerField(_("comments"), null=True)
    shares = models.BigIntegerField(_("shares"), null=True)
    saves = models.BigIntegerField(_("saves"), null=True)
    play_seconds = models.BigIntegerField(_("total play time"), null=True)
    average_watch_seconds = models.DecimalField(_("average watch time"), max_digits=9, decimal_places=2, null=True)
    full_watch_rate = models.DecimalField(_("completion rate"), max_digits=7, decimal_places=6, null=True)  # 0–1, as reported

    METRICS = (
        "views",
        "likes",
        "comments",
        "shares",
        "saves",
        "play_seconds",
        "average_watch_seconds",
        "full_watch_rate",
    )

    class Meta:
        abstract = True


class AccountDayReading(BrandOwned, AccountDayMetrics):
    """Grain: one account, one day of the account's zone, one table."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    table = models.ForeignKey(ImportedTable, on_delete=models.CASCADE, related_name="+")
    as_of = models.DateField()

    class Meta:
        constraints = [
            # Also serves the roll-up: all readings of a brand's days.
            models.UniqueConstraint(fields=["brand", "day", "account", "table"], name="account_day_reading_key")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.day}"


class ActiveHourReading(BrandOwned):
    """Active followers. Grain: one account, one day and hour of the account's zone, one table."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    active_followers = models.BigIntegerField(null=True)
    table = models.ForeignKey(ImportedTable, on_delete=models.CASCADE, related_name="+")
    as_of = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "day", "account", "hour", "table"], name="active_hour_reading_key"),
            models.CheckConstraint(condition=models.Q(hour__lt=24), name="active_hour_reading_hour"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.day} {self.hour}"


class AudienceShareReading(BrandOwned):
    """Share of followers by gender, territory or age on the day of the export. Grain: account, dimension, bucket, table."""

    class Dimension(models.TextChoices):
        GENDER = "gender", _("Gender")
        TERRITORY = "territory", _("Territory")
        AGE = "age", _("Age")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    dimension = models.CharField(max_length=9, choices=Dimension.choices)
    bucket = models.CharField(max_length=40)  # as reported: Female, US, Others
    share = models.DecimalField(max_digits=7, decimal_places=6, null=True)  # 0–1
    table = models.ForeignKey(ImportedTable, on_delete=models.CASCADE, related_name="+")
    as_of = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "account", "dimension", "bucket", "table"], name="audience_share_reading_key"
            )
        ]
        indexes = [
            models.Index(fields=["brand", "account", "dimension", "-as_of"], name="audience_share_latest")  # the dashboard
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.bucket}"


class VideoReading(BrandOwned, VideoMetrics):
    """Lifetime-to-date. Grain: one video, one table (whose `as_of` is the day it was read)."""

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="+")
    as_of = models.DateField()
    is_rounded = models.BooleanField(default=False)  # shown by the platform as 4.6万: never subtract two of them
    table = models.ForeignKey(ImportedTable, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            # Also serves the roll-up: all readings of a brand's days.
            models.UniqueConstraint(fields=["brand", "as_of", "video", "table"], name="video_reading_key")
        ]

    def __str__(self) -> str:
        return f"{self.video_id} {self.as_of}"
