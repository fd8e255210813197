"""`manage.py send_weekly_reports [--brand SLUG] [--week 2026-W47] [--dry-run] [--to DIR]`: for people and rescue.

Without options it does what the sweep does. `--week` owes that week to every reader who listens and has no mail of it yet.
`--dry-run` and `--to` change nothing: the ledger stays as it was.
"""

import re
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from analytics.models import ReportMail
from analytics.reports.compose import audience_of, message_of, prepare
from analytics.reports.ledger import make_due_mails, make_mails
from analytics.reports.send import send_one
from analytics.reports.smtp import Outbox
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days, day_of, week_of
from tkcommerce.work.claiming import due
from tkcommerce.work.running import perform


class Command(BaseCommand):
    help = "Send the weekly reports that are due now, or those of a week; --dry-run lists them, --to DIR writes them as files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--brand", metavar="SLUG", help="only this brand")
        parser.add_argument("--week", metavar="2026-W47", help="this ISO week, to whoever has no mail of it yet")
        parser.add_argument("--dry-run", action="store_true", help="only list who would get what")
        parser.add_argument("--to", metavar="DIR", type=Path, help="write .eml files here instead of sending")

    def handle(self, *, brand: str | None, week: str | None, dry_run: bool, to: Path | None, **options: object) -> None:
        brands = Brand.objects.filter(slug=brand) if brand else Brand.objects.all()
        if brand and not brands:
            raise CommandError(f"No brand {brand}.")
        with transaction.atomic():
            pks = list(_owed(brands, week, now=timezone.now()).values_list("pk", flat=True))
            if dry_run or to:
                for mail in ReportMail.objects.filter(pk__in=pks).select_related("brand", "reader__user").order_by("brand", "pk"):
                    self.stdout.write(_file(mail, to) if to else _line(mail))
                transaction.set_rollback(True)
        if not dry_run and not to:
            for mail in _sent(pks):
                self.stdout.write(f"{_line(mail)}  {mail.delivery} {mail.last_error}".rstrip())
        self.stdout.write(f"{len(pks)} mails")


def _owed(brands: QuerySet, week: str | None, *, now: datetime) -> QuerySet:
    """Rows that may be sent now; makes those that are due, or the ones of the week."""
    if week is None:
        make_due_mails()
        return due(ReportMail).filter(brand__in=brands).order_by("run_after", "pk")
    weeks = {brand: _week(brand, week, now=now) for brand in brands}
    for brand, days in weeks.items():
        make_mails(brand, days, now=now)
    starts = {days.start for days in weeks.values()}
    return due(ReportMail).filter(brand__in=brands, week_start__in=starts).order_by("brand", "pk")


def _week(brand: Brand, text: str, *, now: datetime) -> Days:
    """The brand's week around the ISO week's Thursday, which is what gives an ISO week its number."""
    try:
        thursday = date.fromisocalendar(*(int(part) for part in text.upper().split("-W")), 4)
    except (ValueError, TypeError):
        raise CommandError(f"{text} is no week; write it as 2026-W47.") from None
    week = week_of(thursday, starts_on=brand.week_starts_on)
    if week.end > day_of(now, brand.time_zone):
        raise CommandError(f"{text} is not over yet for {brand.slug}: it ends on {week.end - timedelta(days=1)}.")
    return week


def _sent(pks: list[int]) -> Iterator[ReportMail]:
    """One after the other over one connection, until the server lets nobody in; what is left waits for the sweep."""
    with closing(Outbox()) as outbox:
        for pk in pks:
            if outbox.unreachable:
                return
            perform(ReportMail, pk, partial(send_one, outbox=outbox))
            yield ReportMail.objects.select_related("brand", "reader__user").get(pk=pk)


def _line(mail: ReportMail) -> str:
    reader = mail.reader
    email = reader.user.email if reader.user else reader.email
    return f"{mail.brand.slug}  {mail.week_start}  {email}  {reader.edition} {reader.language}  due {mail.due_at:%Y-%m-%d %H:%M}Z"


def _file(mail: ReportMail, folder: Path) -> str:
    """The path of the mail as it would be sent, or why there is none."""
    audience = audience_of(mail)
    if not audience:
        return f"{_line(mail)}  nobody is to get it"
    folder.mkdir(parents=True, exist_ok=True)
    prepared = prepare(mail, audience)
    name = re.sub(r"[^\w.@+-]", "_", f"{mail.brand.slug}-{mail.week_start}-{prepared.to}-{mail.pk}")
    path = folder / f"{name}.eml"
    path.write_bytes(message_of(mail, prepared).message().as_bytes())
    return str(path)
