"""Two levels put to a clean test: made in an order that chance decided, and therefore comparable without any model. Pure.

Randomisation inference on ranks, right whatever the distribution of the outcome: where neighbouring slots (or the two videos of
an A/B pair) were drawn as a block, Wilcoxon's signed ranks over all flips of signs; otherwise rank sums over all ways to deal the
labels. The lift is the median of differences (Hodges and Lehmann 1963), its range inverts the test. Exact up to MOST_WAYS ways;
beyond, over a random sample of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import comb

import numpy as np
import pandas as pd
from scipy import stats

from analytics.patterns.maturity import VIEWS, Curve
from analytics.patterns.notes import Note, note
from analytics.patterns.question import Question
from analytics.patterns.videos import response

FEWEST_EACH = 5  # videos of each level, or blocks, below which no order can decide anything
MOST_WAYS = 20_000
TAIL = 0.05  # on each side of the range
BETTER, WORSE, OPEN = "better", "worse", "open"


@dataclass(frozen=True)
class Comparison:
    """`level` against `other`. lift: log; factor = e^lift, lo90 to hi90 its 90 % range; p_value: two-sided.

    verdict: better or worse when the range leaves out 1, else open. Too little data is a `reason` and no figures.
    """

    level: str
    other: str
    n: tuple[int, int]
    lift: float | None = None
    factor: float | None = None
    lo90: float | None = None
    hi90: float | None = None
    p_value: float | None = None
    verdict: str = OPEN
    reason: Note | None = None


def draw_order(level: str, other: str, *, each: int, seed: int) -> list[str]:
    """Levels of 2·`each` slots in order of time: in each block of two neighbours chance decides which comes first."""
    flips = np.random.default_rng(seed).random(each) < 0.5
    return [name for flip in flips for name in ((other, level) if flip else (level, other))]


def compare(
    frame: pd.DataFrame,
    *,
    outcome: str,
    made: str,
    level: str,
    other: str,
    block: str | None = None,
    per: str | None = None,
    age_days: str | None = None,
    curve: Curve = VIEWS,
    seed: int = 0,
) -> Comparison:
    """How `level` did against `other` in a test: one row per video, `made` is the column that says which it is.

    block: what was drawn together; a block without a usable video of each is left out. outcome, per, age_days, curve: as of
    `learn`. seed: of the sample of ways.
    """
    y = response(frame, Question(outcome, (), per=per, age_days=age_days), curve)[0]
    told = pd.DataFrame({"y": y, "made": frame[made].to_numpy(), "block": frame[block].to_numpy() if block else 0})
    told = told[np.isfinite(told["y"]) & told["made"].isin([level, other])]
    if block:
        means = told.pivot_table(index="block", columns="made", values="y").reindex(columns=[level, other]).dropna()
        return compare_pairs((means[level] - means[other]).to_numpy(), level=level, other=other, seed=seed)
    one, two = (told.loc[told["made"] == name, "y"].to_numpy() for name in (level, other))
    count = (len(one), len(two))
    found = _rank_sums(one, two, np.random.default_rng(seed)) if min(count) >= FEWEST_EACH else None
    return _judged(level, other, count, found)


def compare_pairs(differences: Sequence[float] | np.ndarray, *, level: str, other: str, seed: int = 0) -> Comparison:
    """How `level` did against `other`, from one difference of logs (level − other) per pair or block."""
    count = (len(differences), len(differences))
    enough = len(differences) >= FEWEST_EACH
    found = _signed_ranks(np.asarray(differences, float), np.random.default_rng(seed)) if enough else None
    return _judged(level, other, count, found)


def _judged(level: str, other: str, count: tuple[int, int], found: tuple[float, float, float, float] | None) -> Comparison:
    if found is None:
        return Comparison(level, other, count, reason=note("few_in_test", videos=min(count), fewest=FEWEST_EACH))
    lift, low, high, p_value = found
    verdict = BETTER if low > 0 else WORSE if high < 0 else OPEN
    return Comparison(level, other, count, lift, *(float(np.exp(value)) for value in (lift, low, high)), p_value, verdict)


def _signed_ranks(differences: np.ndarray, random: np.random.Generator) -> tuple[float, float, float, float]:
    """(lift, low, high, p) from one difference per block."""
    count = len(differences)
    ranks = stats.rankdata(np.abs(differences))
    if 2**count <= MOST_WAYS:
        flips = np.array(list(product((0, 1), repeat=count)))
    else:
        flips = random.integers(0, 2, (MOST_WAYS, count))
    rows, columns = np.triu_indices(count)
    averages = np.sort((differences[rows] + differences[columns]) / 2)
    positive = ranks[differences > 0].sum() + ranks[differences == 0].sum() / 2
    return _inverted(averages, positive, flips @ ranks)


def _rank_sums(one: np.ndarray, other: np.ndarray, random: np.random.Generator) -> tuple[float, float, float, float]:
    count, total = len(one), len(one) + len(other)
    ranks = stats.rankdata(np.concatenate([one, other]))
    if comb(total, count) <= MOST_WAYS:
        dealt = np.array(list(combinations(range(total), count)))
    else:
        dealt = random.permuted(np.tile(np.arange(total), (MOST_WAYS, 1)), axis=1)[:, :count]
    least = count * (count + 1) / 2
    differences = np.sort(np.subtract.outer(one, other).ravel())
    return _inverted(differences, ranks[:count].sum() - least, ranks[dealt].sum(axis=1) - least)


def _inverted(differences: np.ndarray, seen: float, chance: np.ndarray) -> tuple[float, float, float, float]:
    """`differences` sorted; `seen` counts those above 0; `chance` (ways,) is what it would be if the levels were the same."""
    p_value = min(1.0, 2 * min(float((chance <= seen + 1e-9).mean()), float((chance >= seen - 1e-9).mean())))
    counts = np.arange(len(differences) // 2)
    rare = [count for count in counts if (chance <= count).mean() <= TAIL]
    cut = rare[-1] if rare else 0
    return float(np.median(differences)), float(differences[cut]), float(differences[-1 - cut]), p_value
