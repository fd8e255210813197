"""Made-up brands whose truth is known: what each level really brings, hidden in noise as real accounts have it.

Sparse effects (35 % of levels, N(0, 0.45²)) of 8 facets with 54 levels; heavy-tailed noise; campaigns that choose several facets
together; levels that come into and go out of use; growing followers; good and bad weeks; boosted posts; young videos whose counts
still grow, along another curve than the estimator assumes. With `drift`, every level strays from its lasting effect, AR(1).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

FACETS = {"hook": 8, "theme": 6, "format": 5, "length": 5, "slot": 6, "weekday": 7, "cta": 5, "product": 12}
COLUMNS = {"published_at": "published_at", "age_days": "age_days", "followers": "followers", "boosted": "boosted"}
BASE_DATE = pd.Timestamp("2025-01-01", tz="UTC")
CAMPAIGNS, STRETCHES = 4, 16  # a year has 16 stretches, each with a campaign
DRIFT_DAYS, DRIFT_CORRELATION = 45, 0.8
SHOCK_CORRELATION = 0.7  # between weeks


@dataclass(frozen=True)
class World:
    noise: float = 1.2
    tails: float = 4.0  # degrees of freedom of the noise
    share: float = 0.35  # of levels that have an effect
    effect: float = 0.45
    drift: float = 0.0
    boosted: float = 0.08
    boost: float = 1.2
    shock: float = 0.30
    growth: float = 2.0  # of log followers in a year
    days: float = 365.0


@dataclass(frozen=True)
class MadeUp:
    """`frame` has one row per video; `truth[facet][level]` the log lift over the facet's usual, in the half year to come."""

    frame: pd.DataFrame
    truth: dict[str, dict[str, float]]

    def truth_of(self, table: pd.DataFrame) -> np.ndarray:
        return np.array([self.truth[facet][level] for facet, level in zip(table["facet"], table["level"], strict=True)])


def make_up(videos: int, seed: int, world: World | None = None) -> MadeUp:
    world, random = world or World(), np.random.default_rng(seed)
    days = np.sort(random.uniform(0, world.days, videos))
    campaign = _campaigns(days / world.days, random)
    codes = {name: _chosen(name, levels, days / world.days, campaign, random) for name, levels in FACETS.items()}
    log_followers = random.normal(np.log(3000), 0.8) + world.growth * days / world.days + 0.15 * np.sin(days / 40)
    boosted = random.random(videos) < np.clip(world.boosted * np.exp(random.normal(0, 0.8, CAMPAIGNS))[campaign], 0, 0.5)
    log_views = 1.5 + 0.75 * log_followers + _weeks(world, random)[(days // 7).astype(int)] + world.boost * boosted
    truth = {}
    for name, levels in FACETS.items():
        now, coming = _effects(levels, days, world, random)
        log_views += now[codes[name], (days // DRIFT_DAYS).astype(int)]
        share = np.bincount(codes[name], minlength=levels) / videos
        truth[name] = {f"{name} {level}": float(coming[level] - share @ coming) for level in range(levels)}
    log_views += world.noise * random.standard_t(world.tails, videos) / np.sqrt(world.tails / (world.tails - 2))
    age = np.maximum(days[-1] + 1 - days, 0.3)
    grown = share_grown(age)
    log_views += np.log(grown) + 0.30 * (1 - grown) * random.normal(size=videos)
    frame = pd.DataFrame({name: [f"{name} {code}" for code in codes[name]] for name in FACETS})
    frame["published_at"] = BASE_DATE + pd.to_timedelta(days, unit="D")
    frame["age_days"] = age
    frame["followers"] = np.round(np.exp(log_followers + random.normal(0, 0.05, videos)))
    frame["boosted"] = boosted
    frame["views"] = np.floor(np.exp(log_views))
    return MadeUp(frame, truth)


def share_grown(age_days: np.ndarray) -> np.ndarray:
    """Of the 28-day count: a stretched exponential through about 40, 50 and 70 % at 1, 2 and 7 days; it stops at day 28."""
    reached = 1 - np.exp(-0.5225 * np.asarray(age_days, dtype=float) ** 0.42)
    return np.minimum(reached / (1 - np.exp(-0.5225 * 28**0.42)), 1.0)


def _campaigns(when: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Half of the videos belong to the campaign of their stretch, the others to that of a parallel one."""
    planned = random.integers(0, CAMPAIGNS, 2 * STRETCHES)
    return planned[np.minimum((when * STRETCHES).astype(int), STRETCHES - 1) + STRETCHES * (random.random(len(when)) < 0.5)]


def _chosen(name: str, levels: int, when: np.ndarray, campaign: np.ndarray, random: np.random.Generator) -> np.ndarray:
    if name == "weekday":
        return random.choice(levels, len(when), p=random.dirichlet(np.full(levels, 8.0)))
    taste = np.log(random.dirichlet(np.full(levels, 1.2)) + 1e-4) + random.normal(0, 0.72, (CAMPAIGNS, levels))[campaign]
    fashion = random.normal(0, 1, levels) * (2 * when - 1)[:, None]
    return (taste + fashion + random.gumbel(size=taste.shape)).argmax(axis=1)


def _weeks(world: World, random: np.random.Generator) -> np.ndarray:
    return world.shock * _stationary(1, int(world.days // 7) + 2, SHOCK_CORRELATION, random)[0]


def _effects(levels: int, days: np.ndarray, world: World, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """((levels, periods) what each level brings, (levels,) what it brings on average over the coming half year)."""
    lasting = np.where(random.random(levels) < world.share, random.normal(0, world.effect, levels), 0.0)
    past, coming = int(world.days // DRIFT_DAYS) + 1, int(world.days / 2 // DRIFT_DAYS)
    strayed = world.drift * _stationary(levels, past + coming, DRIFT_CORRELATION, random)
    return lasting[:, None] + strayed[:, :past], lasting + strayed[:, past:].mean(axis=1)


def _stationary(rows: int, steps: int, correlation: float, random: np.random.Generator) -> np.ndarray:
    """AR(1) with variance 1."""
    values = random.normal(size=(rows, steps))
    for step in range(1, steps):
        values[:, step] = correlation * values[:, step - 1] + np.sqrt(1 - correlation**2) * values[:, step]
    return values
