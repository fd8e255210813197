"""What platforms tell of a span of days: of a video, a LIVE, a product, a creator, an advertisement, a shop, a site.

Never lifetime totals (those are VideoReading) and never added up where spans overlap: see analytics/queries/spans.py.
"""

from django.db import models
from django.db.models import F
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from planner.models import Account
from tkcommerce.brands.models import BrandOwned

from .imports import ImportedTable
from .sales import GmvKind, Numerous, Surface, money


class FactGrain(models.TextChoices):
    VIDEO = "video", _("Video")
    LIVE = "live", _("LIVE")
    PRODUCT = "product", _("Product")
    CREATOR = "creator", _("Creator")
    AD = "ad", _("Advertisement")
    SHOP = "shop", _("Shop")
    SITE = "site", _("Web site")


def count(label: str = "") -> models.BigIntegerField:
    return models.BigIntegerField(label, null=True)


def share() -> models.DecimalField:
    return models.DecimalField(max_digits=9, decimal_places=6, null=True)  # 0–1, as reported


class PeriodKeys(models.Model):
    """Whose numbers and of which days. Days are half-open: `first_day` is in, `end_day` is not. Empty text: not told."""

    grain = models.CharField(max_length=7, choices=FactGrain.choices)
    first_day = models.DateField()
    end_day = models.DateField()
    gmv_kind = models.CharField(max_length=9, choices=GmvKind.choices, blank=True)  # what `gmv` and `orders` count
    surface = models.CharField(max_length=12, choices=Surface.choices, blank=True)  # empty: all of them together
    currency = models.CharField(max_length=3, blank=True)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    content_id = models.CharField(max_length=64, blank=True)  # video id, room id, or what stands for it (handle and start)
    product_id = models.CharField(max_length=64, blank=True)
    sku_id = models.CharField(max_length=64, blank=True)
    creator = models.CharField(max_length=64, blank=True)  # handle, without @
    campaign_id = models.CharField(max_length=64, blank=True)  # id, or the name where no id is told
    ad_id = models.CharField(max_length=64, blank=True)
    utm_source = models.CharField(max_length=255, blank=True)
    utm_medium = models.CharField(max_length=255, blank=True)
    utm_campaign = models.CharField(max_length=255, blank=True)
    utm_content = models.CharField(max_length=255, blank=True)
    channel_group = models.CharField(max_length=100, blank=True)  # as GA4 calls it
    landing_page = models.CharField(max_length=500, blank=True)  # path, without query
    attribution = models.CharField(max_length=40, blank=True)  # window of an ads report, as told: 7-day click, 1-day view

    KEYS = (
        "grain", "first_day", "end_day", "gmv_kind", "surface", "currency", "account", "content_id", "product_id", "sku_id",
        "creator", "campaign_id", "ad_id", "utm_source", "utm_medium", "utm_campaign", "utm_content", "channel_group",
        "landing_page", "attribution",
    )  # fmt: skip

    class Meta:
        abstract = True


class PeriodMetrics(models.Model):
    """Counts within the days. Null is "not reported"."""

    title = models.CharField(max_length=500, blank=True)  # of the video, room, product, campaign: as told
    campaign_name = models.CharField(max_length=255, blank=True)
    started_at = models.DateTimeField(null=True)  # of a LIVE or a post, where told
    seconds = count()  # how long a LIVE or a video was
    impressions = count()
    views = count()
    viewers = count()
    watch_seconds = models.DecimalField(max_digits=9, decimal_places=2, null=True)  # average per view
    completion_rate = share()
    peak_viewers = count()
    average_viewers = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    likes = count()
    comments = count()
    shares = count()
    saves = count()
    new_followers = count()
    profile_views = count()
    product_impressions = count()
    product_clicks = count()
    add_to_carts = count()
    checkouts = count()
    orders = count()
    sku_orders = count()
    items = count()
    customers = count()
    new_customers = count()
    refunded_items = count()
    gmv = money()
    refunded = money()
    commission_estimated = money()
    commission_paid = money()
    cost = money()
    clicks = count()
    sessions = count()
    engaged_sessions = count()
    users = count()
    new_users = count()
    product_views = count()
    views_2s = count()
    views_6s = count()
    views_p25 = count()
    views_p50 = count()
    views_p75 = count()
    views_p100 = count()
    samples = count()
    videos = count()  # posted by a creator or about a product
    lives = count()

    TEXTS = ("title", "campaign_name")
    METRICS = (
        "started_at", "seconds", "impressions", "views", "viewers", "watch_seconds", "completion_rate", "peak_viewers",
        "average_viewers", "likes", "comments", "shares", "saves", "new_followers", "profile_views", "product_impressions",
        "product_clicks", "add_to_carts", "checkouts", "orders", "sku_orders", "items", "customers", "new_customers",
        "refunded_items", "gmv", "refunded", "commission_estimated", "commission_paid", "cost", "clicks", "sessions",
        "engaged_sessions", "users", "new_users", "product_views", "views_2s", "views_6s", "views_p25", "views_p50",
        "views_p75", "views_p100", "samples", "videos", "lives",
    )  # fmt: skip

    class Meta:
        abstract = True


class PeriodReading(Numerous, BrandOwned, PeriodKeys, PeriodMetrics):
    """One version of a span's numbers, kept once however many files tell it. `key` is a digest of KEYS."""

    key = models.UUIDField()
    digest = models.UUIDField()  # of the row as told and of how it was understood
    raw = models.UUIDField(null=True)  # of the cells of a huge file that told it first, and of how they are understood

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "key", "digest"], name="period_version_key"),
            models.CheckConstraint(condition=models.Q(end_day__gt=models.F("first_day")), name="period_reading_has_days"),
        ]
        indexes = [
            models.Index(fields=["brand", "first_day"], name="period_reading_days"),  # the roll-up of facts
            models.Index(fields=["raw"], condition=models.Q(raw__isnull=False), name="period_reading_raw"),  # huge files again
        ]

    def __str__(self) -> str:
        return f"{self.grain} {self.first_day}–{self.end_day}"


class PeriodTelling(Numerous, BrandOwned):
    """A table told this version. `as_of` is the table's."""

    table = models.ForeignKey(ImportedTable, on_delete=models.CASCADE, related_name="+", db_index=False)
    reading = models.ForeignKey(PeriodReading, on_delete=models.CASCADE, related_name="tellings")
    as_of = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "reading"], name="period_told_once_per_table")]

    def __str__(self) -> str:
        return f"{self.reading_id}"


class PeriodFact(BrandOwned, PeriodKeys, PeriodMetrics):
    """Roll-up: what is true of a key now. Each metric is its newest non-null value of live tables."""

    key = models.UUIDField()
    as_of = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "key"], name="period_fact_key")]
        indexes = [
            models.Index(fields=["brand", "grain", "first_day"], name="period_fact_days"),  # pages of a window
            models.Index(fields=["brand", "first_day"], name="period_fact_slice"),  # rebuilding a day
            models.Index(fields=["brand", "grain", "content_id"], name="period_fact_content"),  # one video, one LIVE
            models.Index(  # one creator: the funnel of it, and what came after a sample
                F("brand"), Upper("creator"), F("started_at"), condition=~models.Q(creator=""), name="period_fact_handle"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grain} {self.first_day}–{self.end_day}"
