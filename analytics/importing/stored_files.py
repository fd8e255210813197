"""The uploaded bytes on the private disk: named by their content, written safely, and not kept longer than needed.

An upload holds what the platform exported, an order export also names, addresses and e-mails of customers. The bytes are
only kept for reading them again: those of orders and of a person's whole data until they are applied, all others after
that for as many days as the brand chose (30), those of an undone import not at all. The row with its hash stays, so the
same file is still recognised.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_noop

from analytics.models import ImportedTable, ImportPolicy, MetricImport
from tkcommerce.stored_bytes import Spooled, TooLarge, forget_abandoned, spool
from tkcommerce.work.models import State

from .problems import UnreadableFile
from .profiles import tiktok_data_posts

ROOM = "imports"
_AT_ONCE = 200


def spool_upload(chunks: Iterable[bytes]) -> Spooled:
    """Write the bytes to disk while hashing them; UnreadableFile when they are too many."""
    try:
        return spool(ROOM, chunks, limit=settings.UPLOAD_LIMIT)
    except TooLarge as large:
        text = gettext_noop("The file is larger than %(limit)s MB. Export a shorter period, or split it.")
        raise UnreadableFile(text, limit=settings.UPLOAD_LIMIT // 2**20) from large


def forget_files() -> int:
    """Delete the bytes that are not needed any more; returns how many files. Safe to run at any time, and again."""
    due = _not_needed().values_list("pk", flat=True).order_by("pk")[:_AT_ONCE]
    return sum(_forget(pk) for pk in list(due)) + forget_abandoned(ROOM, _known)


def _known() -> set[str]:
    """The names of all bytes that a row knows."""
    return set(MetricImport.objects.exclude(file="").values_list("file", flat=True))


def _forget(pk: int) -> bool:
    """Under the row's lock, so that the same bytes cannot arrive again meanwhile."""
    with transaction.atomic():
        row = _not_needed().select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
        if row is None:
            return False
        default_storage.delete(row.file.name)
        row.file = ""
        row.save(update_fields=["file"])
        return True


def _not_needed() -> QuerySet[MetricImport]:
    private = Q(kind__in=("order", "voice")) | Q(profile=tiktok_data_posts.PROFILE.key)
    tables = ImportedTable.objects.filter(private, metric_import=OuterRef("pk"))
    kept_since = ExpressionWrapper(Now() - F("keeps_days") * timedelta(days=1), DateTimeField())
    read = Q(stage=MetricImport.Stage.APPLIED) & (Q(applied_at__lt=kept_since) | Exists(tables))
    stuck = Q(state__in=[State.FAILED, State.HELD], created_at__lt=kept_since)
    let_go = Q(stage=MetricImport.Stage.REVERTED) | Q(state=State.DROPPED)
    chosen = Subquery(ImportPolicy.objects.filter(brand=OuterRef("brand")).values("keeps_days"))
    days = Coalesce(chosen, Value(ImportPolicy._meta.get_field("keeps_days").default))
    return MetricImport.objects.annotate(keeps_days=days).filter(read | stuck | let_go).exclude(file="")
