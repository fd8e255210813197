"""Median time the server takes for a month of 500 videos as month, week, list and board; the tests hold the number of queries.

Run by hand, with the environment of the tests: `python tests/benchmarks/calendar_views.py`. Everything is rolled back.
Each video has an owner, an account, a product and two patterns; the brand has a goal, slots and events.
"""

import sys
import time
from datetime import UTC, date, datetime, time as clock, timedelta
from pathlib import Path
from statistics import median

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

import tkcommerce.wsgi  # noqa: E402, F401, isort: skip - the process as production has it

import time_machine  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from factories import join, make_account, make_brand, make_user  # noqa: E402

from planner.models import PostingGoal, PostingSlot, Product, Video, VideoLevel, VideoProduct  # noqa: E402
from planner.vocabulary.levels import vocabulary_of  # noqa: E402
from tkcommerce.brands.models import Role  # noqa: E402

VIDEOS = 500
MONTH = date(2026, 12, 1)
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
ROUNDS = 21
VIEWS = {
    "month": "calendar/?month=2026-12",
    "week": "calendar/week/?week=2026-12-09",
    "list": "calendar/list/?month=2026-12",
    "board": "calendar/board/",
}


def fill(videos: int) -> Client:
    brand = make_brand("speed")
    user = make_user("speed@example.com", language="ja")
    join(user, brand, Role.EDITOR)
    account = make_account(brand)
    PostingGoal.objects.create(brand=brand, account=account, per_week=7)
    PostingSlot.objects.bulk_create(
        PostingSlot(brand=brand, account=account, weekday=weekday, time=clock(20)) for weekday in range(7)
    )
    product = Product.objects.create(brand=brand, name="化粧水")
    making = list(Video.MAKING)
    made = Video.objects.bulk_create(
        Video(
            brand=brand, account=account, owner=user, hook=f"徹夜の充填ライン {n}", state=making[n % len(making)],
            planned_day=MONTH + timedelta(days=n % 31), planned_time=clock(8 + n % 12), caption="c" * 300,
        )
        for n in range(videos)
    )  # fmt: skip
    VideoProduct.objects.bulk_create(VideoProduct(brand=brand, video=video, product=product) for video in made)
    vocabulary = vocabulary_of(brand)
    for code in ("hook", "theme"):
        levels = vocabulary.all[code].open
        VideoLevel.objects.bulk_create(
            VideoLevel(brand=brand, video=video, facet=levels[0].facet, level=levels[n % len(levels)], source="bulk", set_at=NOW)
            for n, video in enumerate(made)
        )
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client


def milliseconds(client: Client, address: str) -> tuple[float, float, int]:
    """Median wall and processor time, bytes."""
    assert client.get(address).status_code == 200
    size = len(client.get(address).content)
    wall, processor = [], []
    for _round in range(ROUNDS):
        began, used = time.perf_counter(), time.process_time()
        client.get(address)
        wall.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return median(wall), median(processor), size


with time_machine.travel(NOW, tick=True), transaction.atomic():
    client = fill(VIDEOS)
    connection.cursor().execute("ANALYZE")
    for view, address in VIEWS.items():
        wall, processor, size = milliseconds(client, f"/b/speed/{address}")
        print(f"{view:6} {VIDEOS} videos: {wall:4.0f} ms (cpu {processor:4.0f}); {size // 1024} kB")
    empty_wall, empty, _size = milliseconds(client, "/b/speed/calendar/?month=2028-12")
    wall, processor, _size = milliseconds(client, f"/b/speed/{VIEWS['month']}")
    print(f"month without: {empty_wall:5.0f} ms (cpu {empty:4.0f}); with {VIDEOS} videos {processor / empty:.1f} times the cpu")
    transaction.set_rollback(True)
