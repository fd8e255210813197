"""A table with one row per video → what the model holds apart: outcome, facets, age, account, followers, boost, time. Pure."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.patterns.columns import TIMES, Factor, Tags, crossed, days, factor, flags, numbers, tags, without_strays
from analytics.patterns.maturity import YOUNGEST, Curve, forecast, to_full_age
from analytics.patterns.notes import Note, note
from analytics.patterns.question import HASHTAG, Question

MOST_LEVELS = 800  # compared in one go: the equations are dense in them
MOST_INTERCEPTS = 20  # accounts beyond it are random effects
FEWEST_DATED = 0.5  # share of videos with a readable date, below which there is no time in the model
FEWEST_OF_TAG, FEWEST_OF_PAIR = 3, 5  # videos
FEWEST_FOR_PAIRS = 300  # videos of the brand, below which pairs tell nothing
MOST_LOG_SPAN = 80.0  # of an outcome: counts up to e^80 are nonsense, but must not overflow


@dataclass(frozen=True)
class Videos:
    """Only videos with a usable outcome, in the order of the table."""

    y: np.ndarray  # log count at 28 days, or logit of the rate
    variance: np.ndarray  # of each y, beyond the noise that all share
    days: np.ndarray | None  # since the first video
    fixed: np.ndarray  # X: intercepts, log followers, boost flag, log spend, years
    facets: list[Factor | Tags]  # with two levels or more
    pairs: list[tuple[Factor, Factor, Factor]]  # (pairs that occur, one, other)
    nuisance: list[Factor]  # weeks, months, and accounts if they are many
    left_out: int
    notes: list[Note]


def gather(frame: pd.DataFrame, question: Question, *, curve: Curve, now: pd.Timestamp | None) -> Videos:
    """`now`: videos published later are left out."""
    y, variance = response(frame, question, curve)
    usable = np.isfinite(y)
    notes = []
    moments = days(frame[question.published_at]) if question.published_at else np.full(len(frame), np.nan)
    if now is not None and question.published_at and not pd.api.types.is_numeric_dtype(frame[question.published_at]):
        future = moments > days(pd.Series([now]))[0]
        usable &= ~future
        notes += [note("future", videos=int(future.sum()))] if future.any() else []
    rows, moments = frame[usable], moments[usable]
    since_first, time_notes = _time(moments, question)
    tagged = [tags(HASHTAG, rows[question.hashtags]).with_at_least(FEWEST_OF_TAG)] if question.hashtags else []
    facets, level_notes = _compared([*(factor(name, rows[name]) for name in question.facets), *tagged])
    pairs, pair_notes = _pairs(facets, question.pairs, videos=len(rows))
    accounts = factor(question.account, rows[question.account].fillna("")) if question.account else None
    many = accounts is not None and len(accounts.levels) > MOST_INTERCEPTS
    return Videos(
        y=y[usable],
        variance=variance[usable],
        days=since_first,
        fixed=_fixed(rows, question, None if many else accounts, since_first),
        facets=facets,
        pairs=pairs,
        nuisance=[*_weather(since_first), *([accounts] if many else [])],
        left_out=int((~usable).sum()),
        notes=[*notes, *time_notes, *level_notes, *pair_notes],
    )


def response(frame: pd.DataFrame, question: Question, curve: Curve) -> tuple[np.ndarray, np.ndarray]:
    """(y, variance of each y beyond the common noise); NaN where a row tells nothing.

    A count is log1p, brought to 28 days of age. A rate c/n is its empirical logit log((c+½)/(n−c+½)), variance 1/(c+½)+1/(n−c+½).
    """
    counts = numbers(frame[question.outcome])
    counts = np.where(counts >= 0, counts, np.nan)
    age = numbers(frame[question.age_days]) if question.age_days else np.full(len(frame), np.inf)
    if question.per:
        trials = numbers(frame[question.per])
        rest = np.where((trials >= counts) & (trials > 0), trials - counts, np.nan) + 0.5
        y, variance = np.log((counts + 0.5) / rest), 1 / (counts + 0.5) + 1 / rest
    else:
        y, variance = np.minimum(np.log1p(counts), MOST_LOG_SPAN), np.zeros(len(frame))
        if question.age_days:
            y, variance = to_full_age(y, age, curve)
    readable = np.isfinite(y) & (age >= YOUNGEST)
    if not (counts[readable] > 0).any():  # nothing at all was counted: ages and bases alone are no outcome
        y = np.zeros(len(frame))
    return np.where(readable, y, np.nan), variance


def forecasts(frame: pd.DataFrame, question: Question, curve: Curve) -> pd.DataFrame:
    """One row per row of `frame`: age_days, forecast (count at 28 days), lo90, hi90; NaN where it is not known.

    Without ages, and for rates, the forecast is what was counted.
    """
    counts = numbers(frame[question.outcome])
    age = numbers(frame[question.age_days]) if question.age_days else np.full(len(frame), np.nan)
    expected, low, high = counts, counts, counts
    if question.per:
        expected = low = high = counts / np.where(numbers(frame[question.per]) > 0, numbers(frame[question.per]), np.nan)
    elif question.age_days:
        expected, low, high = forecast(np.where(counts >= 0, counts, np.nan), age, curve)
    return pd.DataFrame({"age_days": age, "forecast": expected, "lo90": low, "hi90": high})


def _time(moments: np.ndarray, question: Question) -> tuple[np.ndarray | None, list[Note]]:
    unread = int(np.isnan(moments).sum())
    if not question.published_at or not len(moments):
        return None, []
    if 1 - unread / len(moments) < FEWEST_DATED:
        return None, [note("undated", column=question.published_at)]
    return without_strays(moments), [note("some_undated", videos=unread)] if unread else []


def _compared(facets: list[Factor | Tags]) -> tuple[list[Factor | Tags], list[Note]]:
    """At most MOST_LEVELS levels, those with the most videos; facets with one level have nothing to compare."""
    notes = []
    counts = np.sort(np.concatenate([one.counts for one in facets])) if facets else np.zeros(0)
    fewest = int(counts[-MOST_LEVELS - 1]) + 1 if len(counts) > MOST_LEVELS else 1
    for one in facets if fewest > 1 else []:
        dropped = int((one.counts < fewest).sum())
        notes += [note("many_levels", one.name, levels=dropped, videos=fewest)] if dropped else []
    kept = [one.with_at_least(fewest) for one in facets]
    notes += [note("one_level", one.name) for one in kept if len(one.levels) < 2]
    return [one for one in kept if len(one.levels) > 1], notes


def _pairs(
    facets: list[Factor | Tags], asked: tuple[tuple[str, str], ...], *, videos: int
) -> tuple[list[tuple[Factor, Factor, Factor]], list[Note]]:
    """Pairs of levels with FEWEST_OF_PAIR videos, as far as MOST_LEVELS go."""
    if asked and videos < FEWEST_FOR_PAIRS:
        return [], [note("few_for_pairs", videos=videos, fewest=FEWEST_FOR_PAIRS)]
    known, room = {one.name: one for one in facets}, MOST_LEVELS - sum(len(one.levels) for one in facets)
    found = []
    for one, other in ((known[a], known[b]) for a, b in asked if a in known and b in known):
        pair = crossed(f"{one.name}{TIMES}{other.name}", one, other).with_at_least(FEWEST_OF_PAIR)
        if 1 < len(pair.levels) <= room:
            found.append((pair, one, other))
            room -= len(pair.levels)
    return found, []


def _fixed(rows: pd.DataFrame, question: Question, accounts: Factor | None, since_first: np.ndarray | None) -> np.ndarray:
    """X (n, p): an intercept per account, log followers, boost flag, log spend, linear time in years; no constant columns."""
    parts = [np.ones(len(rows))]
    if accounts is not None:
        parts += [(accounts.codes == code).astype(float) for code in range(1, len(accounts.levels))]
    if question.followers:
        followers = np.log1p(np.maximum(numbers(rows[question.followers]), 0))
        known = followers[~np.isnan(followers)]
        middle = np.median(known) if len(known) else 0.0
        parts.append(np.where(np.isnan(followers), middle, followers) - middle)
    if question.boosted:
        parts.append(flags(rows[question.boosted]))
    if question.spend:
        parts.append(np.log1p(np.nan_to_num(np.maximum(numbers(rows[question.spend]), 0))))
    if since_first is not None:
        parts.append((since_first - since_first.mean()) / 365.25)
    return np.column_stack([parts[0], *(part for part in parts[1:] if len(part) and np.ptp(part) > 1e-9)])


def _weather(since_first: np.ndarray | None) -> list[Factor]:
    """Weeks and months that were good or bad for every video."""
    if since_first is None:
        return []
    found = []
    for name, length in (("week", 7.0), ("month", 30.4375)):
        numbers_of, codes = np.unique(np.floor(since_first / length).astype(int), return_inverse=True)
        found.append(Factor(name, [str(number) for number in numbers_of], codes))
    return [one for one in found if len(one.levels) > 1]
