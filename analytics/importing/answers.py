"""What a person says about reading a file: the answer to a question, or a correction. The file is read again then."""

import re

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from analytics.models import ImportAnswer, MetricImport
from planner.refusals import Refused
from tkcommerce.brands.models import User
from tkcommerce.work.claiming import arm
from tkcommerce.work.models import OPEN, State

from .editions import begin_edition
from .revert import revert_import

KEYS = ("profile", "date_order", "currency", "as_of", "span", "rate_scale")
_PART = re.compile(r" #\d+$")  # behind the file's name, where a file has several tables


def answer_import(*, metric_import: MetricImport, table: str, answers: dict[str, str], by: User) -> None:
    """Keep what was said of a table ("" : of all of them; an empty answer takes an earlier one back) and read the file again.

    What counts already is taken out first (revert.undo_correction brings it back), and nothing counts again before a
    person has looked. Refused while it is being read, and where the bytes are no longer kept.
    """
    with transaction.atomic():
        row = metric_import.brand.metricimports.select_for_update().get(pk=metric_import.pk)
        _refuse_unreadable(row)
        _start_over(row, by)
        said = {key: value for key, value in answers.items() if key in KEYS}
        key = _of_file(row, table)
        told = {**row.answers.get(key, {}), **said}
        row.answers = {**row.answers, key: {name: value for name, value in told.items() if value}}
        row.looks_first = row.looks_first or row.state != State.HELD
        row.stage, row.uploaded_by = MetricImport.Stage.STORED, row.uploaded_by or by
        row.reverted_at = row.reverted_by = None
        row.save(update_fields=["answers", "looks_first", "stage", "edition", "uploaded_by", "reverted_at", "reverted_by"])
        ImportAnswer.objects.bulk_create(
            ImportAnswer(brand=row.brand, metric_import=row, table_name=key, key=name, value=value, said_by=by)
            for name, value in said.items()
        )
        arm(row)


def read_again(*, metric_import: MetricImport, by: User) -> None:
    """The file is read with what is known by now: somebody said what its table is."""
    answer_import(metric_import=metric_import, table="", answers={}, by=by)


def _refuse_unreadable(row: MetricImport) -> None:
    if row.state in OPEN:
        raise Refused(_("The file is being read; wait a moment."))
    if not row.file or not default_storage.exists(row.file.name):
        raise Refused(_("The bytes of this file are not kept any more. Undo the import and upload the file again."))


def _start_over(row: MetricImport, by: User) -> None:
    """What counted before stays as it was, switched off; what has only been looked at is replaced."""
    counted = row.stage == MetricImport.Stage.APPLIED
    if counted:
        revert_import(metric_import=row, by=by)
    if counted or (row.stage == MetricImport.Stage.REVERTED and row.current_tables.exists()):
        begin_edition(row, counted=counted, by=by)


def _of_file(row: MetricImport, table: str) -> str:
    """Under which name of MetricImport.answers it stands: "" where the upload is one file."""
    return _PART.sub("", table) if row.filename.casefold().endswith(".zip") else ""
