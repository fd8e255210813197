"""What a file's surroundings tell of the export: account, first day asked for, day of the export. Pure.

TikTok Studio names its zips `Overview_2025-02-28_1772323200_handle.zip`: start day and epoch second of the end. The end
seen is a midnight in UTC that lies just after the day of the export.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext_noop

from .tables import Hints, SourceFile
from .years import Span

_STUDIO_NAME = re.compile(
    r"_(?P<start>\d{4}-\d{2}-\d{2})_(?P<end>\d{10})_(?P<handle>[\w.]+?)(?:\s*\(\d+\))?\.(?:zip|csv|xlsx)$", re.IGNORECASE
)
# Seller Center: `All order-2026-10-07-10_33.csv`, the day and time of the export in the shop's zone.
_SELLER_NAME = re.compile(r"-(?P<day>\d{4}-\d{2}-\d{2})-\d{2}_\d{2}(?:\s*\(\d+\))?\.(?:csv|xlsx)$", re.IGNORECASE | re.ASCII)
_A_DAY = timedelta(days=1)  # the account's zone may be a day ahead of the clock that stamped the export

GIVEN = gettext_noop("Day of the export: %(day)s, as given.")
NAMED = gettext_noop("Day of the export: %(day)s, from the name of the zip.")
FILE_NAMED = gettext_noop("Day of the export: %(day)s, from the name of the file.")
STAMPED = gettext_noop("Day of the export: %(day)s, from the time stamp in the zip.")
IN_COLUMN = gettext_noop("Day of the export: %(day)s, from the column “%(column)s”.")
NEWEST_ROW = gettext_noop("Day of the export: %(day)s, the newest day in the file, since nothing else tells.")
UPLOADED = gettext_noop("Day of the export: %(day)s, the day of the upload, since nothing else tells.")


@dataclass(frozen=True)
class Clues:
    """`day` is the day of the export as far as is known; `latest` the last day that a row can have."""

    day: date
    latest: date
    message: str  # which clue gave the day: GIVEN, NAMED, FILE_NAMED, STAMPED or UPLOADED
    start: date | None = None
    handle: str = ""

    @property
    def span(self) -> Span:
        return Span(self.latest, self.start, is_end=self.message in (GIVEN, NAMED))

    def as_of(self, *, exported: date | None = None, column: str = "", newest: date | None = None) -> tuple[date, tuple]:
        """The day of the export and the evidence for it. `exported`: as a column of the file says; `newest`: newest row."""
        if exported and self.message != GIVEN:
            return exported, (IN_COLUMN, {"day": exported.isoformat(), "column": column})
        if newest and self.message == UPLOADED:
            return newest, (NEWEST_ROW, {"day": newest.isoformat()})
        return self.day, (self.message, {"day": self.day.isoformat()})


def read_clues(file: SourceFile, hints: Hints) -> Clues:
    """A day given by a person, else the zip's name, else its time stamp, else the upload. Days to come are not believed."""
    named = _STUDIO_NAME.search(file.archive) or _STUDIO_NAME.search(file.name)
    start, end = _days(named) if named else (None, None)
    handle = named["handle"].casefold() if named else ""
    soon = hints.today + _A_DAY
    if hints.as_of:
        return Clues(hints.as_of, hints.as_of, GIVEN, start, handle)
    if end and end <= soon:
        return Clues(min(end, hints.today), min(end, hints.today) + _A_DAY, NAMED, start, handle)
    if (day := _seller_day(file.name)) and day <= soon:
        return Clues(min(day, hints.today), min(day, hints.today) + _A_DAY, FILE_NAMED, start, handle)
    if file.modified and file.modified <= soon:
        day = min(file.modified, hints.today)
        return Clues(day, day + _A_DAY, STAMPED, start, handle)
    return Clues(hints.today, hints.today, UPLOADED, start, handle)


def _days(named: re.Match) -> tuple[date | None, date | None]:
    try:
        start = date.fromisoformat(named["start"])
    except ValueError:
        start = None
    return start, (datetime.fromtimestamp(int(named["end"]), UTC) - timedelta(seconds=1)).date()


def _seller_day(name: str) -> date | None:
    found = _SELLER_NAME.search(name)
    try:
        return date.fromisoformat(found["day"]) if found else None
    except ValueError:
        return None
