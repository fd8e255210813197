"""Links and coupon codes that belong to one video, and the clicks on them. A click is a number, never a person."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tkcommerce.brands.models import BrandOwned

from .videos import Video

host_format = RegexValidator(
    r"^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$", _("A host looks like shop.example.com, without https:// and path.")
)


class AllowedHost(BrandOwned):
    """Where links of the brand may lead. Its subdomains are not included."""

    host = models.CharField(_("host"), max_length=253, validators=[host_format])
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("allowed host")
        verbose_name_plural = _("allowed hosts")
        ordering = ["host"]
        constraints = [models.UniqueConstraint(fields=["brand", "host"], name="one_allowed_host_per_brand")]

    def __str__(self) -> str:
        return self.host


class TrackedLink(BrandOwned):
    """`/go/<slug>` leads to `target`, which carries its UTM already. Never deleted: printed codes live long."""

    slug = models.CharField(max_length=16, unique=True)  # random; tells nothing
    video = models.ForeignKey(
        Video, null=True, blank=True, on_delete=models.SET_NULL, related_name="links", verbose_name=_("video")
    )
    name = models.CharField(_("name"), max_length=80, blank=True)
    target = models.URLField(_("leads to"), max_length=1000)
    utm_source = models.CharField(max_length=100, blank=True)
    utm_medium = models.CharField(max_length=100, blank=True)
    utm_campaign = models.CharField(max_length=100, blank=True)
    utm_content = models.CharField(max_length=100, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # leads nowhere since
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("tracked link")
        verbose_name_plural = _("tracked links")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["brand", "utm_content"], name="link_of_utm_content")]  # orders that carry it

    def __str__(self) -> str:
        return self.name or self.slug


class LinkHit(BrandOwned):
    """One click, until a worker has counted it (some seconds). No address, no agent, no cookie."""

    link = models.ForeignKey(TrackedLink, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    is_bot = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.link_id}"


class LinkDay(BrandOwned):
    """Clicks on a link. Grain: link, day of the brand's zone."""

    link = models.ForeignKey(TrackedLink, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    clicks = models.PositiveIntegerField(default=0)  # by people, as far as one can tell
    bots = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "day"], name="link_day_key")]
        indexes = [models.Index(fields=["brand", "day"], name="link_day_days")]  # the funnel of a window

    def __str__(self) -> str:
        return f"{self.link_id} {self.day}"


class Coupon(BrandOwned):
    """A code that customers type in; of one video where it is only told there."""

    code = models.CharField(_("code"), max_length=60)  # compared without case
    video = models.ForeignKey(
        Video, null=True, blank=True, on_delete=models.SET_NULL, related_name="coupons", verbose_name=_("video")
    )
    creator = models.CharField(_("creator"), max_length=64, blank=True)
    first_day = models.DateField(_("first day"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("coupon code")
        verbose_name_plural = _("coupon codes")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(models.F("brand"), models.functions.Upper("code"), name="one_coupon_per_brand_and_code")
        ]

    def __str__(self) -> str:
        return self.code
