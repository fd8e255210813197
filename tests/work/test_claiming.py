"""The verbs of background work, one by one, without processes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now
from factories import make_import

from analytics.models import MetricImport
from tkcommerce.work.claiming import LeaseLost, arm, back_off, claim, due, finish, put_back, step
from tkcommerce.work.models import State
from tkcommerce.work.running import CannotBeDone, NeedsPerson, perform
from tkcommerce.work.sweeping import HINTS_PER_KIND


@pytest.fixture
def row(ours):
    return make_import(ours)


def again(row):
    return MetricImport.objects.get(pk=row.pk)


def run_out(row):
    MetricImport.objects.filter(pk=row.pk).update(lease_until=Now())


def test_only_one_gets_it(row):
    assert claim(MetricImport, row.pk).attempts == 1
    assert claim(MetricImport, row.pk) is None


def test_it_is_not_claimed_before_its_time(row):
    MetricImport.objects.update(run_after=Now() + timedelta(seconds=9))
    assert claim(MetricImport, row.pk) is None


def test_a_lease_that_ran_out_passes_the_work_on_and_shuts_the_first_one_out(row):
    first = claim(MetricImport, row.pk)
    run_out(row)
    second = claim(MetricImport, row.pk)
    for write in (lambda: finish(first), lambda: put_back(first), lambda: back_off(first, "late", {})):
        with pytest.raises(LeaseLost):
            write()
    with pytest.raises(LeaseLost), step(first):
        raise AssertionError("the stalled worker got in")
    finish(second)
    assert again(row).state == State.DONE


def test_armed_while_it_runs_it_runs_once_more(row):
    running = claim(MetricImport, row.pk)
    MetricImport.objects.filter(pk=row.pk).update(run_after=Now() - timedelta(seconds=1))
    running.run_after = again(row).run_after
    arm(row)
    assert again(row).state == State.RUNNING
    finish(running)
    assert (again(row).state, again(row).attempts) == (State.QUEUED, 0)
    finish(claim(MetricImport, row.pk))
    assert again(row).state == State.DONE


def test_delays_double_and_the_last_try_fails_with_its_reason(row):
    waits = []
    for _ in range(MetricImport.MAX_ATTEMPTS):
        MetricImport.objects.update(run_after=Now())
        back_off(claim(MetricImport, row.pk), "It stopped with an unexpected error (%(error)s).", {"error": "no disk"})
        with connection.cursor() as cursor:
            cursor.execute("SELECT round(extract(epoch FROM run_after - now())) FROM analytics_metricimport")
            waits.append(int(cursor.fetchone()[0]))
    assert waits[:4] == pytest.approx([5, 10, 20, 40], abs=1)
    assert (again(row).state, again(row).error_params) == (State.FAILED, {"error": "no disk"})


@pytest.mark.parametrize(
    ("raised", "state"), [(CannotBeDone, State.FAILED), (NeedsPerson, State.HELD)], ids=["cannot be done", "needs a person"]
)
def test_what_a_person_must_know_ends_the_work_with_its_sentence(row, raised, state):
    def do(_row):
        raise raised("%(name)s is empty.", name="a.csv")

    perform(MetricImport, row.pk, do)
    assert (again(row).state, again(row).error_message, again(row).error_params) == (
        state,
        "%(name)s is empty.",
        {"name": "a.csv"},
    )


def test_an_unexpected_error_is_tried_again_and_logged(row, caplog):
    perform(MetricImport, row.pk, lambda _row: int("山田太郎"))
    assert again(row).state == State.QUEUED
    assert again(row).error_params["error"].startswith("ValueError, tests/work/test_claiming.py:")
    assert "山田太郎" not in again(row).last_error
    assert "Traceback" in caplog.text


def test_the_database_refuses_work_that_runs_without_a_lease_or_fails_without_a_reason(row):
    for broken in ({"state": State.RUNNING}, {"state": State.FAILED}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MetricImport.objects.filter(pk=row.pk).update(**broken)


def test_the_sweep_finds_what_is_due_by_its_index(row):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = due(MetricImport).order_by("run_after", "pk").values("pk")[:HINTS_PER_KIND].explain()
    assert "metricimport_open" in plan
