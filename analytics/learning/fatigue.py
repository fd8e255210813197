"""Does a level tire when it is posted again soon? Its own videos, those after a short gap against those after a long one. Pure.

Observed, not drawn by lot: what is posted often may be posted often for a reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analytics.patterns.randomised import FEWEST_EACH, Comparison, compare

SOON, RESTED = "soon", "rested"
SCALE = 1000.0  # the estimator takes log(1 + count): ratios around 1 are counted in thousandths


@dataclass(frozen=True)
class Fatigue:
    """`found`: after gaps of at most `days` against longer ones, between two videos of the level on one account."""

    days: int
    soon: int
    rested: int
    found: Comparison

    @property
    def is_proven(self) -> bool:
        return self.found.factor is not None and not self.found.lo90 <= 1 <= self.found.hi90


def fatigue_of(results: Iterable[tuple[int, date, float]]) -> Fatigue | None:
    """`results`: (account, day, times the usual at equal age). The gap that cuts them most evenly divides soon from rested.

    None with fewer than FEWEST_EACH on either side of it.
    """
    newest: dict[int, date] = {}
    gaps: list[tuple[int, float]] = []
    for account, day, times in sorted(results):
        if account in newest and times > 0:
            gaps.append(((day - newest[account]).days, times))
        newest[account] = day
    days = [gap for gap, _times in gaps]
    cuts = sorted({*days})[:-1]
    if not cuts:
        return None
    middle = min(cuts, key=lambda cut: abs(sum(gap <= cut for gap in days) - len(days) / 2))
    made = [SOON if gap <= middle else RESTED for gap, _times in gaps]
    if min(made.count(SOON), made.count(RESTED)) < FEWEST_EACH:
        return None
    frame = pd.DataFrame({"times": [SCALE * times for _gap, times in gaps], "made": made})
    found = compare(frame, outcome="times", made="made", level=SOON, other=RESTED)
    return Fatigue(middle, made.count(SOON), made.count(RESTED), found)
