"""The period, account and order of a page, out of its address. Whatever cannot be used falls back, and says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from tkcommerce.dates import Days

CHOICES = (7, 28, 90, 365)
DEFAULT = 28
LONGEST = 1100  # days: three years


@dataclass(frozen=True)
class Period:
    """`choice` is 7, 28, 90 or 365, or None for days of the reader's own choice."""

    days: Days
    choice: int | None
    note: str = ""


def read_period(params: Mapping[str, str], *, newest: date) -> Period:
    """`?days=28` ends with the newest day that has data; `?from=2026-10-01&to=2026-10-31` holds both its ends."""
    if params.get("from") or params.get("to"):
        return _own_days(params.get("from", ""), params.get("to", ""), newest)
    text = params.get("days", "")
    if not text:
        return _ending_with(newest, DEFAULT)
    if text not in {str(choice) for choice in CHOICES}:
        return _ending_with(newest, DEFAULT, note=_("There is no such period; these are the last 28 days."))
    return _ending_with(newest, int(text))


def _ending_with(newest: date, count: int, *, note: str = "") -> Period:
    end = newest + timedelta(days=1)
    return Period(Days(end - timedelta(days=count), end), count, note)


def _own_days(first: str, last: str, newest: date) -> Period:
    try:
        days = Days(date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1))
        days.start - timedelta(days=LONGEST * 13)  # the usual range looks back this far
    except (ValueError, OverflowError):
        return _ending_with(newest, DEFAULT, note=_("A period needs a first and a last day; these are the last 28 days."))
    if not len(days):
        return _ending_with(newest, DEFAULT, note=_("The period ends before it begins; these are the last 28 days."))
    if len(days) > LONGEST:
        return _ending_with(newest, DEFAULT, note=_("A period may be at most three years long; these are the last 28 days."))
    return Period(days, None)
