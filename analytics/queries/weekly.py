"""What the weekly report asks of videos and imports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q

from analytics.models import MetricImport
from planner.models import Video
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days
from tkcommerce.work.models import STUCK

LOOK_BACK = 91  # days: the videos that a new one is compared with
OVERDUE_BACK = 60  # days: a plan older than this is forgotten, not late
OLDEST_AGE = 28  # days after posting: later readings say nothing of a video's start


@dataclass(frozen=True)
class VideoPoint:
    """Views to date, `age` days after posting."""

    day: date
    age: int
    views: int
    is_rounded: bool


def videos_around(brand: Brand, week: Days, ahead: Days) -> list[Video]:
    """Visible videos posted up to the end of the week, or planned up to the end of what lies ahead. One query."""
    posted = Q(posted_day__gte=week.start - timedelta(days=LOOK_BACK), posted_day__lt=week.end)
    planned = Q(planned_day__gte=week.start - timedelta(days=OVERDUE_BACK), planned_day__lt=max(ahead.end, week.end))
    shown = ("brand", "hook", "caption", "state", "posted_day", "planned_day", "planned_time", "planned_zone", "account__handle")
    return list(brand.videos.visible().filter(posted | planned).select_related("account").only(*shown))


def early_readings(brand: Brand, week: Days) -> Mapping[int, list[VideoPoint]]:
    """By video posted up to the end of the week, in order of days. One query."""
    rows = brand.videodays.filter(
        views__isnull=False,
        video__posted_day__gte=week.start - timedelta(days=LOOK_BACK),
        video__posted_day__lt=week.end,
        day__gte=F("video__posted_day"),
        day__lte=F("video__posted_day") + timedelta(days=OLDEST_AGE),
    )
    points: dict[int, list[VideoPoint]] = {}
    told = rows.order_by("day").values_list("video_id", "day", "video__posted_day", "views", "is_rounded")
    for video_id, day, posted_day, views, is_rounded in told:
        points.setdefault(video_id, []).append(VideoPoint(day, (day - posted_day).days, views, is_rounded))
    return points


def waiting_imports(brand: Brand, *, most: int) -> tuple[list[MetricImport], int]:
    """Held or failed and not let go: the newest ones, and how many there are. Two queries."""
    waiting = brand.metricimports.filter(state__in=STUCK)
    return list(waiting[:most]), waiting.count()
