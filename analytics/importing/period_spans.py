"""Which days the sums of a file count: text above the header, the file's name, or a person's word. Pure."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext_noop

from tkcommerce.dates import Days

from .choices import ChoiceNeeded
from .day_texts import read_day
from .tables import Context

KEY = "span"
LONGEST = 3 * 366  # days: two numbers that lie further apart are no span
_DAY = r"(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|20\d{6}|\d{1,2}([-_/.])\d{1,2}\2\d{4}|[^\W\d_]{3,12}\.? \d{1,2}, \d{4})"
_ONE = re.compile(rf"(?<!\d){_DAY}(?!\d)")
_BETWEEN = re.compile(r"(?: \d{1,2}(?::\d{2}){0,2})?\s*(?:~|～|-|–|—|_|to|a|至|から|bis|à)\s*")
_NUMBERED = re.compile(r"(\d{1,2})[-_/.](\d{1,2})[-_/.](\d{4})")
_IN_TEXT = gettext_noop("The numbers count %(first)s to %(last)s, as the text above the table says.")
_IN_NAME = gettext_noop("The numbers count %(first)s to %(last)s, as the name of the file says.")
_ANSWERED = gettext_noop("The numbers count %(first)s to %(last)s, as you said.")
_QUESTION = gettext_noop("Which days do the numbers of “%(file)s” count? Neither the table nor the name of the file tells.")
_OPTION = gettext_noop("%(first)s to %(last)s (days: %(days)s)")
_OFFERED = (1, 7, 28, 30)  # days up to the day before the export, as Seller Center offers them


def find_span(context: Context) -> tuple[Days, tuple[str, dict]]:
    """(the days, evidence). An answer is "2026-05-01/2026-05-31", both days inclusive. ChoiceNeeded where nothing tells."""
    if answered := _read_answer(context.hints.answers.get(KEY, "")):
        return answered, _told(_ANSWERED, answered)
    latest = context.clues.latest + timedelta(days=1)
    if span := span_in(context.preamble, latest):
        return span, _told(_IN_TEXT, span)
    if span := span_in([context.name.rpartition(".")[0] or context.name], latest):
        return span, _told(_IN_NAME, span)
    raise _question(context)


def span_in(texts: Iterable[str], latest: date) -> Days | None:
    """The first two days that stand as a range in one text, else the first two days at all, a start and an end."""
    singles: list[date] = []
    for text in texts:
        found = list(_ONE.finditer(text))
        for first, second in zip(found, found[1:], strict=False):
            is_range = _BETWEEN.fullmatch(text[first.end() : second.start()])
            if is_range and (span := _span(first[0], second[0], latest)):
                return span
        singles += [day for match in found if (day := _either(match[0]))]
    return _days(singles[0], singles[1], latest) if len(singles) > 1 else None


def _span(first: str, second: str, latest: date) -> Days | None:
    """Day first or month first: as both days allow, day first where both orders do."""
    for month_first in (False, True):
        start, end = _read(first, month_first=month_first), _read(second, month_first=month_first)
        if start and end and (span := _days(start, end, latest)):
            return span
    return None


def _either(text: str) -> date | None:
    return _read(text, month_first=False) or _read(text, month_first=True)


def _read(text: str, *, month_first: bool) -> date | None:
    try:
        if found := _NUMBERED.fullmatch(text):
            first, second, year = map(int, found.groups())
            return date(year, first, second) if month_first else date(year, second, first)
        if text.isdigit():
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        read = read_day(text)
        return date(read.year, read.month, read.day) if read.year else None
    except ValueError:
        return None


def _days(first: date, last: date, latest: date) -> Days | None:
    return Days(first, last + timedelta(days=1)) if first <= last <= latest and (last - first).days < LONGEST else None


def _read_answer(text: str) -> Days | None:
    first, _slash, last = text.partition("/")
    try:
        return _days(date.fromisoformat(first), date.fromisoformat(last), date.max)
    except ValueError:
        return None


def _question(context: Context) -> ChoiceNeeded:
    last = context.clues.day - timedelta(days=1)
    this_month = context.clues.day.replace(day=1)
    month = Days((this_month - timedelta(days=1)).replace(day=1), this_month)
    offered = [*(Days(last - timedelta(days=days - 1), last + timedelta(days=1)) for days in _OFFERED), month]
    options = {}
    for span in offered:
        first, until = span.start.isoformat(), span.last.isoformat()
        options[f"{first}/{until}"] = (_OPTION, {"first": first, "last": until, "days": len(span)})
    return ChoiceNeeded(KEY, (_QUESTION, {"file": context.name}), options)


def _told(message: str, span: Days) -> tuple[str, dict]:
    return message, {"first": span.start.isoformat(), "last": span.last.isoformat()}
