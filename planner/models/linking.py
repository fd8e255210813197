"""Which imported video may be which planned one: guesses for a person to confirm."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tkcommerce.brands.models import BrandOwned

from .videos import Video


class MatchGuess(BrandOwned):
    """An imported video that looks like a plan, with how sure we are and why. A declined guess is never made again."""

    class State(models.TextChoices):
        OPEN = "open", _("to confirm")
        JOINED = "joined", _("the same video")
        DECLINED = "declined", _("not the same")
        GONE = "gone", _("no longer possible")

    plan = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="guesses", verbose_name=_("planned video"))
    posted = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="+", verbose_name=_("posted video"))
    score = models.FloatField(_("score"))  # 0–1
    reasons = models.JSONField(default=dict)  # {"hours_apart": …, "caption": …}
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.OPEN)
    made_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("guessed match")
        verbose_name_plural = _("guessed matches")
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "posted"], name="one_guess_per_plan_and_posted"),
            models.CheckConstraint(condition=~Q(plan=F("posted")), name="guess_of_two_videos"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} ? {self.posted}"
