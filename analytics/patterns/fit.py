"""Fit the mixed model with Student-t noise. Pure numpy and scipy.

θ_k = log(τ_k/σ) by Fisher scoring on the restricted likelihood times the prior (`priors.py`); the t noise by Fisher-scoring
pseudo-responses y* = η + w·r/f with w = (ν+1)/(ν + r²a/s²), f = (ν+1)/(ν+3), so one weighted cross-product serves every step
(iterated reweighting alone would understate the spread by √((ν+3)/(ν+1))). Both move together, which is slow where θ hardly
matters: Anderson's acceleration takes the steps before into account.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy import special

from analytics.patterns.design import Design
from analytics.patterns.equations import (
    Equations,
    Products,
    Response,
    Solution,
    cross_products,
    equations,
    fitted,
    respond,
    solve,
)
from analytics.patterns.priors import Prior

NU = 5.0  # degrees of freedom of the noise, unless the residuals of many videos speak for others
TAILS, FEWEST_FOR_TAILS = (3.0, 5.0, 10.0), 300
NEARLY_NORMAL = 1e6
MOST_STEPS = 25
CONVERGED, NEARLY_CONVERGED = 0.01, 0.2  # length of a step in posterior standard deviations of θ
REMEMBERED = 3  # steps that the acceleration looks at
NEAR = 0.8  # of θ: longer steps are not accelerated
DEARER = 0.05  # of the loss: what an accelerated step may cost, as it foresees the next pseudo-responses
STEPS_AT = 12  # of the noise alone, at given θ
LOWEST, HIGHEST = -5.5, 1.5  # of θ: τ between 0.4 % and 450 % of σ
DAMPING = 0.05  # added to the information, whose flat directions would send a step too far


@dataclass(frozen=True)
class Fit:
    design: Design
    products: Products
    response: Response  # of the pseudo-responses
    solution: Solution  # at the most probable θ
    information: np.ndarray  # of θ there
    noise: float  # standard deviation (log) of a full-grown video around its pattern
    normal: bool  # the noise was taken as normal: more than half of the outcomes are equal

    @property
    def theta(self) -> np.ndarray:
        return self.solution.equations.theta


def fit(design: Design, y: np.ndarray) -> Fit:
    """Maximum a posteriori θ and everything that the integration over θ needs."""
    products = cross_products(design)
    nu = NEARLY_NORMAL if _spread(y) == 0 else NU
    response = respond(design, y if nu == NEARLY_NORMAL else _clipped(y))
    start = solve(equations(products, design.prior.start), response)
    if nu == NU and len(y) >= FEWEST_FOR_TAILS:
        nearly = _climb(design, products, y, nu, start, until=NEARLY_CONVERGED)
        nu, start = _tails(design, y, nearly), nearly.solution
    return _climb(design, products, y, nu, start)


def _climb(design: Design, products: Products, y: np.ndarray, nu: float, solution: Solution, *, until: float = CONVERGED) -> Fit:
    s2, path = None, _Path()
    for _ in range(MOST_STEPS):
        pseudo, s2 = _pseudo_response(design, solution, y, nu, s2)
        response = respond(design, pseudo)
        solution, length = _step(products, response, solution.equations, design.prior, path)
        if length < until:
            break
    information = slope_and_information(products, solution, design.prior)[1]
    noise = float(np.sqrt(s2 * nu / (nu - 2)))
    return Fit(design, products, response, solution, information, noise, nu == NEARLY_NORMAL)


def _tails(design: Design, y: np.ndarray, found: Fit) -> float:
    """The ν of TAILS that makes the residuals most probable, each with its own scale."""
    residual = (y - fitted(design, found.solution)) * np.sqrt(design.precision)

    def loss(nu: float) -> float:
        scale = np.std(residual) + 1e-9
        for _ in range(8):
            weight = (nu + 1) / (nu + (residual / scale) ** 2)
            scale = np.sqrt(np.average(weight * residual**2, weights=design.recency)) + 1e-9
        constant = special.gammaln((nu + 1) / 2) - special.gammaln(nu / 2) - 0.5 * np.log(nu * np.pi) - np.log(scale)
        return float(np.average((nu + 1) / 2 * np.log1p((residual / scale) ** 2 / nu), weights=design.recency) - constant)

    return min(TAILS, key=loss)


def fit_at(design: Design, y: np.ndarray, theta: np.ndarray) -> Solution:
    """The effects under Student-t noise at given θ, which is not estimated."""
    at = equations(cross_products(design), theta)
    nu = NEARLY_NORMAL if _spread(y) == 0 else NU
    solution, s2 = solve(at, respond(design, y if nu == NEARLY_NORMAL else _clipped(y))), None
    for _ in range(STEPS_AT):
        pseudo, s2 = _pseudo_response(design, solution, y, nu, s2)
        solution = solve(at, respond(design, pseudo))
    return solution


def slope_and_information(products: Products, solution: Solution, prior: Prior) -> tuple[np.ndarray, np.ndarray]:
    """Gradient and expected information of −log posterior in θ, with T = (M⁻¹)_uu and tr_k = tr (I − T)_kk:
    g_k = tr_k − u_k'u_k/σ²,  F_kl = 2 Σ_{i∈k, j∈l} (I − T)_ij² − 2 tr_k tr_l/(n_eff − p); each with the prior's share."""
    inverse = solution.equations.random_inverse
    starts = np.searchsorted(products.block_of, np.arange(len(prior.scales)))
    trace = np.add.reduceat(1 - np.diag(inverse), starts)
    slope = trace - np.add.reduceat(solution.unit_effects**2, starts) / solution.sigma2
    excess = np.eye(products.q) - inverse
    information = 2 * np.add.reduceat(np.add.reduceat(excess * excess, starts, axis=0), starts, axis=1)
    information -= 2 * np.outer(trace, trace) / solution.equations.freedom
    prior_slope, prior_bend = prior.slope_and_bend(solution.equations.theta)
    return slope + prior_slope, information + prior_bend


@dataclass
class _Path:
    """The last values of θ, and the step that was proposed at each."""

    thetas: list[np.ndarray] = field(default_factory=list)
    steps: list[np.ndarray] = field(default_factory=list)

    def accelerated(self, theta: np.ndarray, step: np.ndarray, weight: np.ndarray) -> np.ndarray | None:
        """Walker and Ni 2011: the step from where, were steps linear in θ, the steps so far would nearly cancel out."""
        self.thetas = [*self.thetas, theta][-REMEMBERED - 1 :]
        self.steps = [*self.steps, step][-REMEMBERED - 1 :]
        if len(self.steps) < 2 or np.abs(step).max() > NEAR:
            return None
        changes, moves = np.diff(self.steps, axis=0).T, np.diff(self.thetas, axis=0).T
        share = np.linalg.lstsq(weight[:, None] * changes, weight * step, rcond=1e-3)[0]
        return np.clip(step - (moves + changes) @ share, -1.0, 1.0)


def _step(products: Products, response: Response, at: Equations, prior: Prior, path: _Path) -> tuple[Solution, float]:
    """(after, length of) a Fisher-scoring step, accelerated where that hardly costs anything, else halved until it helps."""
    now = solve(at, response)
    slope, information = slope_and_information(products, now, prior)
    step = np.clip(-np.linalg.solve(information + DAMPING * np.eye(len(slope)), slope), -1.0, 1.0)
    loss = now.loss - prior.log_density(at.theta)
    ahead = path.accelerated(at.theta, step, np.sqrt(np.diag(information)))
    tries = [(part * step, 1e-8) for part in (1.0, 0.5, 0.25, 0.1)]
    for move, cost in tries if ahead is None else [(ahead, DEARER), *tries]:
        theta = np.clip(at.theta + move, LOWEST, HIGHEST)
        tried = solve(equations(products, theta), response)
        if tried.loss - prior.log_density(theta) <= loss + cost:
            break
    moved = theta - at.theta
    return tried, float(np.sqrt(moved @ information @ moved))


def _pseudo_response(design: Design, solution: Solution, y: np.ndarray, nu: float, s2: float | None) -> tuple[np.ndarray, float]:
    """(y*, s²): s², the squared scale of the noise, by EM with the effective degrees of freedom."""
    middle = fitted(design, solution)
    residual = y - middle
    standard = residual**2 * design.weights
    floor = 1e-4 * np.var(y) + 1e-12  # a table without noise
    if s2 is None:
        s2 = float(2.2 * np.median(standard)) if nu < NEARLY_NORMAL else float(standard.mean())  # 2.2 = 1.4826²
    used = len(solution.effects) - np.trace(solution.equations.random_inverse)
    freedom = max(design.n_eff - used, 0.3 * design.n_eff)
    for _ in range(4):
        w = (nu + 1) / (nu + standard / max(s2, floor))
        s2 = max(float((w * standard).sum() / freedom), floor)
    w = (nu + 1) / (nu + standard / s2)
    return middle + w * residual * (nu + 3) / (nu + 1), s2


def _clipped(y: np.ndarray) -> np.ndarray:
    """A start that no viral video pulls away."""
    return np.clip(y, np.median(y) - 3 * _spread(y), np.median(y) + 3 * _spread(y))


def _spread(y: np.ndarray) -> float:
    return 1.4826 * float(np.median(np.abs(y - np.median(y))))
