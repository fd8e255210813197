"""Roll-ups: rebuilt from readings, slice by slice, and the only thing pages read. `StaleDay` says what to rebuild."""

from django.db import models
from django.utils.translation import gettext, gettext_lazy as _

from planner.models import Account, Video
from tkcommerce.brands.models import Brand, BrandOwned
from tkcommerce.work.models import Work

from .readings import AccountDayMetrics, VideoMetrics
from .sales import Channel


class Grain(models.TextChoices):
    ACCOUNT = "account", _("accounts by day")
    VIDEO = "video", _("videos by day")
    SALES = "sales", _("sales by day")
    FACTS = "facts", _("facts by day")


class StaleDay(BrandOwned):
    """A slice that must be rebuilt. Whoever marks it while it is being rebuilt waits for that step (analytics/stale.py)."""

    grain = models.CharField(max_length=7, choices=Grain.choices)
    day = models.DateField()
    seq = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "grain", "day"], name="stale_day_key")]

    def __str__(self) -> str:
        return f"{self.grain} {self.day}"


class RollupRun(BrandOwned, Work):
    """The work of rebuilding a brand's stale days: one row per brand, armed again whenever a day is marked."""

    TASK = "analytics.tasks.rebuild_rollups"

    brand = models.OneToOneField(Brand, on_delete=models.CASCADE, related_name="rolluprun")

    class Meta:
        verbose_name = _("roll-up")
        verbose_name_plural = _("roll-ups")
        constraints = Work.Meta.constraints
        indexes = Work.Meta.indexes

    def __str__(self) -> str:
        return str(self.brand)

    def describe(self) -> str:
        return gettext("Adding up the days of %(brand)s") % {"brand": self.brand}


class AccountDay(BrandOwned, AccountDayMetrics):
    """Grain: one account, one day of the account's zone. `followers` is the stand at the end of the day."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    as_of = models.DateField()  # newest export that told of this day

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "day", "account"], name="account_day_key")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.day}"


class ActiveHour(BrandOwned):
    """Active followers. Grain: one account, one day and hour of the account's zone."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    active_followers = models.BigIntegerField(null=True)
    as_of = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "day", "account", "hour"], name="active_hour_key")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.day} {self.hour}"


class VideoDay(BrandOwned, VideoMetrics):
    """Lifetime-to-date counts on a day that has a reading. Grain: one video, one day."""

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    is_rounded = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "video", "day"], name="video_day_key")]
        indexes = [models.Index(fields=["brand", "day"], name="video_day_slice")]  # rebuilding a day

    def __str__(self) -> str:
        return f"{self.video_id} {self.day}"


class VideoTotal(BrandOwned, VideoMetrics):
    """The newest known counts. Grain: one video. Each field is its newest non-null value; `as_of` the newest reading's day."""

    video = models.OneToOneField(Video, on_delete=models.CASCADE, related_name="total")
    as_of = models.DateField()
    is_rounded = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["brand", "-views"], name="video_total_top")]  # the dashboard's list of videos

    def __str__(self) -> str:
        return f"{self.video_id}"


class SalesDay(BrandOwned):
    """Orders placed on a day of the brand's zone. Grain: day, channel, currency. Amounts are in `currency`, without samples.

    Each order once, whoever told it. `gross` is the orders' totals as charged, cancelled ones included.
    """

    day = models.DateField()
    channel = models.CharField(max_length=12, choices=Channel.choices)
    currency = models.CharField(max_length=3)
    orders = models.PositiveIntegerField()
    cancelled_orders = models.PositiveIntegerField()
    items = models.PositiveIntegerField()
    gross = models.DecimalField(max_digits=18, decimal_places=3)
    refunded = models.DecimalField(max_digits=18, decimal_places=3)
    net = models.DecimalField(max_digits=18, decimal_places=3)  # gross − cancelled ones − refunds of the others
    as_of = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "day", "channel", "currency"], name="sales_day_key")]

    def __str__(self) -> str:
        return f"{self.day} {self.channel}"
