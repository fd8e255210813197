"""Whom to invite again, at the edges of the rule, and the ranges it rests on."""

import random
from datetime import date

import pytest
from hypothesis import given, strategies as st

from analytics.affiliates.inviting import Basis, Range, Usual, invitation, ratio_range, share_range

TODAY = date(2026, 11, 20)
TINY = 1e-9
GOOD = {"orders": 60, "kept_orders": 58, "given_back": Range(0.01, 0.09), "returned": Range(7.9, 8.1),
        "last_sale": date(2026, 10, 1)}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({}, "invite"),
        ({"kept_orders": 2}, "little"),
        ({"given_back": Range(0.1, 0.15)}, "invite"),
        ({"given_back": Range(0.1, 0.151)}, "little"),  # it may lie on either side of the limit
        ({"given_back": Range(0.15, 0.3)}, "little"),
        ({"given_back": Range(0.151, 0.3)}, "refunds"),
        ({"kept_orders": 0, "given_back": Range(0.4, 1)}, "refunds"),
        ({"returned": Range(6.0, 7.19)}, "costly"),
        ({"returned": Range(6.0, 7.2)}, "invite"),  # it may be as good as the others
        ({"returned": None}, "invite"),
        ({"last_sale": date(2026, 11, 6)}, "invite"),
        ({"last_sale": date(2026, 11, 7)}, "running"),
    ],
)
def test_the_rule(changed, word):
    assert invitation(Basis(**GOOD | changed), Usual(0.05, 8), today=TODAY) == word


def test_one_creator_a_little_below_the_others_is_not_called_costly():
    rates = [0.12, 0.12, 0.12, 0.10]
    usual = 4 / sum(rates)
    words = [
        invitation(Basis(**GOOD | {"returned": Range(1 / rate, 1 / rate)}), Usual(0.05, usual), today=TODAY) for rate in rates
    ]
    assert words == ["invite"] * 4


@given(st.integers(0, 400), st.integers(1, 400))
def test_the_range_of_a_share_holds_it_and_narrows(part, more):
    whole = part + more
    found, tenfold = share_range(part, whole), share_range(part * 10, whole * 10)
    assert 0 <= found.low <= part / whole + TINY
    assert part / whole - TINY <= found.high <= 1
    assert tenfold.high - tenfold.low < found.high - found.low


def test_the_range_of_a_return_holds_the_truth_nine_times_in_ten():
    chance, held = random.Random(3), 0
    for _attempt in range(300):
        gmv = [chance.uniform(1000, 9000) for _line in range(60)]
        paid = [one * chance.choice([0.08, 0.12, 0.16]) for one in gmv]
        found = ratio_range(
            sum(gmv), sum(paid), lines=60, top2=sum(one * one for one in gmv), bottom2=sum(one * one for one in paid),
            cross=sum(one * other for one, other in zip(gmv, paid, strict=True)),
        )  # fmt: skip
        held += found.low <= 1 / 0.12 <= found.high
    assert 255 <= held <= 285


def test_one_rate_for_all_leaves_no_doubt_of_the_return():
    found = ratio_range(3000, 300, lines=2, top2=5_000_000, cross=500_000, bottom2=50_000)
    assert (found.low, found.high) == (10, 10)
    assert ratio_range(3000, 0, lines=2, top2=0, cross=0, bottom2=0) is None
