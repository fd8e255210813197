"""Smaller facts beside sales: stock, reviews, answers to "would you recommend us", settlements, minutes of a LIVE, curves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tkcommerce.brands.models import BrandOwned

from .imports import ImportedTable
from .sales import money


class TableReading(BrandOwned):
    """Appended by a table, never edited; turned off and on with it."""

    table = models.ForeignKey(ImportedTable, on_delete=models.CASCADE, related_name="+")
    as_of = models.DateField()
    row = models.PositiveIntegerField()  # of the file

    class Meta:
        abstract = True


class StockReading(TableReading):
    """How many of a product or SKU there are on the day of the export."""

    product_id = models.CharField(max_length=64, blank=True)
    sku_id = models.CharField(max_length=64, blank=True)
    sku = models.CharField(max_length=255, blank=True)
    title = models.CharField(max_length=500, blank=True)
    quantity = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "table", "row"], name="stock_reading_key")]
        indexes = [models.Index(fields=["brand", "-as_of"], name="stock_reading_newest")]  # stock-out warnings

    def __str__(self) -> str:
        return f"{self.sku or self.product_id} {self.quantity}"


class VoiceReading(TableReading):
    """What a customer said after buying: a review (1–5 stars) or an NPS answer (0–10). Never the words: they hold names."""

    class Kind(models.TextChoices):
        REVIEW = "review", _("Review")
        NPS = "nps", _("NPS answer")

    kind = models.CharField(max_length=6, choices=Kind.choices)
    day = models.DateField()
    score = models.PositiveSmallIntegerField()
    has_media = models.BooleanField(null=True)
    shop = models.CharField(max_length=20, blank=True)
    order_id = models.CharField(max_length=64, blank=True)
    product_id = models.CharField(max_length=64, blank=True)
    sku = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "table", "row"], name="voice_reading_key")]
        indexes = [models.Index(fields=["brand", "kind", "day"], name="voice_reading_days")]  # the page of fans

    def __str__(self) -> str:
        return f"{self.kind} {self.score}"


class SettlementReading(TableReading):
    """What the platform paid out for an order, and what it kept."""

    order_id = models.CharField(max_length=64)  # or the number of an adjustment
    kind = models.CharField(max_length=40, blank=True)  # as told: Order, Refund, Adjustment …
    day = models.DateField()  # of the settlement
    currency = models.CharField(max_length=3)
    settled = money()
    revenue = money()
    platform_fee = money()
    affiliate_commission = money()
    shipping_fee = money()
    other_fees = money()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "table", "row"], name="settlement_reading_key")]
        indexes = [models.Index(fields=["brand", "order_id"], name="settlement_reading_order")]  # fees of an order

    def __str__(self) -> str:
        return self.order_id


class LiveMinuteReading(TableReading):
    """One minute of a LIVE."""

    content_id = models.CharField(max_length=64)
    minute = models.PositiveSmallIntegerField()
    viewers = models.BigIntegerField(null=True)
    product_clicks = models.BigIntegerField(null=True)
    orders = models.BigIntegerField(null=True)
    gmv = money()
    currency = models.CharField(max_length=3, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "table", "row"], name="live_minute_reading_key")]
        indexes = [models.Index(fields=["brand", "content_id", "minute"], name="live_minute_curve")]  # the page of a LIVE

    def __str__(self) -> str:
        return f"{self.content_id} {self.minute}"


class CurveReading(TableReading):
    """Shares of a video's views: still watching by second, where they came from, by age. Shares are 0–1."""

    class Kind(models.TextChoices):
        RETENTION = "retention", _("Still watching")
        SOURCE = "source", _("Traffic source")
        AGE = "age", _("Age")

    kind = models.CharField(max_length=9, choices=Kind.choices)
    content_id = models.CharField(max_length=64)
    bucket = models.CharField(max_length=60)  # second, source, age group: as told
    share = models.DecimalField(max_digits=7, decimal_places=6)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "table", "row"], name="curve_reading_key")]
        indexes = [models.Index(fields=["brand", "content_id", "kind"], name="curve_of_video")]  # the page of a video

    def __str__(self) -> str:
        return f"{self.content_id} {self.kind} {self.bucket}"
