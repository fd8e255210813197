"""What a person says about reading a file: the answer to a question, or a correction. The file is read again then."""

import re
from datetime import date, timedelta

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from analytics.models import ImportAnswer, MetricImport
from planner.refusals import Refused
from tkcommerce.brands.models import User
from tkcommerce.dates import day_of
from tkcommerce.work.claiming import arm
from tkcommerce.work.models import OPEN, State

from .currency_signs import CODES
from .date_order import ANSWERED
from .editions import begin_edition
from .profiles import PROFILES
from .revert import revert_import

KEYS = ("profile", "date_order", "currency", "as_of", "span", "rate_scale")
_ONE_OF = {
    "profile": frozenset(profile.key for profile in PROFILES), "date_order": frozenset(ANSWERED), "currency": CODES,
    "rate_scale": frozenset({"percent", "fraction"}),
}  # fmt: skip
_DAYS = {"as_of": 1, "span": 2}  # how many days an answer names
_FIRST_DAY = date(2000, 1, 1)
_PART = re.compile(r" #\d+$")  # behind the file's name, where a file has several tables


def answer_import(*, metric_import: MetricImport, table: str, answers: dict[str, str], by: User) -> None:
    """Keep what was said of a table ("" : of all of them; an empty answer takes an earlier one back) and read the file again.

    What counts already is taken out first (revert.undo_correction brings it back), and nothing counts again before a
    person has looked. Refused while it is being read, and where the bytes are no longer kept.
    """
    with transaction.atomic():
        row = metric_import.brand.metricimports.select_for_update().get(pk=metric_import.pk)
        _refuse_unreadable(row)
        said = {key: value for key, value in answers.items() if key in KEYS}
        refuse_nonsense(said, today=day_of(timezone.now(), row.brand.time_zone))
        _start_over(row, by)
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


def refuse_nonsense(said: dict[str, str], *, today: date) -> None:
    """Refused where an answer is none that the readers know. An export of a day to come would count before all later ones."""
    for key, value in said.items():
        if not value:
            continue
        if key in _ONE_OF and value not in _ONE_OF[key]:
            raise Refused(_("Choose one of the answers."))
        if key in _DAYS:
            days = _days(value)
            if len(days) != _DAYS[key] or days != sorted(days) or days[0] < _FIRST_DAY:
                raise Refused(_("Choose one of the answers."))
            if days[-1] > today + timedelta(days=1):  # the shop's zone may be ahead
                raise Refused(_("That is still to come."))


def _days(text: str) -> list[date]:
    try:
        return [date.fromisoformat(part) for part in text.split("/")]
    except ValueError:
        return []


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
