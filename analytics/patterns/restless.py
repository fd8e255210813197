"""Which facets stray more than the others: a score test of each facet's drift against the drift that all share. Pure.

At the most probable θ, were facet k's drift to have a variance of its own: slope g_k = tr_k − u_k'u_k/σ², information
F_k = 2 Σ_{i,j∈k} (I − T)_ij² − 2 tr_k²/(n_eff − p), T = (M⁻¹)_uu; −g_k/√F_k is
about standard normal where it is like the others.
"""

import numpy as np

from analytics.patterns.fit import Fit

MORE_THAN_OTHERS = 2.0  # standard deviations


def restless(fit: Fit) -> list[str]:
    """Names of facets; none where no drift is followed."""
    inverse, solution, design = fit.solution.equations.random_inverse, fit.solution, fit.design
    found = []
    for one in design.facets:
        if one.name not in design.drift_start:
            continue
        start = design.drift_start[one.name]
        own = slice(start, start + len(one.levels) * design.periods)
        excess = -inverse[own, own]
        np.einsum("ii->i", excess)[:] += 1
        slope = np.trace(excess) - (solution.unit_effects[own] ** 2).sum() / solution.sigma2
        information = 2 * (excess**2).sum() - 2 * np.trace(excess) ** 2 / solution.equations.freedom
        if -slope > MORE_THAN_OTHERS * np.sqrt(max(information, 0.0)):
            found.append(one.name)
    return found
