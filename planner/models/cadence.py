"""How often and when an account means to post."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tkcommerce.brands.models import BrandOwned

from .accounts import Account


class PostingGoal(BrandOwned):
    """Posts a week (Monday to Sunday unless the brand's week starts otherwise) of an account."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="goal", verbose_name=_("account"))
    per_week = models.PositiveSmallIntegerField(_("posts a week"), default=3)

    class Meta:
        verbose_name = _("posting goal")
        verbose_name_plural = _("posting goals")

    def __str__(self) -> str:
        return f"{self.account}: {self.per_week}"


class PostingSlot(BrandOwned):
    """A weekday and wall time in the account's zone that wants a video."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="slots", verbose_name=_("account"))
    weekday = models.PositiveSmallIntegerField(_("weekday"))  # 0 is Monday
    time = models.TimeField(_("time"))

    class Meta:
        verbose_name = _("posting slot")
        verbose_name_plural = _("posting slots")
        ordering = ["weekday", "time"]
        constraints = [
            models.UniqueConstraint(fields=["account", "weekday", "time"], name="one_slot_per_account_and_time"),
            models.CheckConstraint(condition=Q(weekday__lt=7), name="slot_weekday"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.weekday} {self.time:%H:%M}"


class PostingRule(BrandOwned):
    """From when on a brand is warned: posts of an account too close together, one product too often."""

    hours_apart = models.PositiveSmallIntegerField(_("hours between two posts of an account"), default=3)
    product_in_week = models.PositiveSmallIntegerField(_("videos of one product within 7 days"), default=3)

    class Meta:
        verbose_name = _("warning rule")
        verbose_name_plural = _("warning rules")
        constraints = [models.UniqueConstraint(fields=["brand"], name="one_posting_rule_per_brand")]

    def __str__(self) -> str:
        return f"{self.hours_apart} h, {self.product_in_week}"
