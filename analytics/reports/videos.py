"""Which videos started well and which did not, as far as readings tell. One video proves nothing: no verdicts here. Pure."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from statistics import median

from analytics.queries.weekly import VideoPoint
from analytics.reports.content import LevelFact, VideoFact, Videos
from planner.models import Video
from tkcommerce.dates import Days

SHOWN = 3
ENOUGH_OTHERS = 5
NEAR = 1  # days: readings at nearly the same age are compared
RECENT = 28  # days before the week: where the newest videos are looked for in a week without any

Readings = Mapping[int, Sequence[VideoPoint]]
Levels = Mapping[int, Sequence[tuple[str, str, str]]]  # video id → (facet code, Japanese, English), …


def week_videos(videos: Sequence[Video], readings: Readings, levels: Levels, week: Days) -> Videos:
    posted = [video for video in videos if video.is_out and video.pk in readings]
    of_week = [video for video in posted if video.posted_day in week]
    recent = Days(week.start - timedelta(days=RECENT), week.start)
    chosen = of_week or sorted((one for one in posted if one.posted_day in recent), key=_newest_first)[: 2 * SHOWN]
    facts = in_order([_fact(video, readings, levels) for video in chosen])
    return Videos(bool(of_week), tuple(facts[:SHOWN]), tuple(reversed(facts[SHOWN:][-SHOWN:])))


def in_order(facts: list[VideoFact]) -> list[VideoFact]:
    """Best first: against the usual views at their age where each has them, else by views per day of age."""
    comparable = all(fact.usual for fact in facts)

    def start(fact: VideoFact) -> tuple[float, int]:
        return fact.views / (fact.usual if comparable else fact.age + 1), fact.views

    return sorted(facts, key=start, reverse=True)


def _newest_first(video: Video) -> tuple[int, int]:
    return -video.posted_day.toordinal(), -video.pk


def _fact(video: Video, readings: Readings, levels: Levels) -> VideoFact:
    newest = readings[video.pk][-1]
    others = [views for key in readings if key != video.pk and (views := _at_age(readings[key], newest.age)) is not None]
    return VideoFact(
        id=video.pk,
        title=video.title,
        handle=video.account.handle if video.account else "",
        posted_day=video.posted_day,
        read_day=newest.day,
        age=newest.age,
        views=newest.views,
        is_rounded=newest.is_rounded,
        usual=float(median(others)) if len(others) >= ENOUGH_OTHERS else None,
        others=len(others),
        levels=tuple(LevelFact(ja, en) for _facet, ja, en in levels.get(video.pk, ())),
    )


def _at_age(points: Sequence[VideoPoint], age: int) -> int | None:
    near = [point for point in points if abs(point.age - age) <= NEAR]
    return min(near, key=lambda point: abs(point.age - age)).views if near else None
