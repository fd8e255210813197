"""How well what was called has held, and the chance that may therefore be stated. Pure.

P(the sign holds) = σ(b·|mean|/sd). Were all assumptions of the model true, b would be near 1; brands
replicate a third as well.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import optimize, special

PRIOR = (0.35, 0.15)  # mean and spread of b over brands
MOST_B = 3.0
BINS = np.array([0.5, 0.6, 0.7, 0.8, 0.9, 1.0])  # of the stated chance


@dataclass(frozen=True)
class Calibration:
    """`curve`: a row per bin of the stated chance: low, high, n, stated (mean), held (share). ece: mean |stated − held| by n."""

    b: float
    n: int  # calls judged
    ece: float | None  # None without any
    curve: pd.DataFrame

    def chance(self, mean: np.ndarray | float, sd: np.ndarray | float) -> np.ndarray | float:
        """Chance that a lift called at `mean` ± `sd` (log) is above 0 in the videos to come."""
        return special.expit(self.b * np.asarray(mean) / np.maximum(sd, 1e-9))


def calibrate(calls: pd.DataFrame, prior: tuple[float, float] = PRIOR) -> Calibration:
    """b most probable after `calls` (of one or several `backtest`s) under b ~ N(prior). Overlapping splits share one vote."""
    judged = calls[calls["held"].notna() & (calls["sd"] > 0)]
    z = np.abs(judged["mean"].to_numpy(dtype=float) / judged["sd"].to_numpy(dtype=float))
    held = judged["held"].to_numpy(dtype=bool)
    vote = 1 / max(judged["split"].nunique(), 1)

    def loss(b: float) -> float:
        return float(-vote * special.log_expit(np.where(held, b * z, -b * z)).sum() + 0.5 * ((b - prior[0]) / prior[1]) ** 2)

    b = float(optimize.minimize_scalar(loss, bounds=(0.0, MOST_B), method="bounded").x)
    curve = reliability(special.expit(b * z), held)
    ece = float((curve["n"] * (curve["stated"] - curve["held"]).abs()).sum() / len(judged)) if len(judged) else None
    return Calibration(b, len(judged), ece, curve)


def reliability(stated: np.ndarray, held: np.ndarray) -> pd.DataFrame:
    """One row per bin of `stated` that has any."""
    bin_of = np.clip(np.searchsorted(BINS, stated, side="right") - 1, 0, len(BINS) - 2)
    by_bin = pd.DataFrame({"bin": bin_of, "stated": stated, "held": held.astype(float)}).groupby("bin")
    curve = by_bin.agg(n=("held", "size"), stated=("stated", "mean"), held=("held", "mean")).reset_index()
    return curve.assign(low=BINS[curve["bin"]], high=BINS[curve["bin"] + 1])[["low", "high", "n", "stated", "held"]]
