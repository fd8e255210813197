"""Orders as shops reported them. No name, address, phone or e-mail: a customer is a keyed hash per brand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tkcommerce.brands.models import BrandOwned

from .imports import ImportedTable


class Channel(models.TextChoices):
    TIKTOK_SHOP = "tiktok_shop", _("TikTok Shop")
    OWN_EC = "own_ec", _("Own EC")


class OrderReading(BrandOwned):
    """One order as one table tells it. The effective order is the newest live reading: newest `as_of`, then newest table.

    Amounts are in `currency`, as the shop charged them. An order that a shop synced from TikTok Shop carries that
    order's id and counts as channel TikTok Shop, once.
    """

    table = models.ForeignKey(ImportedTable, on_delete=models.CASCADE, related_name="+")
    as_of = models.DateField()
    source = models.CharField(max_length=20)  # the system that reported it: shopify
    order_id = models.CharField(max_length=64)
    name = models.CharField(max_length=64)  # as people call it: #1060
    channel = models.CharField(max_length=12, choices=Channel.choices)
    tiktok_order_id = models.CharField(max_length=32, blank=True)
    ordered_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    currency = models.CharField(max_length=3)
    subtotal = models.DecimalField(max_digits=15, decimal_places=3, null=True)
    shipping = models.DecimalField(max_digits=15, decimal_places=3, null=True)
    taxes = models.DecimalField(max_digits=15, decimal_places=3, null=True)
    total = models.DecimalField(max_digits=15, decimal_places=3)
    discount = models.DecimalField(max_digits=15, decimal_places=3, null=True)
    refunded = models.DecimalField(max_digits=15, decimal_places=3, null=True)
    items = models.PositiveIntegerField(null=True)
    financial_status = models.CharField(max_length=40, blank=True)
    fulfillment_status = models.CharField(max_length=40, blank=True)
    discount_code = models.CharField(max_length=255, blank=True)
    utm_source = models.CharField(max_length=255, blank=True)
    utm_medium = models.CharField(max_length=255, blank=True)
    utm_campaign = models.CharField(max_length=255, blank=True)
    utm_content = models.CharField(max_length=255, blank=True)
    customer_key = models.CharField(max_length=64, blank=True)  # HMAC-SHA256(brand's pepper, e-mail); "" when unknown

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "source", "order_id", "table"], name="order_reading_key")]
        indexes = [models.Index(fields=["brand", "ordered_at"], name="order_reading_days")]  # the roll-up of days

    def __str__(self) -> str:
        return self.name


class OrderLineReading(BrandOwned):
    """One line of an order reading. Amounts are in the order's currency."""

    order = models.ForeignKey(OrderReading, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    sku = models.CharField(max_length=255, blank=True)
    title = models.CharField(max_length=500)
    quantity = models.IntegerField()
    unit_price = models.DecimalField(max_digits=15, decimal_places=3)
    discount = models.DecimalField(max_digits=15, decimal_places=3, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "position"], name="order_line_reading_key")]

    def __str__(self) -> str:
        return self.title
