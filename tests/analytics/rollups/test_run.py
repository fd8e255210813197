"""The run rebuilds what is stale, in steps, and leaves what an import marks meanwhile."""

from datetime import date, timedelta

import pytest
from django.db import connection, connections, transaction
from django.db.models.functions import Now
from factories import make_account, make_brand, make_import, make_table

from analytics.models import AccountDay, AccountDayReading, RollupRun, StaleDay
from analytics.rollups import run as rollup_run
from tkcommerce.work.claiming import LeaseLost, arm, claim
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
    arm(run)
    with pytest.raises(LeaseLost):
        rollup_run.rebuild_stale_days(run)
    assert AccountDay.objects.count() == 0
    assert StaleDay.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_mark_held_by_a_running_import_is_left_for_the_next_run():
    brand = make_brand("busy")
    read_views(brand, [DAY, DAY + timedelta(days=1)], 7)
    run = claimed_run(brand)
    importing = connections.create_connection("default")
    try:
        importing.set_autocommit(False)
        with importing.cursor() as cursor:
            cursor.execute("UPDATE analytics_staleday SET seq = seq + 1 WHERE day = %s", [DAY])
        rollup_run.rebuild_stale_days(run)
        importing.commit()
    finally:
        importing.close()
    with transaction.atomic():
        assert list(StaleDay.objects.values_list("day", "seq")) == [(DAY, 2)]
    assert connection.is_usable()
