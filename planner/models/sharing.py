"""Ways to look at the plan and to carry it: saved filters, calendar feeds, plans that came as a file."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tkcommerce.brands.models import BrandOwned


class SavedFilter(BrandOwned):
    """A view of the calendar and its filters by name; for one person, or for everybody of the brand where `is_shared`."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=60)
    view = models.CharField(max_length=10)  # month | week | list | board
    query = models.CharField(max_length=500)  # as in the address, without day and page
    is_shared = models.BooleanField(_("for everybody"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["brand", "user", "name"], name="one_saved_filter_per_person_and_name")]

    def __str__(self) -> str:
        return self.name


class CalendarFeed(BrandOwned):
    """A read-only iCal address: of the whole brand, or of what one person owns or helps with. Its token is signed, not kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    is_personal = models.BooleanField(_("only mine"), default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(_("last read"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "user", "is_personal"], condition=Q(revoked_at=None), name="one_open_feed_per_person_and_scope"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.brand}"


class PlanFile(BrandOwned):
    """A plan that came as a table: its cells, how its columns were read, and what it changed. Remembered by its header."""

    name = models.CharField(_("file name"), max_length=200)
    header = models.JSONField()  # column names as they stand in the file
    header_hash = models.CharField(max_length=64)
    rows = models.JSONField()  # list of lists of text
    mapping = models.JSONField(default=dict)  # {column index as text: field}
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    batch = models.UUIDField(null=True, blank=True, editable=False)  # the changes it made, for the undo
    result = models.JSONField(default=dict, blank=True)  # {"new": 3, "changed": 1, "same": 9}

    class Meta:
        verbose_name = _("plan from a file")
        verbose_name_plural = _("plans from files")
        ordering = ["-at"]
        indexes = [models.Index(fields=["brand", "header_hash"], name="plan_files_by_header")]  # the mapping of last time

    def __str__(self) -> str:
        return self.name
