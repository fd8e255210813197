"""Imports: what a person dropped, the tables found in it, and what was wrong with them."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from planner.models import Account
from tkcommerce.brands.models import BrandOwned
from tkcommerce.work.models import Work


def upload_path(metric_import: "MetricImport", filename: str) -> str:
    """Named by its content, never by the name a stranger chose."""
    return f"imports/{metric_import.brand_id}/{metric_import.sha256}"


class MetricImport(BrandOwned, Work):
    """One dropped file (a table, or a zip of tables). The same bytes again open this row instead of making another."""

    TASK = "analytics.tasks.import_metrics"

    class Stage(models.TextChoices):
        STORED = "stored", _("waiting")
        READING = "reading", _("reading")
        PREVIEW = "preview", _("waits for your yes")
        APPLYING = "applying", _("writing")
        APPLIED = "applied", _("imported")
        REVERTED = "reverted", _("undone")

    filename = models.CharField(_("file"), max_length=255)
    file = models.FileField(upload_to=upload_path, max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()  # bytes
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("uploaded by")
    )
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("account")
    )  # chosen by a person; wins over what the file tells

    class Policy(models.TextChoices):
        """What to do with a file that has bad rows."""

        ALL = "all", _("all rows or nothing")
        GOOD = "good", _("good rows only")

    looks_first = models.BooleanField(default=False)  # shows what it would do and waits for a person
    policy = models.CharField(_("bad rows"), max_length=4, choices=Policy.choices, default=Policy.GOOD)
    answers = models.JSONField(default=dict)  # what a person decided or corrected: {table name or "": {"date_order": "dmy", …}}
    edition = models.PositiveSmallIntegerField(default=1)  # of its tables and problems that are shown; others were corrected
    stage = models.CharField(_("stage"), max_length=8, choices=Stage.choices, default=Stage.STORED)
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)  # 0 while unknown
    applied_at = models.DateTimeField(null=True, blank=True)
    reverted_at = models.DateTimeField(null=True, blank=True)
    reverted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-id"]
        constraints = [
            *Work.Meta.constraints,
            models.UniqueConstraint(fields=["brand", "sha256"], name="one_import_per_brand_and_content"),
        ]
        indexes = [
            *Work.Meta.indexes,
            models.Index(fields=["brand", "-created_at"], name="import_history"),  # the import page, newest first
        ]

    def __str__(self) -> str:
        return self.filename

    def get_absolute_url(self) -> str:
        return reverse("analytics:import", args=[self.brand.slug, self.pk])

    @property
    def progress(self) -> tuple[int, int] | None:
        return (self.rows_done, self.rows_total) if self.rows_total else None

    @property
    def current_tables(self) -> models.QuerySet["ImportedTable"]:
        return self.tables.filter(edition=self.edition)

    @property
    def current_problems(self) -> models.QuerySet["ImportProblem"]:
        return self.problems.filter(edition=self.edition)

    def describe(self) -> str:
        return gettext("Import of %(file)s") % {"file": self.filename}


class ImportedTable(BrandOwned):
    """One table of an import: what was recognised, and its control totals. Readings point here; `live` turns them off and on."""

    metric_import = models.ForeignKey(MetricImport, on_delete=models.CASCADE, related_name="tables")
    edition = models.PositiveSmallIntegerField(default=1)  # a corrected file is read again; what it said before stays, not live
    name = models.CharField(max_length=255)  # of the file, or of the member of a zip
    profile = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    encoding = models.CharField(max_length=20, blank=True)
    evidence = models.JSONField(default=list)  # [[msgid, params], …]: what was recognised and why
    rows_read = models.PositiveIntegerField(default=0)
    rows_good = models.PositiveIntegerField(default=0)
    rows_new = models.PositiveIntegerField(null=True)  # of the good ones: of keys never told before …
    rows_changed = models.PositiveIntegerField(null=True)  # … that say something else than what was known …
    rows_same = models.PositiveIntegerField(null=True)  # … and that say the same; null where nobody compared
    sums = models.JSONField(default=dict)  # column → sum over the good rows, as text
    known = models.JSONField(default=dict)  # the same of what was known of their keys before
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    as_of = models.DateField()  # the newest day the export knows about; newest wins
    live = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("imported table")
        verbose_name_plural = _("imported tables")
        ordering = ["metric_import", "id"]
        constraints = [
            models.UniqueConstraint(fields=["metric_import", "edition", "name"], name="one_table_per_edition_and_name")
        ]

    def __str__(self) -> str:
        return self.name


class TableMapping(BrandOwned):
    """What the columns of an unknown table mean, as a person said once; found again by the fingerprint of its header."""

    fingerprint = models.CharField(max_length=64)  # SHA-256 of the header keys, in order
    name = models.CharField(_("name"), max_length=120)
    profile = models.CharField(max_length=60)  # the template whose columns these are
    columns = models.JSONField(default=dict)  # canonical column → header as in the file
    options = models.JSONField(default=dict)  # date_order, currency …
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("column mapping")
        verbose_name_plural = _("column mappings")
        constraints = [models.UniqueConstraint(fields=["brand", "fingerprint"], name="one_mapping_per_brand_and_header")]

    def __str__(self) -> str:
        return self.name


class ImportPolicy(BrandOwned):
    """How a brand handles its files. Without a row the defaults hold."""

    keeps_days = models.PositiveSmallIntegerField(_("keep raw files for (days)"), default=30)
    looks_first = models.BooleanField(_("show a preview before applying"), default=True)

    class Meta:
        verbose_name = _("rule for imports")
        verbose_name_plural = _("rules for imports")
        constraints = [models.UniqueConstraint(fields=["brand"], name="one_import_policy_per_brand")]

    def __str__(self) -> str:
        return str(self.brand)


class ImportPolicyChange(BrandOwned):
    """Who set the rule to what, and when; never edited."""

    keeps_days = models.PositiveSmallIntegerField()
    looks_first = models.BooleanField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change of the rule for imports")
        verbose_name_plural = _("changes of the rule for imports")
        ordering = ["-changed_at", "-id"]

    def __str__(self) -> str:
        return f"{self.keeps_days}"


class ImportProblem(BrandOwned):
    """Something in a file that a person should know, by row and column."""

    class Level(models.TextChoices):
        ERROR = "error", _("left out")
        NOTE = "note", _("kept")

    metric_import = models.ForeignKey(MetricImport, on_delete=models.CASCADE, related_name="problems")
    edition = models.PositiveSmallIntegerField(default=1)  # as of its table
    table_name = models.CharField(max_length=255)
    row = models.PositiveIntegerField(null=True, blank=True)  # 1-based, as a spreadsheet counts
    column = models.CharField(max_length=200, blank=True)
    value = models.CharField(max_length=200, blank=True)
    message = models.TextField()  # an English msgid, translated when shown
    params = models.JSONField(default=dict)
    level = models.CharField(max_length=5, choices=Level.choices)

    class Meta:
        verbose_name = _("problem")
        verbose_name_plural = _("problems")
        ordering = ["metric_import", "table_name", "row", "id"]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """In the reader's language; a profile that it names too."""
        params = {name: gettext(value) if name == "profile" else value for name, value in self.params.items()}
        return gettext(self.message) % params
