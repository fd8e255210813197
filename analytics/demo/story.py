"""A made-up brand's last year on TikTok, from a seed: its videos and days. Pure; the same seed and day tell the same story.

Views of a video grow as F(a) = a^β / (a^β + κ^β) of its final count, a = age in days (κ, β as measured on public videos).
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from random import Random
from statistics import median

from analytics.patterns.randomised import draw_order
from tkcommerce.dates import Days

from .posts import Look, look
from .truth import BREAKOUT_FACTOR, TEST

KAPPA, BETA = 5.43, 0.541
JAPAN = timezone(timedelta(hours=9))


@dataclass
class Post:
    external_id: str
    look: Look
    day: date
    at: time  # in Japan
    final_views: float
    like_rate: float
    save_rate: float
    watch_share: float  # of its length, on average
    factor: float = 1.0  # over the usual, where the story made it so

    def views_by(self, day: date) -> int:
        """Lifetime views at the end of `day`."""
        age = (day - self.day).days + 0.5
        return round(self.final_views * age**BETA / (age**BETA + KAPPA**BETA)) if age > 0 else 0


@dataclass
class AccountDay:
    day: date
    views: int
    profile_views: int
    likes: int
    comments: int
    shares: int
    viewers: int
    new_viewers: int
    followers: int


@dataclass
class Story:
    posts: list[Post] = field(default_factory=list)
    days: list[AccountDay] = field(default_factory=list)


def tested(story: Story) -> list[Post]:
    """Those of the clean test, in the order that was drawn."""
    first = story.days[-1].day - timedelta(days=TEST.began)
    return [post for post in story.posts if post.day >= first][: 2 * TEST.each]


def tell(days: Days, *, seed: int) -> Story:
    """The story of `days` in Japan time."""
    random = Random(seed)
    story = Story(posts=list(_posts(days, random)))
    _break_out(story.posts, days)
    story.days = list(_account_days(days, story.posts, random))
    return story


def _posts(days: Days, random: Random) -> Iterator[Post]:
    """About six videos a week, on the usual evenings; heavy-tailed views, slowly growing. One run of them is the clean test."""
    arms = iter(draw_order(TEST.a, TEST.b, each=TEST.each, seed=TEST.seed))
    for day in days:
        if random.random() > (0.97 if day.weekday() in (0, 2, 4, 6) else 0.72):
            continue
        seen = look(random)
        if day >= days.last - timedelta(days=TEST.began) and (level := next(arms, "")):
            seen = replace(seen, levels=seen.levels | {TEST.facet: level})
        growth = 1 + 1.2 * (day - days.start).days / len(days)
        views = 5000 * growth * math.exp(seen.lift + 1.2 * seen.boosted + random.gauss(0, 0.7))
        at = random.choice((time(12, 5), time(19, 30), time(20, 0), time(21, 10)))
        saves = 0.006 * math.exp(seen.save_lift + random.gauss(0, 0.25))
        watched = min(0.9, 9 / (9 + seen.seconds) * random.uniform(0.85, 1.15))
        yield Post(_video_id(day, at, random), seen, day, at, views, random.uniform(0.03, 0.07), saves, watched)


def _break_out(posts: list[Post], days: Days) -> None:
    """The newest video that is at least three days old gets many times the usual."""
    known = [post for post in posts if post.day <= days.last - timedelta(days=3)]
    if known:
        usual = median(post.final_views for post in known[-90:])
        known[-1].factor = BREAKOUT_FACTOR
        known[-1].final_views = BREAKOUT_FACTOR * usual


def _video_id(day: date, at: time, random: Random) -> str:
    """19 digits whose leading bits are the moment, as TikTok's are."""
    return str((int(datetime.combine(day, at, tzinfo=JAPAN).timestamp()) << 32) + random.getrandbits(31))


def _account_days(days: Days, posts: list[Post], random: Random) -> Iterator[AccountDay]:
    followers = 3200
    for day in days:
        alive = [post for post in posts if post.day <= day]
        seen = [(post, post.views_by(day) - post.views_by(day - timedelta(days=1))) for post in alive]
        views = sum(count for _, count in seen) + random.randint(80, 240)
        likes = sum(round(count * post.like_rate) for post, count in seen)
        viewers = round(views * random.uniform(0.68, 0.76))
        followers += round(views * 0.0035 + random.gauss(0, 3))
        yield AccountDay(
            day, views, round(views * random.uniform(0.01, 0.02)), likes, round(likes * 0.06), round(likes * 0.09),
            viewers, round(viewers * random.uniform(0.62, 0.78)), followers,
        )  # fmt: skip
