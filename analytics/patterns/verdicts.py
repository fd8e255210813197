"""Posterior → a word for each level, and how many more videos would settle it. Pure.

All levels of all facets are one family: the s-value (Stephens 2016) is the expected share of wrong signs among all calls at
least as sure, so calling at a small s keeps false winners rare however many levels are looked at.
"""

import numpy as np
from scipy import special

from analytics.patterns.posterior import LOG_TEN_PERCENT, Posterior

WINNER, PROMISING, UNPROVEN, AVERAGE, LOSING = "winner", "promising", "unproven", "average", "losing"
FEWEST_VIDEOS = 60  # of the brand, before anything may be called winning
FEWEST_OF_LEVEL = 5
SURE, LIKELY, MOST_WRONG = 0.87, 0.80, 0.10  # winner: P(better) ≥ SURE, P(better by 10 %) ≥ LIKELY, s ≤ MOST_WRONG
FEW_VIDEOS, MOST_WRONG_OF_FEW = 200, 0.06  # the s of brands with fewer videos, whose variances are known less well
SETTLED = 0.80  # chance to lie within 10 % of the usual, to be called average
MOST_STILL_NEEDED = 200


def verdicts(posterior: Posterior, n: np.ndarray, *, videos: int) -> tuple[np.ndarray, np.ndarray]:
    """(verdict, s-value) of each level; `n` its videos, `videos` the brand's. The s-value is of the likelier sign."""
    up, down = 1 - posterior.p_positive, posterior.p_positive
    s_up, s_down = s_values(up), s_values(down)
    most_wrong = MOST_WRONG if videos >= FEW_VIDEOS else MOST_WRONG_OF_FEW
    enough = (videos >= FEWEST_VIDEOS) & (n >= FEWEST_OF_LEVEL)
    within = 1 - posterior.p_over_10pct - posterior.p_under_10pct
    rules = [
        (WINNER, enough & (s_up <= most_wrong) & (up <= 1 - SURE) & (posterior.p_over_10pct >= LIKELY)),
        (LOSING, enough & (s_down <= most_wrong) & (down <= 1 - SURE) & (posterior.p_under_10pct >= LIKELY)),
        (AVERAGE, enough & (within >= SETTLED)),
        (PROMISING, (posterior.p_positive >= LIKELY) & (posterior.mean > 0)),
    ]
    words = np.select([where for _, where in rules], [word for word, _ in rules], UNPROVEN)
    return words.astype(object), np.where(up <= down, s_up, s_down)


def s_values(errors: np.ndarray) -> np.ndarray:
    """Mean posterior error of this call and every surer one."""
    order = np.argsort(errors, kind="stable")
    values = np.empty_like(errors)
    values[order] = np.cumsum(errors[order]) / np.arange(1, len(errors) + 1)
    return values


def still_needed(posterior: Posterior, n: np.ndarray, words: np.ndarray, *, videos: int, sigma2: float) -> np.ndarray:
    """Fewest further videos of the level that would make it a winner half the time, if it goes on as now (s-value apart).

    Each video takes part of the spread away, 1/σ² in precision, down to what no video tells. NaN for what is settled, for levels
    that do not point up by 10 %, and beyond MOST_STILL_NEEDED.
    """
    enough_sd = np.minimum(
        posterior.mean / special.ndtri(SURE), np.maximum(posterior.mean - LOG_TEN_PERCENT, 0) / special.ndtri(LIKELY)
    )
    target = np.maximum(enough_sd, 0) ** 2 - posterior.fresh_sd**2
    learnable = np.maximum(posterior.sd**2 - posterior.fresh_sd**2, 1e-12)
    by_spread = sigma2 * (1 / np.maximum(target, 1e-12) - 1 / learnable)
    needed = np.maximum.reduce([np.ceil(by_spread), FEWEST_OF_LEVEL - n, np.full(len(n), max(FEWEST_VIDEOS - videos, 1))])
    settled = np.isin(words, [WINNER, LOSING, AVERAGE])
    return np.where(settled | (target <= 0) | (needed > MOST_STILL_NEEDED), np.nan, needed)
