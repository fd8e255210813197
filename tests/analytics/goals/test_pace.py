"""Where a month ends, out of made-up days whose truth is known."""

import random
from datetime import date, timedelta

import pytest

from analytics.goals.pace import History, Pace, Standing, needed_rate, pace_of, pace_of_rate
from tkcommerce.dates import Days

NOVEMBER = Days(date(2026, 11, 1), date(2026, 12, 1))


def history(told, value):
    return History(told, {day: value(day) for day in told})


def test_each_day_left_gets_the_mean_of_its_weekday():
    told = Days(date(2026, 3, 1), date(2026, 11, 16))
    one = pace_of(history(told, lambda day: 100.0 if day.weekday() == 6 else 10.0), NOVEMBER)
    assert one.left == Days(date(2026, 11, 16), date(2026, 12, 1))
    assert one.so_far == 3 * 100 + 12 * 10
    assert one.end == pytest.approx(one.so_far + 2 * 100 + 13 * 10)
    assert (one.low, one.high) == (pytest.approx(one.end), pytest.approx(one.end))


def test_a_day_that_has_begun_counts_for_what_it_is_expected_to_bring_or_for_more_where_it_has_more():
    told = Days(date(2026, 3, 1), date(2026, 11, 30))
    values = dict.fromkeys(told, 10.0)
    assert pace_of(History(told, values | {date(2026, 11, 30): 4.0}), NOVEMBER).end == pytest.approx(300)
    assert pace_of(History(told, values | {date(2026, 11, 30): 25.0}), NOVEMBER).end == pytest.approx(315)


def even(drawn, day, week):
    return drawn.gammavariate(3, 30)


def weekends_and_good_weeks(drawn, day, week):
    return drawn.gammavariate(3, 30) * (1.6 if day.weekday() > 4 else 1) * week


def growing(drawn, day, week):
    return drawn.gammavariate(3, 30) * 1.004 ** (day - date(2026, 2, 1)).days


def few_orders(drawn, day, week):
    return float(sum(drawn.random() < 0.05 for _ in range(50)))


@pytest.mark.parametrize("until", [date(2026, 11, 4), date(2026, 11, 16), date(2026, 11, 26)])
@pytest.mark.parametrize("made", [even, weekends_and_good_weeks, growing, few_orders])
def test_the_range_holds_nine_of_ten_months_whatever_the_noise(made, until):
    drawn, held, brands = random.Random(11), 0, 100
    for _brand in range(brands):
        told, whole, week = Days(date(2026, 2, 1), NOVEMBER.end), {}, 1.0
        for day in told:
            week = drawn.lognormvariate(0, 0.15) if day.weekday() == 0 else week
            whole[day] = made(drawn, day, week)
        part = Days(told.start, until)
        found = pace_of(History(part, {day: whole[day] for day in part}), NOVEMBER)
        held += found.low <= sum(whole[day] for day in NOVEMBER) <= found.high
    assert 0.84 <= held / brands <= 0.97  # nine of ten, and what chance makes of a hundred brands


def test_a_brand_that_grows_is_not_forecast_too_low():
    told = Days(date(2026, 1, 1), date(2026, 11, 16))
    found = pace_of(history(told, lambda day: 1.01 ** (day - told.start).days), NOVEMBER)
    truth = sum(1.01 ** (day - told.start).days for day in NOVEMBER)
    assert found.end == pytest.approx(truth, rel=0.02)


@pytest.mark.parametrize(("days", "has_rest", "has_range"), [(27, False, False), (40, True, False), (120, True, True)])
def test_too_few_days_give_no_forecast_and_no_range(days, has_rest, has_range):
    told = Days(date(2026, 11, 16) - timedelta(days=days), date(2026, 11, 16))
    found = pace_of(history(told, lambda day: 1.0), NOVEMBER)
    assert (found.rest is not None, found.low is not None) == (has_rest, has_range)


def test_a_month_that_is_told_whole_is_what_it_is():
    told = Days(date(2026, 3, 1), date(2026, 12, 5))
    found = pace_of(history(told, lambda day: 1.0), NOVEMBER)
    assert (found.so_far, found.end, len(found.left)) == (30.0, 30.0, 0)
    assert (found.standing(30), found.standing(31)) == (Standing.REACHED, Standing.MISSED)


def test_a_month_to_come_is_forecast_whole():
    told = Days(date(2026, 3, 1), date(2026, 10, 20))
    found = pace_of(history(told, lambda day: 1.0), NOVEMBER)
    assert (found.so_far, found.left, found.end) == (0.0, NOVEMBER, pytest.approx(30))


def test_a_rate_is_a_ratio_of_sums_over_the_whole_month():
    told = Days(date(2026, 3, 1), date(2026, 11, 16))
    views = history(told, lambda day: 100.0)
    clicks = history(told, lambda day: 1.0 if day < NOVEMBER.start else 4.0)
    found = pace_of_rate(clicks, views, NOVEMBER)
    assert found.so_far == 0.04
    assert found.low <= found.end <= found.high
    assert found.rest == pytest.approx(1500)


def test_what_the_rest_must_reach_as_a_rate():
    assert needed_rate(0.05, top=60, bottom=1500, rest=1500) == pytest.approx(0.06)
    assert needed_rate(0.05, top=600, bottom=1500, rest=1500) == 0
    assert needed_rate(0.05, top=60, bottom=1500, rest=None) is None


@pytest.mark.parametrize(
    ("target", "standing"), [(90, Standing.ON_COURSE), (100, Standing.OPEN), (120, Standing.OPEN), (121, Standing.BEHIND)]
)
def test_standing_follows_the_whole_range(target, standing):
    pace = Pace(so_far=40, left=Days(date(2026, 11, 16), date(2026, 12, 1)), end=105, low=95, high=120)
    assert pace.standing(target) == standing
