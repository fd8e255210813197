"""What is thought of θ = log(τ/σ), the spread of each block's effects, before looking. Pure.

Facets of one brand resemble each other in how much they matter: their θ are normal around FACET_TYPICAL, with a share in common
(COMMON) that eight facets learn together and each its own (OWN). A brand in which nothing matters is thus recognised as one.
Drift is half-Cauchy: mostly near nothing, but free to be large. Weeks, pairs, and facets known from elsewhere are half-normal
(Chung et al. 2013 on why such a prior keeps τ from collapsing to 0).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

FACET, PAIR, DRIFT, NUISANCE = "facet", "pair", "drift", "nuisance"
TYPICAL = {FACET: 0.22, PAIR: 0.15, DRIFT: 0.20, NUISANCE: 0.50}  # τ/σ: centre of a facet's, scale of the others'
OWN, COMMON = 0.4, 0.8  # standard deviations of a facet's θ


@dataclass(frozen=True)
class Prior:
    scales: np.ndarray  # (blocks,) of τ/σ
    pooled: np.ndarray  # (blocks,) bool: facets that resemble each other
    cauchy: np.ndarray  # (blocks,) bool; the rest is half-normal

    @property
    def start(self) -> np.ndarray:
        return np.log(np.minimum(np.where(self.pooled, 1.0, 0.7) * self.scales, 0.3))

    def log_density(self, theta: np.ndarray) -> float:
        """Up to a constant; half-normal and half-Cauchy on τ/σ as densities of θ."""
        away = (theta - self._centres)[self.pooled]
        square = np.exp(2 * theta) / self.scales**2
        half = np.where(self.cauchy, theta - np.log1p(square), theta - 0.5 * square)
        return float(half[~self.pooled].sum() - 0.5 * away @ self._resemblance @ away)

    def slope_and_bend(self, theta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Gradient and curvature of −log density."""
        square = np.exp(2 * theta) / self.scales**2
        part = square / (1 + square)
        slope = np.where(self.cauchy, 2 * part, square) - 1
        bend = np.diag(np.where(self.cauchy, 4 * part * (1 - part), 2 * square))
        pooled = np.flatnonzero(self.pooled)
        slope[pooled] = self._resemblance @ (theta - self._centres)[pooled]
        bend[np.ix_(pooled, pooled)] = self._resemblance
        return slope, bend

    @cached_property
    def _centres(self) -> np.ndarray:
        return np.log(self.scales)

    @cached_property
    def _resemblance(self) -> np.ndarray:
        """Precision of the pooled θ."""
        count = int(self.pooled.sum())
        return (np.eye(count) - COMMON**2 / (OWN**2 + count * COMMON**2)) / OWN**2


def prior_of(blocks: list[tuple[str, str]], known: dict[str, float]) -> Prior:
    """Of (name, kind) blocks; `known`: facets with means from elsewhere, and how far from them their levels may lie (τ/σ)."""
    scales = [known.get(name, TYPICAL[kind]) if kind == FACET else TYPICAL[kind] for name, kind in blocks]
    pooled = [kind == FACET and name not in known for name, kind in blocks]
    return Prior(np.array(scales), np.array(pooled), np.array([kind == DRIFT for _, kind in blocks]))
