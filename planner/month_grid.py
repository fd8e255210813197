"""Videos and a month become weeks of days of cards. Pure: the zone of a card is read once, days know nothing of zones."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from tkcommerce.dates import Days, week_of

from .models import Video

NO_LEVELS: Mapping[int, tuple] = {}


@dataclass(frozen=True)
class Card:
    """One video on its day. `at` is wall time in `zone`, None if nobody told; `zone` is empty where it is the brand's."""

    video: Video
    at: time | None
    zone: str
    levels: tuple[tuple[str, str, str], ...] = ()  # (facet code, Japanese, English) of what it shows

    @property
    def posted(self) -> bool:
        return self.video.is_out


@dataclass(frozen=True)
class Day:
    day: date
    cards: tuple[Card, ...]
    in_month: bool
    is_today: bool
    is_over: bool

    @property
    def weekend(self) -> bool:
        return self.day.weekday() >= 5

    @property
    def names_month(self) -> bool:
        """The first day of another month than the page's says which month it is."""
        return self.day.day == 1 and not self.in_month


@dataclass(frozen=True)
class Week:
    days: tuple[Day, ...]

    @property
    def start(self) -> date:
        return self.days[0].day


def card_of(video: Video, zone: str, levels: tuple[tuple[str, str, str], ...] = ()) -> Card:
    """Planned: the slot's wall time. Posted: the instant in the zone of its account, which also cut its day."""
    own = video.planned_zone
    at = video.planned_time
    if video.is_out:
        own = video.account.time_zone if video.account else zone
        at = video.posted_at.astimezone(ZoneInfo(own)).time().replace(second=0, microsecond=0) if video.posted_at else None
    return Card(video, at, own if at is not None and own != zone else "", levels)


def grid_days(month: Days, *, starts_on: int) -> Days:
    """The whole weeks that hold the month."""
    return Days(week_of(month.start, starts_on=starts_on).start, week_of(month.last, starts_on=starts_on).end)


def weeks_of(
    videos: Iterable[Video], month: Days, *, today: date, zone: str, starts_on: int, levels: Mapping[int, tuple] = NO_LEVELS
) -> list[Week]:
    """Each video once, on `video.day`; within a day by time, those without one last, then in order of creation.

    `levels`: {video id: what its card shows}.
    """
    on_day: dict[date, list[Card]] = defaultdict(list)
    for video in videos:
        on_day[video.day].append(card_of(video, zone, levels.get(video.pk, ())))
    days = [
        Day(
            day=day,
            cards=tuple(sorted(on_day[day], key=_in_order)),
            in_month=day in month,
            is_today=day == today,
            is_over=day < today,
        )
        for day in grid_days(month, starts_on=starts_on)
    ]
    return [Week(tuple(days[n : n + 7])) for n in range(0, len(days), 7)]


def _in_order(card: Card) -> tuple:
    return card.at is None, card.at or time.min, card.video.pk
