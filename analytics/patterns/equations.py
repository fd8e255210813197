"""Henderson's mixed-model equations for given variance ratios. Pure numpy and scipy.

With S = diag(τ/σ) and A = diag(weights), M = [[X'AX, X'AZS], [SZ'AX, SZ'AZS + I]], M [b; u] = [X'Ay; SZ'Ay], z = Su;
σ̂² = (y'Ay − r'M⁻¹r)/(n_eff − p), −log restricted likelihood = ½ log|M| + ½ (n_eff − p) log σ̂².
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import linalg

from analytics.patterns.design import Design

RIDGE = 1e-10  # keeps collinear covariates solvable
LEAST_SQUARES = 1e-10  # of a table without any noise


@dataclass(frozen=True)
class Products:
    """X'AX, X'AZ, Z'AZ of a design: all that the rows contribute besides y. Z here has independent columns (Z·mix)."""

    fixed: np.ndarray
    cross: np.ndarray
    random: np.ndarray
    block_of: np.ndarray  # block number of each column of Z
    n_eff: float

    @property
    def p(self) -> int:
        return len(self.fixed)

    @property
    def q(self) -> int:
        return len(self.random)


@dataclass(frozen=True)
class Response:
    """y'Ay and [X'Ay; Z'Ay]."""

    square: float
    products: np.ndarray


@dataclass(frozen=True)
class Equations:
    """M at one θ = log(τ/σ), as its lower Cholesky root."""

    theta: np.ndarray
    scale: np.ndarray  # τ/σ of each column of Z
    root: np.ndarray
    n_eff: float

    @property
    def p(self) -> int:
        return len(self.root) - len(self.scale)

    @property
    def freedom(self) -> float:
        return max(self.n_eff - self.p, 1.0)

    @cached_property
    def random_inverse(self) -> np.ndarray:
        """The block of M⁻¹ that belongs to u (q, q)."""
        inverse, _ = linalg.lapack.dpotri(self.root, lower=1)  # its upper half stays as the root's: 0
        lower = inverse[self.p :, self.p :]
        full = lower + lower.T
        np.einsum("ii->i", full)[:] = np.diag(lower)
        return full


@dataclass(frozen=True)
class Solution:
    equations: Equations
    effects: np.ndarray  # [b; u]
    sigma2: float
    loss: float  # −log restricted likelihood, up to a constant

    @property
    def fixed_effects(self) -> np.ndarray:
        return self.effects[: self.equations.p]

    @property
    def unit_effects(self) -> np.ndarray:
        return self.effects[self.equations.p :]

    @property
    def random_effects(self) -> np.ndarray:
        """On the independent columns of Z·mix."""
        return self.equations.scale * self.unit_effects


def cross_products(design: Design) -> Products:
    weighted = design.random.multiply(design.weights[:, None]).tocsr()
    random = design.mix.T @ (design.random.T @ weighted) @ design.mix
    return Products(
        fixed=design.fixed.T @ (design.fixed * design.weights[:, None]),
        cross=np.asarray(design.mix.T @ (weighted.T @ design.fixed)).T,
        random=random.toarray(order="F"),  # as the equations are
        block_of=design.block_of_column,
        n_eff=design.n_eff,
    )


def respond(design: Design, y: np.ndarray) -> Response:
    weighted = design.weights * y
    columns, mix = design.unmixing
    random = mix @ (columns @ weighted)
    return Response(float(y @ weighted), np.concatenate([design.fixed.T @ weighted, random]))


def equations(products: Products, theta: np.ndarray) -> Equations:
    p, q = products.p, products.q
    scale = np.exp(theta)[products.block_of]
    m = np.empty((p + q, p + q), order="F")
    m[:p, :p] = products.fixed
    m[p:, :p] = (products.cross * scale).T
    np.multiply(products.random, scale, out=m[p:, p:])
    m[p:, p:] *= scale[:, None]
    diagonal = np.einsum("ii->i", m)  # a view
    diagonal[p:] += 1.0
    diagonal[:p] *= 1 + RIDGE
    diagonal[:p] += RIDGE
    root = linalg.cholesky(m, lower=True, check_finite=False, overwrite_a=True)  # reads the lower half only
    return Equations(theta, scale, root, products.n_eff)


def solve(at: Equations, response: Response) -> Solution:
    right = response.products.copy()
    right[at.p :] *= at.scale
    effects = linalg.cho_solve((at.root, True), right, check_finite=False)
    sigma2 = max(response.square - right @ effects, LEAST_SQUARES) / at.freedom
    loss = np.log(np.diag(at.root)).sum() + 0.5 * at.freedom * np.log(sigma2)
    return Solution(at, effects, sigma2, float(loss))


def fitted(design: Design, solution: Solution) -> np.ndarray:
    return design.fixed @ solution.fixed_effects + design.random @ (design.mix @ solution.random_effects)
