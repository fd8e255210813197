"""Everything the calendar page shows of one month."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import QueryDict

from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days, day_of, month_of

from .filter_form import FilterForm
from .levels import card_levels
from .models import Video
from .month_grid import Card, Week, card_of, grid_days, weeks_of
from .queries import MonthCounts, counts_of, month_named, next_planned, videos_on

STATES = tuple(state.value for state in Video.State if state != Video.State.DROPPED)


@dataclass(frozen=True)
class MonthPage:
    month: Days
    today: date
    weeks: list[Week]
    counts: MonthCounts
    next_card: Card | None
    filters: FilterForm
    states: tuple[str, ...] = STATES

    @property
    def previous_start(self) -> date:
        return (self.month.start - timedelta(days=1)).replace(day=1)

    @property
    def is_empty(self) -> bool:
        return not any(day.cards for week in self.weeks for day in week.days)

    def weeks_with(self, days: set[date]) -> list[Week]:
        return [week for week in self.weeks if any(day.day in days for day in week.days)]


def month_page(brand: Brand, asked: QueryDict, *, now: datetime) -> MonthPage:
    """The month and filters of an address, in six queries whatever the number of videos."""
    today = day_of(now, brand.time_zone)
    month = month_of(month_named(asked.get("month", ""), today))
    filters = FilterForm(asked, brand=brand, auto_id="filter_%s")
    starts_on = brand.week_starts_on
    days = grid_days(month, starts_on=starts_on)
    videos = list(videos_on(brand, days, filters.wanted))
    upcoming = next_planned(brand, filters.wanted, now)
    return MonthPage(
        month=month,
        today=today,
        weeks=weeks_of(videos, month, today=today, zone=brand.time_zone, starts_on=starts_on, levels=card_levels(brand, days)),
        counts=counts_of(videos, month),
        next_card=card_of(upcoming, brand.time_zone) if upcoming else None,
        filters=filters,
    )
