"""The run rebuilds what is stale, in steps, and leaves what an import marks meanwhile."""

from datetime import UTC, date, datetime, timedelta
from threading import Thread
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now
from factories import make_account, make_brand, make_import, make_order, make_table

from analytics.models import AccountDay, AccountDayReading, RollupRun, SalesDay, StaleDay
from analytics.models.rollups import Grain
from analytics.rollups import run as rollup_run
from analytics.stale import mark_stale
from tkcommerce.brands.models import Brand
from tkcommerce.work.claiming import LeaseLost, claim
from tkcommerce.work.models import State

DAY = date(2026, 11, 1)


def claimed_run(brand):
    row = RollupRun.objects.create(brand=brand, run_after=Now())
    return claim(RollupRun, row.pk)


def read_views(brand, days, views):
    account = make_account(brand)
    table = make_table(make_import(brand), kind="account_day", as_of=DAY)
    AccountDayReading.objects.bulk_create(
        AccountDayReading(brand=brand, account=account, day=day, table=table, as_of=DAY, video_views=views) for day in days
    )
    StaleDay.objects.bulk_create(StaleDay(brand=brand, grain="account", day=day) for day in days)


@pytest.mark.django_db
def test_all_stale_days_are_rebuilt_over_several_steps(ours, monkeypatch):
    monkeypatch.setattr(rollup_run, "DAYS_PER_STEP", 4)
    days = [DAY + timedelta(days=n) for n in range(10)]
    read_views(ours, days, 7)
    run = claimed_run(ours)
    rollup_run.rebuild_stale_days(run)
    run.refresh_from_db()
    assert list(AccountDay.objects.order_by("day").values_list("day", "video_views")) == [(day, 7) for day in days]
    assert StaleDay.objects.count() == 0
    assert run.state == State.DONE


@pytest.mark.django_db
def test_a_run_that_lost_its_lease_writes_nothing(ours):
    read_views(ours, [DAY], 7)
    run = claimed_run(ours)
    RollupRun.objects.update(lease_token=uuid4())
    with pytest.raises(LeaseLost):
        rollup_run.rebuild_stale_days(run)
    assert AccountDay.objects.count() == 0
    assert StaleDay.objects.count() == 1


@pytest.mark.django_db
def test_a_zone_that_changes_between_two_steps_counts_from_the_next_step_on(ours):
    table = make_table(make_import(ours), kind="order", as_of=DAY)
    make_order(
        table, "1",
        ordered_at=datetime(2026, 10, 31, 16, tzinfo=UTC), currency="JPY", total=1200,
    )  # fmt: skip
    run = claimed_run(ours)
    assert run.brand.time_zone == "Asia/Tokyo"  # as the step before knew it
    Brand.objects.update(time_zone="UTC")
    mark_stale(ours.pk, Grain.SALES, [DAY - timedelta(days=1), DAY])
    rollup_run.rebuild_stale_days(run)
    assert [sales.day for sales in SalesDay.objects.all()] == [DAY - timedelta(days=1)]


@pytest.mark.django_db(transaction=True)
def test_readings_that_arrive_while_a_run_goes_on_are_never_lost():
    brand = make_brand("busy")
    read_views(brand, [DAY], 0)
    run_id = RollupRun.objects.create(brand=brand, run_after=Now()).pk
    importing = Thread(target=import_again_and_again, args=(brand, 20))
    importing.start()
    try:
        while importing.is_alive() or StaleDay.objects.exists():
            run = claim(RollupRun, run_id)
            if run is not None:
                rollup_run.rebuild_stale_days(run)
    finally:
        importing.join()
    assert AccountDay.objects.get().video_views == 19


def import_again_and_again(brand, times):
    """Each round tells one more view in a newer file, as an import does: readings and marks in one transaction."""
    told = make_import(brand, sha256="1" * 64)
    for views in range(times):
        with transaction.atomic():
            table = make_table(told, kind="account_day", as_of=DAY + timedelta(days=views))
            AccountDayReading.objects.create(
                brand=brand, account=brand.accounts.get(), day=DAY, table=table, as_of=table.as_of, video_views=views
            )
            mark_stale(brand.pk, Grain.ACCOUNT, [DAY])
    connection.close()
