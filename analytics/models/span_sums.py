"""Roll-up: facts of spans of days, added up over videos, products and creators, for windows of years."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from planner.models import Account
from tkcommerce.brands.models import BrandOwned

from .periods import FactGrain, count
from .sales import GmvKind, Surface, money

TOLD_KEYS = (
    "product_id", "sku_id", "campaign_id", "ad_id", "utm_source", "utm_medium", "utm_campaign", "channel_group", "landing_page",
)  # fmt: skip


class Relation(models.TextChoices):
    """Who brought it. Empty: the source does not say."""

    OWN = "own", _("Own accounts")
    AFFILIATE = "affiliate", _("Creators (affiliate)")
    PAID = "paid", _("Paid")


class SpanSums(models.Model):
    """What is summed over facts. Null: no fact told it."""

    impressions = count()
    views = count()
    profile_views = count()
    product_impressions = count()
    product_clicks = count()
    add_to_carts = count()
    checkouts = count()
    orders = count()
    sku_orders = count()
    items = count()
    clicks = count()
    sessions = count()
    product_views = count()
    gmv = money()
    refunded = money()
    cost = money()

    SUMS = (
        "impressions", "views", "profile_views", "product_impressions", "product_clicks", "add_to_carts", "checkouts", "orders",
        "sku_orders", "items", "clicks", "sessions", "product_views", "gmv", "refunded", "cost",
    )  # fmt: skip

    class Meta:
        abstract = True


class SpanSum(BrandOwned, SpanSums):
    """Grain: STREAM, span of days, SPLIT. Spans of a stream are chosen together (analytics/queries/spans.py); a page may then
    keep some of SPLIT. `keys` names which of TOLD_KEYS the facts are told by; sums of other keys are never added."""

    grain = models.CharField(max_length=7, choices=FactGrain.choices)
    gmv_kind = models.CharField(max_length=9, choices=GmvKind.choices, blank=True)
    surface = models.CharField(max_length=12, choices=Surface.choices, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    attribution = models.CharField(max_length=40, blank=True)
    keys = models.CharField(max_length=120, blank=True)
    first_day = models.DateField()
    end_day = models.DateField()  # half-open
    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="+")
    relation = models.CharField(max_length=9, choices=Relation.choices, blank=True)
    campaign = models.CharField(max_length=255, blank=True)  # of the advertisement, or of the UTM
    is_tiktok = models.BooleanField()  # a visit from TikTok, by its UTM; true of all facts but those of sites
    facts = models.PositiveIntegerField()
    as_of = models.DateField()

    STREAM = ("grain", "gmv_kind", "surface", "currency", "attribution", "keys")
    SPLIT = ("account_id", "relation", "campaign", "is_tiktok")

    class Meta:
        indexes = [
            models.Index(fields=["brand", "first_day"], name="span_sum_days"),  # rebuilding a day, pages of a window
            models.Index(fields=["brand", "grain", "-end_day"], name="span_sum_newest"),  # until when a grain is told
        ]

    def __str__(self) -> str:
        return f"{self.grain} {self.first_day}–{self.end_day}"
