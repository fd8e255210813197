"""A table with one row per video → what the model holds apart: outcome, facets, age, account, followers, boost, time. Pure."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.patterns.columns import Factor, days, factor, flags, numbers, without_strays
from analytics.patterns.maturity import YOUNGEST, Curve, to_full_age
from analytics.patterns.notes import Note, note
from analytics.patterns.question import Question

MOST_LEVELS = 800  # compared in one go: the equations are dense in them
MOST_INTERCEPTS = 20  # accounts beyond it are random effects
FEWEST_DATED = 0.5  # share of videos with a readable date, below which there is no time in the model
MOST_LOG_SPAN = 80.0  # of an outcome: counts up to e^80 are nonsense, but must not overflow


@dataclass(frozen=True)
class Videos:
    """Only videos with a usable outcome, in the order of the table."""

    y: np.ndarray  # log count at 28 days, or logit of the rate
    variance: np.ndarray  # of each y, beyond the noise that all share
    days: np.ndarray | None  # since the first video
    fixed: np.ndarray  # X: intercepts, log followers, boost flag, years
    facets: list[Factor]  # with two levels or more
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
    facets, level_notes = _compared([factor(name, rows[name]) for name in question.facets])
    accounts = factor(question.account, rows[question.account].fillna("")) if question.account else None
    many = accounts is not None and len(accounts.levels) > MOST_INTERCEPTS
    return Videos(
        y=y[usable],
        variance=variance[usable],
        days=since_first,
        fixed=_fixed(rows, question, None if many else accounts, since_first),
        facets=facets,
        nuisance=[*_weather(since_first), *([accounts] if many else [])],
        left_out=int((~usable).sum()),
        notes=[*notes, *time_notes, *level_notes],
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
    return np.where(age >= YOUNGEST, y, np.nan), variance


def _time(moments: np.ndarray, question: Question) -> tuple[np.ndarray | None, list[Note]]:
    unread = int(np.isnan(moments).sum())
    if not question.published_at or not len(moments):
        return None, []
    if 1 - unread / len(moments) < FEWEST_DATED:
        return None, [note("undated", column=question.published_at)]
    return without_strays(moments), [note("some_undated", videos=unread)] if unread else []


def _compared(facets: list[Factor]) -> tuple[list[Factor], list[Note]]:
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


def _fixed(rows: pd.DataFrame, question: Question, accounts: Factor | None, since_first: np.ndarray | None) -> np.ndarray:
    """X (n, p): an intercept per account, log followers, the boost flag, linear time in years; constant columns are left out."""
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
