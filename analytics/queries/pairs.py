"""An A/B pair at equal age, and how far two videos of the brand lie apart anyway."""

import math
from dataclasses import dataclass
from datetime import timedelta
from statistics import quantiles

from django.db.models import F

from planner.models import Video
from tkcommerce.brands.models import Brand

FEWEST = 20  # videos, to say what is usual
MOST = 500
SETTLED = 7  # days after which a video's views count for the usual distance
Z90 = 1.645  # of the normal distribution, for the middle 90 %


@dataclass(frozen=True)
class Side:
    """A video's reading that is nearest to the common age. `age` in whole days from posting."""

    video: Video
    views: int
    age: int


@dataclass(frozen=True)
class PairNumbers:
    """`ratio` is A's views ÷ B's, None where B has none; `usual`: between which ratios the middle 90 % of any two lie."""

    a: Side
    b: Side
    age: int
    ratio: float | None
    usual: tuple[float, float] | None
    videos: int

    @property
    def beyond_chance(self) -> bool:
        return bool(self.ratio and self.usual and not self.usual[0] <= self.ratio <= self.usual[1])


def compare_pair(brand: Brand, a: Video, b: Video) -> PairNumbers | None:
    """At the greatest age that both have reached, give or take a day or a tenth of it; else None. Three queries."""
    readings: dict[int, dict[int, int]] = {a.pk: {}, b.pk: {}}
    rows = brand.videodays.filter(video__in=[a, b], views__isnull=False).values_list("video_id", "day", "views")
    posted = {a.pk: a.posted_day, b.pk: b.posted_day}
    for video_id, day, views in rows:
        if posted[video_id] and day >= posted[video_id]:
            readings[video_id][(day - posted[video_id]).days] = views
    if not readings[a.pk] or not readings[b.pk]:
        return None
    age = min(max(readings[a.pk]), max(readings[b.pk]))
    sides = [_side(video, readings[video.pk], age) for video in (a, b)]
    if any(abs(side.age - age) > max(1, age / 10) for side in sides):
        return None
    usual, videos = usual_distance(brand)
    ratio = sides[0].views / sides[1].views if sides[1].views else None
    return PairNumbers(sides[0], sides[1], age, ratio, usual, videos)


def _side(video: Video, readings: dict[int, int], age: int) -> Side:
    nearest = min(readings, key=lambda known: (abs(known - age), -known))
    return Side(video, readings[nearest], nearest)


def usual_distance(brand: Brand) -> tuple[tuple[float, float] | None, int]:
    """(ratios between which the views of two videos lie nine times of ten, videos that say so), from the newest settled ones."""
    rows = brand.videototals.filter(views__isnull=False, video__posted_day__isnull=False, video__retracted_at=None)
    settled = rows.filter(as_of__gte=F("video__posted_day") + timedelta(days=SETTLED)).order_by("-video__posted_day")
    logs = [math.log1p(views) for views in settled.values_list("views", flat=True)[:MOST]]
    if len(logs) < FEWEST:
        return None, len(logs)
    cuts = quantiles(logs, n=100)
    spread = (cuts[83] - cuts[15]) / 2  # a standard deviation that a few great successes do not move
    far = math.exp(Z90 * math.sqrt(2) * spread)
    return (1 / far, far), len(logs)
