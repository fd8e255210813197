"""TikTok accounts of a brand."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tkcommerce.brands.models import BrandOwned, Market, known_time_zone

handle_format = RegexValidator(r"^[a-z0-9._]{2,24}$", _("A handle has 2 to 24 letters, digits, dots or underscores, without @."))


class Account(BrandOwned):
    """One TikTok account. Its exports tell days and hours in `time_zone`, the zone its owner uses TikTok Studio in."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("Official")
        MARKETING = "marketing", _("Marketing")
        CREATOR = "creator", _("Creator")

    handle = models.CharField(_("handle"), max_length=24, validators=[handle_format])
    name = models.CharField(_("name"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.OFFICIAL)
    market = models.CharField(_("market"), max_length=2, choices=Market.choices, default=Market.JP)
    time_zone = models.CharField(_("time zone"), max_length=50, default="Asia/Tokyo", validators=[known_time_zone])
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["handle"]
        constraints = [models.UniqueConstraint(fields=["brand", "handle"], name="one_account_per_brand_and_handle")]

    def __str__(self) -> str:
        return f"@{self.handle}"
