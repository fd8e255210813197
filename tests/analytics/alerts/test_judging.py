"""What counts as out of the ordinary: found where something happened, and rarely where nothing did."""

import random
from math import exp
from statistics import NormalDist

import pytest
from scipy import stats

from analytics.alerts.judging import breaks_out, has_dropped
from analytics.prediction import student

WEEKDAYS = (0.8, 0.85, 0.9, 1.0, 1.2, 1.3, 1.15)


@pytest.mark.parametrize("freedom", [7, 11, 30, 200])
@pytest.mark.parametrize("share", [0.99, 0.9975])
def test_the_quantile_is_that_of_student(share, freedom):
    assert student(NormalDist().inv_cdf(share), freedom) == pytest.approx(stats.t.ppf(share, freedom), rel=0.01)


def quiet_year(drawn, orders_a_day):
    """Sales of 365 days and the 91 before, in which nothing happens but chance and the weekday."""
    days = []
    for day in range(91 + 365):
        count = sum(drawn.random() < orders_a_day * WEEKDAYS[day % 7] / 200 for _ in range(200))
        days.append(sum(exp(drawn.gauss(8.3, 0.6)) for _ in range(count)))
    return days


def weeks_before(days, day):
    """The seven days up to `day`, and the twelve weeks before them."""
    sums = [sum(days[day - 6 - 7 * back : day + 1 - 7 * back]) for back in range(13)]
    return sums[0], sums[1:]


@pytest.mark.parametrize("orders_a_day", [5, 20])
def test_a_quiet_year_has_one_false_drop_at_most(orders_a_day):
    """Looked at each day; told once a week at most, as who dismisses it sees it."""
    drawn, told = random.Random(7), []
    for _year in range(8):
        days, quiet_until, alarms = quiet_year(drawn, orders_a_day), 0, 0
        for day in range(91, len(days)):
            if day >= quiet_until and has_dropped(*weeks_before(days, day)):
                alarms, quiet_until = alarms + 1, day + 7
        told.append(alarms)
    assert sum(told) / len(told) <= 1


def test_half_the_sales_of_a_shop_of_twenty_orders_a_day_are_a_drop():
    drawn = random.Random(8)
    days = quiet_year(drawn, 20)
    weeks = [weeks_before(days, day) for day in range(97, len(days), 7)]
    assert sum(has_dropped(now / 2, before) for now, before in weeks) / len(weeks) > 0.75


def test_a_week_without_any_sale_is_a_drop():
    assert has_dropped(0, [900, 1000, 1100, 950, 1050, 1000, 980, 1020])
    assert not has_dropped(0, [0, 0, 0, 0, 0, 0, 0, 0])
    assert not has_dropped(0, [900, 1000, 1100, 950, 1050, 1000, 980])  # too few weeks to tell


def test_an_even_shop_is_left_alone_until_the_fall_matters():
    weeks = [1000, 1001, 999, 1000, 1002, 998, 1000, 1001]
    assert not has_dropped(850, weeks)
    assert has_dropped(790, weeks)


@pytest.mark.parametrize("spread", [0.5, 0.8, 1.1])
def test_of_videos_like_all_others_one_in_a_hundred_breaks_out(spread):
    """However wide a brand's own range is: eight to sixty others at the same age."""
    drawn = random.Random(9)
    tries = [
        breaks_out(round(5000 * exp(drawn.gauss(0, spread))), [round(5000 * exp(drawn.gauss(0, spread))) for _ in range(others)])
        for others in (8, 20, 60)
        for _ in range(1500)
    ]
    assert sum(tries) / len(tries) <= 0.015


def test_a_breakout_is_beyond_the_brands_own_range():
    even = [1000, 1100, 900, 1050, 950, 1000, 1020, 980, 1000]
    wide = [100, 4000, 900, 9000, 400, 1000, 200, 12_000, 1000]
    assert breaks_out(4100, even)
    assert not breaks_out(3900, even)
    assert not breaks_out(9000, wide)
    assert not breaks_out(90_000, even[:7])
    assert not breaks_out(5, [0] * 9)
