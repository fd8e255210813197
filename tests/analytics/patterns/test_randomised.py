import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analytics.patterns.randomised import BETTER, OPEN, WORSE, compare, draw_order


def made_up(lift, each=8, seed=1, noise=1.0):
    random = np.random.default_rng(seed)
    order = draw_order("a", "b", each=each, seed=seed)
    block = np.arange(2 * each) // 2
    week = random.normal(0, 1, each)[block]
    log = 8 + lift * (np.array(order) == "a") + week + noise * random.standard_t(4, 2 * each)
    return pd.DataFrame({"hook": order, "slot": block, "views": np.exp(log)})


def ask(frame, **options):
    return compare(frame, outcome="views", made="hook", level="a", other="b", **options)


def test_each_block_of_two_slots_has_both_levels_in_an_order_that_chance_decides():
    order = draw_order("a", "b", each=50, seed=3)
    blocks = {tuple(order[start : start + 2]) for start in range(0, 100, 2)}
    assert (blocks, order.count("a")) == ({("a", "b"), ("b", "a")}, 50)
    assert order == draw_order("a", "b", each=50, seed=3) != draw_order("a", "b", each=50, seed=4)


def test_p_values_agree_with_scipys_exact_tests():
    frame = made_up(0.5)
    one, two = (np.log1p(frame.loc[frame["hook"] == name, "views"].to_numpy()) for name in "ab")
    assert ask(frame).p_value == pytest.approx(stats.mannwhitneyu(one, two, method="exact").pvalue)
    assert ask(frame, block="slot").p_value == pytest.approx(stats.wilcoxon(one - two, method="exact").pvalue)


@pytest.mark.parametrize("block", [None, "slot"])
def test_ranges_hold_what_they_say_and_nothing_is_found_where_nothing_is(block):
    found = [ask(made_up(0.7, seed=seed), block=block) for seed in range(150)]
    held = np.mean([one.lo90 <= np.exp(0.7) <= one.hi90 for one in found])
    assert held >= 0.86
    nothing = [ask(made_up(0.0, seed=seed), block=block).verdict for seed in range(150)]
    assert 1 - nothing.count(OPEN) / 150 <= 0.14


def test_a_large_lift_is_found_and_its_mirror_too():
    frame = made_up(3.0)
    found, mirror = ask(frame), compare(frame, outcome="views", made="hook", level="b", other="a")
    assert (found.verdict, mirror.verdict, found.n) == (BETTER, WORSE, (8, 8))
    assert found.factor == pytest.approx(1 / mirror.factor)
    assert found.p_value == pytest.approx(mirror.p_value)


def test_blocks_take_away_what_the_week_did():
    widths = {block: [np.log(one.hi90 / one.lo90) for one in found] for block, found in _both().items()}
    assert np.mean(widths["slot"]) < 0.85 * np.mean(widths[None])


def _both():
    frames = [made_up(0.5, seed=seed, noise=0.4) for seed in range(20)]
    return {block: [ask(frame, block=block) for frame in frames] for block in (None, "slot")}


def test_a_block_without_both_is_left_out():
    assert ask(made_up(0.5).iloc[1:], block="slot").n == (7, 7)


def test_too_few_are_a_reason():
    found = ask(made_up(3.0, each=4))
    assert (found.lift, found.verdict) == (None, OPEN)
    assert str(found.reason) == "only 4 videos of a level, or pairs, have a usable outcome; at least 5 are needed"


def test_large_tests_are_sampled_and_equal_outcomes_stay_open():
    assert ask(made_up(0.8, each=60)).verdict == BETTER
    same = ask(made_up(0.0).assign(views=7.0))
    assert (same.verdict, same.lift, same.p_value) == (OPEN, 0.0, 1.0)
