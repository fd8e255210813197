import numpy as np
import pytest

from analytics.patterns.maturity import LIKES, VIEWS, Curve, fit_curve, forecast, to_full_age


def test_the_curves_pass_through_the_published_shares():
    np.testing.assert_allclose(VIEWS.share(np.array([1, 2, 7, 14, 28])), [0.40, 0.52, 0.75, 0.88, 1.0], atol=0.04)
    np.testing.assert_allclose(LIKES.share(np.array([1, 2, 7])), [0.44, 0.57, 0.80], atol=0.04)


def test_a_full_grown_video_stays_as_it_is():
    expected, variance = to_full_age(np.log([1000.0]), np.array([28.0]), VIEWS)
    np.testing.assert_allclose(np.exp(expected), 1000)
    np.testing.assert_allclose(variance, 0.05**2)


def test_a_forecast_widens_with_what_is_still_to_come():
    expected, low, high = forecast(np.array([100.0, 100.0, 100.0]), np.array([1.0, 14.0, 0.2]), VIEWS)
    assert low[0] < expected[0] < high[0]
    assert expected[0] == pytest.approx(101 / VIEWS.share(np.array(1.0)) - 1)
    assert high[0] / low[0] > high[1] / low[1] > 1
    assert np.isnan([expected[2], low[2], high[2]]).all()


def test_a_brand_with_many_pairs_gets_its_own_curve():
    random, own = np.random.default_rng(3), Curve(1.5, 0.9)
    age = random.uniform(0.6, 10, 2000)
    final = np.exp(random.normal(8, 1, 2000))
    seen = final * own.share(age) * np.exp(0.2 * random.normal(size=2000))
    found = fit_curve(seen, age, final, np.full(2000, 28.0))
    np.testing.assert_allclose(found.share(np.array([1, 3, 7])), own.share(np.array([1, 3, 7])), rtol=0.05)


@pytest.mark.parametrize("pairs", [0, 1])
def test_a_brand_without_pairs_keeps_the_common_curve(pairs):
    found = fit_curve(np.full(pairs, 10.0), np.full(pairs, 1.0), np.full(pairs, 1e6), np.full(pairs, 28.0))
    np.testing.assert_allclose(found.share(np.array([1, 3, 7])), VIEWS.share(np.array([1, 3, 7])), rtol=0.1)


def test_pairs_that_cannot_be_true_are_ignored():
    odd = np.array([np.nan, 10.0, 10.0])
    found = fit_curve(odd, np.array([1.0, 0.1, 9.0]), np.array([5.0, 50.0, 50.0]), np.array([28.0, 28.0, 3.0]))
    assert found == fit_curve(np.array([]), np.array([]), np.array([]), np.array([]))
