"""What must be true before a video may be approved, and who said that it is."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tkcommerce.brands.models import BrandOwned

from .making import Attachment
from .taxonomy import Labelled
from .videos import Video


class ChecklistItem(Labelled):
    """One line of the brand's list. `rule` names what checks it (planner/checklist/checking.py); empty: a person ticks it."""

    class Severity(models.TextChoices):
        BLOCK = "block", _("blocks approval")
        WARN = "warn", _("warns")

    label_ja = models.CharField(_("Japanese text"), max_length=120)
    label_en = models.CharField(_("English text"), max_length=160)
    why_ja = models.CharField(_("why, in Japanese"), max_length=300, blank=True)
    why_en = models.CharField(_("why, in English"), max_length=300, blank=True)
    severity = models.CharField(_("severity"), max_length=5, choices=Severity.choices, default=Severity.BLOCK)
    rule = models.SlugField(_("checked by program"), max_length=30, blank=True)
    relations = models.JSONField(_("only when these speak"), default=list, blank=True)  # Video.Relation values; empty: always
    categories = models.JSONField(_("only for these product categories"), default=list, blank=True)  # empty: always
    needs_proof = models.BooleanField(_("needs proof"), default=False)

    class Meta:
        verbose_name = _("checklist item")
        verbose_name_plural = _("checklist items")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["brand", "code"], name="one_checklist_item_per_brand_and_code")]


class ChecklistTick(BrandOwned):
    """A person says that an item is met for a video, as it was then; an edit of what it is about takes the tick away."""

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="ticks", verbose_name=_("video"))
    item = models.ForeignKey(ChecklistItem, on_delete=models.CASCADE, related_name="ticks", verbose_name=_("checklist item"))
    evidence = models.CharField(_("evidence"), max_length=500, blank=True)
    attachment = models.ForeignKey(Attachment, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("tick")
        verbose_name_plural = _("ticks")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["video", "item"], condition=Q(taken_back_at=None), name="one_tick_per_video_and_item")
        ]

    def __str__(self) -> str:
        return f"{self.item} · {self.by}"


class NgWord(BrandOwned):
    """A word that the law or the brand does not want in a caption, hook or script; `categories` empty: in all."""

    class Law(models.TextChoices):
        YAKKIHO = "yakkiho", _("Pharmaceutical and Medical Device Act (薬機法)")
        KEIHYOHO = "keihyoho", _("Act against Unjustifiable Premiums and Misleading Representations (景表法)")
        BRAND = "brand", _("The brand's own rule")

    word = models.CharField(_("word"), max_length=60)
    law = models.CharField(_("rule"), max_length=8, choices=Law.choices, default=Law.BRAND)
    categories = models.JSONField(_("only for these product categories"), default=list, blank=True)
    instead = models.CharField(_("say instead"), max_length=120, blank=True)
    hidden_at = models.DateTimeField(_("hidden since"), null=True, blank=True)

    class Meta:
        verbose_name = _("NG word")
        verbose_name_plural = _("NG words")
        ordering = ["law", "word"]
        constraints = [models.UniqueConstraint(fields=["brand", "word", "law"], name="one_ng_word_per_brand_and_rule")]

    def __str__(self) -> str:
        return self.word
