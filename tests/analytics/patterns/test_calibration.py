import numpy as np
import pandas as pd
import pytest

from analytics.patterns.calibration import PRIOR, calibrate


def made_up(b, levels=4000, seed=1):
    """Calls that hold with chance σ(b·|z|)."""
    random = np.random.default_rng(seed)
    z = random.normal(0, 2, levels)
    held = random.random(levels) < 1 / (1 + np.exp(-b * np.abs(z)))
    return pd.DataFrame({"split": 0.5, "mean": 0.2 * z, "sd": 0.2, "held": pd.array(held, dtype="boolean")})


@pytest.mark.parametrize("b", [0.25, 0.9])
def test_it_finds_how_well_calls_hold_and_states_that(b):
    found = calibrate(made_up(b))
    assert found.b == pytest.approx(b, abs=0.06)
    assert found.chance(0.4, 0.2) == pytest.approx(1 / (1 + np.exp(-2 * found.b)))
    assert found.chance(-0.4, 0.2) == pytest.approx(1 - found.chance(0.4, 0.2))
    assert found.ece <= 0.03
    assert found.curve["n"].sum() == found.n == 4000


def test_without_calls_the_chance_is_that_of_other_brands():
    found = calibrate(made_up(0.9).head(0))
    assert (found.b, found.n, found.ece, len(found.curve)) == (pytest.approx(PRIOR[0], abs=1e-4), 0, None, 0)


def test_few_calls_move_it_little():
    lost = made_up(0.9, levels=4).assign(held=pd.array([False] * 4, dtype="boolean"))
    assert 0.1 < calibrate(lost).b < PRIOR[0]


def test_what_was_not_judged_has_no_say():
    calls = made_up(0.9, levels=300)
    unknown = calls.assign(held=pd.array([pd.NA] * 300, dtype="boolean"))
    assert calibrate(pd.concat([calls, unknown])).b == calibrate(calls).b


def test_three_overlapping_splits_have_the_vote_of_one():
    calls = made_up(0.9, levels=60)
    thrice = pd.concat([calls.assign(split=split) for split in (0.5, 0.6, 0.7)])
    assert calibrate(thrice).b == pytest.approx(calibrate(calls).b, abs=1e-4)
