"""One date as written in a cell, with or without year, in thirteen languages → year, month, day and clock. Pure."""

import re
from dataclasses import dataclass
from datetime import date, time

from .month_names import MONTHS, folded, month_key

_CLOCK = re.compile(
    r"(?P<before>午前|午後|上午|下午|오전|오후|am|pm)?\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<after>a\.?m\.?|p\.?m\.?)?(?:\s*(?P<offset>z|utc|[+-](?:0\d|1[0-4]):?[0-5]\d))?$"
)
_AFTERNOON = {"午後", "下午", "오후", "pm"}
_NUMBERS = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})t?")
_EAST_ASIA = re.compile(
    r"(?:(?P<year>\d{4})\s*[年년]\s*)?(?P<month>\d{1,2})\s*(?P<sign>[月월])\s*(?P<day>\d{1,2})\s*[日号號일]?(?:\s*\(.\))?"
)
_VIETNAMESE = re.compile(r"(?:ngay )?(?P<day>\d{1,2}) thang (?P<month>\d{1,2})(?:,? (?:nam )?(?P<year>\d{4}))?")
_DAY_IN_WORDS = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_YEAR_IN_WORDS = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_LONGEST = 100  # characters: on a cell of thousands of spaces the patterns would take minutes
_BUDDHIST_ERA = 543  # Thai years count from 543 BC


@dataclass(frozen=True)
class DayText:
    """What a cell says. year None: not written. languages: those that write it like this, none for plain numbers."""

    year: int | None
    month: int
    day: int
    clock: time | None = None
    offset: str = ""  # as written, "+0900" or "Z"; "" means a wall time of the account's zone
    languages: frozenset[str] = frozenset()


def read_day(text: str) -> DayText:
    """ValueError if it is no date we know, or a day that no calendar has (2026/02/30)."""
    if len(text) > _LONGEST:
        raise ValueError(text)
    words = folded(text)
    clock, offset, words = _split_clock(words)
    year, month, day, languages = _read_date(words)
    if year is not None and not 2000 <= year <= 2100:
        raise ValueError(text)
    date(year or 2000, month, day)  # 2000 has a 29 February, so a date without year may be one
    return DayText(year, month, day, clock, offset, languages)


def _split_clock(words: str) -> tuple[time | None, str, str]:
    found = _CLOCK.search(words)
    if not found:
        return None, "", words
    hour, half = int(found["hour"]), (found["before"] or found["after"] or "").replace(".", "")
    if half:
        if not 0 <= hour <= 12:
            raise ValueError(words)
        hour = hour % 12 + (12 if half in _AFTERNOON else 0)
    clock = time(hour, int(found["minute"]), int(found["second"] or 0))
    return clock, found["offset"] or "", words[: found.start()].strip(" ,、")


def _read_date(words: str) -> tuple[int | None, int, int, frozenset[str]]:
    if found := _NUMBERS.fullmatch(words):
        return int(found["year"]), int(found["month"]), int(found["day"]), frozenset()
    if found := _EAST_ASIA.fullmatch(words):
        languages = frozenset({"ja", "zh"} if found["sign"] == "月" else {"ko"})
        return _year(found["year"]), int(found["month"]), int(found["day"]), languages
    if found := _VIETNAMESE.fullmatch(words):
        return _year(found["year"]), int(found["month"]), int(found["day"]), frozenset({"vi"})
    return _read_words(words)


def _read_words(words: str) -> tuple[int | None, int, int, frozenset[str]]:
    """`March 2, 2026`, `8 de marzo`, `1er mai`, `18 tháng Sáu`: a day number, perhaps a year, and a month's name."""
    years, days = _YEAR_IN_WORDS.findall(words), _DAY_IN_WORDS.findall(words)
    rest = _DAY_IN_WORDS.sub(" ", _YEAR_IN_WORDS.sub(" ", words))
    month, languages = MONTHS.get(month_key(re.sub(r"[º°ª]", " ", rest)), (0, frozenset()))
    if not month or len(days) != 1 or len(years) > 1:
        raise ValueError(words)
    return _year(years[0] if years else None), month, int(days[0]), languages


def _year(digits: str | None) -> int | None:
    if digits is None:
        return None
    year = int(digits)
    return year - _BUDDHIST_ERA if year > 2400 else year
