from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings, strategies as st

from analytics.importing.years import NoYear, Span, infer_years, latest_before

ends = st.dates(date(2018, 1, 1), date(2099, 12, 31))


def month_days(days):
    return [(day.month, day.day) for day in days]


def run_of(end, length):
    return [end - timedelta(days=back) for back in range(length - 1, -1, -1)]


@settings(deadline=None)
@given(end=ends, length=st.integers(1, 365), late=st.integers(0, 363))
def test_any_year_long_run_uploaded_within_a_year_gets_its_years_back(end, length, late):
    days = run_of(end, length)

    assert infer_years(month_days(days), Span(end + timedelta(days=late))).days == days


@settings(deadline=None)
@given(end=ends, length=st.integers(3, 365))
def test_newest_first_reads_the_same(end, length):
    days = run_of(end, length)[::-1]

    assert infer_years(month_days(days), Span(end)).days == days


@settings(deadline=None)
@given(end=ends, length=st.integers(2, 365), data=st.data())
def test_missing_days_do_not_move_the_others(end, length, data):
    days = run_of(end, length)
    kept = sorted({days[-1], *data.draw(st.sets(st.sampled_from(days)))})

    assert infer_years(month_days(kept), Span(end)).days == kept


@settings(deadline=None)
@given(end=ends, before=st.integers(2, 30), gap=st.integers(2, 400), after=st.integers(2, 30))
def test_a_gap_of_up_to_400_days_is_found_where_start_and_end_are_known(end, before, gap, after):
    last = run_of(end, after)
    first = run_of(last[0] - timedelta(days=gap), before)
    assume(gap not in (365, 366, 367))  # both sides look like neighbours or like one day: see the next test
    years = infer_years(month_days(first + last), Span(end, start=first[0], is_end=True))

    assert years.days == first + last
    assert years.unsure_gaps == []


def test_a_year_missing_between_seeming_neighbours_is_said():
    rows = [(12, 29), (12, 30), (12, 31), (1, 1)]
    years = infer_years(rows, Span(date(2018, 1, 1), start=date(2016, 12, 29), is_end=True))

    assert years.unsure_gaps == [0]


def test_a_gap_is_named_where_nothing_tells_how_long_it_is():
    years = infer_years([(1, 9), (1, 10), (2, 14), (2, 15)], Span(date(2026, 2, 16)))

    assert years.days == [date(2026, 1, 9), date(2026, 1, 10), date(2026, 2, 14), date(2026, 2, 15)]
    assert years.unsure_gaps == [2]


def test_the_29th_of_february_fixes_the_year():
    years = infer_years([(2, 28), (2, 29), (3, 1)], Span(date(2026, 11, 22)))

    assert years.days == [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)]
    assert years.leap_day


def test_february_28_to_march_1_is_no_gap():
    assert infer_years([(2, 28), (3, 1)], Span(date(2025, 3, 2))).unsure_gaps == []


def test_equal_neighbours_are_one_day():
    years = infer_years([(12, 31), (12, 31), (1, 1), (1, 1)], Span(date(2026, 1, 3)))

    assert years.days == [date(2025, 12, 31)] * 2 + [date(2026, 1, 1)] * 2


def test_rows_without_order_are_refused():
    with pytest.raises(NoYear):
        infer_years([(5, 1), (3, 1), (4, 1), (2, 1)] * 6, Span(date(2026, 1, 3)))


@settings(deadline=None)
@given(latest=ends, day=ends)
def test_the_latest_before_is_within_a_year_or_a_leap_cycle(latest, day):
    found = latest_before((day.month, day.day), latest)

    assert (found.month, found.day) == (day.month, day.day)
    assert timedelta(0) <= latest - found < timedelta(days=366 * 8 if found.day == 29 and found.month == 2 else 366)
