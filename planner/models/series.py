"""Videos that belong together: a recurring series, and pairs of one shoot with two hooks."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tkcommerce.brands.models import Brand, BrandOwned

from .accounts import Account


class Series(BrandOwned):
    """A video every so many weeks on the same weekdays. Each occurrence is known by (series, its day by the rule)."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="series", verbose_name=_("brand"))
    name = models.CharField(_("name"), max_length=80)
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("account")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("owner")
    )
    weekdays = models.JSONField(_("weekdays"), default=list)  # 0 is Monday
    every_weeks = models.PositiveSmallIntegerField(_("every so many weeks"), default=1)
    time = models.TimeField(_("time"), null=True, blank=True)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), null=True, blank=True)
    template = models.JSONField(default=dict)  # new videos start with it: {"hook": …, "caption": …, "levels": {…}}
    made_until = models.DateField(null=True, blank=True)  # occurrences up to this day were made; those deleted since stay deleted
    stopped_at = models.DateTimeField(_("stopped since"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series of videos")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "name"], name="one_series_per_brand_and_name"),
            models.CheckConstraint(condition=Q(every_weeks__gte=1, every_weeks__lte=12), name="series_every_one_to_twelve_weeks"),
            models.CheckConstraint(condition=~Q(last_day__lt=F("first_day")), name="series_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.name


class HookPair(BrandOwned):
    """Two videos of one shoot that differ in one thing, compared later at equal age."""

    name = models.CharField(_("name"), max_length=80)
    facet_code = models.SlugField(_("what differs"), max_length=20, default="hook")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("A/B pair")
        verbose_name_plural = _("A/B pairs")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name
