"""Campaigns: what several videos of some weeks have in common."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tkcommerce.brands.models import BrandOwned, Market


class Campaign(BrandOwned):
    """A name and its days, both ends included; open ends are null."""

    name = models.CharField(_("name"), max_length=80)
    market = models.CharField(_("market"), max_length=2, choices=Market.choices, blank=True)
    first_day = models.DateField(_("first day"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("hidden since"), null=True, blank=True)

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-first_day", "name"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "name"], name="one_campaign_per_brand_and_name"),
            models.CheckConstraint(condition=~Q(last_day__lt=F("first_day")), name="campaign_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.name
