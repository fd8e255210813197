"""How well the count at 28 days is told from a younger one: section `maturity` of patterns.py."""

import numpy as np

from analytics.patterns.maturity import FULL_AGE, VIEWS, Curve, fit_curve, to_full_age

# Share of the 28-day count that 2,052 public TikToks had reached, by age in days. Between them, straight in log age.
MEASURED = {0.5: 0.28, 1.0: 0.40, 2.0: 0.52, 7.0: 0.75, 14.0: 0.88, 28.0: 1.0}
PAIRS, OWN = 4000, 200


def share_grown(age):
    return np.exp(np.interp(np.log(age), np.log(list(MEASURED)), np.log(list(MEASURED.values()))))


def pairs(seed, grown):
    """(log count, age, log count at 28 days, spread): ages such that 3 % are below 2 days, as in those real pairs."""
    random = np.random.default_rng(seed)
    age = np.clip(np.exp(random.normal(np.log(10), 0.85, PAIRS)), 0.5, FULL_AGE)
    growth = np.log(grown(age))
    final = random.normal(8, 1.2, PAIRS)
    spread = 0.05 + 0.55 * np.abs(growth)  # as real pairs were found to stray
    return final + growth + spread * random.normal(size=PAIRS), age, final, spread


def maturity(brands, seed):
    print("\nMaturity: error of the log count at 28 days (made-up pairs that grow and stray as real ones were measured to)")
    slow, fast = Curve(kappa=12.0, beta=0.65).share, Curve(kappa=2.0, beta=0.6).share
    for name, grown in (("growth as measured", share_grown), ("a slow brand", slow), ("a fast brand", fast)):
        seen, age, final, spread = pairs(seed, grown)
        least = np.sqrt(2 / np.pi) * spread[OWN:].mean()
        print(f"  {name}; no estimate can err less than {least:.3f} on average")
        own = fit_curve(np.exp(seen[:OWN]), age[:OWN], np.exp(final[:OWN]), np.full(OWN, FULL_AGE))
        for kind, curve in (("no adjustment", None), ("common curve", VIEWS), (f"own curve, {OWN} pairs", own)):
            expected, variance = (seen, np.zeros(PAIRS)) if curve is None else to_full_age(seen, age, curve)
            error = (expected - final)[OWN:]
            inside = np.abs(error) <= 1.6449 * np.sqrt(variance[OWN:])
            young = error[age[OWN:] < 3].mean()
            figures = f"bias < 3 days {young:+.3f}  mean |error| {np.abs(error).mean():.3f}  90% covers {inside.mean():.3f}"
            print(f"    {kind:<22} {figures}", flush=True)
