"""The way of one import: read, find its account, write everything in one transaction. Killed anywhere, it starts again."""

from functools import partial
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import DataError, IntegrityError
from django.db.models.functions import Now
from django.utils.translation import gettext_noop

from analytics.models import MetricImport
from tkcommerce.brands.models import Brand
from tkcommerce.work.claiming import finish, step
from tkcommerce.work.running import CannotBeDone

from .choices import ChoiceNeeded
from .posts_only import keep_posts_only
from .preview import clean, forget_preview, must_ask, show_preview, write_tables
from .problems import UnknownTable, UnreadableFile
from .questions import question_of
from .reading import Reading, read_upload
from .stored_files import forget_files
from .touched import mark_touched
from .working_folders import forget_left_behind


def run_import(row: MetricImport) -> None:
    """`row` is claimed. Everything is written and it is done, or nothing is: CannotBeDone and NeedsPerson say why, or it
    waits for a yes (preview.py); LeaseLost when another worker has it, or a person stopped it."""
    forget_left_behind()
    try:
        reading = _read(row)
        try:
            _go_on(row, reading)
        finally:
            reading.forget()
    except (ChoiceNeeded, UnknownTable) as question:
        raise question_of(question) from question
    except UnreadableFile as refusal:
        raise CannotBeDone(refusal.message, **clean(refusal.params)) from refusal
    except (FileNotFoundError, IsADirectoryError) as gone:  # the second: its name was forgotten with it
        raise CannotBeDone(gettext_noop("The stored file is gone. Upload it again.")) from gone
    except (DataError, IntegrityError) as refusal:
        raise CannotBeDone(gettext_noop("The file holds a value that is too large to be kept.")) from refusal
    forget_files()


def _go_on(row: MetricImport, reading: Reading) -> None:
    if must_ask(row, reading):
        show_preview(row, reading)
    else:
        _apply(row, reading)


def _read(row: MetricImport) -> Reading:
    """All tables of the upload. No transaction is held while reading; progress is saved after each file."""
    path = Path(default_storage.path(row.file.name))
    try:
        return read_upload(row, path, partial(_save_progress, row, MetricImport.Stage.READING))
    finally:
        keep_posts_only(path)


def _save_progress(row: MetricImport, stage: str, done: int, total: int) -> None:
    with step(row):
        MetricImport.objects.filter(pk=row.pk).update(stage=stage, rows_done=done, rows_total=total)


def _apply(row: MetricImport, reading: Reading) -> None:
    _save_progress(row, MetricImport.Stage.APPLYING, reading.rows_read, reading.rows_read)
    with step(row):
        brand = lock_imports(row.brand)
        forget_preview(row)
        tables, account = write_tables(row, reading, live=True)
        mark_touched(brand, [table.pk for table in tables])
        applied = {"stage": MetricImport.Stage.APPLIED, "applied_at": Now(), "account": row.account or account}
        MetricImport.objects.filter(pk=row.pk).update(**applied)
        finish(row)


def lock_imports(brand: Brand) -> Brand:
    """One import of a brand writes at a time, until the caller's transaction ends; reading goes on."""
    return Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)
