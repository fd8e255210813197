"""What the page of events shows: each event of the coming days with its countdown, and what is planned in its days."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.events.day_bands import is_for, markets_of, shoot_by
from planner.events.public_holidays import Holiday, holidays_in
from planner.events.rules import Occurrence, occurrences_in
from planner.models import CommerceEvent, Video
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

AHEAD = 90  # days
AT_HOME = 30  # days that the home page looks ahead


@dataclass(frozen=True)
class ComingEvent:
    """One occurrence. `videos`: planned or out from its run-up to its encore, in its markets."""

    event: CommerceEvent
    days: Days
    is_estimated: bool
    markets: tuple[str, ...]
    today: date
    videos: tuple[Video, ...] = ()

    @property
    def shoot_by(self) -> date | None:
        return shoot_by(self.event, self.days)

    @property
    def is_rest(self) -> bool:
        return bool(self.event.rule.get("rest"))

    @property
    def is_usual(self) -> bool:
        return bool(self.event.rule.get("usual"))

    @property
    def is_on(self) -> bool:
        return self.today in self.days

    @property
    def days_to(self) -> int:
        """Until it begins; 0 or less once it has."""
        return (self.days.start - self.today).days

    @property
    def is_late(self) -> bool:
        """Shooting should have begun, nothing is planned, and it is still to come."""
        start = self.shoot_by
        return not self.videos and start is not None and start <= self.today < self.days.start

    @property
    def whole(self) -> Days:
        """With run-up and encore."""
        event = self.event
        return Days(self.days.start - timedelta(days=event.tease_days), self.days.end + timedelta(days=event.encore_days))

    @property
    def plan_on(self) -> date:
        """The day a new video is offered for."""
        return max(self.days.start, self.today)


def coming_events(brand: Brand, *, today: date, ahead: int = AHEAD) -> list[ComingEvent]:
    """By their first day, those that run already included; three queries."""
    window = Days(today, today + timedelta(days=ahead))
    markets = markets_of(brand)
    events = [event for event in brand.commerceevents.filter(hidden_at=None) if is_for(event, markets)]
    found = [
        _coming(event, one, markets, today) for event in events for one in occurrences_in(event.rule, window, length=event.days)
    ]
    found.sort(key=lambda one: (one.days.start, one.event.position))
    return _with_videos(brand, found)


def _coming(event: CommerceEvent, one: Occurrence, markets: list[str], today: date) -> ComingEvent:
    return ComingEvent(event, one.days, one.is_estimated, tuple(m for m in markets if m in event.markets), today)


def _with_videos(brand: Brand, found: list[ComingEvent]) -> list[ComingEvent]:
    if not found:
        return []
    around = Days(min(one.whole.start for one in found), max(one.whole.end for one in found))
    videos = brand.videos.visible().filter(day__gte=around.start, day__lt=around.end).exclude(state=Video.State.MISSED)
    videos = list(videos.select_related("account").order_by("day", "pk"))
    return [replace(one, videos=tuple(_of(one, videos, brand))) for one in found]


def _of(one: ComingEvent, videos: Iterable[Video], brand: Brand) -> Iterable[Video]:
    for video in videos:
        market = video.market or (video.account.market if video.account else brand.home_market)
        if video.day in one.whole and (not one.event.markets or market in one.event.markets):
            yield video


def coming_holidays(brand: Brand, *, today: date, ahead: int = AHEAD) -> list[Holiday]:
    """Public holidays of the brand's markets; one query."""
    return holidays_in(markets_of(brand), Days(today, today + timedelta(days=ahead)))


@dataclass(frozen=True)
class EventList:
    """The brand's events: those of its markets, those of others, and those put away."""

    ours: list[CommerceEvent]
    others: list[CommerceEvent]
    hidden: list[CommerceEvent]


def event_list(brand: Brand) -> EventList:
    """Two queries."""
    markets, events = markets_of(brand), list(brand.commerceevents.all())
    shown = [event for event in events if event.hidden_at is None]
    return EventList(
        ours=[event for event in shown if is_for(event, markets)],
        others=[event for event in shown if not is_for(event, markets)],
        hidden=[event for event in events if event.hidden_at is not None],
    )
