"""What was called on the past of a table, and did it hold on the videos that came after? Pure.

Rolling origin: at each split the first videos are the past, on which `learn` calls; all later ones are the judge. The judge
shrinks nothing: it is a joint fit of its own with Student-t noise, which knows neither the call nor the priors. Counts are those
of today on both sides of a split. What held is a sign, seen through the noise of the later videos: no rule holds more often than
that noise allows.
"""

from collections.abc import Sequence
from dataclasses import fields

import numpy as np
import pandas as pd
from scipy import special

from analytics.patterns.columns import days
from analytics.patterns.design import build
from analytics.patterns.estimates import learn
from analytics.patterns.fit import fit_at
from analytics.patterns.maturity import VIEWS
from analytics.patterns.posterior import MOST_LIFT, contrasts
from analytics.patterns.priors import FACET, PAIR
from analytics.patterns.question import Question, asked
from analytics.patterns.videos import Videos, gather

SPLITS = (0.5, 0.6, 0.7)  # share of the videos that is the past
FEWEST_LATER, FEWEST_OF_LEVEL = 20, 5  # later videos, of the table and of a level, below which nothing is judged
UNSHRUNK = 10.0  # τ/σ of facets and pairs in the judge's fit
CALLS = ["split", "facet", "level", "n", "mean", "sd", "verdict", "later_n", "later_lift", "later_lo90", "later_hi90", "held"]
JUDGED = ["facet", "level", "later_n", "later_lift", "later_lo90", "later_hi90"]


def backtest(
    frame: pd.DataFrame, *, outcome: str | Sequence, facets: Sequence[str], splits: Sequence[float] = SPLITS, **options: object
) -> pd.DataFrame:
    """One row (CALLS) per split and level of the past; `options` as of `learn`. Without published_at: rows in order of time.

    mean, sd: of the log lift when called. later_lift: log; later_lo90 to later_hi90: 90 % range of its factor. held: the later
    lift has the sign of the mean; NA where fewer than FEWEST_OF_LEVEL later videos have the level. No row of a split whose past
    or future is too short.
    """
    table, question = _asked(frame, outcome, facets, options)
    options = {name: value for name, value in options.items() if name not in vars(question)}
    table = _in_order(table, question)
    found = [_split(table, list(facets), question, share, options) for share in splits]
    return pd.concat(found, ignore_index=True)


def judge(frame: pd.DataFrame, *, outcome: str | Sequence, facets: Sequence[str], **options: object) -> pd.DataFrame:
    """What the videos of `frame` say by themselves, nothing shrunk: one row (JUDGED) per level with FEWEST_OF_LEVEL videos.

    `options` as of `learn`; drift, half_life_days and seed have no say. No rows for fewer than FEWEST_LATER videos.
    """
    table, question = _asked(frame, outcome, facets, options)
    videos = gather(table, question, curve=options.get("curve", VIEWS), now=options.get("now"))
    return _judged(videos)


def _asked(
    frame: pd.DataFrame, outcome: str | Sequence, facets: Sequence[str], options: dict[str, object]
) -> tuple[pd.DataFrame, Question]:
    columns = {one.name: options[one.name] for one in fields(Question) if one.name in options and one.name != "pairs"}
    return asked(frame, list(facets), {"outcome": outcome} | columns, options.get("pairs", ()))


def _in_order(table: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Oldest first; videos without a date have no place in time."""
    if not question.published_at:
        return table
    moments = days(table[question.published_at])
    order = np.argsort(moments, kind="stable")
    return table.iloc[order[: np.isfinite(moments).sum()]]


def _split(table: pd.DataFrame, facets: list[str], question: Question, share: float, options: dict[str, object]) -> pd.DataFrame:
    first_later = round(share * len(table))
    columns = vars(question) | {"facets": facets}
    found = learn(table.iloc[:first_later], **columns, **options)
    later = judge(table.iloc[first_later:], **columns, **options)
    if found.reason or later.empty:
        return _no_calls()
    calls = found.table.assign(split=share, mean=found.table["lift"], sd=found.sd).merge(later, how="left", on=["facet", "level"])
    held = pd.Series(np.sign(calls["later_lift"]) == np.sign(calls["mean"]), dtype="boolean").mask(calls["later_lift"].isna())
    return calls.assign(later_n=calls["later_n"].astype("Int64"), held=held)[CALLS]


def _no_calls() -> pd.DataFrame:
    return pd.DataFrame({name: [] for name in CALLS}).astype({"later_n": "Int64", "held": "boolean"})


def _judged(videos: Videos) -> pd.DataFrame:
    if len(videos.y) < FEWEST_LATER or not videos.facets or np.ptp(videos.y) < 1e-9:
        return pd.DataFrame({name: [] for name in JUDGED})
    design = build(videos, drift=False, half_life_days=np.inf)
    ratios = np.where([block.kind in (FACET, PAIR) for block in design.blocks], UNSHRUNK, design.prior.scales)
    solution = fit_at(design, videos.y, np.log(ratios))
    wanted = contrasts(design)
    scaled = wanted.rows * solution.equations.scale
    sd = np.sqrt(solution.sigma2 * np.einsum("ij,jk,ik->i", scaled, solution.equations.random_inverse, scaled, optimize=True))
    lift = np.clip(wanted.rows @ solution.random_effects, -MOST_LIFT, MOST_LIFT)
    half = sd * special.stdtrit(solution.equations.freedom, 0.95)
    low, high = (np.exp(np.clip(x, -MOST_LIFT, MOST_LIFT)) for x in (lift - half, lift + half))
    values = [wanted.facet, wanted.level, wanted.n, lift, low, high]
    judged = pd.DataFrame(dict(zip(JUDGED, values, strict=True)))
    return judged[judged["later_n"] >= FEWEST_OF_LEVEL].reset_index(drop=True)
