"""A ratio is a ratio of sums over cells where everything is known; nothing to divide by is no value, and null is not zero."""

from decimal import Decimal

import pytest
from django.utils import translation

from analytics.metrics import ENGAGEMENT, LIKES, WATCH_GPM, Measured, Metric, measure, signed


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def cell(views, likes, comments=0, shares=0):
    return {"video_views": views, "likes": likes, "comments": comments, "shares": shares}


def test_a_ratio_divides_sums_and_does_not_average_ratios():
    assert measure(ENGAGEMENT, [cell(100, 50), cell(900, 50)]).value == Decimal("0.1")


def test_a_cell_with_an_unknown_part_counts_neither_above_nor_below():
    assert measure(ENGAGEMENT, [cell(100, 10), cell(900, None)]) == Measured(Decimal("0.1"), 10, 100, 1, 1)


def test_nothing_to_divide_by_is_no_value():
    assert measure(ENGAGEMENT, [cell(0, 0)]).value is None


def test_no_known_cell_is_no_value_and_not_zero():
    assert measure(LIKES, [cell(1, None), cell(1, None)]) == Measured(None, None, None, 0, 2)


def test_likes_taken_back_are_subtracted():
    assert measure(LIKES, [cell(1, 5), cell(1, -7)]).value == -2


def test_what_is_subtracted_is_subtracted():
    kept = Metric("kept", "Kept", "gross − refunded", ("gross",), minus=("refunded",))
    assert measure(kept, [{"gross": Decimal(900), "refunded": Decimal(100)}]).value == 800


def test_gpm_is_money_per_thousand_of_its_denominator():
    told = [{"gmv": Decimal(300), "views": 100}, {"gmv": Decimal(0), "views": 1900}, {"gmv": None, "views": 50}]
    assert measure(WATCH_GPM, told).value == 150


def test_days_that_should_be_there_are_missing():
    assert measure(LIKES, [cell(1, 5)], expected=3).missing == 2


def test_a_share_changes_in_points_and_a_count_in_percent():
    assert ENGAGEMENT.change(0.12, 0.10) == "+2.0 pt"
    assert LIKES.change(90, 100) == "−10%"


def test_no_change_can_be_said_from_nothing_or_from_zero():
    assert LIKES.change(5, 0) == ""
    assert LIKES.change(5, None) == ""


def test_what_rounds_to_nothing_has_no_sign():
    assert [signed(0.2, 0), signed(-3, 0), signed(1234, 0)] == ["±0", "−3", "+1,234"]
