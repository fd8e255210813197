"""The mixture over the points of θ."""

import numpy as np
import pytest
from scipy import stats

from analytics.patterns.posterior import _Mixture

MEANS, SPREADS = np.array([[0.0, 0.3, 2.0], [0.0, 0.5, -2.0]]), np.array([[1.0, 0.2, 0.1], [1.0, 0.4, 0.1]])


@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_a_quantile_leaves_its_share_below(share):
    mixture = _Mixture(MEANS, SPREADS, np.array([0.3, 0.7]), freedom=12.5)
    np.testing.assert_allclose(mixture.below(mixture.quantile(share)), share, atol=1e-8)


def test_equal_parts_have_the_quantile_of_one():
    mixture = _Mixture(MEANS[:, :1], SPREADS[:, :1], np.array([0.5, 0.5]), freedom=7.0)
    np.testing.assert_allclose(mixture.quantile(0.95), stats.t.ppf(0.95, 7.0), atol=1e-9)


def test_the_density_is_the_slope_of_the_share_below():
    mixture = _Mixture(MEANS, SPREADS, np.array([0.3, 0.7]), freedom=12.5)
    x = np.array([0.4, 0.1, -1.9])
    slope = (mixture.below(x + 1e-6) - mixture.below(x - 1e-6)) / 2e-6
    np.testing.assert_allclose(mixture.density(x), slope, rtol=1e-5)
