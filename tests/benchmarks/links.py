"""How long `/go/<slug>` takes in the server among 10,000 links, beside a mere look (HEAD); how fast clicks are counted.

Run by hand, with the environment of the tests: `python tests/benchmarks/links.py`. Goal: 20 ms. Everything is rolled back.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

import tkcommerce.wsgi  # noqa: E402, F401, isort: skip - the process as production has it

from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from factories import make_brand  # noqa: E402

from planner.links.counting import count_hits  # noqa: E402
from planner.models import AllowedHost, LinkDay, TrackedLink  # noqa: E402

LINKS, CLICKS = 10_000, 2_000


def timed(ask: Callable[..., object], addresses: list[str]) -> list[float]:
    """Milliseconds of each request."""
    spent = []
    for address in addresses:
        started = time.perf_counter()
        ask(address, headers={"User-Agent": "Mozilla/5.0 (iPhone)"})
        spent.append(1000 * (time.perf_counter() - started))
    return spent


def main() -> None:
    brand, target = make_brand("speed"), "https://shop.example.com/"
    AllowedHost.objects.create(brand=brand, host="shop.example.com")
    TrackedLink.objects.bulk_create(TrackedLink(brand=brand, slug=f"s{n}", target=target) for n in range(LINKS))
    client = Client(headers={"host": "localhost"})
    addresses = [f"/go/s{n}" for n in range(CLICKS)]
    timed(client.get, addresses[:50])
    clicks, looks = timed(client.get, addresses), timed(client.head, addresses)
    started = time.perf_counter()
    counted = count_hits()
    spent = time.perf_counter() - started
    assert counted == sum(LinkDay.objects.values_list("clicks", flat=True)) == CLICKS + 50
    print(f"{LINKS:,} links: median {median(clicks):.1f} ms, 99 % below {quantiles(clicks, n=100)[98]:.1f} ms (goal 20);")
    print(f"a HEAD: {median(looks):.1f} ms; {counted:,} clicks counted in {spent:.2f} s")


with transaction.atomic():
    main()
    transaction.set_rollback(True)
