"""What moved GMV: exact in sum, blind to order, silent where it cannot be said."""

import random
from math import isclose

import pytest

from analytics.lives.identity import LINKS, decompose


def cell(*values):
    return dict(zip(LINKS, values, strict=True))


def test_one_factor_that_doubled_explains_everything():
    parts = decompose(cell(1000, 200, 40, 4, 24000), [cell(1000, 200, 20, 2, 12000)])
    effects = {factor.name: round(factor.effect, 6) for factor in parts.factors}
    assert effects == {"impressions": 0, "enter_room": 0, "ctr": 12000, "ctor": 0, "aov": 0}
    assert parts.moved.name == "ctr"
    assert (parts.gmv, parts.usual, parts.sessions) == (24000, 12000, 1)


def test_the_usual_is_made_of_sums_and_the_mean_of_sessions():
    parts = decompose(cell(1000, 100, 10, 1, 5000), [cell(1000, 100, 10, 1, 4000), cell(3000, 500, 30, 5, 20000)])
    usual = {factor.name: factor.usual for factor in parts.factors}
    assert usual == {"impressions": 2000, "enter_room": 600 / 4000, "ctr": 40 / 600, "ctor": 6 / 40, "aov": 4000}
    assert parts.usual == 12000


@pytest.mark.parametrize("seed", range(20))
def test_effects_always_add_up(seed):
    chance = random.Random(seed)

    def some():
        impressions = chance.randint(500, 90000)
        views = chance.randint(50, impressions)
        clicks = chance.randint(10, views)
        orders = chance.randint(1, clicks)
        return cell(impressions, views, clicks, orders, orders * chance.randint(800, 9000))

    now, before = some(), [some() for _ in range(chance.randint(1, 6))]
    parts = decompose(now, before)
    assert isclose(sum(factor.effect for factor in parts.factors), parts.gmv - parts.usual, rel_tol=1e-9, abs_tol=1e-6)
    product = 1.0
    for factor in parts.factors:
        product *= factor.now
    assert isclose(product, now["gmv"], rel_tol=1e-9)


def test_a_link_that_nobody_tells_joins_its_neighbours():
    parts = decompose(cell(None, 100, None, 5, 500), [cell(None, 100, None, 10, 900)])
    assert [factor.name for factor in parts.factors] == ["views", "orders_per_view", "aov"]


def test_a_session_before_that_knows_less_is_left_out():
    parts = decompose(
        cell(10, 5, 4, 2, 100), [cell(10, 5, 4, 2, 100), cell(10, 5, 4, 2, 300), cell(None, None, None, None, 9999)]
    )
    assert (parts.sessions, parts.usual) == (2, 200)


def test_without_an_order_the_chain_is_broken_and_nothing_is_shared_out():
    parts = decompose(cell(1000, 100, 10, 0, 0), [cell(1000, 100, 10, 1, 4000)])
    assert parts.broken.name == "ctor"
    assert parts.moved is None
    assert {factor.effect for factor in parts.factors} == {None}


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (cell(1000, 100, 10, 1, 4000), []),
        (cell(1000, 100, 10, 1, None), [cell(1000, 100, 10, 1, 4000)]),
        (cell(None, None, None, None, 4000), [cell(1000, 100, 10, 1, 4000)]),
    ],
)
def test_there_is_no_decomposition_without_something_to_compare(now, before):
    assert decompose(now, before) is None
