"""Everything the calendar shows of one month."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import QueryDict

from planner.cadence.gaps import Cadence, WeekOfAccount
from planner.calendar.cards import Card, cards_of
from planner.calendar.month_grid import Week, grid_days, weeks_of
from planner.calendar.page import Link, Place, anchor
from planner.queries import Counts, counts_of, month_named, videos_on
from tkcommerce.dates import Days, month_of


@dataclass(frozen=True)
class MonthPage:
    place: Place
    month: Days
    weeks: list[Week]
    counts: Counts
    cadence: Cadence
    next_card: Card | None

    @property
    def today(self) -> date:
        return self.place.today

    @property
    def switch(self) -> list[Link]:
        return self.place.switch(anchor(self.month, self.today))

    @property
    def previous_url(self) -> str:
        return self.place.url(self.place.view, month=f"{self.month.start - timedelta(days=1):%Y-%m}")

    @property
    def next_url(self) -> str:
        return self.place.url(self.place.view, month=f"{self.month.end:%Y-%m}")

    @property
    def this_week(self) -> list[WeekOfAccount]:
        """The goals of the week that today lies in."""
        return self.cadence.week_of(self.today)

    @property
    def is_empty(self) -> bool:
        return not any(week.cards for week in self.weeks)

    def touched(self, days: set[date]) -> list[Week]:
        return [week for week in self.weeks if any(day.day in days for day in week.days)]


def month_page(place: Place, asked: QueryDict) -> MonthPage:
    """The same number of queries whatever the number of videos."""
    brand = place.brand
    month = month_of(month_named(asked.get("month", ""), place.today))
    days = grid_days(month, starts_on=brand.week_starts_on)
    cards = cards_of(brand, videos_on(brand, days, place.filters.wanted))
    cadence = place.cadence(days)
    weeks = weeks_of(cards, month, today=place.today, starts_on=brand.week_starts_on, bands=place.bands(days), gaps=cadence.gaps)
    return MonthPage(place, month, weeks, counts_of(cards, month), cadence, place.next_card())
