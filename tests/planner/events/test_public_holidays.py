"""Japan's holidays as the Cabinet Office lists them (www8.cao.go.jp, 国民の祝日), 2024 to 2027."""

from datetime import date

import pytest
from django.utils import translation

from planner.events.public_holidays import first_days_named, holidays_in, holidays_of, is_workday
from tkcommerce.dates import Days

JAPAN = {  # month-day; s: substitute, c: citizens' holiday
    2024: "1-1 1-8 2-11 2-12s 2-23 3-20 4-29 5-3 5-4 5-5 5-6s 7-15 8-11 8-12s 9-16 9-22 9-23s 10-14 11-3 11-4s 11-23",
    2025: "1-1 1-13 2-11 2-23 2-24s 3-20 4-29 5-3 5-4 5-5 5-6s 7-21 8-11 9-15 9-23 10-13 11-3 11-23 11-24s",
    2026: "1-1 1-12 2-11 2-23 3-20 4-29 5-3 5-4 5-5 5-6s 7-20 8-11 9-21 9-22c 9-23 10-12 11-3 11-23",
    2027: "1-1 1-11 2-11 2-23 3-21 3-22s 4-29 5-3 5-4 5-5 7-19 8-11 9-20 9-23 10-11 11-3 11-23",
}
MARKS = {"振替休日": "s", "国民の休日": "c"}


@pytest.mark.parametrize("year", JAPAN)
def test_japan_has_its_holidays_with_substitute_and_citizens_days(year):
    found = [f"{holiday.day.month}-{holiday.day.day}{MARKS.get(holiday.ja, '')}" for holiday in holidays_of("JP", year)]
    assert " ".join(found) == JAPAN[year]


def test_names_are_in_the_readers_language():
    labour = next(holiday for holiday in holidays_of("JP", 2026) if holiday.day == date(2026, 11, 23))
    assert labour.label == "Labor Thanksgiving Day"
    with translation.override("ja"):
        assert labour.label == "勤労感謝の日"


def test_outside_japan_common_names_are_japanese_too_and_moved_days_say_so():
    by_day = {holiday.day: holiday for holiday in holidays_of("SG", 2026)}
    assert (by_day[date(2026, 3, 21)].en, by_day[date(2026, 3, 21)].ja) == ("Eid al-Fitr", "断食明け大祭")
    assert by_day[date(2026, 11, 9)].ja == "ディワリ(振替)"


def test_what_the_library_estimates_is_not_told_as_certain():
    eid = first_days_named("ID", "Eid al-Fitr", 2030)[0]
    assert (eid.is_estimated, eid.label) == (True, "Eid al-Fitr (expected)")


def test_several_markets_over_new_year_come_by_day():
    found = holidays_in(["JP", "ID"], Days(date(2026, 12, 20), date(2027, 1, 2)))
    assert [(holiday.day.isoformat(), holiday.market) for holiday in found] == [
        ("2026-12-25", "ID"), ("2027-01-01", "JP"), ("2027-01-01", "ID"),
    ]  # fmt: skip


def test_workdays():
    days = [date(2026, 9, 18), date(2026, 9, 19), date(2026, 9, 22), date(2026, 9, 24)]
    assert [is_workday(day, "JP") for day in days] == [True, False, False, True]


@pytest.mark.parametrize(
    "market", ["JP", "ID", "MY", "PH", "SG", "TH", "VN", "GB", "US", "DE", "ES", "FR", "IE", "IT", "BR", "MX"]
)
def test_every_market_has_holidays(market):
    assert len(holidays_of(market, 2026)) >= 6
