"""Days and weeks of a brand's zone, and the instants they begin at."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings, strategies as st

from tkcommerce.dates import Days, day_of, instant_of, last_days, month_of, start_of, week_of, window_of

ZONES = st.sampled_from(sorted(available_timezones()))
DAYS = st.dates(date(2000, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-11-21T15:30:00+00:00", date(2026, 11, 22)),  # 00:30 in Tokyo
        ("2026-11-21T23:59:00+00:00", date(2026, 11, 22)),  # 08:59 in Tokyo: still the day before in UTC
        ("2026-11-21T14:59:59+00:00", date(2026, 11, 21)),  # 23:59:59 in Tokyo
    ],
)
def test_the_day_is_the_brands_not_utcs(instant, day):
    assert day_of(datetime.fromisoformat(instant), "Asia/Tokyo") == day


def test_a_time_that_the_clock_skips_becomes_the_first_instant_after_the_gap():
    assert instant_of(date(2026, 3, 8), time(2, 30), "America/New_York") == datetime(2026, 3, 8, 7, tzinfo=UTC)


def test_a_time_that_comes_twice_is_the_first_of_the_two():
    assert instant_of(date(2026, 11, 1), time(1, 30), "America/New_York") == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_a_day_that_a_country_skipped_begins_when_the_next_one_does():
    assert instant_of(date(2011, 12, 30), time(9), "Pacific/Apia") == datetime(2011, 12, 30, 10, tzinfo=UTC)


def test_a_day_begins_after_midnight_where_the_clock_jumps_at_midnight():
    assert start_of(date(2026, 9, 6), "America/Santiago") == datetime(2026, 9, 6, 4, tzinfo=UTC)


def test_a_window_is_half_open_and_whole_days_long():
    start, end = window_of(Days(date(2026, 11, 1), date(2026, 12, 1)), "Asia/Tokyo")
    assert (start, end) == (datetime(2026, 10, 31, 15, tzinfo=UTC), datetime(2026, 11, 30, 15, tzinfo=UTC))


def test_the_last_days_end_before_today():
    assert last_days(28, today=date(2026, 11, 22)) == Days(date(2026, 10, 25), date(2026, 11, 22))


def test_the_run_before_is_equally_long_and_touches():
    days = Days(date(2026, 10, 25), date(2026, 11, 22))
    assert days.before() == Days(date(2026, 9, 27), date(2026, 10, 25))
    assert days.last == date(2026, 11, 21)


def test_a_week_starts_on_monday_or_as_the_brand_says():
    sunday = date(2026, 11, 22)
    assert week_of(sunday) == Days(date(2026, 11, 16), date(2026, 11, 23))
    assert week_of(sunday, starts_on=6) == Days(sunday, date(2026, 11, 29))


def test_a_month_ends_where_the_next_begins():
    assert month_of(date(2026, 2, 14)) == Days(date(2026, 2, 1), date(2026, 3, 1))
    assert month_of(date(2026, 12, 31)) == Days(date(2026, 12, 1), date(2027, 1, 1))


@settings(max_examples=300, deadline=None)
@given(DAYS, st.times(), ZONES)
def test_a_local_time_is_kept_or_moved_to_the_end_of_its_gap(day, at, zone):
    wanted = datetime.combine(day, at.replace(fold=0))
    got = instant_of(day, at, zone).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert got == wanted or wanted < got <= wanted + timedelta(days=1, seconds=1)


@settings(max_examples=300, deadline=None)
@given(DAYS, ZONES)
def test_windows_of_neighbouring_days_touch_without_overlap(day, zone):
    _, end = window_of(Days(day, day + timedelta(days=1)), zone)
    start, _ = window_of(Days(day + timedelta(days=1), day + timedelta(days=2)), zone)
    assert end == start
