"""Features → what the estimator says of each outcome, for all videos and for parts of them. No database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pandas as pd

from analytics.learning.features import HELD_APART, Features
from analytics.learning.outcomes import ASKED, Asked
from analytics.learning.pooling import Means
from analytics.models import Outcome
from analytics.models.pattern_selections import SELECTION
from analytics.patterns.backtest import backtest
from analytics.patterns.estimates import FEWEST_ROWS, Verdicts, learn
from analytics.patterns.maturity import forecast
from analytics.patterns.notes import Note, note
from analytics.patterns.verdicts import FEWEST_VIDEOS

NO_DATA = "no_data"  # key of the reason of an outcome that no import has told of yet
PAIRS = (("hook", "theme"), ("theme", "format"))  # "treasure combinations": compared where there are enough videos
PERIODS = (90, 180)  # days back from the newest video, that a page may look at alone


@dataclass(frozen=True)
class Question:
    """One fit: an outcome within a scope (PatternFit.scope)."""

    asked: Asked
    scope: str = ""


@dataclass(frozen=True)
class Answer:
    question: Question
    verdicts: Verdicts | None
    own: Verdicts | None  # without anything from other brands; the same where nothing came from them
    reason: Note | None
    usual: float | None  # the median video's outcome at 28 days, in its own unit


def questions(features: Features) -> list[Question]:
    """Every outcome for all videos; views also within accounts, markets, relations and periods with enough videos."""
    return [*(Question(asked) for asked in ASKED), *(Question(ASKED[0], scope) for scope in _scopes(features.usable))]


def _scopes(usable: pd.DataFrame) -> Iterator[str]:
    if len(usable) < FEWEST_VIDEOS:
        return
    for name in ("account", "market", "relation"):
        counts = usable[name].value_counts()
        yield from (f"{name}:{value}" for value, n in counts.items() if n >= FEWEST_VIDEOS and len(counts) > 1)
    for days in PERIODS:
        if FEWEST_VIDEOS <= len(_within(usable, f"days:{days}")) < len(usable):
            yield f"days:{days}"


def _within(usable: pd.DataFrame, scope: str) -> pd.DataFrame:
    if not scope or scope.startswith(SELECTION):  # there the features hold only its videos (analytics/learning/selections.py)
        return usable
    name, _, value = scope.partition(":")
    if name == "days":
        since = usable["posted_day"].max() - timedelta(days=int(value))
        return usable[usable["posted_day"] > since].reset_index(drop=True)
    return usable[usable[name] == value].reset_index(drop=True)


def answer(question: Question, features: Features, elsewhere: Means | None = None) -> Answer:
    """`elsewhere`: what levels have brought to other brands; only fits over all videos start from it."""
    asked = question.asked
    table = told(features, asked, question.scope)
    if table.empty:
        is_told = asked.outcome in features.usable.columns
        why = note("few_videos", videos=0, fewest=FEWEST_ROWS) if is_told else note(NO_DATA, outcome=asked.outcome.value)
        return Answer(question, None, None, why, None)
    told_so = columns(features, asked, table) | {"drift": not question.scope.startswith("days:")}
    if asked.outcome == Outcome.VIEWS and not question.scope:
        pairs = [pair for pair in PAIRS if set(pair) <= set(features.facets)]
        told_so |= {"pairs": pairs, "hashtags": "hashtags"}
    own = verdicts = learn(table, **told_so)
    if elsewhere and not question.scope and not own.reason:
        known = {facet: means for facet, means in elsewhere.items() if facet in features.facets}
        verdicts = learn(table, prior_means=known, **told_so)
    return Answer(question, verdicts, own, verdicts.reason, usual(asked, table, features))


def told(features: Features, asked: Asked, scope: str = "") -> pd.DataFrame:
    """The usable videos of the scope with this outcome, oldest first."""
    usable = _within(features.usable, scope)
    if asked.outcome not in usable.columns:
        return usable.iloc[:0]
    return usable[usable[asked.outcome].notna()].reset_index(drop=True)


def columns(features: Features, asked: Asked, table: pd.DataFrame) -> dict[str, object]:
    """The keywords of `learn`, `backtest` and `judge` for this outcome."""
    apart = [name for name in HELD_APART if table[name].nunique() > 1]
    found = {
        "outcome": asked.outcome.value, "facets": [*features.facets, *apart], "published_at": "moment",
        "followers": "followers", "boosted": "boosted", "account": "account", "curve": features.curve,
    }  # fmt: skip
    if asked.rate:
        found["per"] = f"{asked.outcome}_of"
    if asked.grows:
        found["age_days"] = f"{asked.outcome}_age"
    return found


def usual(asked: Asked, table: pd.DataFrame, features: Features) -> float | None:
    """Views, a share, or money per 1,000 views. The median video's; of sparse rates that of all the brand's videos together."""
    if asked.is_sparse:
        unit = 1000 * features.order_size.mean if asked.outcome == Outcome.GMV and features.order_size else 1.0
        return features.rates[asked.outcome] * unit
    values = table[asked.outcome]
    if asked.grows:
        values = forecast(values.to_numpy(), table[f"{asked.outcome}_age"].to_numpy(), features.curve)[0]
    elif asked.rate:
        values = values / table[f"{asked.outcome}_of"].where(lambda base: base > 0)
    middle = float(np.nanmedian(values)) if np.isfinite(values).any() else None
    return middle


def past_calls(asked: Asked, features: Features) -> pd.DataFrame:
    """What would have been called on the videos of the past, judged on later ones: rows of analytics.patterns.backtest."""
    table = told(features, asked)
    found = backtest(table, **columns(features, asked, table))
    return found[~found["facet"].isin(HELD_APART)].reset_index(drop=True)


def forecasts(features: Features) -> pd.DataFrame:
    """One row per video, excluded ones too: video, excluded, read_on, age, reading, forecast, lo90, hi90, times_usual.

    NaN where it is not known. times_usual: the forecast ÷ the account's median forecast.
    """
    if Outcome.VIEWS not in features.frame.columns:
        return pd.DataFrame()
    frame = features.frame
    count, age = frame[Outcome.VIEWS].to_numpy(dtype=float), frame[f"{Outcome.VIEWS}_age"].to_numpy(dtype=float)
    expected, low, high = forecast(count, age, features.curve)
    usable = pd.Series(expected).where(frame["excluded"] == "")
    middle = usable.groupby(frame["account"]).transform("median").to_numpy()
    times_usual = expected / np.where(middle > 0, middle, np.nan)
    told = {"read_on": frame["read_on"], "age": age, "reading": count, "forecast": expected, "lo90": low, "hi90": high}
    return frame[["video", "excluded"]].assign(**told, times_usual=times_usual)
