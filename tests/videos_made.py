"""Videos whose truth is known, with readings put where roll-ups would have put them."""

from datetime import UTC, date, datetime, timedelta
from math import exp
from random import Random

from django.utils import timezone
from factories import make_account

from analytics.models import PatternWork, VideoDay, VideoTotal
from analytics.pattern_wishes import ask_now
from planner.models import Video, VideoLevel
from tkcommerce.work.claiming import claim

FIRST = date(2026, 3, 1)
HOOKS, THEMES = ("question", "pain", "result"), ("howto", "daily")


def add_videos(brand, count, *, lifts=None, start=0, seed=1, noise=0.5, every=2):
    """`count` videos, one each `every` days from FIRST on, read at 7 and 28 days; `lifts`: "hook.question" → log lift."""
    random, lifts = Random(seed), lifts or {}
    account = brand.accounts.first() or make_account(brand)
    levels = {(level.facet.code, level.code): level for level in brand.levels.select_related("facet")}
    videos, chosen = [], []
    for number in range(start, start + count):
        day = FIRST + timedelta(days=every * number)
        videos.append(
            Video(brand=brand, account=account, state=Video.State.POSTED, posted_day=day, external_id=str(10**18 + number),
                  caption=f"video {number} #{'skin' if number % 2 else 'care'}", seconds=10 + number % 30,
                  posted_at=datetime(day.year, day.month, day.day, 3 + number % 12, tzinfo=UTC))
        )  # fmt: skip
        chosen.append((("hook", random.choice(HOOKS)), ("theme", random.choice(THEMES))))
    Video.objects.bulk_create(videos)
    VideoLevel.objects.bulk_create(
        VideoLevel(brand=brand, video=video, facet=levels[key].facet, level=levels[key], set_at=timezone.now())
        for video, keys in zip(videos, chosen, strict=True)
        for key in keys
    )
    for video, keys in zip(videos, chosen, strict=True):
        views = 3000 * exp(sum(lifts.get(".".join(key), 0) for key in keys) + random.gauss(0, noise))
        read(video, 7, views=round(0.7 * views), likes=round(0.03 * views))
        read(video, 28, views=round(views), likes=round(0.05 * views))
    return videos


def read(video, age, **values):
    """A reading on the day on which the video is `age` days old, as rolled up."""
    day = video.posted_day + timedelta(days=age)
    VideoDay.objects.create(brand=video.brand, video=video, day=day, **values)
    VideoTotal.objects.update_or_create(video=video, defaults={"brand": video.brand, "as_of": day} | values)


def claimed(brand) -> PatternWork:
    return claim(PatternWork, ask_now(brand.pk).pk)
