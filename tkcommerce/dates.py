"""Days, weeks and wall times in a brand's zone. Pure: zone and `now` come in as arguments, windows are half-open [start, end)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Days:
    """A run of whole days, [start, end): `end` itself is outside."""

    start: date
    end: date

    def __len__(self) -> int:
        return max((self.end - self.start).days, 0)

    def __iter__(self) -> Iterator[date]:
        return (self.start + timedelta(days=n) for n in range(len(self)))

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    @property
    def last(self) -> date:
        """The last day inside, for people who read ranges as closed."""
        return self.end - timedelta(days=1)

    def before(self) -> "Days":
        """The equally long run just before this one."""
        return Days(self.start - timedelta(days=len(self)), self.start)


def day_of(instant: datetime, zone: str) -> date:
    """The calendar day that `instant` falls on in `zone`."""
    return instant.astimezone(ZoneInfo(zone)).date()


def instant_of(day: date, at: time, zone: str) -> datetime:
    """The instant of a local wall time, in UTC: in a gap (clocks go forward) the first after it, in a fold the first of two."""
    local = datetime.combine(day, at, tzinfo=ZoneInfo(zone))
    instant = local.astimezone(UTC)
    if instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local.replace(tzinfo=None):
        return instant
    return _end_of_gap(local, zone)


def _end_of_gap(local: datetime, zone: str) -> datetime:
    """The transition itself: fold=0 reads the gap with the offset before it, fold=1 with the offset after it."""
    before, after = local.utcoffset(), local.replace(fold=1).utcoffset()
    low, high = local.replace(tzinfo=UTC) - after, local.replace(tzinfo=UTC) - before
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        low, high = (low, middle) if middle.astimezone(ZoneInfo(zone)).utcoffset() == after else (middle, high)
    return high.replace(microsecond=0)


def start_of(day: date, zone: str) -> datetime:
    """The first instant of `day` in `zone`; not always midnight."""
    return instant_of(day, time.min, zone)


def window_of(days: Days, zone: str) -> tuple[datetime, datetime]:
    """The half-open window of instants that the days span in `zone`."""
    return start_of(days.start, zone), start_of(days.end, zone)


def last_days(count: int, *, today: date) -> Days:
    """The `count` whole days before today: today is not over, so it is not in it."""
    return Days(today - timedelta(days=count), today)


def week_of(day: date, *, starts_on: int = 0) -> Days:
    """The week that holds `day`; `starts_on` is 0 for Monday … 6 for Sunday."""
    start = day - timedelta(days=(day.weekday() - starts_on) % 7)
    return Days(start, start + timedelta(days=7))


def month_of(day: date) -> Days:
    """The calendar month that holds `day`."""
    start = day.replace(day=1)
    return Days(start, (start + timedelta(days=32)).replace(day=1))
