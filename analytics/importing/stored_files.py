"""The uploaded bytes on the private disk: named by their content, written safely, and not kept longer than needed.

An upload holds what the platform exported, an order export also names, addresses and e-mails of customers. The bytes are
only kept for reading them again: those of orders until they are applied, all others for 30 days after that, those of an
undone import not at all. The row with its hash stays, so the same file is still recognised.
"""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext_noop

from analytics.models import ImportedTable, MetricImport
from tkcommerce.work.models import State

from .problems import UnreadableFile

KEPT_FOR = timedelta(days=30)
ABANDONED_AFTER = timedelta(days=1)
_AT_ONCE = 200


@dataclass(frozen=True)
class Spooled:
    """Bytes on disk under a passing name, flushed."""

    path: Path
    sha256: str
    size: int  # bytes


def spool(chunks: Iterable[bytes]) -> Spooled:
    """Write the bytes to disk while hashing them; UnreadableFile when they are too many."""
    folder = Path(default_storage.path("imports/incoming"))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > settings.UPLOAD_LIMIT:
                    raise UnreadableFile(
                        gettext_noop("The file is larger than %(limit)s MB. Export a shorter period, or split it."),
                        limit=settings.UPLOAD_LIMIT // 2**20,
                    )
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        os.unlink(name)
        raise
    return Spooled(Path(name), digest.hexdigest(), size)


def settle(spooled: Spooled, name: str) -> None:
    """Move the bytes to their place, safe against power loss before the caller commits."""
    place = Path(default_storage.path(name))
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.replace(spooled.path, place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def forget_files() -> int:
    """Delete the bytes that are not needed any more; returns how many files. Safe to run at any time, and again."""
    due = _not_needed().values_list("pk", flat=True).order_by("pk")[:_AT_ONCE]
    return sum(_forget(pk) for pk in list(due)) + _forget_abandoned()


def _forget_abandoned() -> int:
    """What a killed process left behind a day ago: half-written uploads, and bytes whose row was never committed."""
    root = Path(default_storage.path("imports"))
    yesterday = time.time() - ABANDONED_AFTER.total_seconds()
    old = [path for path in root.glob("*/*") if path.stat().st_mtime < yesterday]
    known = set(MetricImport.objects.exclude(file="").values_list("file", flat=True)) if old else set()
    abandoned = [path for path in old if f"imports/{path.parent.name}/{path.name}" not in known]
    for path in abandoned:
        path.unlink(missing_ok=True)
    return len(abandoned)


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
    orders = ImportedTable.objects.filter(metric_import=OuterRef("pk"), kind="order")
    read = Q(stage=MetricImport.Stage.APPLIED) & (Q(applied_at__lt=Now() - KEPT_FOR) | Exists(orders))
    stuck = Q(state__in=[State.FAILED, State.HELD], created_at__lt=Now() - KEPT_FOR)
    let_go = Q(stage=MetricImport.Stage.REVERTED) | Q(state=State.DROPPED)
    return MetricImport.objects.filter(read | stuck | let_go).exclude(file="")
