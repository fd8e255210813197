"""`manage.py rebuild_rollups [--brand SLUG]… [--all]`: rebuild what is stale now, or everything, without waiting for a worker."""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models.functions import Now

from analytics.models import (
    AccountDay,
    AccountDayReading,
    ActiveHour,
    ActiveHourReading,
    OrderReading,
    PeriodFact,
    PeriodReading,
    RollupRun,
    SalesDay,
    StaleDay,
    VideoDay,
    VideoReading,
)
from analytics.models.rollups import Grain
from analytics.rollups.run import rebuild_stale_days
from analytics.stale import mark_stale
from tkcommerce.brands.models import Brand
from tkcommerce.dates import day_of
from tkcommerce.work.claiming import arm, claim


class Command(BaseCommand):
    help = "Rebuild the roll-ups of one brand, several, or all: what is stale, or with --all every day there is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--brand", action="append", metavar="SLUG", help="only this brand; may be given again")
        parser.add_argument("--all", action="store_true", help="every day with data, not only what is stale")

    def handle(self, *, brand: list[str] | None, all: bool, **options: object) -> None:  # noqa: A002 (the option's name)
        brands = Brand.objects.filter(slug__in=brand) if brand else Brand.objects.all()
        unknown = set(brand or ()) - {found.slug for found in brands}
        if unknown:
            raise CommandError(f"No brand {', '.join(sorted(unknown))}.")
        for one in brands:
            if all:
                mark_everything(one)
            self.rebuild(one)

    def rebuild(self, brand: Brand) -> None:
        stale = StaleDay.objects.filter(brand=brand).count()
        if not stale:
            self.stdout.write(f"{brand.slug}: nothing is stale")
            return
        run, _ = RollupRun.objects.get_or_create(brand=brand, defaults={"run_after": Now()})
        arm(run)
        claimed = claim(RollupRun, run.pk)
        if claimed is None:
            self.stdout.write(f"{brand.slug}: a worker is at it already")
            return
        rebuild_stale_days(claimed)
        self.stdout.write(f"{brand.slug}: {stale} slices rebuilt")


@transaction.atomic
def mark_everything(brand: Brand) -> None:
    """Mark every day that has a reading or a roll-up."""
    for grain, days in days_by_grain(brand).items():
        mark_stale(brand.pk, grain, days)


def days_by_grain(brand: Brand) -> dict[str, set[date]]:
    account = {day for model in (AccountDayReading, ActiveHourReading, AccountDay, ActiveHour) for day in days_of(model, brand)}
    video = days_of(VideoReading, brand, "as_of") | days_of(VideoDay, brand)
    orders = OrderReading.objects.filter(brand=brand).values_list("ordered_at", flat=True)
    sales = {day_of(instant, brand.time_zone) for instant in orders.iterator()} | days_of(SalesDay, brand)
    facts = days_of(PeriodReading, brand, "first_day") | days_of(PeriodFact, brand, "first_day")
    return {Grain.ACCOUNT: account, Grain.VIDEO: video, Grain.SALES: sales, Grain.FACTS: facts}


def days_of(model: type, brand: Brand, field: str = "day") -> set[date]:
    return set(model.objects.filter(brand=brand).values_list(field, flat=True).distinct())
