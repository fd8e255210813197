"""What the calendar and the list of videos ask. Each takes the brand first."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .models import Video, VideoChange, VideoLevel
from .models.videos import VideoQuerySet


@dataclass(frozen=True)
class VideoFilter:
    """What the address narrows the page to; empty means all."""

    account: int | None = None
    owner: int | None = None
    state: str = ""
    text: str = ""
    level: str = ""  # `theme.backstage`; `theme.` is every video without a theme


def videos_of(brand: Brand, wanted: VideoFilter) -> VideoQuerySet:
    """The visible videos that the filter lets through, with account and owner."""
    exact = {"account": wanted.account, "owner": wanted.owner, "state": wanted.state}
    videos = brand.videos.visible().filter(**{name: value for name, value in exact.items() if value})
    for word in wanted.text.split():
        videos = videos.filter(Q(hook__icontains=word) | Q(caption__icontains=word) | Q(external_id=word))
    return with_level(videos, wanted.level).select_related("account", "owner")


def with_level(videos: VideoQuerySet, name: str) -> VideoQuerySet:
    """Those that have this level of this facet, or none of the facet where the name ends with its dot."""
    facet, _dot, code = name.partition(".")
    if not facet:
        return videos
    own = VideoLevel.objects.filter(video=OuterRef("pk"), facet__code=facet)
    return videos.filter(Exists(own.filter(level__code=code)) if code else ~Exists(own))


def shown_videos(brand: Brand) -> VideoQuerySet:
    """What has a page of its own."""
    return brand.videos.visible().select_related("account", "owner")


def kept_videos(brand: Brand) -> VideoQuerySet:
    """Also what a person dropped: an undo has to find it."""
    return brand.videos.filter(retracted_at=None).select_related("account", "owner")


def changes_of(video: Video) -> QuerySet[VideoChange]:
    """Newest first, with the people, at most fifty."""
    return video.changes.select_related("by")[:50]


def videos_on(brand: Brand, days: Days, wanted: VideoFilter) -> VideoQuerySet:
    """Those whose day lies in `days`; one query."""
    return videos_of(brand, wanted).filter(day__gte=days.start, day__lt=days.end).defer("notes")


def videos_newest_first(brand: Brand, wanted: VideoFilter) -> VideoQuerySet:
    """What has no day yet comes first: it still lies ahead."""
    return videos_of(brand, wanted).order_by(F("day").desc(nulls_first=True), "-pk").defer("notes")


def next_planned(brand: Brand, wanted: VideoFilter, now: datetime) -> Video | None:
    """The nearest planned video that is not yet due by the brand's clock."""
    local = now.astimezone(ZoneInfo(brand.time_zone))
    today, at = local.date(), local.time()
    ahead = Q(planned_day__gt=today) | Q(planned_day=today, planned_time=None) | Q(planned_day=today, planned_time__gte=at)
    planned = videos_of(brand, wanted).exclude(state__in=Video.OUT).filter(ahead)
    return planned.order_by("planned_day", F("planned_time").asc(nulls_last=True), "pk").first()


@dataclass(frozen=True)
class MonthCounts:
    planned: int
    posted: int


def counts_of(videos: list[Video], month: Days) -> MonthCounts:
    """How many of the loaded videos lie in the month itself; no query."""
    states = [video.is_out for video in videos if video.day in month]
    return MonthCounts(planned=states.count(False), posted=states.count(True))


def month_named(text: str, today: date) -> date:
    """The first day of the month `2026-11` names; of this month where it names none of this century."""
    try:
        named = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return named if 2000 <= named.year < 2100 else today.replace(day=1)
