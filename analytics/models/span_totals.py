"""Roll-ups of spans that pages of years read: without campaigns, and video by video."""

from django.db import models

from planner.models import Account
from tkcommerce.brands.models import BrandOwned

from .periods import FactGrain, count
from .sales import GmvKind, Surface, money
from .span_sums import Relation, SpanSum, SpanSums


class SpanTotal(BrandOwned, SpanSums):
    """SpanSum over campaigns: where a day has hundreds of them, a window of years is as quick. Grain: STREAM, span, SPLIT."""

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
    is_tiktok = models.BooleanField()
    as_of = models.DateField()

    STREAM = SpanSum.STREAM
    SPLIT = ("account_id", "relation", "is_tiktok")

    class Meta:
        indexes = [models.Index(fields=["brand", "first_day"], name="span_total_days")]  # rebuilding a day, pages of a window

    def __str__(self) -> str:
        return f"{self.grain} {self.first_day}–{self.end_day}"


class VideoSpan(BrandOwned):
    """What platforms tell of a video in a span, as a whole: facts that are told by product or campaign too are left out.

    Grain: kind of GMV, span, video, currency. Counts over accounts, creators and surfaces. Null: no fact told it.
    """

    gmv_kind = models.CharField(max_length=9, choices=GmvKind.choices, blank=True)
    first_day = models.DateField()
    end_day = models.DateField()  # half-open
    content_id = models.CharField(max_length=64)
    currency = models.CharField(max_length=3, blank=True)
    views = count()
    product_impressions = count()
    product_clicks = count()
    add_to_carts = count()
    orders = count()
    gmv = money()
    as_of = models.DateField()

    SUMS = ("gmv", "views", "product_impressions", "product_clicks", "add_to_carts", "orders")

    class Meta:
        indexes = [models.Index(fields=["brand", "first_day"], name="video_span_days")]  # rebuilding a day, pages of a window

    def __str__(self) -> str:
        return f"{self.content_id} {self.first_day}–{self.end_day}"
