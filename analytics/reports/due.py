"""Which weeks are due to whom at an instant: late ones, and one mail for all brands of a person. Pure: no clock, no database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from itertools import takewhile

from tkcommerce.dates import Days, day_of, instant_of, week_of

TOO_LATE = timedelta(days=6)  # the next one comes tomorrow
OVERLAP = timedelta(days=3)  # a week that shares more than half its days with the one before was told already


@dataclass(frozen=True)
class Slot:
    """A wall time of each week: `weekday` 0 for Monday … 6 for Sunday."""

    weekday: int
    hour: int
    zone: str


@dataclass(frozen=True)
class Reader:
    """Someone who listens. All that was due to her up to `after` is made; `last` is the start of the newest week made."""

    id: int
    person: int | None
    brand: tuple[str, int]  # name, id: brands stand in this order
    slot: Slot
    week_starts_on: int
    is_combined: bool
    after: datetime
    last: date | None


class Fate(Enum):
    SEND = "send"
    TOO_LATE = "too late"
    PART = "part of another mail"  # of the reader's one mail for all her brands


@dataclass(frozen=True)
class Due:
    """`combined` if the mail tells, or belongs to, several brands."""

    reader: Reader
    week: Days
    at: datetime
    fate: Fate
    combined: bool = False


@dataclass(frozen=True)
class Plan:
    """`next_at` and `made_until` are by reader id."""

    dues: list[Due]
    next_at: dict[int, datetime]
    made_until: dict[int, datetime]


def occurrences(slot: Slot, *, after: datetime) -> Iterator[tuple[date, datetime]]:
    """The slot's days, and its instants on them, that lie after `after`: one a week for ever."""
    first = day_of(after, slot.zone) - timedelta(days=1)
    day = first + timedelta(days=(slot.weekday - first.weekday()) % 7)
    while True:
        at = instant_of(day, time(slot.hour), slot.zone)
        if at > after:
            yield day, at
        day += timedelta(days=7)


def make_plan(readers: Iterable[Reader], *, now: datetime) -> Plan:
    """What is due at `now`. All readers of a person who wants one mail must be among `readers`."""
    readers = list(readers)
    slots = _slots(readers)
    next_at, made_until, found = {}, {}, []
    for reader in readers:
        slot = slots[reader.id]
        passed = list(takewhile(lambda one: one[1] <= now, occurrences(slot, after=reader.after)))
        next_at[reader.id] = next(occurrences(slot, after=now))[1]
        made_until[reader.id] = passed[-1][1] if passed else reader.after
        found += _weeks(reader, passed, now)
    return Plan(_as_mails(found), next_at, made_until)


def _slots(readers: list[Reader]) -> dict[int, Slot]:
    """One mail has one time: that of the person's first brand by name."""
    firsts: dict[int, Reader] = {}
    for reader in sorted(readers, key=lambda one: one.brand):
        if reader.is_combined and reader.person is not None:
            firsts.setdefault(reader.person, reader)
    return {
        reader.id: firsts[reader.person].slot if reader.is_combined and reader.person in firsts else reader.slot
        for reader in readers
    }


def _weeks(reader: Reader, passed: list[tuple[date, datetime]], now: datetime) -> Iterator[Due]:
    """The last complete week before each occurrence, unless it was made already: a rule may have changed meanwhile."""
    last = reader.last
    for day, at in passed:
        week = week_of(day, starts_on=reader.week_starts_on).before()
        if last is None or week.start > last + OVERLAP:
            last = week.start
            yield Due(reader, week, at, Fate.TOO_LATE if now - at > TOO_LATE else Fate.SEND)


def _as_mails(found: list[Due]) -> list[Due]:
    """Of what one person is due at one instant, the first brand by name carries all."""
    groups: dict[tuple, list[Due]] = defaultdict(list)
    for due in found:
        together = due.fate is Fate.SEND and due.reader.is_combined and due.reader.person is not None
        groups[(due.at, due.reader.person) if together else (due.at, "reader", due.reader.id)].append(due)
    mails = []
    for group in groups.values():
        first, *parts = sorted(group, key=lambda due: due.reader.brand)
        mails.append(Due(first.reader, first.week, first.at, first.fate, combined=bool(parts)))
        mails += [Due(part.reader, part.week, part.at, Fate.PART, combined=True) for part in parts]
    return sorted(mails, key=lambda due: (due.at, due.reader.brand, due.reader.id))
