"""Past → future on real posts, our calls beside the dashboard's, judged alike: section `real` of patterns.py.

The posts (a cosmetics brand's; Moro et al. 2016, UCI "Facebook metrics") are no part of this repository: TKCOMMERCE_SAMPLES.
"""

import os
from pathlib import Path

import numpy as np
import pandas as pd

from analytics.patterns.backtest import SPLITS, backtest, judge
from analytics.patterns.calibration import calibrate

ASKED = {"facets": ["Type", "Category", "Weekday", "slot"], "published_at": "day", "followers": "Page_T_Likes", "boosted": "Paid"}
OUTCOMES = ("T_Reach", "T_Impression", "like", "share", "comment", "Consumers")
SAMPLES = Path(os.environ.get("TKCOMMERCE_SAMPLES", Path(__file__).resolve().parents[3] / "shared/samples"))


def posts():
    """Oldest first; only the month is known, so a post's day is its place in the month."""
    frame = pd.read_csv(SAMPLES / "patterns/facebook_cosmetics.csv", sep=";").iloc[::-1].reset_index(drop=True)
    place = frame.groupby("Month").cumcount() / frame.groupby("Month")["Type"].transform("size")
    slot = pd.cut(frame["Hour"], [0, 5, 9, 12, 24], labels=["night", "morning", "noon", "later"], include_lowest=True)
    return frame.assign(day=30.4 * (frame["Month"] - 1 + place), slot=slot.astype(str)).sort_values("day", ignore_index=True)


def dashboard_calls(frame, outcome):
    """Levels whose mean is 10 % above the brand's in the past, and whether they are above in the judge's eyes later."""
    held = []
    for split in SPLITS:
        cut = round(split * len(frame))
        past, later = frame.iloc[:cut], judge(frame.iloc[cut:], outcome=outcome, **ASKED)
        for facet in ASKED["facets"]:
            means = past.groupby(facet)[outcome].mean()
            best = {str(level) for level in means[means > 1.1 * past[outcome].mean()].index}
            held += (later.loc[(later["facet"] == facet) & later["level"].isin(best), "later_lift"] > 0).tolist()
    return held


def real(brands, seed):
    if not (SAMPLES / "patterns").exists():
        print(f"\nReal posts: {SAMPLES}/patterns is not here")
        return
    frame, every = posts(), []
    print(f"\nReal posts, past → future (splits {', '.join(map(str, SPLITS))}), {len(frame)} posts of a cosmetics brand")
    for outcome in OUTCOMES:
        calls = backtest(frame, outcome=outcome, **ASKED)
        judged = calls[calls["held"].notna()]
        winners, plain = judged.loc[judged["verdict"] == "winner", "held"], dashboard_calls(frame, outcome)
        calibration = calibrate(calls)
        inside = ((judged["later_lo90"] <= np.exp(judged["mean"])) & (np.exp(judged["mean"]) <= judged["later_hi90"])).mean()
        line = f"winners held {winners.sum()} of {len(winners)}; mean > +10 % held {sum(plain)} of {len(plain)}"
        print(f"  {outcome:<14} {line}; b {calibration.b:.2f}, ECE {calibration.ece:.3f}, range holds the call {inside:.2f}")
        every.append(calls)
    together = calibrate(pd.concat(every))
    print(f"  all outcomes: b {together.b:.2f}, ECE {together.ece:.3f} over {together.n} judged levels")
