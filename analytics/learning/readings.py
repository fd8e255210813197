"""Which readings of a video can be believed, at which age it is compared with others, and how it grew in between. Pure.

A reading of a day counts as taken at the day's end, in the account's zone; a video whose time nobody told, as posted at noon.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import log

from analytics.learning.facts import Reading, VideoFacts
from analytics.models import VideoForecast
from analytics.patterns.maturity import FULL_AGE, YOUNGEST
from tkcommerce.dates import start_of

Excluded = VideoForecast.Excluded
SHRUNK = 0.9  # a counter may lose a tenth: platforms take spam and doubles out
JUMP, LIKES_STAY, FEWEST_LIKES = 20.0, 1.5, 10  # views × 20 while likes, ten or more, grow by less than half


@dataclass(frozen=True)
class Aged:
    """A reading and the age of its video in days."""

    age: float
    reading: Reading

    @property
    def distance(self) -> float:
        """From 28 days, in growth rather than in days: 14 and 56 are equally far."""
        return abs(log(max(self.age, 1e-3) / FULL_AGE))


def posted_moment(facts: VideoFacts) -> datetime:
    return facts.posted_at or start_of(facts.posted_day, facts.zone).astimezone(UTC) + timedelta(hours=12)


def aged_readings(facts: VideoFacts) -> list[Aged]:
    """With views and not before it was posted, oldest first."""
    posted = posted_moment(facts)
    ends = [(start_of(one.day + timedelta(days=1), facts.zone), one) for one in facts.readings if "views" in one.values]
    return [Aged((end - posted).total_seconds() / 86400, one) for end, one in ends if end > posted]


def excluded(facts: VideoFacts, aged: list[Aged], *, now: datetime) -> Excluded | None:
    """Why this video teaches nothing, None if it does."""
    if posted_moment(facts) > now:
        return Excluded.FUTURE
    if facts.kind == "live":
        return Excluded.NOT_A_VIDEO
    if not aged:
        return Excluded.NO_READING
    if aged[-1].age < YOUNGEST:
        return Excluded.TOO_YOUNG
    if any(one.reading.values.get("likes", 0) > one.reading.values["views"] for one in aged):
        return Excluded.LIKES_OVER_VIEWS
    steps = [(before.reading, after.reading) for before, after in pairwise(aged)]
    if any(_shrinks(before, after) for before, after in steps):
        return Excluded.SHRINKING
    return Excluded.JUMP if any(_jumps(before, after) for before, after in steps) else None


def _shrinks(before: Reading, after: Reading) -> bool:
    return after.values["views"] < SHRUNK * before.values["views"] - 1


def _jumps(before: Reading, after: Reading) -> bool:
    likes_before, likes_after = before.values.get("likes"), after.values.get("likes")
    if likes_before is None or likes_after is None or likes_before < FEWEST_LIKES:
        return False
    views_grow = after.values["views"] >= JUMP * max(before.values["views"], 1)
    return views_grow and likes_after < LIKES_STAY * likes_before


def nearest(aged: list[Aged], *metrics: str) -> Aged | None:
    """The reading nearest to 28 days that tells all `metrics` and is not too young."""
    telling = [one for one in aged if one.age >= YOUNGEST and all(name in one.reading.values for name in metrics)]
    return min(telling, key=lambda one: one.distance, default=None)


def growth_pairs(aged: list[Aged]) -> list[tuple[float, float, float, float]]:
    """(count, age, later count, later age) of its youngest reading and of the one nearest to a week, each with the final one.

    The final one is nearest to 28 days and at least a week old; at least two days and a tenth of its age lie between the two.
    """
    final = nearest(aged)
    if final is None or final.age < 7:
        return []
    young = [one for one in aged if YOUNGEST <= one.age <= min(final.age - 2, 0.9 * final.age) and not one.reading.is_rounded]
    if not young:
        return []
    picked = {young[0].age: young[0], (week := min(young, key=lambda one: abs(one.age - 7))).age: week}
    views = final.reading.values["views"]
    return [(one.reading.values["views"], one.age, views, final.age) for one in picked.values()]
