"""The way of one import: read, find its account, write everything in one transaction. Killed anywhere, it starts again."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.db import DataError, IntegrityError
from django.db.models.functions import Now
from django.utils.translation import gettext_noop
from psycopg.types.json import Jsonb

from analytics.models import ImportedTable, ImportProblem, MetricImport
from planner.models import Account
from tkcommerce.brands.models import Brand
from tkcommerce.dates import day_of
from tkcommerce.work.claiming import finish, step
from tkcommerce.work.running import CannotBeDone

from .accounts import account_for, is_handle
from .archive import open_upload
from .copying import copy_rows
from .parse import parse_file
from .personal import quotable, without_email
from .problems import Problem, UnreadableFile
from .store import store_readings
from .stored_files import forget_files
from .summary import OF_ACCOUNT, describe_table, unique_names
from .tables import Hints, ParsedTable
from .touched import mark_touched

OTHER_HANDLE = gettext_noop("The file is from @%(told)s; its numbers were given to @%(account)s.")
_PROBLEM = ("brand_id", "metric_import_id", "table_name", "row", "column", "value", "message", "params", "level")


@dataclass(frozen=True)
class Reading:
    """What came out of an upload: tables and refused members, each under its unique name."""

    tables: list[tuple[str, ParsedTable]]
    refused: list[tuple[str, UnreadableFile]]


def run_import(row: MetricImport) -> None:
    """`row` is claimed. Everything is written and it is done, or nothing is: CannotBeDone and AccountUnclear (NeedsPerson)
    say why; LeaseLost when another worker has it, or a person stopped it."""
    try:
        _apply(row, _read(row))
    except UnreadableFile as refusal:
        raise CannotBeDone(refusal.message, **_clean(refusal.params)) from refusal
    except (FileNotFoundError, IsADirectoryError) as gone:  # the second: its name was forgotten with it
        raise CannotBeDone(gettext_noop("The stored file is gone. Upload it again.")) from gone
    except (DataError, IntegrityError) as refusal:
        raise CannotBeDone(gettext_noop("The file holds a value that is too large to be kept.")) from refusal
    forget_files()


def _read(row: MetricImport) -> Reading:
    """All tables of the upload. No transaction is held while reading; progress is saved after each file."""
    with default_storage.open(row.file.name) as stored:
        content = stored.read()
    files = open_upload(row.filename, content)
    zone = row.account.time_zone if row.account else row.brand.time_zone
    hints = Hints(
        today=day_of(row.created_at, row.brand.time_zone), zone=zone, currency=row.brand.currency, market=row.brand.home_market
    )
    ahead = sum(file.content.count(b"\n") for file in files)
    done = 0
    _save_progress(row, MetricImport.Stage.READING, done, ahead)
    tables, refused = [], []
    for name, file in zip(unique_names(file.name for file in files), files, strict=True):
        try:
            parsed = parse_file(file, hints)
        except UnreadableFile as refusal:
            refused.append((name, refusal))
            continue
        tables.append((name, parsed))
        done += parsed.rows_read
        _save_progress(row, MetricImport.Stage.READING, done, max(ahead, done))
    if not tables:
        raise _nothing_read(refused)
    return Reading(tables, refused)


def _nothing_read(refused: list[tuple[str, UnreadableFile]]) -> UnreadableFile:
    """One file: its own reason. Several: the first one's reason, and how many there were."""
    name, reason = refused[0]
    if len(refused) == 1:
        return reason
    message = gettext_noop("None of the %(count)s files in this zip could be read. The first, %(name)s: %(reason)s")
    return UnreadableFile(message, count=len(refused), name=name, reason=without_email(str(reason)))


def _save_progress(row: MetricImport, stage: str, done: int, total: int) -> None:
    with step(row):
        MetricImport.objects.filter(pk=row.pk).update(stage=stage, rows_done=done, rows_total=total)


def _apply(row: MetricImport, reading: Reading) -> None:
    total = sum(parsed.rows_read for _name, parsed in reading.tables)
    _save_progress(row, MetricImport.Stage.APPLYING, total, total)
    with step(row):
        brand = lock_imports(row.brand)
        account = _account(brand, row, reading)
        tables = [describe_table(row, parsed, account, name) for name, parsed in reading.tables]
        ImportedTable.objects.bulk_create(tables)
        for table, (_name, parsed) in zip(tables, reading.tables, strict=True):
            store_readings(table, parsed)
        copy_rows(ImportProblem, _PROBLEM, _problem_rows(row, reading, account))
        mark_touched(brand, [table.pk for table in tables])
        applied = {"stage": MetricImport.Stage.APPLIED, "applied_at": Now(), "account": row.account or account}
        MetricImport.objects.filter(pk=row.pk).update(**applied)
        finish(row)


def lock_imports(brand: Brand) -> Brand:
    """One import of a brand writes at a time, until the caller's transaction ends; reading goes on."""
    return Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)


def _account(brand: Brand, row: MetricImport, reading: Reading) -> Account | None:
    """None if no table needs one: orders and sales figures belong to the brand."""
    needing = [parsed for _name, parsed in reading.tables if parsed.kind in OF_ACCOUNT]
    if not needing:
        return None
    return account_for(brand=brand, chosen=row.account, handles=[parsed.handle for parsed in needing])


def _problem_rows(row: MetricImport, reading: Reading, account: Account | None) -> Iterable[list]:
    for name, refusal in reading.refused:
        yield _problem_row(row, name, Problem(None, "", "", refusal.message, refusal.params), "")
    for name, parsed in reading.tables:
        if account and is_handle(parsed.handle) and parsed.handle != account.handle:
            params = {"told": parsed.handle, "account": account.handle}
            yield _problem_row(row, name, Problem(None, "", parsed.handle, OTHER_HANDLE, params, level="note"), "")
        for problem in parsed.problems:
            yield _problem_row(row, name, problem, parsed.kind)


def _problem_row(row: MetricImport, name: str, problem: Problem, kind: str) -> list:
    place = [row.brand_id, row.pk, name, problem.row, problem.column[:200]]
    return [*place, quotable(problem, kind), problem.message, Jsonb(_clean(problem.params)), problem.level]


def _clean(params: dict) -> dict:
    return {name: without_email(value) if isinstance(value, str) else value for name, value in params.items()}
