"""Who said what about how to read a file, and about what the columns of an unknown table mean. Append-only."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from planner.models import Account
from tkcommerce.brands.models import BrandOwned

from .imports import MetricImport


class ImportAnswer(BrandOwned):
    """One answer or correction of one import. What counts now stands in MetricImport.answers."""

    metric_import = models.ForeignKey(MetricImport, on_delete=models.CASCADE, related_name="+")
    table_name = models.CharField(max_length=255, blank=True)  # "" : all tables of the import
    key = models.CharField(max_length=40)  # of Hints.answers
    value = models.CharField(max_length=200, blank=True)  # "" : taken back
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("answer about an import")
        verbose_name_plural = _("answers about imports")
        ordering = ["metric_import", "id"]
        indexes = [models.Index(fields=["brand", "metric_import"], name="import_answer_of")]  # the page of an import

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"


class ImportCorrection(BrandOwned):
    """A file that was imported already is read anew, as another edition; with everything that takes it back exactly.

    `counted`: whether the edition that it replaces counted until then.
    """

    metric_import = models.ForeignKey(MetricImport, on_delete=models.CASCADE, related_name="corrections")
    edition = models.PositiveSmallIntegerField()  # the new one
    replaced = models.PositiveSmallIntegerField()  # the one before, whose tables stay
    counted = models.BooleanField()
    answers = models.JSONField(default=dict)  # MetricImport.answers of the edition before
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")  # the same
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    corrected_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("correction of an import")
        verbose_name_plural = _("corrections of imports")
        ordering = ["metric_import", "id"]
        constraints = [models.UniqueConstraint(fields=["metric_import", "edition"], name="one_correction_per_import_and_edition")]

    def __str__(self) -> str:
        return f"{self.metric_import}: {self.edition}"


class TableMappingChange(BrandOwned):
    """One change of what a header means: said, said anew, renamed or deleted; with everything as it was after it."""

    class Verb(models.TextChoices):
        SAID = "said", _("said")
        RENAMED = "renamed", _("renamed")
        DELETED = "deleted", _("deleted")

    fingerprint = models.CharField(max_length=64)
    verb = models.CharField(max_length=7, choices=Verb.choices)
    name = models.CharField(_("name"), max_length=120)
    profile = models.CharField(max_length=60)
    columns = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change of a column mapping")
        verbose_name_plural = _("changes of column mappings")
        ordering = ["-changed_at", "-id"]
        indexes = [models.Index(fields=["brand", "fingerprint"], name="mapping_change_of")]  # the history of one header

    def __str__(self) -> str:
        return f"{self.name}: {self.get_verb_display()}"
