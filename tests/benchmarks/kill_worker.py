"""Kill the worker 200 times and flush Redis 40 times while imports go on and are corrected, then count.

`python tests/benchmarks/kill_worker.py`.

A short one: --kills 20 --flushes 5 --imports 60.

Against throw-away services of its own (DATABASE_URL and REDIS_URL are not looked at). Nothing is helped along: leases run
out by themselves, beat sweeps. Prints one line of JSON; exit code 1 if a row is lost, double, or an import is not done.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]
for name in ("DATABASE_URL", "REDIS_URL", "TKCOMMERCE_TEST_SERVICES"):
    os.environ.pop(name, None)
import tkcommerce.quickstart.pytest_services  # noqa: E402, F401 (starts PostgreSQL and Valkey, and stops them at the end)

os.environ["DJANGO_SETTINGS_MODULE"] = "tkcommerce.settings"
os.environ["LOG_LEVEL"] = "ERROR"
import django  # noqa: E402

django.setup()
import redis  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db.models import Sum  # noqa: E402
from factories import make_account, make_brand, make_user  # noqa: E402
from uploads import orders, overview, studio_name, zipped  # noqa: E402

from analytics.importing.answers import answer_import  # noqa: E402
from analytics.importing.preview import apply_import  # noqa: E402
from analytics.importing.receive import receive_file  # noqa: E402
from analytics.invariants import invariants  # noqa: E402
from analytics.models import AccountDayReading, MetricImport, OrderTelling, PeriodTelling, StaleDay  # noqa: E402
from tkcommerce.work.invariants import broken_rows  # noqa: E402
from tkcommerce.work.models import OPEN, State  # noqa: E402

CELERY = [sys.executable, "-W", "ignore", "-m", "celery", "--quiet", "-A", "tkcommerce"]
WORKER = [*CELERY, "worker", "-Q", "import,rollup,sweep", "-c", "2", "--without-gossip", "--without-mingle", "-l", "ERROR"]
LONGEST = 900  # seconds
AD_ROW = "Campaign name,Campaign ID,Ad ID,Ad name,By Day,Cost,Impressions,Currency"


def process(args: list[str]) -> subprocess.Popen:
    return subprocess.Popen(args, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill(running: subprocess.Popen) -> None:
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()


def upload(brand, number: int, rows: int) -> None:
    """In turn Shopify's orders, days of TikTok Studio in a zip, and days of Ads Manager: `rows` of each, none told twice."""
    if number % 3 == 0:
        first = number * rows
        table = orders([(f"#{place}", "", "1000", "") for place in range(first, first + rows)])
        receive_file(brand=brand, name=f"orders{number}.csv", content=table, by=None)
    elif number % 3 == 1:
        end = date(2026, 3, 10) - timedelta(days=number)
        days = {(end - timedelta(days=back)).isoformat(): back + number for back in range(rows)}
        name = studio_name("Overview", "shizuku", end)
        receive_file(brand=brand, name=name, content=zipped({"Overview.csv": overview(days)}), by=None)
    else:
        lines = [f"Spring,18,{17 * 10**9 + number},Ad,{date(2024, 1, 1) + timedelta(days=n)},12,{n},JPY" for n in range(rows)]
        receive_file(brand=brand, name=f"ads{number}.csv", content="\n".join([AD_ROW, *lines]).encode(), by=None)


def correct(chance: random.Random, by) -> int:
    """One import that counts is read anew; how many. Of orders no bytes are left."""
    rows = list(MetricImport.objects.filter(stage=MetricImport.Stage.APPLIED).exclude(file="").order_by("pk"))
    if not rows:
        return 0
    answer_import(metric_import=chance.choice(rows), table="", answers={"as_of": "2026-11-20"}, by=by)
    return 1


def say_yes() -> int:
    """To every preview of a correction; how many there were."""
    held = MetricImport.objects.filter(state=State.HELD, stage=MetricImport.Stage.PREVIEW)
    return sum(apply_import(metric_import=row, by=None) for row in held)


def is_open() -> bool:
    return MetricImport.objects.filter(state__in=OPEN).exists() or StaleDay.objects.exists()


def claims() -> int:
    return MetricImport.objects.aggregate(claims=Sum("attempts"))["claims"] or 0


def until(condition, within: float) -> None:
    end = time.monotonic() + within
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)


def told() -> tuple[int, int]:
    """(rows that live tables tell, those beyond the first of the same table and key). That no table of an earlier edition is
    live is one of the invariants."""
    keys = [
        AccountDayReading.objects.filter(table__live=True).values_list("table", "account", "day"),
        OrderTelling.objects.filter(table__live=True).values_list("table", "reading__source", "reading__order_id"),
        PeriodTelling.objects.filter(table__live=True).values_list("table", "reading__key"),
    ]
    found = sum(len(rows) for rows in keys)
    return found, found - sum(len(set(rows)) for rows in keys)


def run(options: argparse.Namespace) -> dict:
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    chance = random.Random(options.seed)
    client = redis.Redis(unix_socket_path=os.environ["REDIS_URL"].removeprefix("redis+socket://"))
    brand = make_brand("bench")
    make_account(brand)
    flushes = set(chance.sample(range(options.kills), options.flushes))
    person = make_user("bench@example.com")
    began, hit, corrections = time.monotonic(), 0, 0
    beat, worker = process([*CELERY, "beat", "-s", f"{os.environ['DATA_DIR']}/beat", "--pidfile", ""]), process(WORKER)
    try:
        for kill_number in range(options.kills):
            for number in range(options.imports)[kill_number :: options.kills]:
                upload(brand, number, options.rows)
            say_yes()
            corrections += correct(chance, person) if kill_number % 4 == 3 else 0
            begun = claims()
            until(lambda begun=begun: claims() > begun, within=20)
            time.sleep(chance.random() * options.jitter)
            hit += claims() > begun
            kill(worker)
            if kill_number in flushes:
                client.flushall()
            worker = process(WORKER)
        until(lambda: not say_yes() and not is_open(), within=LONGEST)
    finally:
        kill(worker)
        kill(beat)
    (found, double), expected = told(), options.imports * options.rows
    return {
        "seed": options.seed, "kills": options.kills, "kills_after_a_claim": hit, "flushes": len(flushes),
        "corrections": corrections, "imports": options.imports,
        "not_done": MetricImport.objects.exclude(state=State.DONE).count(),
        "rows_expected": expected, "rows_lost": expected - (found - double), "rows_double": double,
        "most_attempts": max(MetricImport.objects.values_list("attempts", flat=True)),
        "invariants_broken": [rule.name for rule in invariants() if broken_rows(rule)],
        "seconds": round(time.monotonic() - began, 1),
    }  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--flushes", type=int, default=40)
    parser.add_argument("--imports", type=int, default=400)
    parser.add_argument("--rows", type=int, default=400)
    parser.add_argument("--jitter", type=float, default=0.4, help="seconds after an import began, at most, until the kill")
    parser.add_argument("--seed", type=int, default=1)
    result = run(parser.parse_args())
    print(json.dumps(result))
    return int(any(result[name] for name in ("rows_lost", "rows_double", "not_done", "invariants_broken")))


if __name__ == "__main__":
    sys.exit(main())
