"""What an import would change, shown to a person before anything of it counts; and her yes."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_noop
from psycopg.types.json import Jsonb

from analytics.models import ImportedTable, ImportProblem, MetricImport
from planner.models import Account
from tkcommerce.brands.models import Brand, User
from tkcommerce.work.claiming import arm, fail, step
from tkcommerce.work.models import State

from .accounts import account_for, is_handle
from .compare import compare_table
from .copying import copy_rows
from .huge import HugeTable
from .keep_huge import describe_huge, keep_huge
from .personal import quotable, without_email
from .problems import Problem, UnknownTable
from .questions import ASKS, TABLE
from .reading import Reading
from .store import store_readings
from .summary import OF_ACCOUNT, describe_table

LOOK = gettext_noop("Nothing counts yet: look at what would change, and say yes.")
BAD_ROWS = gettext_noop("Rows that cannot be read: %(rows)s. Nothing counts yet: import the good rows only, or stop.")
BAD_TABLES = gettext_noop(
    "Tables that cannot be read: %(tables)s; rows: %(rows)s. Nothing counts yet: import the rest only, say what they are, "
    "or stop."
)
OTHER_HANDLE = gettext_noop("The file is from @%(told)s; its numbers were given to @%(account)s.")
_PROBLEM = ("brand_id", "metric_import_id", "edition", "table_name", "row", "column", "value", "message", "params", "level")


def must_ask(row: MetricImport, reading: Reading) -> bool:
    """Before anything counts: always where the brand looks first, else where rows are bad and it is all of them or nothing.

    Of a person also where something was understood that the file does not say itself (a note).
    """
    levels = {problem.level for problem in reading.problems}
    doubtful = levels if row.uploaded_by_id else levels - {"note"}
    return row.looks_first or (row.policy == MetricImport.Policy.ALL and bool(doubtful))


def show_preview(row: MetricImport, reading: Reading) -> None:
    """Keep what was recognised and what would change, and wait for a person. No reading is written."""
    with step(row):
        forget_preview(row)
        write_tables(row, reading, live=False)
        MetricImport.objects.filter(pk=row.pk).update(stage=MetricImport.Stage.PREVIEW)
        fail(row, *why_it_waits(reading), state=State.HELD)


def why_it_waits(reading: Reading) -> tuple[str, dict]:
    """One of LOOK, BAD_ROWS and BAD_TABLES, with its numbers."""
    tables = len(reading.refused)
    rows = sum(problem.level == "error" for problem in reading.problems) - tables
    if tables:
        return BAD_TABLES, {"tables": tables, "rows": rows}
    return (BAD_ROWS, {"rows": rows}) if rows else (LOOK, {})


def apply_import(*, metric_import: MetricImport, by: User | None) -> bool:
    """A person has looked and says yes to the good rows; False if it does not wait for that (any more)."""
    with transaction.atomic():
        row = metric_import.brand.metricimports.select_for_update().get(pk=metric_import.pk)
        if row.state != State.HELD or row.stage != MetricImport.Stage.PREVIEW:
            return False
        row.looks_first, row.policy = False, MetricImport.Policy.GOOD
        row.uploaded_by = row.uploaded_by or by
        row.save(update_fields=["looks_first", "policy", "uploaded_by"])
        arm(row)
        return True


def forget_preview(row: MetricImport) -> None:
    """What an earlier reading of the same edition showed; it never counted."""
    row.current_tables.all().delete()
    row.current_problems.all().delete()


def write_tables(row: MetricImport, reading: Reading, *, live: bool) -> tuple[list[ImportedTable], Account | None]:
    """The tables, compared with what is known, and their problems; if they are `live`, with their readings.

    A brand's first account is made only for readings.
    """
    account = _account(row.brand, row, reading, may_add=live)
    tables = [
        describe_huge(row, parsed, name) if isinstance(parsed, HugeTable) else describe_table(row, parsed, account, name)
        for name, parsed in reading.tables
    ]
    for table in tables:
        table.live, table.edition = live, row.edition
    ImportedTable.objects.bulk_create(tables)
    for table, (_name, parsed) in zip(tables, reading.tables, strict=True):
        if isinstance(parsed, HugeTable):
            keep_huge(table, parsed, writes=live)
            continue
        compare_table(table, parsed)
        if live:
            store_readings(table, parsed)
    ImportedTable.objects.bulk_update(tables, ["rows_good", "sums", "rows_new", "rows_changed", "rows_same", "known"])
    copy_rows(ImportProblem, _PROBLEM, _problem_rows(row, reading, account))
    return tables, account


def _account(brand: Brand, row: MetricImport, reading: Reading, *, may_add: bool) -> Account | None:
    """None if no table needs one: orders and sales figures belong to the brand."""
    needing = [parsed for _name, parsed in reading.tables if parsed.kind in OF_ACCOUNT]
    if not needing:
        return None
    before = transaction.savepoint()
    account = account_for(brand=brand, chosen=row.account, handles=[parsed.handle for parsed in needing])
    if may_add:
        transaction.savepoint_commit(before)
        return account
    transaction.savepoint_rollback(before)
    return brand.accounts.filter(pk=account.pk).first()


def _problem_rows(row: MetricImport, reading: Reading, account: Account | None) -> Iterable[list]:
    for name, refusal in reading.refused:
        asks = {ASKS: TABLE} if isinstance(refusal, UnknownTable) else {}  # its page leads to where it is explained
        yield _problem_row(row, name, Problem(None, "", "", refusal.message, {**refusal.params, **asks}), "")
    for name, parsed in reading.tables:
        if account and is_handle(parsed.handle) and parsed.handle != account.handle:
            params = {"told": parsed.handle, "account": account.handle}
            yield _problem_row(row, name, Problem(None, "", parsed.handle, OTHER_HANDLE, params, level="note"), "")
        for problem in parsed.problems:
            yield _problem_row(row, name, problem, parsed.kind)


def _problem_row(row: MetricImport, name: str, problem: Problem, kind: str) -> list:
    place = [row.brand_id, row.pk, row.edition, name, problem.row, problem.column[:200]]
    return [*place, quotable(problem, kind), problem.message, Jsonb(clean(problem.params)), problem.level]


def clean(params: dict) -> dict:
    return {name: without_email(value) if isinstance(value, str) else value for name, value in params.items()}
