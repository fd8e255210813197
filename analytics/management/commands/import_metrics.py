"""`manage.py import_metrics --brand SLUG FILE…`: the import page without the page, in this process."""

import json
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, no_translations
from django.utils.translation import gettext as _

from analytics.importing.problems import UnreadableFile
from analytics.importing.receive import receive_file
from analytics.importing.run import run_import
from analytics.models import MetricImport
from planner.models import Account
from tkcommerce.brands.models import Brand
from tkcommerce.work.models import OPEN
from tkcommerce.work.running import perform

_CHUNK = 2**20


class Command(BaseCommand):
    help = "Import exports of TikTok Studio and Shopify into a brand. Ends with 1 if a file was not imported."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--brand", required=True, metavar="SLUG")
        parser.add_argument("--account", metavar="HANDLE", help="whose numbers they are, where the files do not say")
        parser.add_argument("--json", action="store_true", help="print one JSON document instead of lines")

    @no_translations  # its own lines are English
    def handle(self, *args: object, **options: object) -> None:
        brand = _brand(options["brand"])
        account = _account(brand, options["account"]) if options["account"] else None
        results = [_bring(brand, path, account) for path in options["files"]]
        if options["json"]:
            self.stdout.write(json.dumps(results, ensure_ascii=False, indent=2))
        else:
            for result in results:
                self.stdout.write("\n".join(_lines(result)))
        failed = sum(result["state"] != "done" for result in results)
        if failed:
            raise CommandError(f"{failed} of {len(results)} files were not imported.", returncode=1)


def _brand(slug: str) -> Brand:
    brand = Brand.objects.filter(slug=slug).first()
    if brand is None:
        known = ", ".join(Brand.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no brand “{slug}”. Brands: {known}.")
    return brand


def _account(brand: Brand, handle: str) -> Account:
    account = brand.accounts.filter(handle=handle.removeprefix("@").lower()).first()
    if account is None:
        known = ", ".join(brand.accounts.values_list("handle", flat=True)) or "none yet"
        raise CommandError(f"The brand has no account “{handle}”. Accounts: {known}.")
    return account


def _bring(brand: Brand, path: Path, account: Account | None) -> dict:
    try:
        with path.open("rb") as file:
            chunks = iter(lambda: file.read(_CHUNK), b"")
            row, created = receive_file(brand=brand, name=path.name, content=chunks, by=None, account=account)
    except OSError as error:
        return _result(path, state="failed", reason=str(error.strerror or error))
    except UnreadableFile as refusal:
        return _result(path, state="failed", reason=_(refusal.message) % refusal.params)
    perform(MetricImport, row.pk, run_import)
    row.refresh_from_db()
    while row.state in OPEN:  # a worker was faster
        time.sleep(0.2)
        perform(MetricImport, row.pk, run_import)
        row.refresh_from_db()
    return _result(path, row=row, created=created, state=row.state, reason=row.last_error)


def _result(path: Path, *, state: str, reason: str, row: MetricImport | None = None, created: bool = False) -> dict:
    tables = list(row.tables.all()) if row else []
    problems = list(row.problems.all()) if row else []
    return {
        "file": path.name,
        "import": row.pk if row else None,
        "new": created,
        "state": state,
        "reason": reason,
        "account": row.account.handle if row and row.account else None,
        "tables": [
            {
                "name": table.name,
                "profile": table.profile,
                "rows_read": table.rows_read,
                "rows_good": table.rows_good,
                "as_of": table.as_of.isoformat(),
                "sums": table.sums,
            }
            for table in tables
        ],
        "problems": [
            {
                "table": problem.table_name,
                "row": problem.row,
                "column": problem.column,
                "value": problem.value,
                "message": problem.text,
                "level": problem.level,
            }
            for problem in problems
        ],
    }


def _lines(result: dict) -> Iterator[str]:
    again = "" if result["new"] or not result["import"] else " (the same content was imported before)"
    yield f"{result['file']}: {result['state']}{again} {result['reason']}".rstrip()
    for table in result["tables"]:
        read, good = table["rows_read"], table["rows_good"]
        yield f"  {table['name']}: {table['profile']}, {good} of {read} rows, as of {table['as_of']}"
    for problem in result["problems"]:
        place = f"row {problem['row']} {problem['column']}".rstrip() if problem["row"] else problem["column"]
        value = f" “{problem['value']}”" if problem["value"] else ""
        yield f"  {problem['level']}: {problem['table']} {place}{value}: {problem['message']}"
