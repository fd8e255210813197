"""What people have seen of what is out of the ordinary. The alerts themselves are found anew each time."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tkcommerce.brands.models import BrandOwned


class AlertDismissal(BrandOwned):
    """An alert as somebody put it aside for the whole brand. Never edited but for its undo, and kept for good."""

    key = models.CharField(max_length=150)  # analytics.alerts.alert.Alert.key
    told = models.JSONField()  # the whole alert, as it was
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("dismissed alert")
        verbose_name_plural = _("dismissed alerts")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["brand", "key", "-id"], condition=models.Q(undone_at=None), name="standing_alert_dismissal")
        ]  # what alerts found today are held against

    def __str__(self) -> str:
        return self.key
