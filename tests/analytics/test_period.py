"""The period in the address: known choices, own days, and a fallback with a reason for whatever is neither."""

from datetime import date

import pytest

from analytics.period import read_period
from tkcommerce.dates import Days

NEWEST = date(2026, 11, 21)
LAST_28 = Days(date(2026, 10, 25), date(2026, 11, 22))


def test_without_a_word_the_last_28_days_up_to_the_newest_with_data():
    assert read_period({}, newest=NEWEST).days == LAST_28


def test_a_known_choice():
    assert read_period({"days": "7"}, newest=NEWEST).days == Days(date(2026, 11, 15), date(2026, 11, 22))


def test_own_days_hold_both_their_ends():
    period = read_period({"from": "2026-10-01", "to": "2026-10-31"}, newest=NEWEST)
    assert (period.days, period.choice, period.note) == (Days(date(2026, 10, 1), date(2026, 11, 1)), None, "")


@pytest.mark.parametrize(
    "params",
    [
        {"days": "28'"}, {"days": "-1"}, {"days": "99999999999"}, {"from": "2026-10-01"}, {"from": "x", "to": "y"},
        {"from": "2026-10-02", "to": "2026-10-01"}, {"from": "0001-01-01", "to": "2026-10-01"},
        {"from": "0001-01-01", "to": "0001-01-02"}, {"from": "9999-12-31", "to": "9999-12-31"},
    ],
)  # fmt: skip
def test_anything_else_falls_back_and_says_so(params):
    period = read_period(params, newest=NEWEST)
    assert period.days == LAST_28
    assert period.note
