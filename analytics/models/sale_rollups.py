"""Roll-ups of sales: every order once, whoever told it, and the cubes that pages read."""

from django.db import models
from django.db.models import F
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from planner.models import Account, Campaign, Product, Video
from tkcommerce.brands.models import BrandOwned

from .sales import Channel, GmvKind, LineFields, OrderFields, Surface, money


class AttributedBy(models.TextChoices):
    """What links a sale to a video or LIVE, the surest first. Empty: nothing does, and the page says so."""

    PLATFORM = "platform", _("TikTok's own id")
    LINK = "link", _("Tracked link")
    COUPON = "coupon", _("Coupon code")
    UTM = "utm", _("UTM content")


class Sale(BrandOwned, OrderFields):
    """An order as it stands now, once. `told_by`: every source that told of it, the one that counts first."""

    day = models.DateField()  # ordered, in the brand's zone
    reading = models.BigIntegerField()  # the OrderReading that counts
    told_by = models.JSONField(default=list)  # [[source, table id], …]
    gmv_kind = models.CharField(max_length=9, choices=GmvKind.choices)  # always direct: what only affiliates tell is no Sale
    as_of = models.DateField()
    net = money()  # total − refunded; 0 where cancelled, and of samples
    nth = models.PositiveIntegerField(
        null=True
    )  # the customer's first, second … order in this shop; null: customer unknown, cancelled, or a sample
    first_day = models.DateField(null=True)  # of the customer's first order in this shop
    surface = models.CharField(max_length=12, choices=Surface.choices, blank=True)
    content_id = models.CharField(max_length=64, blank=True)
    video = models.ForeignKey(Video, null=True, on_delete=models.SET_NULL, related_name="+")  # the brand's own, last touch
    assisted_by = models.JSONField(default=list)  # ids of videos that touched it earlier
    creator = models.CharField(max_length=64, blank=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    campaign = models.ForeignKey(Campaign, null=True, on_delete=models.SET_NULL, related_name="+")
    attributed_by = models.CharField(max_length=8, choices=AttributedBy.choices, blank=True)

    class Meta:
        verbose_name = _("sale")
        verbose_name_plural = _("sales")
        constraints = [models.UniqueConstraint(fields=["brand", "shop", "order_id"], name="sale_key")]
        indexes = [
            models.Index(fields=["brand", "day"], name="sale_slice"),  # rebuilding a day
            models.Index(  # a customer's orders in their order
                fields=["brand", "shop", "customer_key", "ordered_at"],
                condition=~models.Q(customer_key=""), name="sale_of_customer",
            ),
            models.Index(fields=["brand", "video", "day"], condition=~models.Q(video=None), name="sale_of_video"),
            # What a video, a link or a coupon that comes later has a say in (analytics/rollups/sales/remarking.py).
            models.Index(fields=["brand", "content_id"], condition=~models.Q(content_id=""), name="sale_of_content"),
            models.Index(fields=["brand", "utm_content"], condition=~models.Q(utm_content=""), name="sale_of_utm_content"),
            models.Index(fields=["brand", "discount_code"], condition=~models.Q(discount_code=""), name="sale_of_code"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class SaleLine(BrandOwned, LineFields):
    """A line of a sale. `amount` is never null here; `catalogue` is the product where the brand's list knows it."""

    sale = models.ForeignKey(Sale, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    day = models.DateField()
    catalogue = models.ForeignKey(Product, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sale", "position"], name="sale_line_key")]

    def __str__(self) -> str:
        return self.title


class AffiliateSale(BrandOwned):
    """A line of the affiliate export as it stands now. Overlaps with Sale: never added to it."""

    day = models.DateField()
    order_id = models.CharField(max_length=64)
    position = models.PositiveIntegerField()
    creator = models.CharField(max_length=64, blank=True)
    surface = models.CharField(max_length=12, choices=Surface.choices, blank=True)
    content_id = models.CharField(max_length=64, blank=True)
    product_id = models.CharField(max_length=64, blank=True)
    sku_id = models.CharField(max_length=64, blank=True)
    title = models.CharField(max_length=500)
    collaboration = models.CharField(max_length=20, blank=True)
    currency = models.CharField(max_length=3)
    quantity = models.IntegerField()
    returned_quantity = models.IntegerField(null=True)
    gmv = money()
    commission_rate = models.DecimalField(max_digits=7, decimal_places=6, null=True)
    commission_estimated = money()
    commission_paid = money()
    is_cancelled = models.BooleanField(default=False)
    as_of = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "order_id", "position"], name="affiliate_sale_key")]
        indexes = [
            models.Index(fields=["brand", "day"], name="affiliate_sale_slice"),  # rebuilding a day, pages of a window
            # The page of a creator, and what came after a sample: handles are written with capitals here and there.
            models.Index(F("brand"), Upper("creator"), F("day"), name="affiliate_sale_handle"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.creator}"


class SaleSums(models.Model):
    """What is summed over sales. Amounts are in `currency`; samples are in no column but their own."""

    orders = models.PositiveIntegerField()
    cancelled_orders = models.PositiveIntegerField()
    delivered_orders = models.PositiveIntegerField(null=True)  # null where the source tells no delivery
    sku_orders = models.PositiveIntegerField()  # SKUs in each order, added up
    items = models.PositiveIntegerField()
    first_orders = models.PositiveIntegerField()  # of customers who never bought in this shop before
    repeat_orders = models.PositiveIntegerField()  # orders − first − repeat: customer unknown, or cancelled
    gross = models.DecimalField(max_digits=18, decimal_places=3)  # the orders' totals as charged, cancelled ones included
    platform_discount = models.DecimalField(max_digits=18, decimal_places=3)
    refunded = models.DecimalField(max_digits=18, decimal_places=3)  # of cancelled ones too
    cancelled_gross = models.DecimalField(max_digits=18, decimal_places=3)
    net = models.DecimalField(max_digits=18, decimal_places=3)  # gross − cancelled ones − refunds of the others
    samples = models.PositiveIntegerField()  # sample orders
    as_of = models.DateField()

    SUMS = (
        "orders", "cancelled_orders", "delivered_orders", "sku_orders", "items", "first_orders", "repeat_orders", "gross",
        "platform_discount", "refunded", "cancelled_gross", "net", "samples",
    )  # fmt: skip

    class Meta:
        abstract = True


class ChannelFields(models.Model):
    """What few values say of a sale."""

    day = models.DateField()
    channel = models.CharField(max_length=12, choices=Channel.choices)
    shop = models.CharField(max_length=20)
    currency = models.CharField(max_length=3)
    gmv_kind = models.CharField(max_length=9, choices=GmvKind.choices)
    surface = models.CharField(max_length=12, choices=Surface.choices, blank=True)
    market = models.CharField(max_length=2, blank=True)
    attributed_by = models.CharField(max_length=8, choices=AttributedBy.choices, blank=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    campaign = models.ForeignKey(Campaign, null=True, on_delete=models.SET_NULL, related_name="+")

    DIMENSIONS = (
        "day", "channel", "shop", "currency", "gmv_kind", "surface", "market", "attributed_by", "account", "campaign",
    )  # fmt: skip

    class Meta:
        abstract = True


class ChannelCut(BrandOwned, ChannelFields, SaleSums):
    """Sales cut by what few values say, for windows of years. Grain: DIMENSIONS. Sums over any cut equal SalesDay's."""

    class Meta:
        indexes = [models.Index(fields=["brand", "day"], name="channel_cut_days")]  # rebuilding a day, pages of a window

    def __str__(self) -> str:
        return f"{self.day} {self.channel}"


class SalesCut(BrandOwned, ChannelFields, SaleSums):
    """Sales cut by everything an order says. Grain: DIMENSIONS. Sums over any cut equal SalesDay's."""

    video = models.ForeignKey(Video, null=True, on_delete=models.SET_NULL, related_name="+")
    creator = models.CharField(max_length=64, blank=True)
    content_id = models.CharField(max_length=64, blank=True)

    DIMENSIONS = (*ChannelFields.DIMENSIONS, "video", "creator", "content_id")

    class Meta:
        indexes = [
            models.Index(fields=["brand", "day"], name="sales_cut_days"),  # rebuilding a day, and every page of a window
            models.Index(fields=["brand", "video", "day"], condition=~models.Q(video=None), name="sales_cut_video"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.channel}"


class ProductCut(BrandOwned):
    """Sold lines by product. Grain: day, channel, currency, surface, product, content. Amounts: of lines, discounted."""

    day = models.DateField()
    channel = models.CharField(max_length=12, choices=Channel.choices)
    shop = models.CharField(max_length=20)
    currency = models.CharField(max_length=3)
    surface = models.CharField(max_length=12, choices=Surface.choices, blank=True)
    catalogue = models.ForeignKey(Product, null=True, on_delete=models.SET_NULL, related_name="+")
    product_id = models.CharField(max_length=64, blank=True)  # as the shop calls it, or the SKU where it has no id
    title = models.CharField(max_length=500)
    video = models.ForeignKey(Video, null=True, on_delete=models.SET_NULL, related_name="+")
    content_id = models.CharField(max_length=64, blank=True)
    sku_orders = models.PositiveIntegerField()
    items = models.PositiveIntegerField()
    returned_items = models.PositiveIntegerField()
    gross = models.DecimalField(max_digits=18, decimal_places=3)
    cancelled_gross = models.DecimalField(max_digits=18, decimal_places=3)
    as_of = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["brand", "day"], name="product_cut_days")]

    def __str__(self) -> str:
        return f"{self.day} {self.title}"
