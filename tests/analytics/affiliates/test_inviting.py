"""Whom to invite again, at the edges of the rule."""

from datetime import date

import pytest

from analytics.affiliates.inviting import Usual, invitation

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({}, "invite"),
        ({"kept_orders": 2}, "little"),
        ({"refund_share": 0.15}, "invite"),
        ({"refund_share": 0.151}, "refunds"),
        ({"refund_share": None}, "invite"),
        ({"return_on_commission": 7.9}, "costly"),
        ({"return_on_commission": None}, "invite"),
        ({"last_sale": date(2026, 11, 6)}, "invite"),
        ({"last_sale": date(2026, 11, 7)}, "running"),
    ],
)
def test_the_rule(changed, word):
    good = {"kept_orders": 3, "refund_share": 0.0, "return_on_commission": 8, "last_sale": date(2026, 10, 1)}
    assert invitation(**good | changed, usual=Usual(0.05, 8), today=TODAY) == word
