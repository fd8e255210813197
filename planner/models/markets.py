"""Markets: what is known of each, and how far the brand has come there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy as _

from tkcommerce.brands.models import BrandOwned, Market

from .taxonomy import Labelled


class MarketFact(models.Model):
    """What everybody may know of TikTok Shop in a market, with its source; a fee is valid from a day on. Edited by superusers."""

    class Topic(models.TextChoices):
        STATUS = "status", _("Status")
        LAUNCH = "launch", _("Launch")
        CURRENCY = "currency", _("Currency")
        SELLER_FEE = "seller_fee", _("Seller fee")
        REQUIREMENT = "requirement", _("Requirement")

    market = models.CharField(_("market"), max_length=2, choices=Market.choices)
    topic = models.CharField(_("topic"), max_length=11, choices=Topic.choices)
    value_ja = models.CharField(_("Japanese text"), max_length=300)
    value_en = models.CharField(_("English text"), max_length=300)
    rate = models.DecimalField(_("rate"), max_digits=6, decimal_places=4, null=True, blank=True)  # 0.07 = 7 %
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("market fact")
        verbose_name_plural = _("market facts")
        ordering = ["market", "topic", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["market", "topic", "valid_from", "value_en"], nulls_distinct=False, name="one_market_fact"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_market_display()}: {self.get_topic_display()}"

    @property
    def value(self) -> str:
        """In the reader's language."""
        return self.value_ja if (get_language() or "").startswith("ja") else self.value_en


class MarketPlan(BrandOwned):
    """How far the brand is with TikTok Shop in a market."""

    class State(models.TextChoices):
        PREPARING = "preparing", _("preparing")
        APPLIED = "applied", _("applied")
        OPEN = "open", _("open")
        SELLING = "selling", _("selling")

    market = models.CharField(_("market"), max_length=2, choices=Market.choices)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.PREPARING)
    state_since = models.DateField(_("since"), null=True, blank=True)
    opens_on = models.DateField(_("means to open on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("market readiness")
        verbose_name_plural = _("market readiness")
        ordering = ["market"]
        constraints = [models.UniqueConstraint(fields=["brand", "market"], name="one_plan_per_brand_and_market")]

    def __str__(self) -> str:
        return f"{self.get_market_display()}: {self.get_state_display()}"


class ReadinessStep(Labelled):
    """One thing to do before, at or after opening in a market."""

    class Phase(models.TextChoices):
        BEFORE = "before", _("Before the shop")
        OPEN = "open", _("Opening")
        AFTER = "after", _("After opening")

    plan = models.ForeignKey(MarketPlan, on_delete=models.CASCADE, related_name="steps", verbose_name=_("market readiness"))
    label_ja = models.CharField(_("Japanese text"), max_length=120)
    label_en = models.CharField(_("English text"), max_length=160)
    phase = models.CharField(_("phase"), max_length=6, choices=Phase.choices)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("owner")
    )
    due_day = models.DateField(_("due on"), null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=500, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("readiness step")
        verbose_name_plural = _("readiness steps")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="one_step_per_plan_and_code"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False), name="done_step_has_its_time"
            ),
        ]
