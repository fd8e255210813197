"""A part of a brand's videos that somebody looks at alone: which ones, and the work of learning it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, gettext_lazy as _

from planner.models import Account
from tkcommerce.brands.models import BrandOwned
from tkcommerce.work.models import Work

SELECTION = "selection:"  # begins the scope of its fits


class PatternSelection(BrandOwned, Work):
    """Videos of an account, a market, by who speaks, and of days; what is empty is not asked for. One row per choice and brand.

    Its answers are fits of the run that was current then, under the scope `selection:<pk>`.
    """

    TASK = "analytics.tasks.learn_selection"
    LEASE_SECONDS = 120
    SHOWN_WITH = ("account",)

    key = models.CharField(max_length=200)  # the choice as text, so that two people who choose the same look at the same
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("account")
    )
    market = models.CharField(_("market"), max_length=2, blank=True)
    relation = models.CharField(_("who speaks"), max_length=20, blank=True)
    first_day = models.DateField(_("posted from"), null=True, blank=True)  # of the account's zone
    end_day = models.DateField(_("to"), null=True, blank=True)  # half-open
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()  # last; it is learned again with each run for some weeks
    fits_done = models.PositiveSmallIntegerField(default=0)
    fits_total = models.PositiveSmallIntegerField(default=0)  # 0 while unknown

    class Meta:
        verbose_name = _("selection of videos")
        verbose_name_plural = _("selections of videos")
        constraints = [
            *Work.Meta.constraints,
            models.UniqueConstraint(fields=["brand", "key"], name="one_pattern_selection_per_choice"),
            models.CheckConstraint(condition=Q(end_day__gt=F("first_day")), name="pattern_selection_has_days"),
        ]
        indexes = [*Work.Meta.indexes, models.Index(fields=["brand", "-asked_at"], name="pattern_selections_newest")]

    def __str__(self) -> str:
        return self.key

    @property
    def scope(self) -> str:
        """As PatternFit.scope names it."""
        return f"{SELECTION}{self.pk}"

    @property
    def progress(self) -> tuple[int, int] | None:
        return (self.fits_done, self.fits_total) if self.fits_total else None

    def describe(self) -> str:
        return gettext("Learning the patterns of some videos of %(brand)s") % {"brand": self.brand}
