"""Workers killed, stalled and stopped amid real imports; Redis flushed, killed, paused: nothing lost, nothing doubled."""

import os
import signal
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from factories import make_brand
from processes import forget_connections, let_leases_run_out, wait_for
from uploads import orders

from analytics.importing.receive import receive_file
from analytics.importing.run import run_import
from analytics.invariants import invariants
from analytics.models import MetricImport, OrderReading, OrderTelling, PeriodReading, PeriodTelling, SalesDay, StaleDay
from tkcommerce.work.invariants import broken_rows
from tkcommerce.work.models import Heartbeat, State
from tkcommerce.work.running import perform
from tkcommerce.work.sweeping import TRIED_TOO_OFTEN, sweep

pytestmark = pytest.mark.django_db(transaction=True)


def upload(brand, *, rows=3, first=1):
    content = orders([(f"#{number}", "", "1000", "") for number in range(first, first + rows)])
    return receive_file(brand=brand, name="orders_export.csv", content=content, by=None).metric_import


def upload_ads(brand):
    """Three days of an advertisement: periods, where `upload` gives orders."""
    head = "Campaign name,Campaign ID,Ad ID,Ad name,By Day,Cost,Impressions,Currency"
    days = [f"Spring,1800000000000000001,1700000000000000001,Ad,2026-03-0{day},12,{day},JPY" for day in (1, 2, 3)]
    return receive_file(brand=brand, name="ads.csv", content="\n".join([head, *days]).encode(), by=None).metric_import


def now(row):
    return MetricImport.objects.get(pk=row.pk)


def is_done(row):
    return now(row).state == State.DONE


def summed_up(brand):
    """All sums are there; None while some wait."""
    return not StaleDay.objects.exists() and sum(SalesDay.objects.filter(brand=brand).values_list("orders", flat=True))


def endless_file(row):
    """Whoever reads the import's file waits for its end. Returns the open pipe that stands in its place, and what was there."""
    path = Path(row.file.path)
    content = path.read_bytes()
    path.unlink()
    os.mkfifo(path)
    return os.open(path, os.O_RDWR), content


def with_its_file_again(row, content):
    Path(row.file.path).unlink()
    Path(row.file.path).write_bytes(content)


@contextmanager
def writing_waits(brand):
    """Imports stop inside the transaction that writes, because somebody else holds the brand's row."""
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("SELECT 1 FROM brands_brand WHERE id = %s FOR NO KEY UPDATE", [brand.pk])
        yield
        other.rollback()


def stands_in_the_writing():
    """A worker waits for the brand's row: it is inside the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
        return cursor.fetchone()[0] == 1


@pytest.mark.parametrize(
    ("arrive", "reading", "telling"),
    [(upload, OrderReading, OrderTelling), (upload_ads, PeriodReading, PeriodTelling)],
    ids=["orders", "periods"],
)
def test_killed_in_the_middle_of_writing_it_is_written_once(start, arrive, reading, telling):
    brand = make_brand("ours")
    worker = start()
    with writing_waits(brand):
        row = arrive(brand)
        wait_for(stands_in_the_writing)
        worker.kill()
    wait_for(lambda: not stands_in_the_writing())
    assert (now(row).state, reading.objects.count()) == (State.RUNNING, 0)
    let_leases_run_out()
    start()
    sweep()
    wait_for(lambda: is_done(row))
    assert (now(row).attempts, reading.objects.count(), telling.objects.count()) == (2, 3, 3)
    wait_for(lambda: not StaleDay.objects.exists())
    assert [rule.name for rule in invariants() if broken_rows(rule)] == []


def test_asked_to_stop_in_the_middle_it_first_finishes(start):
    brand = make_brand("ours")
    worker = start()
    with writing_waits(brand):
        row = upload(brand)
        wait_for(stands_in_the_writing)
        worker.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        assert worker.process.poll() is None
    assert worker.process.wait(timeout=10) == 0
    assert (now(row).state, now(row).attempts, OrderReading.objects.count()) == (State.DONE, 1, 3)


@pytest.mark.parametrize(
    ("fault", "ends"), [("worker", State.DONE), ("unfenced", State.FAILED)], ids=["fenced", "negative control: no fence"]
)
def test_a_stalled_worker_that_wakes_up_writes_nothing(start, fault, ends):
    brand = make_brand("ours")
    row = upload(brand)
    pipe, content = endless_file(row)
    stalled = start(fault)
    wait_for(lambda: now(row).state == State.RUNNING)
    stalled.signal_all(signal.SIGSTOP)
    let_leases_run_out()
    with_its_file_again(row, content)
    perform(MetricImport, row.pk, run_import)
    assert (now(row).state, OrderReading.objects.count()) == (State.DONE, 3)
    stalled.signal_all(signal.SIGCONT)
    os.write(pipe, content)
    os.close(pipe)
    wait_for(lambda: stalled.said("taken over by another worker") or not is_done(row))
    assert (now(row).state, OrderReading.objects.count()) == (ends, 3)


def test_what_redis_forgot_is_done_and_two_beats_change_nothing(start, valkey):
    brand = make_brand("ours")
    rows = [upload(brand, first=number) for number in (1, 10, 20)]
    assert valkey.client.llen("import") == 3
    valkey.client.flushall()
    start("worker", "beat", "beat")
    wait_for(lambda: all(is_done(row) for row in rows))
    wait_for(lambda: summed_up(brand) == 3)  # the three files tell of the same three orders
    assert [now(row).attempts for row in rows] == [1, 1, 1]
    assert OrderReading.objects.count() == 9
    wait_for(lambda: Heartbeat.objects.count() == 3)


def test_redis_dies_and_comes_back(start, valkey, monkeypatch):
    brand = make_brand("ours")
    worker = start()
    valkey.kill()
    began = time.monotonic()
    row = upload(brand)
    assert time.monotonic() - began < 1.5
    wait_for(lambda: worker.said("Connection refused") or worker.said("Connection to broker lost"))
    valkey.start()
    forget_connections(monkeypatch)
    sweep()
    wait_for(lambda: is_done(row))
    assert OrderReading.objects.count() == 3


def test_a_paused_redis_holds_nobody_up(valkey, transactional_db):
    brand = make_brand("ours")
    upload(brand)
    valkey.pause()
    began = time.monotonic()
    rows = [upload(brand, first=number) for number in range(100, 110)]
    took = time.monotonic() - began
    valkey.resume()
    assert took < 2
    assert {now(row).state for row in rows} == {State.QUEUED}


def test_work_that_kills_its_process_each_time_ends_where_a_person_sees_it(start):
    row = upload(make_brand("ours"))
    MetricImport.objects.update(attempts=MetricImport.MAX_ATTEMPTS - 2)  # as if it had died three times already
    worker = start("poison")
    for deaths in (1, 2):
        wait_for(lambda deaths=deaths: worker.log.read_text().count("exited with 'signal 9") >= deaths)
        let_leases_run_out()
        sweep()
    assert (now(row).state, now(row).attempts) == (State.FAILED, 5)
    assert (now(row).error_message, now(row).error_params) == (TRIED_TOO_OFTEN, {"count": 5})
