"""What the calendar and the list of videos ask. Each takes the brand first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet

from planner.calendar.cards import Card
from planner.vocabulary.level_filter import with_level
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .models import Video, VideoChange
from .models.videos import VideoQuerySet


@dataclass(frozen=True)
class VideoFilter:
    """What the address narrows the page to; empty means all."""

    account: int | None = None
    owner: int | None = None
    state: str = ""
    text: str = ""
    level: str = ""  # `theme.backstage`; `theme.` is every video without a theme
    product: int | None = None
    campaign: int | None = None
    market: str = ""
    kind: str = ""


def videos_of(brand: Brand, wanted: VideoFilter) -> VideoQuerySet:
    """The visible videos that the filter lets through."""
    exact = {
        "account": wanted.account, "owner": wanted.owner, "state": wanted.state, "kind": wanted.kind,
        "campaign": wanted.campaign, "products__product": wanted.product,
    }  # fmt: skip
    videos = brand.videos.visible().filter(**{name: value for name, value in exact.items() if value})
    if wanted.market:
        videos = videos.filter(Q(market=wanted.market) | Q(market="", account__market=wanted.market))
    for word in wanted.text.split():
        videos = videos.filter(Q(hook__icontains=word) | Q(caption__icontains=word) | Q(external_id=word))
    return with_level(videos, wanted.level)


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
    """Those whose day lies in `days`."""
    return videos_of(brand, wanted).filter(day__gte=days.start, day__lt=days.end)


def videos_newest_first(brand: Brand, wanted: VideoFilter) -> VideoQuerySet:
    """What has no day yet comes first: it still lies ahead. With account and owner."""
    videos = videos_of(brand, wanted).select_related("account", "owner").defer("notes")
    return videos.order_by(F("day").desc(nulls_first=True), "-pk")


def videos_on_board(brand: Brand, wanted: VideoFilter, *, since: date) -> VideoQuerySet:
    """Everything that is being made, with a day or without, and what went out from `since` on."""
    return videos_of(brand, wanted).filter(~Q(state__in=Video.OUT) | Q(posted_day__gte=since))


def videos_without_day(brand: Brand, wanted: VideoFilter) -> VideoQuerySet:
    """Plans nobody has set a day for; ideas have their own page."""
    return videos_of(brand, wanted).filter(day=None).exclude(state=Video.State.IDEA)


def next_planned(brand: Brand, wanted: VideoFilter, now: datetime) -> Video | None:
    """The nearest planned video that is not yet due by the brand's clock."""
    local = now.astimezone(ZoneInfo(brand.time_zone))
    today, at = local.date(), local.time()
    ahead = Q(planned_day__gt=today) | Q(planned_day=today, planned_time=None) | Q(planned_day=today, planned_time__gte=at)
    planned = videos_of(brand, wanted).exclude(state__in=Video.OUT).filter(ahead).select_related("account")
    return planned.order_by("planned_day", F("planned_time").asc(nulls_last=True), "pk").first()


@dataclass(frozen=True)
class Counts:
    planned: int
    posted: int


def counts_of(cards: Iterable[Card], days: Days) -> Counts:
    """How many of the loaded videos lie in these days; no query."""
    out = [card.posted for card in cards if card.video.day in days]
    return Counts(planned=out.count(False), posted=out.count(True))


def month_named(text: str, today: date) -> date:
    """The first day of the month `2026-11` names; of this month where it names none of this century."""
    try:
        named = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return named if 2000 <= named.year < 2100 else today.replace(day=1)
