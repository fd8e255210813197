"""What few events say of a rate: on average the truth, whatever the base is, and as surely as the estimator is told."""

import numpy as np
import pytest

from analytics.learning.sparse_rates import MANY, as_counts, expected


def logits(counts, bases):
    return np.log((counts + 0.5) / (bases - counts + 0.5)), 1 / (counts + 0.5) + 1 / (bases - counts + 0.5)


@pytest.mark.parametrize("mean", [0.8, 2.0, 8.0, 40.0, 200.0])
@pytest.mark.parametrize("lift", [-0.4, 0.0, 0.4])
def test_the_logit_is_right_on_average(mean, lift):
    """Of 40,000 videos at the usual rate and 40,000 at e^lift times of it, drawn by chance; every base is the same."""
    chance, size = np.random.default_rng(7), 40_000
    counts = np.r_[chance.poisson(mean, size), chance.poisson(mean * np.exp(lift), size)].astype(float)
    made, bases, _usual = as_counts(counts, np.full(2 * size, 1000 * mean))
    y, v = logits(made, bases)
    assert y[size:].mean() - y[:size].mean() == pytest.approx(lift, abs=0.08)
    if not lift:
        assert y.var() / v.mean() == pytest.approx(1, abs=0.05)


def test_a_video_that_few_have_seen_says_nothing():
    counts, bases, usual = as_counts(np.array([0.0, 0.0, 100.0]), np.array([10.0, 400.0, 99000.0]))
    y, v = logits(counts, bases)
    assert usual == pytest.approx(0.001, rel=0.02)
    assert np.isnan(y[0])
    assert y[1] < np.log(usual)
    assert v[1] == pytest.approx(1.9, rel=0.01)


def test_nothing_is_known_of_no_base():
    counts, bases, usual = as_counts(np.array([0.0, np.nan, 3.0]), np.array([0.0, 50.0, np.nan]))
    assert np.isnan(counts).all()
    assert np.isnan(bases).all()
    assert usual == 0.5


def test_few_and_many_events_meet():
    for told in expected(np.array([MANY - 1e-6, MANY + 1e-6])):
        assert told[0] == pytest.approx(told[1], abs=0.001)
