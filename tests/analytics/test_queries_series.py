"""A window against the window before and against the usual range; gaps are filled up, and too many end the comparison."""

from datetime import date, timedelta

from analytics.metrics import VIDEO_VIEWS
from analytics.queries.series import Standing, Usual, compare, daily, earlier_windows, usual_range
from tkcommerce.dates import Days

START = date(2026, 1, 1)


def series(values):
    """`values` by day from START; None is a day that nobody told."""
    days = Days(START, START + timedelta(days=len(values)))
    by_day = dict(zip(days, values, strict=True))
    return daily(VIDEO_VIEWS, days, lambda day: [{"video_views": by_day[day]}], lambda day: 1)


def week(number):
    return Days(START + timedelta(days=7 * number), START + timedelta(days=7 * number + 7))


def test_twelve_windows_just_before_and_equally_long():
    windows = earlier_windows(week(12))
    assert (windows[0], windows[-1], len(windows)) == (week(11), week(0), 12)


def test_the_middle_eighty_percent():
    assert usual_range([float(n) for n in range(11)]) == Usual(1.0, 9.0, 11)


def test_inside_above_and_below():
    usual = Usual(10, 20, 12)
    assert [usual.standing(n) for n in (9, 10, 20, 21)] == [Standing.BELOW, Standing.INSIDE, Standing.INSIDE, Standing.ABOVE]


def test_seven_windows_are_too_few_for_a_range():
    assert compare(VIDEO_VIEWS, series([10] * 7 * 8), week(7)).usual is None


def test_eight_windows_are_enough():
    compared = compare(VIDEO_VIEWS, series([10] * 7 * 9), week(8))
    assert compared.usual == Usual(70.0, 70.0, 8)
    assert compared.standing == Standing.INSIDE


def test_a_day_without_a_value_is_not_a_bad_day():
    days = Days(START + timedelta(days=20), START + timedelta(days=40))
    compared = compare(VIDEO_VIEWS, series([10] * 20 + [None] + [10] * 19), days)
    assert (compared.now.value, compared.now.missing, compared.level, compared.change()) == (190, 1, 200.0, "±0%")


def test_with_more_than_a_tenth_missing_nothing_is_compared():
    compared = compare(VIDEO_VIEWS, series([10] * 7 * 12 + [None] + [10] * 6), week(12))
    assert (compared.now.value, compared.level, compared.standing, compared.change()) == (60, None, None, "")


def test_days_outside_the_data_are_missing_and_not_zero():
    assert compare(VIDEO_VIEWS, series([10] * 7), week(3)).now.value is None
