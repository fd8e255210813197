"""Median time the server takes for the dashboard and the calendar, at 100 and 1,000 videos × 365 days, and how it grows.

Run by hand, with the environment of the tests: `python tests/benchmarks/dashboard.py`. Everything is rolled back.
"""

import sys
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

import tkcommerce.wsgi  # noqa: E402, F401, isort: skip - the process as production has it

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from factories import join, make_account, make_brand, make_import, make_table, make_user  # noqa: E402

from analytics.models import AccountDay, SalesDay, VideoTotal  # noqa: E402
from planner.models import Video  # noqa: E402
from tkcommerce.brands.models import Role  # noqa: E402

LAST = date(2026, 11, 20)
ROUNDS = 11
PAGES = ("dashboard/", "dashboard/?days=365", "calendar/?month=2026-11")


def fill(videos: int) -> Client:
    brand = make_brand(f"speed{videos}")
    account = make_account(brand)
    days = [LAST - timedelta(days=n) for n in range(365)]
    told = make_import(brand)
    make_table(
        told, kind="account_day", as_of=LAST, account=account, sums={"video_views": "1"}, first_day=days[-1], last_day=LAST
    )
    make_table(told, kind="order", as_of=LAST, first_day=days[-1], last_day=LAST)
    AccountDay.objects.bulk_create(
        AccountDay(brand=brand, account=account, day=day, as_of=LAST, **dict.fromkeys(AccountDay.METRICS, 1000 + n))
        for n, day in enumerate(days)
    )
    SalesDay.objects.bulk_create(
        SalesDay(brand=brand, day=day, channel=channel, currency="JPY", orders=3, cancelled_orders=0, items=3, gross=9000,
                 refunded=0, net=9000, as_of=LAST)
        for day in days for channel in ("own_ec", "tiktok_shop")
    )  # fmt: skip
    made = Video.objects.bulk_create(
        Video(brand=brand, account=account, state="posted", posted_day=days[n % 365], external_id=str(n), caption=f"video {n}")
        for n in range(videos)
    )
    VideoTotal.objects.bulk_create(
        VideoTotal(brand=brand, video=video, as_of=LAST, views=n, likes=1, comments=1, shares=1) for n, video in enumerate(made)
    )
    user = make_user(f"speed{videos}@example.com")
    join(user, brand, Role.VIEWER)
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client


def milliseconds(client: Client, address: str) -> tuple[float, float]:
    """Median wall and processor time; the tests hold the number of queries."""
    assert client.get(address).status_code == 200
    wall, processor = [], []
    for _round in range(ROUNDS):
        began, used = time.perf_counter(), time.process_time()
        client.get(address)
        wall.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return median(wall), median(processor)


with transaction.atomic():
    few, many = fill(100), fill(1000)
    connection.cursor().execute("ANALYZE")  # what autovacuum has done a minute after an import
    for page in PAGES:
        small, large = milliseconds(few, f"/b/speed100/{page}"), milliseconds(many, f"/b/speed1000/{page}")
        print(
            f"{page:24} 100 videos {small[0]:4.0f} ms (cpu {small[1]:4.0f}),"
            f" 1,000 videos {large[0]:4.0f} ms (cpu {large[1]:4.0f}), ratio {large[0] / small[0]:.2f}"
        )
    transaction.set_rollback(True)
