"""Rules of commerce events: from JSON to days."""

from datetime import date

import pytest

from planner.events.rules import BadRule, check_rule, occurrences_in
from planner.events.seed import SEED
from tkcommerce.brands.models import Market
from tkcommerce.dates import Days

YEAR = Days(date(2026, 1, 1), date(2027, 1, 1))


def starts(rule, year=2026, **options):
    window = Days(date(year, 1, 1), date(year + 1, 1, 1))
    return [f"{one.days.start:%m-%d}" for one in occurrences_in(rule, window, **options)]


def seeded(code):
    return next(event for event in SEED if event.code == code)


@pytest.mark.parametrize(
    ("code", "year", "days"),
    [
        ("black-friday", 2024, ["11-29"]),  # the fourth Friday was the 22nd
        ("black-friday", 2026, ["11-27"]),
        ("black-friday", 2027, ["11-26"]),
        ("cyber-monday", 2024, ["12-02"]),
        ("mothers-day", 2025, ["05-11"]),
        ("mothers-day", 2026, ["05-10"]),
        ("fathers-day", 2026, ["06-21"]),
        ("respect-aged", 2026, ["09-21"]),
        ("rakuten-super", 2026, ["03-04", "06-04", "09-04", "12-04"]),
        ("eid", 2026, ["03-21"]),
        ("tet", 2026, ["02-17"]),
        ("lunar-new-year", 2027, ["02-06"]),
        ("songkran", 2026, ["04-13"]),
        ("double-10", 2026, ["10-10"]),
    ],
)
def test_seeded_events_are_on_their_days(code, year, days):
    assert starts(seeded(code).rule, year) == days


def test_payday_comes_before_a_weekend_or_holiday():
    assert starts(seeded("payday").rule) == [
        "01-23", "02-25", "03-25", "04-24", "05-25", "06-25", "07-24", "08-25", "09-25", "10-23", "11-25", "12-25",
    ]  # fmt: skip


def test_a_day_that_a_month_lacks_is_its_last():
    assert starts({"day": 31})[:4] == ["01-31", "02-28", "03-31", "04-30"]


def test_a_range_over_new_year_touches_both_years():
    rest = seeded("rest-new-year").rule
    found = occurrences_in(rest, Days(date(2027, 1, 2), date(2027, 1, 5)))
    assert [one.days for one in found] == [Days(date(2026, 12, 29), date(2027, 1, 4))]
    assert len(occurrences_in(rest, YEAR)) == 2


def test_once_is_once():
    assert starts({"on": "2026-07-11"}) == ["07-11"]
    assert starts({"on": "2026-07-11"}, 2027) == []
    assert [one.days for one in occurrences_in({"from": "2026-12-30", "to": "2027-01-02"}, YEAR)] == [
        Days(date(2026, 12, 30), date(2027, 1, 3))
    ]


def test_29_february_is_only_where_there_is_one():
    assert (starts({"on": "02-29"}, 2027), starts({"on": "02-29"}, 2028)) == ([], ["02-29"])


def test_the_last_weekday():
    assert starts({"nth": -1, "weekday": 4, "month": 11}) == ["11-27"]


def test_a_long_event_that_began_before_the_window_is_found():
    found = occurrences_in({"on": "11-27"}, Days(date(2026, 11, 29), date(2026, 11, 30)), length=3)
    assert [one.days for one in found] == [Days(date(2026, 11, 27), date(2026, 11, 30))]


def test_expected_days_say_so():
    assert [one.is_estimated for one in occurrences_in(seeded("eid").rule, Days(date(2030, 1, 1), date(2031, 1, 1)))] == [True]


@pytest.mark.parametrize(
    "rule",
    [
        {}, [], {"on": "13-01"}, {"on": "x"}, {"on": 3}, {"nth": 5, "weekday": 1, "month": 2},
        {"nth": 1, "weekday": 7, "month": 2},
        {"nth": 1}, {"from": "01-01"}, {"from": "2026-02-01", "to": "2026-01-01"}, {"day": 0}, {"day": 32},
        {"on": "01-01", "day": 3}, {"holiday": "x", "market": "XX"}, {"day": 25, "workday": "XX"},
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused(rule):
    with pytest.raises(BadRule):
        check_rule(rule)


@pytest.mark.parametrize("event", SEED, ids=lambda event: event.code)
def test_every_seeded_event_can_be_read_and_comes_every_year(event):
    check_rule(event.rule)
    assert set(event.markets) <= set(Market.values)
    assert all(starts(event.rule, year) for year in (2024, 2025, 2026, 2027, 2028))


def test_seeded_codes_are_one_each():
    assert len({event.code for event in SEED}) == len(SEED)
