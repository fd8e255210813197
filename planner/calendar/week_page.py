"""Everything the calendar shows of one week: its days side by side, the hours that hold something as rows."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.http import QueryDict

from planner.cadence.gaps import Cadence, Gap, WeekOfAccount
from planner.calendar.cards import Card, cards_of
from planner.calendar.month_grid import Day, Week, weeks_of
from planner.calendar.page import Link, Place, anchor, day_named
from planner.queries import Counts, counts_of, videos_on
from tkcommerce.dates import Days, week_of


@dataclass(frozen=True)
class Hour:
    """What lies in one hour of a day; `hour` None: without a time. `row` counts from 1, the same in all days."""

    hour: int | None
    row: int
    cards: tuple[Card, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def start(self) -> time | None:
        return None if self.hour is None else time(self.hour)


@dataclass(frozen=True)
class DayOfHours:
    day: Day
    hours: tuple[Hour, ...]


@dataclass(frozen=True)
class WeekPage:
    place: Place
    week: Week
    hours: tuple[Hour, ...]  # the rows, without content
    columns: tuple[DayOfHours, ...]
    counts: Counts
    cadence: Cadence
    next_card: Card | None

    @property
    def today(self) -> date:
        return self.place.today

    @property
    def days(self) -> Days:
        return Days(self.week.start, self.week.start + timedelta(days=7))

    @property
    def switch(self) -> list[Link]:
        return self.place.switch(anchor(self.days, self.today))

    @property
    def previous_url(self) -> str:
        return self.place.url("week", week=(self.week.start - timedelta(days=7)).isoformat())

    @property
    def next_url(self) -> str:
        return self.place.url("week", week=self.days.end.isoformat())

    @property
    def this_week(self) -> list[WeekOfAccount]:
        """The goals of this page's week."""
        return self.cadence.week_of(self.week.start)

    @property
    def is_empty(self) -> bool:
        return not self.week.cards


def week_page(place: Place, asked: QueryDict) -> WeekPage:
    """The same number of queries whatever the number of videos."""
    brand = place.brand
    days = week_of(day_named(asked.get("week", ""), place.today), starts_on=brand.week_starts_on)
    cards = cards_of(brand, videos_on(brand, days, place.filters.wanted))
    cadence = place.cadence(days)
    week = weeks_of(cards, days, today=place.today, starts_on=brand.week_starts_on, bands=place.bands(days), gaps=cadence.gaps)[0]
    hours = hours_of(week)
    columns = tuple(DayOfHours(day, _filled(day, hours)) for day in week.days)
    return WeekPage(place, week, hours, columns, counts_of(cards, days), cadence, place.next_card())


def hours_of(week: Week) -> tuple[Hour, ...]:
    """The hours in which any day of the week has something, early first; what has no time stands last."""
    found = {_hour(one.at) for day in week.days for one in (*day.cards, *day.gaps)}
    in_order = sorted(found, key=lambda hour: (hour is None, hour or 0))
    return tuple(Hour(hour, row) for row, hour in enumerate(in_order, 1))


def _filled(day: Day, hours: tuple[Hour, ...]) -> tuple[Hour, ...]:
    """Only the rows that hold something on this day."""
    rows = (
        Hour(
            row.hour,
            row.row,
            tuple(card for card in day.cards if _hour(card.at) == row.hour),
            tuple(gap for gap in day.gaps if _hour(gap.at) == row.hour),
        )
        for row in hours
    )
    return tuple(row for row in rows if row.cards or row.gaps)


def _hour(at: time | None) -> int | None:
    return None if at is None else at.hour
