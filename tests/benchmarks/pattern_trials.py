"""What following our suggestions gains over following a dashboard: section `trials` of patterns.py."""

import numpy as np
from simulator import FACETS
from trial_world import A_WEEK, play

from analytics.patterns.estimates import learn
from analytics.patterns.suggest import suggest


def copy_the_best(known, random):
    """Every facet's level with the highest mean: what a dashboard suggests."""
    return [{name: known.groupby(name)["views"].mean().idxmax() for name in FACETS}] * A_WEEK


def median_and_chance(known, random):
    """The level with the highest median, in one of five videos any level."""
    best = {name: known.groupby(name)["views"].median().idxmax() for name in FACETS}
    chance = {name: f"{name} {random.integers(size)}" for name, size in FACETS.items()}
    return [best] * (A_WEEK - 1) + [chance]


def ours(known, random):
    found = learn(known, outcome="views", facets=list(FACETS), published_at="published_at")
    seen = {name: set(known[name]) for name in FACETS}
    untried = {
        name: [f"{name} {one}" for one in range(size) if f"{name} {one}" not in seen[name]] for name, size in FACETS.items()
    }
    return [one.levels for one in suggest(found, slots=A_WEEK, untried=untried, seed=int(random.integers(2**31)))]


def trials(brands, seed):
    print(f"\nNext trials: regret (log lift, 200 videos), {brands} brands")
    for name, drift in (("lasting effects", 0.0), ("effects that drift, sd .25", 0.25)):
        regrets = {}
        for policy in (copy_the_best, median_and_chance, ours):
            regrets[policy] = np.mean([play(policy, seed + number, drift=drift) for number in range(brands)])
        base = regrets[copy_the_best]
        line = "  ".join(f"{policy.__name__} {regret:.0f} ({regret / base - 1:+.0%})" for policy, regret in regrets.items())
        print(f"  {name:<28} {line}", flush=True)
