"""Public holidays of a market by the library `holidays`: nationwide ones, with substitute and citizens' days. Pure.

Names are Japanese and English. Outside Japan the library knows no Japanese ones: JAPANESE has those of everyday use,
the others stay English. What the library itself only estimates (moon sightings to come) says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import get_language, gettext as _
from holidays import country_holidays

from tkcommerce.dates import Days

ESTIMATED = " (estimated)"
MOVED = (" (observed)", " (in lieu)", " (additional holiday)")
JAPANESE = {
    "New Year's Day": "元日", "New Year's Eve": "大晦日", "Christmas Day": "クリスマス", "Christmas Eve": "クリスマス・イブ",
    "Boxing Day": "ボクシング・デー", "Good Friday": "聖金曜日", "Easter Sunday": "復活祭", "Easter Monday": "復活祭の月曜日",
    "Ascension Day": "昇天祭", "Whit Monday": "聖霊降臨祭の月曜日", "All Saints' Day": "諸聖人の日", "Epiphany": "公現祭",
    "Assumption Day": "聖母の被昇天", "Immaculate Conception": "無原罪の聖母", "Labor Day": "メーデー",
    "International Labor Day": "メーデー", "National Labor Day": "メーデー", "May Day": "メーデー",
    "Lunar New Year": "旧正月", "Lunar New Year's Eve": "旧正月の大晦日", "Chinese New Year": "旧正月",
    "Eid al-Fitr": "断食明け大祭", "Eid al-Fitr Second Day": "断食明け大祭2日目", "Eid al-Adha": "犠牲祭",
    "Islamic New Year": "イスラム暦新年", "Prophet's Birthday": "預言者生誕祭", "Diwali": "ディワリ", "Vesak Day": "釈迦生誕祭",
    "Day of Silence": "静寂の日(ニュピ)", "Songkran Festival": "ソンクラーン", "Visakha Bucha": "仏誕節",
    "Independence Day": "独立記念日", "National Day": "建国記念日", "Thanksgiving Day": "感謝祭",
    "Hung Kings' Commemoration Day": "フン王記念日", "Liberation Day/Reunification Day": "南部解放記念日",
    "Pancasila Day": "パンチャシラの日", "Malaysia Day": "マレーシア・デー", "Bastille Day": "革命記念日",
}  # fmt: skip


@dataclass(frozen=True)
class Holiday:
    day: date
    market: str
    ja: str
    en: str
    is_estimated: bool = False

    @property
    def label(self) -> str:
        """In the reader's language."""
        name = self.ja if (get_language() or "").startswith("ja") else self.en
        return _("%(holiday)s (expected)") % {"holiday": name} if self.is_estimated else name


@lru_cache(maxsize=400)
def holidays_of(market: str, year: int) -> tuple[Holiday, ...]:
    """In the order of days."""
    english = country_holidays(market, years=year, language="en_US")
    japanese = country_holidays(market, years=year, language="ja") if market == "JP" else {}
    return tuple(_holiday(day, market, english[day], japanese.get(day, "")) for day in sorted(english))


def _holiday(day: date, market: str, english: str, japanese: str) -> Holiday:
    name = english.replace(ESTIMATED, "")
    return Holiday(day, market, japanese or _in_japanese(name), name, ESTIMATED in english)


def _in_japanese(name: str) -> str:
    for ending in MOVED:
        if name.endswith(ending) and name.removesuffix(ending) in JAPANESE:
            return f"{JAPANESE[name.removesuffix(ending)]}(振替)"
    return JAPANESE.get(name, name)


def holidays_in(markets: Iterable[str], days: Days) -> list[Holiday]:
    """Of these markets in these days; by day, then in the order of the markets."""
    years = range(days.start.year, days.last.year + 1)
    found = (holiday for market in markets for year in years for holiday in holidays_of(market, year))
    return sorted((holiday for holiday in found if holiday.day in days), key=lambda holiday: holiday.day)


def first_days_named(market: str, name: str, year: int) -> list[Holiday]:
    """The first day of each run of days that the library calls by this English name; a lunar one can come twice a year."""
    named = [holiday for holiday in holidays_of(market, year) if holiday.en == name]
    days = {holiday.day for holiday in named}
    return [holiday for holiday in named if holiday.day - timedelta(days=1) not in days]


def is_workday(day: date, market: str) -> bool:
    """Neither a Saturday, a Sunday nor a public holiday."""
    return day.weekday() < 5 and all(holiday.day != day for holiday in holidays_of(market, day.year))
