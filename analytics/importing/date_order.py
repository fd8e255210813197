"""Day first or month first? Decided once per file, out of what its dates themselves say. Pure."""

import re
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext_noop

from .choices import ChoiceNeeded
from .problems import UnreadableFile
from .tables import Hints

SLASHED = re.compile(r"(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?P<year>\d{4})(?!\d)")
DAY_FIRST, MONTH_FIRST = "dmy", "mdy"
KEY = "date_order"
# How a shop's market writes its days, where its exports follow the market (platform files seen: VN, US).
_BY_MARKET = dict.fromkeys(("VN", "TH", "ID", "MY", "PH", "SG", "GB", "IE", "FR", "DE", "ES", "IT", "MX", "BR"), DAY_FIRST) | {
    "US": MONTH_FIRST
}
_MOST_TO_ONE = 10
_MIXED = gettext_noop("Some dates are written day first (%(day_first)s), others month first (%(month_first)s).")
ANSWERED = {
    DAY_FIRST: gettext_noop("Dates are read day first, as you said."),
    MONTH_FIRST: gettext_noop("Dates are read month first, as you said."),
}
SEEN = {
    DAY_FIRST: gettext_noop("Dates are written day first: %(text)s can be nothing else."),
    MONTH_FIRST: gettext_noop("Dates are written month first: %(text)s can be nothing else."),
}
SENSIBLE = {
    DAY_FIRST: gettext_noop("Dates are read day first: month first, some would lie in the future or out of their order."),
    MONTH_FIRST: gettext_noop("Dates are read month first: day first, some would lie in the future or out of their order."),
}
DIALECT = {
    DAY_FIRST: gettext_noop("Dates are read day first, as exports of this kind write them."),
    MONTH_FIRST: gettext_noop("Dates are read month first, as exports of this kind write them."),
}
MARKET = {
    DAY_FIRST: gettext_noop("Dates are read day first, as shops of your market write them."),
    MONTH_FIRST: gettext_noop("Dates are read month first, as shops of your market write them."),
}
QUESTION = gettext_noop("Which day is %(text)s? Nothing in the file tells whether the day or the month comes first.")
OPTIONS = {
    DAY_FIRST: gettext_noop("Day first: %(day)s"),
    MONTH_FIRST: gettext_noop("Month first: %(day)s"),
}


def find_date_order(columns: Sequence[Collection[str]], *, declared: str, latest: date, hints: Hints) -> tuple[str, list]:
    """(dmy or mdy, evidence). `columns`: texts of the same rows; nothing in a row comes before what the first column tells.

    A person's answer > a number above 12 > the one order in which no date lies after `latest` and none before the row's
    first > `declared` by the profile > the brand's market. ChoiceNeeded where nothing of this tells and it matters.
    """
    answered = hints.answers.get(KEY, "")
    if answered in ANSWERED:
        return answered, [(ANSWERED[answered], {})]
    matches = {text: _match(text) for column in columns for text in set(column)}
    dates = {found[0]: found for found in matches.values() if found}
    if order := _seen(dates):
        return order
    unclear = min((text for text, found in dates.items() if int(found["first"]) != int(found["second"])), default="")
    if not unclear:
        return declared or DAY_FIRST, []
    rows = [[matches[text] for text in row] for row in {*zip(*columns, strict=True)}]
    return _likely(rows, unclear, declared, latest, hints.market)


def _match(text: str) -> re.Match | None:
    """None for what is a date in neither order: its row tells of it."""
    text = text.strip()
    found = None if text[:4].isdecimal() else SLASHED.match(text)
    return found if found and min(int(found["first"]), int(found["second"])) <= 12 else None


def _seen(dates: dict[str, re.Match]) -> tuple[str, list] | None:
    """Out of a number above 12. Few that say otherwise among many are mistakes, for their rows to tell."""
    day_first = sorted(text for text, found in dates.items() if int(found["first"]) > 12 >= int(found["second"]))
    month_first = sorted(text for text, found in dates.items() if int(found["second"]) > 12 >= int(found["first"]))
    if not day_first and not month_first:
        return None
    if min(len(day_first), len(month_first)) * _MOST_TO_ONE > max(len(day_first), len(month_first)):
        raise UnreadableFile(_MIXED, day_first=day_first[0], month_first=month_first[0])
    order = DAY_FIRST if len(day_first) > len(month_first) else MONTH_FIRST
    return order, [(SEEN[order], {"text": max(day_first, month_first, key=len)[0]})]


def _likely(rows: list[list], unclear: str, declared: str, latest: date, market: str) -> tuple[str, list]:
    sensible = [order for order in (DAY_FIRST, MONTH_FIRST) if _is_sensible(rows, order, latest)]
    if len(sensible) == 1:
        return sensible[0], [(SENSIBLE[sensible[0]], {})]
    if declared:
        return declared, [(DIALECT[declared], {})]
    if market in _BY_MARKET:
        return _BY_MARKET[market], [(MARKET[_BY_MARKET[market]], {})]
    found = SLASHED.match(unclear)
    options = {order: (words, {"day": _day(found, order).isoformat()}) for order, words in OPTIONS.items()}
    raise ChoiceNeeded(KEY, (QUESTION, {"text": unclear}), options)


def _is_sensible(rows: list[list], order: str, latest: date) -> bool:
    soon = latest + timedelta(days=1)  # the shop's zone may be ahead
    for row in rows:
        days = [_day(found, order) for found in row if found]
        if any(day > soon for day in days) or (row[0] and min(days) < days[0]):
            return False
    return True


def _day(found: re.Match, order: str) -> date:
    """Only of dates whose two numbers are both 12 or less. A day 0 or a month 0 lies before all others."""
    first, second = int(found["first"]), int(found["second"])
    day, month = (first, second) if order == DAY_FIRST else (second, first)
    return date(int(found["year"]), max(month, 1), max(day, 1)) if int(found["year"]) else date.min


def parts(found: re.Match, order: str) -> tuple[int, int, int]:
    """(year, month, day) as written, of whatever calendar sense."""
    day, month = (found["first"], found["second"]) if order == DAY_FIRST else (found["second"], found["first"])
    return int(found["year"]), int(month), int(day)
