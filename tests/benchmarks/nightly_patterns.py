"""A night of learning patterns: `OPENBLAS_NUM_THREADS=1 python tests/benchmarks/nightly_patterns.py --brands 20`.

Made-up brands of 300 videos in a throw-away database, each read four times, as TikTok Studio tells (views, likes, comments,
shares), with --all-metrics also saves and watching. Three nights, one after the other in one process, database included:
the first (everything, with all backtests), an ordinary one (a new reading for every brand), one in which nothing changed.
Aim: 1,000 brands in 15 minutes on two cores. Prints one line of JSON; `of_the_aim` below 1 is reached, taking two workers
to be twice as fast as one: `minutes_for_1000` = processor seconds a brand (Python's and PostgreSQL's) × 1,000 ÷ 2 ÷ 60.
"""

import argparse
import json
import os
import resource
import sys
import time
from datetime import timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]
for name in ("DATABASE_URL", "REDIS_URL", "TKCOMMERCE_TEST_SERVICES"):
    os.environ.pop(name, None)
import tkcommerce.quickstart.pytest_services  # noqa: E402, F401 (starts PostgreSQL and Valkey, and stops them at the end)

os.environ["DJANGO_SETTINGS_MODULE"] = "tkcommerce.settings"
os.environ["LOG_LEVEL"] = "ERROR"
import django  # noqa: E402

django.setup()
import numpy as np  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402
from factories import make_account, make_brand  # noqa: E402
from simulator import make_up, share_grown  # noqa: E402
from videos_made import claimed  # noqa: E402

from analytics.learning.run import recompute_patterns  # noqa: E402
from analytics.models import AccountDay, PatternVerdict, VideoDay, VideoTotal  # noqa: E402
from planner.models import Video, VideoLevel  # noqa: E402
from tkcommerce.brands.models import Brand  # noqa: E402

SET = {"hook": "hook", "theme": "theme", "format": "format", "cta": "cta", "sound": "product"}  # facet → the simulator's
SECONDS, HOURS = (8, 15, 30, 45, 90), (2, 7, 10, 12, 16, 20)
AGES = (3, 7, 14, 28)
AIM_MINUTES = 15


def fill(number: int, videos: int, *, all_metrics: bool) -> Brand:
    made = make_up(videos, seed=810_000 + number).frame
    brand = make_brand(f"b{number}")
    account = make_account(brand, f"b{number}")
    moments = made["published_at"].dt.normalize() + timedelta(hours=3)
    rows = [
        Video(brand=brand, account=account, state=Video.State.POSTED, external_id=f"{number}-{place}", posted_day=moment.date(),
              posted_at=moment.replace(hour=HOURS[int(slot[-1])]), seconds=SECONDS[int(length[-1])], caption="#skin #care")
        for place, (moment, slot, length) in enumerate(zip(moments, made["slot"], made["length"], strict=True))
    ]  # fmt: skip
    Video.objects.bulk_create(rows)
    levels: dict[str, list] = {}
    for level in brand.levels.select_related("facet").order_by("pk"):
        levels.setdefault(level.facet.code, []).append(level)
    VideoLevel.objects.bulk_create(
        VideoLevel(brand=brand, video=video, facet=level.facet, level=level, set_at=timezone.now())
        for facet, theirs in SET.items()
        for video, code in zip(rows, made[theirs], strict=True)
        for level in (levels[facet][int(code.split()[-1]) % len(levels[facet])],)
    )
    days = {video.posted_day: followers for video, followers in zip(rows, made["followers"], strict=True)}
    AccountDay.objects.bulk_create(
        AccountDay(brand=brand, account=account, day=day, followers=count, as_of=day) for day, count in days.items()
    )
    _read(brand, rows, made["views"].to_numpy() / share_grown(made["age_days"].to_numpy()), number, all_metrics=all_metrics)
    return brand


def _read(brand: Brand, rows: list[Video], final: np.ndarray, seed: int, *, all_metrics: bool) -> None:
    random, found = np.random.default_rng(seed), []
    for video, views in zip(rows, final, strict=True):
        liked, saved, watched = random.beta(4, 70), random.beta(2, 150), random.beta(3, 20)
        for age in AGES:
            seen = int(views * share_grown(np.array([age + 0.5]))[0]) + 10
            told = {"views": seen, "likes": int(seen * liked), "comments": int(seen * 0.004), "shares": int(seen * liked / 10)}
            if all_metrics:
                told |= {"saves": int(seen * saved), "full_watch_rate": watched, "average_watch_seconds": 4 + 20 * watched}
            found.append(VideoDay(brand=brand, video=video, day=video.posted_day + timedelta(days=age), **told))
    VideoDay.objects.bulk_create(found)
    VideoTotal.objects.bulk_create(
        VideoTotal(brand=brand, video=day.video, as_of=day.day, **{name: getattr(day, name) for name in VideoDay.METRICS})
        for day in found[len(AGES) - 1 :: len(AGES)]
    )


def night(brands: list[Brand]) -> dict[str, float]:
    began, python, database = time.perf_counter(), time.process_time(), database_seconds()
    for brand in brands:
        recompute_patterns(claimed(brand))
    wall, python, database = (
        (now - before) / len(brands)
        for now, before in ((time.perf_counter(), began), (time.process_time(), python), (database_seconds(), database))
    )
    minutes = (python + database) * 1000 / 2 / 60
    return {
        "python_seconds_a_brand": round(python, 3), "database_seconds_a_brand": round(database, 3), "wall": round(wall, 3),
        "minutes_for_1000": round(minutes, 2), "of_the_aim": round(minutes / AIM_MINUTES, 3),
    }  # fmt: skip


def database_seconds() -> float:
    """Processor time of the PostgreSQL process that serves us, so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        used = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rpartition(")")[2].split()
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--brands", type=int, default=20)
    parser.add_argument("--videos", type=int, default=300)
    parser.add_argument("--all-metrics", action="store_true")
    asked = parser.parse_args()
    call_command("migrate", verbosity=0, skip_checks=True)
    brands = [fill(number, asked.videos, all_metrics=asked.all_metrics) for number in range(asked.brands)]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    found = {"brands": asked.brands, "videos": asked.videos, "all_metrics": asked.all_metrics, "first_night": night(brands)}
    for brand in brands:
        newest = VideoDay.objects.filter(brand=brand).order_by("-day").first()
        VideoDay.objects.filter(pk=newest.pk).update(views=newest.views + 1)
    found |= {"ordinary_night": night(brands), "unchanged_night": night(brands)}
    found["verdicts"] = PatternVerdict.objects.count()
    found["peak_memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(found))


main()
