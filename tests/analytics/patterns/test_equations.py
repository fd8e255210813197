"""The equations against slow, dense, textbook versions: GLS, BLUP, and the restricted likelihood with its gradient."""

import numpy as np
import pytest
from scipy import linalg
from simulator import COLUMNS, FACETS, make_up

from analytics.patterns.design import DRIFT, RHO, build
from analytics.patterns.equations import cross_products, equations, respond, solve
from analytics.patterns.fit import fit, slope_and_information
from analytics.patterns.maturity import VIEWS
from analytics.patterns.videos import Question, gather

BRAND = make_up(120, seed=5)
VIDEOS = gather(BRAND.frame, Question("views", tuple(sorted(FACETS)), **COLUMNS), curve=VIEWS, now=None)
DESIGN = build(VIDEOS, drift=True, half_life_days=180)
PRODUCTS = cross_products(DESIGN)
RESPONSE = respond(DESIGN, VIDEOS.y)
THETAS = [np.full(len(DESIGN.blocks), -1.5), np.linspace(-3, 0.5, len(DESIGN.blocks))]


def dense(theta):
    """(fixed effects, BLUP, its error covariance ÷ σ², σ², −2 log restricted likelihood up to a constant) from V of all rows."""
    x, z, y = DESIGN.fixed, (DESIGN.random @ DESIGN.mix).toarray(), VIDEOS.y
    variances = np.diag(np.exp(2 * theta)[DESIGN.block_of_column])
    v = np.diag(1 / DESIGN.weights) + z @ variances @ z.T
    inverse = np.linalg.inv(v)
    information = x.T @ inverse @ x
    b = np.linalg.solve(information, x.T @ inverse @ y)
    p = inverse - inverse @ x @ np.linalg.solve(information, x.T @ inverse)
    blup = variances @ z.T @ inverse @ (y - x @ b)
    error = variances - variances @ z.T @ p @ z @ variances
    freedom = DESIGN.n_eff - x.shape[1]
    sigma2 = y @ p @ y / freedom
    loss = np.linalg.slogdet(v)[1] + np.linalg.slogdet(information)[1] + freedom * np.log(sigma2)
    return b, blup, error, sigma2, loss


@pytest.mark.parametrize("theta", THETAS)
def test_effects_and_their_errors_agree_with_the_dense_solution(theta):
    solution = solve(equations(PRODUCTS, theta), RESPONSE)
    b, blup, error, sigma2, _ = dense(theta)
    scale = solution.equations.scale
    np.testing.assert_allclose(solution.fixed_effects, b, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(solution.random_effects, blup, atol=2e-6)
    np.testing.assert_allclose(solution.equations.random_inverse * scale * scale[:, None], error, atol=2e-6)
    assert solution.sigma2 == pytest.approx(sigma2, rel=1e-6)


def test_the_restricted_likelihood_differs_as_the_dense_one_does():
    one, other = (solve(equations(PRODUCTS, theta), RESPONSE).loss for theta in THETAS)
    assert 2 * (one - other) == pytest.approx(dense(THETAS[0])[4] - dense(THETAS[1])[4], abs=1e-4)


@pytest.mark.parametrize("theta", THETAS)
def test_the_slope_is_the_numerical_derivative(theta):
    def loss(at):
        return solve(equations(PRODUCTS, at), RESPONSE).loss - DESIGN.prior.log_density(at)

    slope, _ = slope_and_information(PRODUCTS, solve(equations(PRODUCTS, theta), RESPONSE), DESIGN.prior)
    steps = np.eye(len(theta)) * 1e-5
    numerical = [(loss(theta + step) - loss(theta - step)) / 2e-5 for step in steps]
    np.testing.assert_allclose(slope, numerical, atol=1e-4)


def test_the_fit_ends_where_the_slope_is_flat():
    found = fit(DESIGN, VIDEOS.y)
    slope, _ = slope_and_information(found.products, found.solution, DESIGN.prior)
    inside = found.theta > -5
    assert np.abs(slope[inside]).max() < 0.05


def test_drift_is_correlated_from_period_to_period():
    block = next(block for block in DESIGN.blocks if block.kind == DRIFT)
    mix = DESIGN.mix.toarray()[block.start : block.stop, block.start : block.stop]
    one_level = (mix @ mix.T)[: DESIGN.periods, : DESIGN.periods]
    np.testing.assert_allclose(one_level, linalg.toeplitz(RHO ** np.arange(DESIGN.periods)), atol=1e-12)
    assert (mix @ mix.T)[0, DESIGN.periods] == 0
