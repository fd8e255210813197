"""The days of a rule "every n weeks on these weekdays". Pure: days of the brand, no clock."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from tkcommerce.dates import Days


@dataclass(frozen=True)
class Recurrence:
    """Weeks begin on Monday and are counted from the one of `first_day`; `last_day` is the last that may be one."""

    weekdays: Collection[int]  # 0 is Monday
    every_weeks: int
    first_day: date
    last_day: date | None = None

    def days_in(self, days: Days) -> list[date]:
        """Its days in `days`, in order."""
        start = max(days.start, self.first_day)
        end = min(days.end, self.last_day + timedelta(days=1)) if self.last_day else days.end
        return [day for n in range(max((end - start).days, 0)) if (day := start + timedelta(days=n)) in self]

    def __contains__(self, day: date) -> bool:
        monday = self.first_day - timedelta(days=self.first_day.weekday())
        weeks = (day - monday).days // 7
        ended = self.last_day is not None and day > self.last_day
        return day >= self.first_day and not ended and day.weekday() in self.weekdays and weeks % self.every_weeks == 0
