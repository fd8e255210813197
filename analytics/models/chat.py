"""The weekly report in a team's chat: where to post it, and the ledger of posts, one per brand and week."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, gettext_lazy as _

from tkcommerce.brands.models import BrandOwned
from tkcommerce.work.models import Work


class ChatHook(BrandOwned):
    """A brand's incoming webhook, Slack-compatible. The address is a secret: whoever knows it can post."""

    sealed_url = models.TextField(editable=False)  # tkcommerce.secrets_at_rest
    shown = models.CharField(_("address"), max_length=80)  # the host and the last four characters
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="ja")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("chat webhook")
        verbose_name_plural = _("chat webhooks")
        constraints = [models.UniqueConstraint(fields=["brand"], name="one_chat_hook_per_brand")]

    def __str__(self) -> str:
        return self.shown


class ChatPost(BrandOwned, Work):
    """One week's message to the chat. `posting_since` is saved before the request goes out: found after a crash, nobody
    knows whether it arrived, so a person is asked and it never goes out twice by itself."""

    TASK = "analytics.tasks.post_report_to_chat"

    week_start = models.DateField()
    posting_since = models.DateTimeField(null=True, blank=True)
    posted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("post to the chat")
        verbose_name_plural = _("posts to the chat")
        ordering = ["-week_start"]
        constraints = [
            *Work.Meta.constraints,
            models.UniqueConstraint(fields=["brand", "week_start"], name="one_chat_post_per_brand_and_week"),
        ]
        indexes = [*Work.Meta.indexes]

    def __str__(self) -> str:
        return f"{self.brand} {self.week_start}"

    def describe(self) -> str:
        return gettext("Weekly report to the chat")
