"""Seconds to roll up the sales of one new day after three years of orders, and how they grow with ten times the history: wall,
processor (of this process and of its database session), and pages of the database that were read.

Run by hand, with the environment of the tests: `python tests/benchmarks/funnels.py [--orders 500000]`. Everything is rolled
back. The new day is the same one for both: 457 orders, two customers of five among those who bought before.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

import tkcommerce.wsgi  # noqa: E402, F401, isort: skip - the process as production has it

from django.db import connection, transaction  # noqa: E402
from sales_pages import backend_seconds  # noqa: E402
from shop_world import A_DAY, add_orders, make_world, newest_day  # noqa: E402

from analytics.rollups.sales import rebuild  # noqa: E402

ROUNDS = 7
# Pages of tables and indexes that this session's statements touched, whether they were in memory or not.
TOUCHED = """
    SELECT sum(pg_stat_get_xact_blocks_fetched(oid)) FROM pg_class WHERE relkind IN ('r', 'i') AND relname LIKE 'analytics_%'
"""


def touched() -> int:
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED)
        return int(cursor.fetchone()[0])


def cost_of(work: Callable, *args: object) -> tuple[float, float, int]:
    """Seconds of wall and of processor, pages."""
    pid = connection.connection.info.backend_pid
    before, began, used, theirs = touched(), time.perf_counter(), time.process_time(), backend_seconds(pid)
    work(*args)
    return (
        time.perf_counter() - began,
        time.process_time() - used + backend_seconds(pid) - theirs,
        touched() - before,
    )  # fmt: skip


def new_day(slug: str, orders: int) -> dict:
    """Of a brand with so many orders in three years, rolled up: what its next day costs, in the middle of ROUNDS."""
    began, day = time.perf_counter(), newest_day()
    brand, values = make_world(slug, orders=orders, videos=10_000, last=day - timedelta(days=1))
    add_orders(values, first=day, span=1, start=orders + 1, count=A_DAY)
    made = time.perf_counter() - began
    costs = [cost_of(rebuild, brand, [day]) for _round in range(ROUNDS)]
    told = dict(zip(("wall_s", "cpu_s", "pages"), (round(median(one), 3) for one in zip(*costs, strict=True)), strict=True))
    print(json.dumps({"after_orders": orders, "new_day_orders": A_DAY, **told, "made_in_s": round(made)}), flush=True)
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=500_000)
    orders = parser.parse_args().orders
    with transaction.atomic():
        tenth = new_day("tenth", orders // 10)  # before the rest is there: their tables are the same
        whole = new_day("whole", orders)
        print(json.dumps({f"{name}_ratio": round(whole[name] / tenth[name], 2) for name in tenth}))
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
