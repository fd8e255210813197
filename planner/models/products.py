"""What the brand sells, and which videos are about it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tkcommerce.brands.models import BrandOwned

from .videos import Video


class Product(BrandOwned):
    """A product as the planner needs it. `sku` is the brand's own; ids of shops are text."""

    class Category(models.TextChoices):
        """What the law tells apart."""

        COSMETICS = "cosmetics", _("Cosmetics")
        QUASI_DRUG = "quasi_drug", _("Quasi-drugs")
        SUPPLEMENT = "supplement", _("Supplements")
        DEVICE = "device", _("Medical devices")
        FOOD = "food", _("Food")
        FASHION = "fashion", _("Fashion")
        HOME = "home", _("Home and living")
        OTHER = "other", _("Other")

    name = models.CharField(_("name"), max_length=200)
    sku = models.CharField(_("SKU"), max_length=64, blank=True)
    tiktok_id = models.CharField(_("TikTok product id"), max_length=32, blank=True)
    category = models.CharField(_("category"), max_length=10, choices=Category.choices, default=Category.OTHER)
    price = models.DecimalField(_("price"), max_digits=14, decimal_places=2, null=True, blank=True)  # as on the product page
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    url = models.URLField(_("link"), max_length=500, blank=True)
    hidden_at = models.DateTimeField(_("hidden since"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "sku"], condition=~Q(sku=""), name="one_product_per_brand_and_sku"),
            models.UniqueConstraint(
                fields=["brand", "tiktok_id"], condition=~Q(tiktok_id=""), name="one_product_per_brand_and_tiktok_id"
            ),
            models.CheckConstraint(condition=Q(price=None) | ~Q(currency=""), name="price_of_product_has_a_currency"),
            models.UniqueConstraint(fields=["id", "brand"], name="product_of_brand"),  # what a product of a video points to
        ]

    def __str__(self) -> str:
        return self.name


class VideoProduct(BrandOwned):
    """A product in a video. `price` is what the video says it costs, null if it says nothing."""

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="products", verbose_name=_("video"))
    product = models.ForeignKey(Product, on_delete=models.RESTRICT, related_name="videos", verbose_name=_("product"))
    position = models.PositiveSmallIntegerField(default=0)
    price = models.DecimalField(
        _("price told"), max_digits=14, decimal_places=2, null=True, blank=True
    )  # in the product's currency

    class Meta:
        verbose_name = _("product of a video")
        verbose_name_plural = _("products of videos")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["video", "product"], name="one_mention_per_video_and_product")]

    def __str__(self) -> str:
        return str(self.product)
