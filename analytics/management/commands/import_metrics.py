"""`manage.py import_metrics --brand SLUG FILE…`: the import page without the page, in this process."""

import json
import secrets
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from analytics.importing.answers import refuse_nonsense
from analytics.importing.choices import ChoiceNeeded
from analytics.importing.preview import LOOK, apply_import, why_it_waits, write_tables
from analytics.importing.problems import UnreadableFile
from analytics.importing.profiles import PROFILES
from analytics.importing.reading import read_upload
from analytics.importing.receive import clean_name, receive_file
from analytics.importing.run import run_import
from analytics.models import MetricImport
from planner.models import Account
from planner.refusals import Refused
from tkcommerce.brands.models import Brand
from tkcommerce.dates import day_of
from tkcommerce.work.models import OPEN
from tkcommerce.work.running import NeedsPerson, perform

_CHUNK = 2**20
Policy = MetricImport.Policy


@dataclass(frozen=True)
class Wanted:
    """What the options say of every file."""

    brand: Brand
    account: Account | None
    policy: str
    answers: dict[str, dict[str, str]]


class Command(BaseCommand):
    help = "Import what platforms and shops export into a brand. Ends with 0 only if every file was applied."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--brand", required=True, metavar="SLUG")
        parser.add_argument("--account", metavar="HANDLE", help="whose numbers they are, where the files do not say")
        parser.add_argument("--kind", metavar="KIND", help="what the files are, such as shopify.orders")
        parser.add_argument("--as-of", metavar="DAY", type=date.fromisoformat, help="the day of the export, like 2026-05-10")
        parser.add_argument("--good-rows-only", action="store_true", help="leave out rows that cannot be read, apply the others")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and write nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON document instead of lines")

    @no_translations  # its own lines are English
    def handle(self, *args: object, **options: object) -> None:
        wanted = _wanted(options)
        bring = _look_at if options["dry_run"] else _bring
        results = [bring(path, wanted) for path in options["files"]]
        if options["json"]:
            self.stdout.write(json.dumps(results, ensure_ascii=False, indent=2))
        else:
            for result in results:
                self.stdout.write("\n".join(_lines(result)))
        failed = sum(result["state"] not in ("done", "would apply") for result in results)
        if failed:
            raise CommandError(f"{failed} of {len(results)} files were not imported.", returncode=1)


def _wanted(options: dict) -> Wanted:
    brand = _brand(options["brand"])
    answers: dict[str, str] = {}
    if options["kind"]:
        answers["profile"] = _kind(options["kind"])
    if options["as_of"]:
        answers["as_of"] = options["as_of"].isoformat()
    try:
        refuse_nonsense(answers, today=day_of(timezone.now(), brand.time_zone))
    except Refused as refusal:
        raise CommandError(f"--as-of {options['as_of']}: {refusal}") from refusal
    return Wanted(
        brand=brand,
        account=_account(brand, options["account"]) if options["account"] else None,
        policy=Policy.GOOD if options["good_rows_only"] else Policy.ALL,
        answers={"": answers} if answers else {},
    )


def _kind(told: str) -> str:
    known = [profile.key for profile in PROFILES]
    if told not in known:
        raise CommandError(f"There is no kind “{told}”. Kinds: {', '.join(sorted(known))}.")
    return told


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


def _bring(path: Path, wanted: Wanted) -> dict:
    try:
        with path.open("rb") as file:
            chunks = iter(lambda: file.read(_CHUNK), b"")
            row, created = receive_file(
                brand=wanted.brand, name=path.name, content=chunks, by=None,
                account=wanted.account, policy=wanted.policy, answers=wanted.answers,
            )  # fmt: skip
    except OSError as error:
        return _result(path, state="failed", reason=str(error.strerror or error))
    except UnreadableFile as refusal:
        return _result(path, state="failed", reason=_(refusal.message) % refusal.params)
    row.refresh_from_db()
    if row.error_message == LOOK or wanted.policy == Policy.GOOD:
        apply_import(metric_import=row, by=None)  # it waited for a yes since an earlier time
    perform(MetricImport, row.pk, run_import)
    row.refresh_from_db()
    while row.state in OPEN:  # a worker was faster
        time.sleep(0.2)
        perform(MetricImport, row.pk, run_import)
        row.refresh_from_db()
    return _result(path, row=row, created=created, state=row.state, reason=row.last_error)


def _look_at(path: Path, wanted: Wanted) -> dict:
    """The same without a trace: what would be written is rolled back."""
    try:
        if path.stat().st_size > settings.UPLOAD_LIMIT:
            return _result(path, state="failed", reason=f"The file is larger than {settings.UPLOAD_LIMIT // 2**20} MB.")
        with transaction.atomic():
            row = MetricImport(
                brand=wanted.brand, filename=clean_name(path.name), sha256=secrets.token_hex(32), size=path.stat().st_size,
                account=wanted.account, answers=wanted.answers, run_after=Now(),
            )  # fmt: skip
            row.save()
            reading = read_upload(row, path, lambda _done, _total: None)
            write_tables(row, reading, live=False)
            message, numbers = why_it_waits(reading)
            refused = message != LOOK and wanted.policy == Policy.ALL
            state, reason = ("held", _(message) % numbers) if refused else ("would apply", "")
            result = _result(path, row=row, created=True, state=state, reason=reason) | {"import": None}
            transaction.set_rollback(True)
            return result
    except OSError as error:
        return _result(path, state="failed", reason=str(error.strerror or error))
    except (UnreadableFile, NeedsPerson) as refusal:
        return _result(path, state="failed", reason=_(refusal.message) % refusal.params)
    except ChoiceNeeded as open_question:
        return _result(path, state="held", reason=str(open_question))


def _result(path: Path, *, state: str, reason: str, row: MetricImport | None = None, created: bool = False) -> dict:
    tables = list(row.current_tables.order_by("pk")) if row else []
    problems = list(row.current_problems) if row else []
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
                "kind": table.kind,
                "first_day": table.first_day and table.first_day.isoformat(),
                "last_day": table.last_day and table.last_day.isoformat(),
                "rows_read": table.rows_read,
                "rows_good": table.rows_good,
                "rows_bad": table.rows_read - table.rows_good,
                "new": table.rows_new,
                "changed": table.rows_changed,
                "same": table.rows_same,
                "as_of": table.as_of.isoformat(),
                "sums": table.sums,
                "known": table.known,
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
        days = f", {table['first_day']} to {table['last_day']}" if table["first_day"] else ""
        yield f"  {table['name']}: {table['profile']} ({table['kind']}{days}), as of {table['as_of']}"
        counts = (f"{table[name]} {name}" for name in ("new", "changed", "same") if table[name] is not None)
        yield "    " + ", ".join([f"{table['rows_read']} rows read", *counts, f"{table['rows_bad']} bad"])
    for problem in result["problems"]:
        place = f"row {problem['row']} {problem['column']}".rstrip() if problem["row"] else problem["column"]
        value = f" “{problem['value']}”" if problem["value"] else ""
        yield f"  {problem['level']}: {problem['table']} {place}{value}: {problem['message']}"
