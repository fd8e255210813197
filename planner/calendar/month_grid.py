"""Cards and a month become weeks of days. Pure: a card knows its time and zone, days know nothing of zones."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from planner.cadence.gaps import Gap
from planner.calendar.cards import Card
from planner.events.day_bands import Band, Strip, holidays_on, strips_of
from tkcommerce.dates import Days, week_of

BandsByDay = Mapping[date, list[Band]]
GapsByDay = Mapping[date, list[Gap]]
LANES = 2


@dataclass(frozen=True)
class Day:
    day: date
    cards: tuple[Card, ...]
    in_month: bool
    is_today: bool
    is_over: bool
    holidays: tuple[Band, ...] = ()
    gaps: tuple[Gap, ...] = ()  # dashed: what its accounts mean to post and nobody planned

    @property
    def weekend(self) -> bool:
        return self.day.weekday() >= 5

    @property
    def is_off(self) -> bool:
        return self.weekend or any(not band.markets for band in self.holidays)

    @property
    def names_month(self) -> bool:
        """The first day of another month than the page's says which month it is."""
        return self.day.day == 1 and not self.in_month


@dataclass(frozen=True)
class Week:
    days: tuple[Day, ...]
    strips: tuple[Strip, ...] = ()

    @property
    def start(self) -> date:
        return self.days[0].day

    @property
    def lanes(self) -> int:
        """How many rows of bands lie above its days."""
        return max((strip.lane + 1 for strip in self.strips), default=0)

    @property
    def cards(self) -> list[Card]:
        return [card for day in self.days for card in day.cards]


def grid_days(month: Days, *, starts_on: int) -> Days:
    """The whole weeks that hold the month."""
    return Days(week_of(month.start, starts_on=starts_on).start, week_of(month.last, starts_on=starts_on).end)


def weeks_of(
    cards: Iterable[Card],
    month: Days,
    *,
    today: date,
    starts_on: int,
    bands: BandsByDay | None = None,
    gaps: GapsByDay | None = None,
) -> list[Week]:
    """Each card once, on the day of its video; within a day by time, those without one last, then in order of creation."""
    on_day: dict[date, list[Card]] = defaultdict(list)
    for card in cards:
        on_day[card.video.day].append(card)
    by_day, free = dict(bands or {}), gaps or {}
    days = [
        Day(
            day=day,
            cards=tuple(sorted(on_day[day], key=lambda card: card.in_order)),
            in_month=day in month,
            is_today=day == today,
            is_over=day < today,
            holidays=tuple(holidays_on(by_day, day)),
            gaps=tuple(free.get(day, ())),
        )
        for day in grid_days(month, starts_on=starts_on)
    ]
    weeks = [tuple(days[n : n + 7]) for n in range(0, len(days), 7)]
    return [
        Week(week, tuple(strips_of(by_day, Days(week[0].day, week[-1].day + timedelta(days=1)), lanes=LANES))) for week in weeks
    ]
