"""Rates of which most videos count nothing or little, such as orders: what each says of its rate, and how surely. Pure numpy.

The estimator takes the empirical logit log((c + ½) ÷ (n − c + ½)). At a few expected events it is far off: a video that few have
seen and that sold nothing passes for one that sells well. Here each video's log(c + 1) is compared with what it would be on
average at the brand's usual rate r, λ = r·n events expected (Poisson), in units of how fast it grows with the rate there:

    y = logit r + (log(c + 1) − E_λ log(C + 1)) ÷ (λ·E_λ log((C + 2) ÷ (C + 1)))        v = Var_λ log(C + 1) ÷ (the same)²

So at the usual rate y is unbiased whatever n is, and v is its variance: of very many events 1/c, of few 1/λ and more.
A video of which v is over TELLS_NOTHING (about a quarter of an event expected) is left out.
"""

import numpy as np
from scipy import special

MOST_VARIANCE = 1.9  # a count and a base can carry no more; what is less sure than that is drawn to the usual until it fits …
TELLS_NOTHING = 4.0  # … but not from here on: drawing more of them made ranges too narrow (tests/benchmarks/sparse_sales.py)
MANY = 60.0  # expected events from which on the log is as good as normal


def as_counts(counts: np.ndarray, bases: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """(counts, bases) whose empirical logit is y with variance v; and r = Σ counts ÷ Σ bases, never 0: half an event more.

    NaN stays NaN and is what tells nothing, such as a base of 0.
    """
    bases = np.where(bases > 0, bases, np.nan)
    known = np.isfinite(counts) & np.isfinite(bases)
    usual = float(min((counts[known].sum() + 0.5) / (bases[known].sum() + 1), 0.5)) if known.any() else 0.5
    middle, slope, variance = expected(usual * bases)
    y, v = (np.log1p(counts) - middle) / slope, variance / slope**2
    drawn = np.sqrt(np.minimum(MOST_VARIANCE / v, 1))
    y = np.where(v <= TELLS_NOTHING, special.logit(usual) + drawn * y, np.nan)
    v = np.minimum(v, MOST_VARIANCE)
    events, others = (1 + np.exp(y)) / v, (1 + np.exp(-y)) / v
    return events - 0.5, events + others - 1, usual


def expected(mean: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(E log(C + 1), its growth with log λ, Var log(C + 1)) of Poisson counts C with each mean λ."""
    few = np.minimum(mean, MANY)[:, None]
    events = np.arange(int(MANY + 10 * np.sqrt(MANY)))
    weights = np.exp(special.xlogy(events, few) - few - special.gammaln(events + 1))
    logs = np.log1p(events)
    middle = weights @ logs
    slope = few[:, 0] * (weights @ np.log((events + 2) / (events + 1)))
    variance = weights @ logs**2 - middle**2
    many = mean > MANY
    return (
        np.where(many, np.log1p(mean) - 0.5 / np.maximum(mean, 1), middle),
        np.where(many, 1 - 0.5 / np.maximum(mean, 1), slope),
        np.where(many, 1 / np.maximum(mean, 1), variance),
    )
