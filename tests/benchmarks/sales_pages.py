"""What the server needs for every page of sales, funnels, LIVE, creators, ads, customers, products and goals, at three years,
10,000 videos and 500,000 orders of one brand, beside a tenth of it. One JSON line for each address:

{page, wall_ms, cpu_ms, queries, of_tenth: {wall_ms, cpu_ms, queries}, ratio}; cpu_ms: of this process and of its database
session (parallel workers not included). Medians of ROUNDS warm requests; `ratio`: of cpu_ms to that of a tenth.

Run by hand, with the environment of the tests: `python tests/benchmarks/sales_pages.py [--orders 500000]`. The addresses come
out of the rooms' own urls.py: one that this file cannot call ends it. Everything is rolled back.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import median

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

import tkcommerce.wsgi  # noqa: E402, F401, isort: skip - the process as production has it

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from factories import join, make_user  # noqa: E402
from shop_world import make_world, newest_day  # noqa: E402

from tkcommerce.brands.models import Brand, Role  # noqa: E402

ROUNDS, MOST = 9, 150  # ms
ROOMS = ("funnels", "fans", "alerts", "lives", "ads", "affiliates", "business", "goals", "catalogue_matrix")
# What else is asked of an address, beside it bare.
ALSO = {
    "funnel": ("?days=365", "?surface=video", "?who=affiliate", "?creator=creator7", "?product=%(product)s", "?format=csv"),
    "sales": ("?days=365", "?format=csv&days=365", "?format=xlsx"),
    "sales-control": ("?days=365",),
    "sales-assists": ("?days=365",),
    "lives": ("?days=365", "?whose=own"),
    "ads": ("?days=365", "?campaign=campaign11"),
    "marketplaces": ("?days=365",),
    "creators": ("?days=365", "?sort=return&state=invite"),
    "matrix": ("?days=365",),
}
NEEDED = {"live": "?room=room10", "creator": "?handle=creator7"}  # addresses that are nothing without


@dataclass(frozen=True)
class Cost:
    wall_ms: float
    cpu_ms: float
    queries: int


def addresses(brand: Brand) -> Iterable[tuple[str, str]]:
    """(name, address) of everything in the rooms; what only writes answers no GET, and a page of something unknown ends it."""
    video = brand.videos.order_by("pk").first().pk
    product = brand.products.order_by("pk").first().pk
    known = {"video_id": video, "product_id": product, "base": "tiktok_orders", "what": "samples"}
    for room in ROOMS:
        for pattern in import_module(f"analytics.{room}.urls").urlpatterns:
            name, wanted = pattern.name, pattern.pattern.converters
            kwargs = {"brand_slug": brand.slug} | {key: known.get(key, 0) for key in wanted}
            path = reverse(f"analytics:{name}", kwargs=kwargs)
            for asked in (NEEDED.get(name, ""), *ALSO.get(name, ())):
                asked = asked % {"product": product}
                yield name + asked.replace(f"={product}", "=…"), path + asked


def client_of(brand: Brand) -> Client:
    user = make_user(f"{brand.slug}@example.com")
    join(user, brand, Role.OWNER)  # who may open all of them
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client


def backend_seconds(pid: int) -> float:
    """Of the processor, by the session's server process; 0 where the system does not tell."""
    told = Path(f"/proc/{pid}/schedstat")
    return int(told.read_text().split()[0]) / 1e9 if told.exists() else 0.0


def cost_of(client: Client, address: str) -> Cost | None:
    """None of what answers only to a write."""
    answer = client.get(address)
    if answer.status_code == 405:
        return None
    assert answer.status_code == 200, f"{answer.status_code} {address}"
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    queries = len(asked)  # before the next request empties the log
    pid = connection.connection.info.backend_pid
    wall, processor = [], []
    for _round in range(ROUNDS):
        began, used, theirs = time.perf_counter(), time.process_time(), backend_seconds(pid)
        client.get(address)
        wall.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - used + backend_seconds(pid) - theirs) * 1000)
    return Cost(round(median(wall), 1), round(median(processor), 1), queries)


def measure(tenth: Brand, whole: Brand, only: str = "") -> list[dict]:
    clients = client_of(tenth), client_of(whole)
    lines = []
    for (page, small), (_page, large) in zip(addresses(tenth), addresses(whole), strict=True):
        if only and not page.startswith(only):
            continue
        costs = [cost_of(client, address) for client, address in zip(clients, (small, large), strict=True)]
        if None in costs:
            continue
        line = {"page": page, **vars(costs[1]), "of_tenth": vars(costs[0]), "ratio": round(costs[1].cpu_ms / costs[0].cpu_ms, 2)}
        print(json.dumps(line, ensure_ascii=False), flush=True)
        lines.append(line)
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=500_000)
    orders = parser.parse_args().orders
    with transaction.atomic():
        last = newest_day()
        tenth, _values = make_world("tenth", orders=orders // 10, videos=orders // 500, last=last)
        whole, _values = make_world("whole", orders=orders, videos=orders // 50, last=last)
        lines = measure(tenth, whole)
        transaction.set_rollback(True)
    over = [line["page"] for line in lines if line["wall_ms"] > MOST]
    more = [line["page"] for line in lines if line["queries"] != line["of_tenth"]["queries"]]
    print(json.dumps({"pages": len(lines), "over_150_ms": over, "more_queries": more}, ensure_ascii=False))


if __name__ == "__main__":
    main()
