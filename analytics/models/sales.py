"""Orders as shops reported them. No name, address, phone or e-mail: a customer is a keyed hash per brand.

A reading is one version of an order, kept once however many files tell it; a telling says which table told it. So the
same rows in the next export cost three numbers each, and undoing an import takes back its tellings and nothing else.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tkcommerce.brands.models import Brand, BrandOwned

from .imports import ImportedTable


class Channel(models.TextChoices):
    TIKTOK_SHOP = "tiktok_shop", _("TikTok Shop")
    OWN_EC = "own_ec", _("Own EC")
    MARKETPLACE = "marketplace", _("Marketplace")


class Surface(models.TextChoices):
    """Where in TikTok somebody met the product. Empty: nobody said."""

    VIDEO = "video", _("Video")
    LIVE = "live", _("LIVE")
    SHOWCASE = "showcase", _("Showcase")
    SHOP_TAB = "shop_tab", _("Shop tab")
    PRODUCT_CARD = "product_card", _("Product card")
    EXTERNAL = "external", _("Outside TikTok")


class GmvKind(models.TextChoices):
    """What an amount counts. Kinds overlap: the same order may be in several, so they are never added up."""

    DIRECT = "direct", _("Orders of the shop")  # by payment, last content clicked; cancelled and returned ones included
    AFFILIATE = "affiliate", _("Attributed (affiliate) GMV")  # paid within 14 days of a click in a creator's content
    LIVE_24H = "live_24h", _("24-hour LIVE GMV")  # ordered within 24 hours of watching
    SHOP_ADS = "shop_ads", _("Shop Ads revenue")  # by the window of the ads account
    GMV_MAX = "gmv_max", _("GMV Max gross revenue")  # paid, organic and affiliate orders of promoted products


class OrderState(models.TextChoices):
    UNPAID = "unpaid", _("Not paid")
    PAID = "paid", _("Paid")
    SHIPPED = "shipped", _("Shipped")
    DELIVERED = "delivered", _("Delivered")
    CANCELLED = "cancelled", _("Cancelled")
    RETURNED = "returned", _("Returned")


def money(label: str = "", **more: object) -> models.DecimalField:
    return models.DecimalField(label, max_digits=15, decimal_places=3, null=True, **more)


class Numerous(models.Model):
    """Millions of rows that only imports write, each beside its parent of the same brand: checking and indexing the brand again
    took a third of the time of a large import (measured). check_invariants compares children with their parents."""

    brand = models.ForeignKey(
        Brand, on_delete=models.CASCADE, related_name="%(class)ss", verbose_name=_("brand"), db_constraint=False, db_index=False
    )

    class Meta:
        abstract = True


class OrderFields(models.Model):
    """What is known of an order. Amounts are in `currency`, as charged; null is "not told"."""

    shop = models.CharField(max_length=20)  # whose customers they are: tiktok_shop, shopify, rakuten …
    order_id = models.CharField(max_length=64)  # as that shop counts; TikTok's own where a shop synced it
    name = models.CharField(max_length=64)  # as people call it: #1060
    channel = models.CharField(max_length=12, choices=Channel.choices)
    tiktok_order_id = models.CharField(max_length=32, blank=True)
    state = models.CharField(max_length=9, choices=OrderState.choices, blank=True)
    ordered_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    currency = models.CharField(max_length=3)
    subtotal = money()
    shipping = money()
    taxes = money()
    total = models.DecimalField(max_digits=15, decimal_places=3)  # what the customer was charged
    discount = money()  # by the seller
    platform_discount = money()  # by the platform: part of GMV, not of what the customer paid
    refunded = money()
    items = models.PositiveIntegerField(null=True)
    is_sample = models.BooleanField(default=False)  # cost, not a sale
    market = models.CharField(max_length=2, blank=True)  # country it went to, ISO-2
    discount_code = models.CharField(max_length=255, blank=True)
    utm_source = models.CharField(max_length=255, blank=True)
    utm_medium = models.CharField(max_length=255, blank=True)
    utm_campaign = models.CharField(max_length=255, blank=True)
    utm_content = models.CharField(max_length=255, blank=True)
    customer_key = models.CharField(
        max_length=64, blank=True
    )  # HMAC-SHA256(brand's pepper, e-mail or buyer name); "" when unknown

    class Meta:
        abstract = True


class LineFields(models.Model):
    """One line of an order: one SKU. Amounts are in the order's currency."""

    product_id = models.CharField(max_length=32, blank=True)  # TikTok's, or the shop's own
    sku_id = models.CharField(max_length=32, blank=True)
    sku = models.CharField(max_length=255, blank=True)  # the brand's own
    title = models.CharField(max_length=500)
    quantity = models.IntegerField()
    returned_quantity = models.IntegerField(null=True)
    unit_price = models.DecimalField(max_digits=15, decimal_places=3)
    discount = money()
    amount = money()  # of the whole line after discounts; null: quantity × unit price − discount
    surface = models.CharField(max_length=12, choices=Surface.choices, blank=True)
    content_id = models.CharField(max_length=32, blank=True)  # of the video or the LIVE room that led here
    creator = models.CharField(max_length=64, blank=True)  # handle, without @
    commission_rate = models.DecimalField(max_digits=7, decimal_places=6, null=True)  # 0–1
    commission_estimated = money()
    commission_paid = money()
    collaboration = models.CharField(max_length=20, blank=True)  # open, target, as the file says

    class Meta:
        abstract = True


class OrderReading(Numerous, BrandOwned, OrderFields):
    """One version of an order as one system tells it (`source`: shopify, tiktok_shop, tiktok_affiliate, rakuten …).

    The effective version of a source's order is the one told last by a live table: newest `as_of`, then newest table.
    """

    source = models.CharField(max_length=20)
    gmv_kind = models.CharField(max_length=9, choices=GmvKind.choices, default=GmvKind.DIRECT)
    financial_status = models.CharField(max_length=40, blank=True)  # as told
    fulfillment_status = models.CharField(max_length=40, blank=True)
    digest = models.UUIDField()  # of the rows as told and of how they were understood
    raw = models.UUIDField(null=True)  # of the cells of a huge file that told it first, and of how they are understood

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "source", "order_id", "digest"], name="order_version_key")]
        indexes = [
            models.Index(fields=["raw"], condition=models.Q(raw__isnull=False), name="order_reading_raw"),  # huge files again
            models.Index(fields=["brand", "ordered_at"], name="order_reading_days"),  # the roll-up of days
            models.Index(  # what affiliate files and synced shops say of the same order
                fields=["brand", "tiktok_order_id"], condition=~models.Q(tiktok_order_id=""), name="order_reading_tiktok"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrderTelling(Numerous, BrandOwned):
    """A table told this version of an order. `as_of` is the table's."""

    table = models.ForeignKey(ImportedTable, on_delete=models.CASCADE, related_name="+", db_index=False)
    reading = models.ForeignKey(OrderReading, on_delete=models.CASCADE, related_name="tellings")
    as_of = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "reading"], name="order_told_once_per_table")]

    def __str__(self) -> str:
        return f"{self.reading_id}"


class OrderLineReading(Numerous, BrandOwned, LineFields):
    """One line of a version of an order."""

    order = models.ForeignKey(OrderReading, on_delete=models.CASCADE, related_name="lines", db_index=False)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "position"], name="order_line_reading_key")]

    def __str__(self) -> str:
        return self.title
