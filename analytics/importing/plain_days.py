"""A column of days with their years, however people write them → dates. The order of day and month is one for the file."""

import re
from datetime import date

import pandas

from .date_order import SLASHED, find_date_order, parts
from .day_tables import NOT_A_DAY
from .day_texts import read_day
from .draft import Draft
from .tables import Context
from .values import is_null

_COMPACT = re.compile(r"(20\d{2})(\d{2})(\d{2})")
_TRAILING_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2})?.*$")


def plain_days(draft: Draft, column: str, context: Context, declared: str = "") -> tuple[pandas.Series, list]:
    """(dates, None where null, evidence). `declared`: dmy or mdy where exports of this kind always write so."""
    texts = [text.strip() for text in draft.coded(column).values]
    order, evidence = find_date_order([texts], declared=declared, latest=context.clues.latest, hints=context.hints)
    return draft.read(column, lambda text: read_plain_day(text, order), NOT_A_DAY), evidence


def read_plain_day(text: str, order: str) -> date | None:
    """`20261122`, `2026/11/22`, `22/11/2026` by `order`, `2026年11月22日`; ValueError without a year."""
    text = text.strip()
    if is_null(text):
        return None
    if found := _COMPACT.fullmatch(text):
        return date(*map(int, found.groups()))
    if found := SLASHED.match(text):
        rest = _TRAILING_CLOCK.sub("", text[found.end() :])
        if rest.strip():
            raise ValueError(text)
        return date(*parts(found, order))
    read = read_day(text)
    if read.year is None:
        raise ValueError(text)
    return date(read.year, read.month, read.day)
