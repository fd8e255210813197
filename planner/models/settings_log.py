"""What was changed on the settings of a brand's planning, by whom and when."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language, gettext_lazy as _

from tkcommerce.brands.models import BrandOwned


class SettingChange(BrandOwned):
    """{"field": [before, after]} of one row, as planner/changes.as_recorded writes values. Never edited; outlives its row."""

    class Kind(models.TextChoices):
        GOAL = "goal", _("Posting goal")
        SLOT = "slot", _("Posting slot")
        RULE = "rule", _("Warnings")
        EVENT = "event", _("Event")
        MARKET = "market", _("Market readiness")
        STEP = "step", _("Readiness step")
        APPROVAL = "approval", _("Approval step")
        CHECK = "check", _("Checklist")
        WORD = "word", _("NG word")
        PRODUCT = "product", _("Product")
        CAMPAIGN = "campaign", _("Campaign")
        HOST = "host", _("Allowed host")
        LINK = "link", _("Tracked link")
        COUPON = "coupon", _("Coupon code")
        OFFER = "offer", _("Collaboration")
        SAMPLE = "sample", _("Sample")
        TARGET = "target", _("Monthly goal")
        COST = "cost", _("Product cost")
        EXCHANGE = "exchange", _("Exchange rate")
        SALES = "sales", _("Rule for sales")
        CREATOR = "creator", _("Creator's name")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    row = models.BigIntegerField()  # its id; of a goal the account's
    label_ja = models.CharField(_("Japanese name"), max_length=200, blank=True)  # what it was called then
    label_en = models.CharField(_("English name"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    verb = models.CharField(max_length=20)
    fields = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change of a setting")
        verbose_name_plural = _("changes of settings")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["brand", "kind", "row"], name="history_of_setting")]

    def __str__(self) -> str:
        return f"{self.verb} {self.label}"

    @property
    def label(self) -> str:
        """In the reader's language."""
        return self.label_ja if (get_language() or "").startswith("ja") else self.label_en
