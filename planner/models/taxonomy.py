"""The brand's vocabulary of patterns: facets of a video, the levels of each, and which level a video has."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, gettext_lazy as _

from tkcommerce.brands.models import BrandOwned

from .videos import Video


class Labelled(BrandOwned):
    """Something with a name in each language, a place in its list, and a way to be put away."""

    code = models.SlugField(_("code"), max_length=20)
    label_ja = models.CharField(_("Japanese name"), max_length=40)
    label_en = models.CharField(_("English name"), max_length=40)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    hidden_at = models.DateTimeField(_("hidden since"), null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """In the reader's language."""
        return self.label_ja if (get_language() or "").startswith("ja") else self.label_en


class Facet(Labelled):
    """One side of a video that may make it win: its hook, its theme … A derived one is computed, never set."""

    is_derived = models.BooleanField(_("derived"), default=False)

    class Meta:
        verbose_name = _("facet")
        verbose_name_plural = _("facets")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "code"], name="one_facet_per_brand_and_code"),
            models.UniqueConstraint(fields=["id", "brand"], name="facet_of_brand"),  # what level_of_facet points to
            models.CheckConstraint(condition=~Q(label_ja="") & ~Q(label_en=""), name="facet_has_names"),
        ]


class Level(Labelled):
    """A value of a facet. A merged one stays as an alias of its target. It is in its facet's brand (migration 0002)."""

    facet = models.ForeignKey(Facet, on_delete=models.CASCADE, related_name="levels", verbose_name=_("facet"))
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.RESTRICT, related_name="aliases", verbose_name=_("merged into")
    )

    class Meta:
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["facet", "code"], name="one_level_per_facet_and_code"),
            models.UniqueConstraint(fields=["id", "facet", "brand"], name="level_of_facet"),  # what video_has_level points to
            models.CheckConstraint(condition=~Q(label_ja="") & ~Q(label_en=""), name="level_has_names"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="level_is_not_its_own_alias"),
        ]

    @property
    def is_open(self) -> bool:
        """May be set anew, as far as the level itself goes."""
        return self.hidden_at is None and self.merged_into_id is None


class VideoLevel(BrandOwned):
    """The one level a video has of a facet. The database refuses hidden, merged and derived levels (migration 0002)."""

    class Source(models.TextChoices):
        PERSON = "person", _("A person")
        SUGGESTED = "suggested", _("Suggested and confirmed")
        BULK = "bulk", _("Several at once")

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="levels", verbose_name=_("video"))
    facet = models.ForeignKey(Facet, on_delete=models.RESTRICT, related_name="+", verbose_name=_("facet"))
    level = models.ForeignKey(Level, on_delete=models.RESTRICT, related_name="uses", verbose_name=_("level"))
    merged_from = models.ForeignKey(
        Level, null=True, blank=True, on_delete=models.RESTRICT, related_name="+", verbose_name=_("merged from")
    )  # what was set, where a merge moved it
    source = models.CharField(_("source"), max_length=9, choices=Source.choices, default=Source.PERSON)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("set by")
    )
    set_at = models.DateTimeField(_("set at"))

    class Meta:
        verbose_name = _("level of a video")
        verbose_name_plural = _("levels of videos")
        constraints = [models.UniqueConstraint(fields=["video", "facet"], name="one_level_per_video_and_facet")]
        indexes = [models.Index(fields=["brand", "level"], name="videos_of_level")]  # counts and filters by level

    def __str__(self) -> str:
        return f"{self.video} · {self.level}"
