"""A made-up brand that follows advice: what would have been gained by always making the best? For the policies of next trials.

It starts with 30 videos made at random; then five a week for forty weeks, whose results are known one week later. Regret is the
log lift that the best combination would have brought more, summed over the 200 videos.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd
from simulator import DRIFT_CORRELATION, FACETS, SHOCK_CORRELATION

SEEDS, WEEKS, A_WEEK = 30, 40, 5
NOISE, TAILS, SHARE, EFFECT, SHOCK = 1.2, 4.0, 0.35, 0.45, 0.30
Policy = Callable[[pd.DataFrame, np.random.Generator], list[dict[str, str]]]


def play(policy: Policy, seed: int, *, drift: float = 0.0) -> float:
    """Regret of a policy, which sees the videos with known results (facets, published_at in days, views) and names the next."""
    random = np.random.default_rng(seed)
    effects = {name: np.where(random.random(size) < SHARE, random.normal(0, EFFECT, size), 0.0) for name, size in FACETS.items()}
    strayed = {name: drift * random.normal(size=size) for name, size in FACETS.items()}
    shock, videos, regret = 0.0, [], 0.0
    chosen_by, thinking = random.spawn(1)[0], np.random.default_rng(seed + 1)
    for week in range(-6, WEEKS):
        now = {name: effects[name] + strayed[name] for name in FACETS}
        known = pd.DataFrame(videos)
        made = policy(known[known["published_at"] < 7 * week - 7], thinking) if week >= 0 else _any(A_WEEK, chosen_by)
        for levels in made:
            lift = sum(now[name][int(level.rpartition(" ")[2])] for name, level in levels.items())
            noise = NOISE * random.standard_t(TAILS) / np.sqrt(TAILS / (TAILS - 2))
            day = 7 * week + random.uniform(0, 7)
            videos.append(levels | {"published_at": day, "views": np.floor(np.exp(7.5 + lift + shock + noise))})
            regret += (sum(of.max() for of in now.values()) - lift) if week >= 0 else 0.0
        shock = SHOCK_CORRELATION * shock + np.sqrt(1 - SHOCK_CORRELATION**2) * SHOCK * random.normal()
        keeps = DRIFT_CORRELATION ** (7 / 45)
        strayed = {name: keeps * of + np.sqrt(1 - keeps**2) * drift * random.normal(size=len(of)) for name, of in strayed.items()}
    return regret


def _any(count: int, random: np.random.Generator) -> list[dict[str, str]]:
    return [{name: f"{name} {random.integers(size)}" for name, size in FACETS.items()} for _ in range(count)]
