"""How far a brand's own past, and that of its owner's other brands, lets us believe what a fit says.

P(a level is on the same side again) = σ(b·|lift|/sd), b learned from backtests (analytics/patterns/calibration.py). A winner or
loser is shown as such only with its whole 90 % range on that side, b from FEWEST_FOLDS splits of the past and a chance of
FEWEST_CHANCE: plain dashboards' winners held in 54 of 100 cases on public accounts, so what we name has to be clearly better.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd
from scipy import special

from analytics.models import Verdict
from analytics.patterns.calibration import PRIOR, Calibration, calibrate

FEWEST_FOLDS = 2
FEWEST_CHANCE = 0.60
Judged = list[list]  # [[split, |lift|/sd when called, held], …] of one brand and outcome


@dataclass(frozen=True)
class Trust:
    """`folds`: splits of the past, of any brand that counts here, with a judged level."""

    b: float = PRIOR[0]
    folds: int = 0
    brands: int = 0
    calibration: Calibration | None = None
    judged: Judged = field(default_factory=list)  # of this brand alone

    def chance(self, lift: float, sd: float) -> float | None:
        """To be on the same side again; None before anything was ever judged."""
        return float(special.expit(self.b * abs(lift) / max(sd, 1e-9))) if self.folds else None

    def shown(self, verdict: str, chance: float | None, *, lo90: float, hi90: float) -> str:
        """The word that may stand on a page: of a winner or loser, only with its whole 90 % range (factors) on that side."""
        if verdict not in (Verdict.WINNER, Verdict.LOSING):
            return verdict
        is_clear = lo90 > 1 if verdict == Verdict.WINNER else hi90 < 1
        if is_clear and self.folds >= FEWEST_FOLDS and chance is not None and chance >= FEWEST_CHANCE:
            return verdict
        return Verdict.PROMISING if verdict == Verdict.WINNER else Verdict.UNPROVEN


def judged_of(calls: pd.DataFrame) -> Judged:
    """What calibration needs of the rows of a backtest."""
    told = calls[calls["held"].notna() & (calls["sd"] > 0)]
    return [
        [float(split), round(abs(float(mean) / float(sd)), 4), bool(held)]
        for split, mean, sd, held in zip(told["split"], told["mean"], told["sd"], told["held"], strict=True)
    ]


def trust_of(own: Judged, others: Iterable[Judged] = ()) -> Trust:
    """From this brand's judged levels and those of other brands it may learn from."""
    told = [judged for judged in (own, *others) if judged]
    rows = [row for judged in told for row in judged]
    calls = pd.DataFrame(rows, columns=["split", "mean", "held"]).assign(sd=1.0)
    found = calibrate(calls)
    return Trust(found.b, int(calls["split"].nunique()), len(told), found, own)
