"""Take an upload in: bytes to disk, one row per brand and content, and a hint to the worker."""

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from analytics.models import MetricImport
from analytics.models.imports import upload_path
from planner.models import Account
from tkcommerce.brands.models import Brand, User
from tkcommerce.stored_bytes import Spooled, settle
from tkcommerce.work.claiming import arm, hint
from tkcommerce.work.models import State

from .editions import begin_edition
from .preview import forget_preview
from .stored_files import spool_upload

_LONGEST_NAME = 255


class Received(NamedTuple):
    """The import of a content. `created` is False when it is there already, or on its way; else it will be read now."""

    metric_import: MetricImport
    created: bool


def receive_file(
    *,
    brand: Brand,
    name: str,
    content: bytes | Iterable[bytes],
    by: User | None,
    account: Account | None = None,
    looks_first: bool = False,
    policy: str = MetricImport.Policy.GOOD,
    answers: dict[str, dict[str, str]] | None = None,
) -> Received:
    """`content`: the bytes, or chunks of them. `looks_first`, `policy`: whether it waits for a yes (preview.py).
    `answers`: what a person says of it beforehand (MetricImport.answers).

    The same bytes are one import, whatever their name and whoever sends them, even at the same instant. What was stopped
    or could not be read before it wrote anything is read again, and so is what was undone: as another edition (editions.py),
    by what the program understands by now. UnreadableFile when the file is too large.
    """
    spooled = spool_upload([content] if isinstance(content, bytes) else content)
    row = MetricImport(
        brand=brand, filename=clean_name(name), sha256=spooled.sha256, size=spooled.size, uploaded_by=by, account=account,
        looks_first=looks_first, policy=policy, answers=answers or {}, run_after=Now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            return _enter(row, spooled)
    finally:
        spooled.path.unlink(missing_ok=True)


def clean_name(name: str) -> str:
    """A stranger's file name for showing, never for opening: its last part, without control and direction signs."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))
    return plain.strip()[:_LONGEST_NAME] or "?"


def _enter(row: MetricImport, spooled: Spooled) -> Received:
    row.file = upload_path(row, row.filename)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # one_import_per_brand_and_content: somebody was faster, perhaps by a millisecond
        return _meet_earlier(row, spooled)
    settle(spooled, row.file.name)
    hint(MetricImport, row.pk)
    return Received(row.brand.metricimports.get(pk=row.pk), created=True)


def _meet_earlier(again: MetricImport, spooled: Spooled) -> Received:
    brand = again.brand
    row = brand.metricimports.select_for_update().get(sha256=spooled.sha256)
    undone = row.stage == MetricImport.Stage.REVERTED and row.state == State.DONE
    if row.state not in (State.FAILED, State.DROPPED) and not undone:
        return Received(row, created=False)
    if undone:
        begin_edition(row, counted=False, by=again.uploaded_by)
    row.file = upload_path(row, row.filename)
    row.account = again.account or row.account
    row.looks_first, row.policy, row.answers = again.looks_first, again.policy, again.answers
    row.stage, row.rows_done, row.rows_total = MetricImport.Stage.STORED, 0, 0
    row.reverted_at = row.reverted_by = None
    said = ["account", "looks_first", "policy", "answers"]
    row.save(update_fields=["file", "edition", *said, "stage", "rows_done", "rows_total", "reverted_at", "reverted_by"])
    forget_preview(row)
    settle(spooled, row.file.name)
    arm(row)
    return Received(brand.metricimports.get(pk=row.pk), created=True)
