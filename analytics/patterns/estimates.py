"""Which levels of which facets win, by how much, and how sure: `learn`. Pure; needs no framework.

Observational: a lift is associated with its level, adjusted for other facets, account, followers, boosts and weeks, not caused.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analytics.patterns.design import Design, build
from analytics.patterns.fit import Fit, fit
from analytics.patterns.maturity import VIEWS, Curve
from analytics.patterns.notes import Note, confounded, nested, note, silent
from analytics.patterns.posterior import Contrasts, Posterior, contrasts, integrate, kept_spread
from analytics.patterns.priors import DRIFT, FACET
from analytics.patterns.question import asked
from analytics.patterns.restless import restless
from analytics.patterns.verdicts import still_needed, verdicts
from analytics.patterns.videos import Videos, forecasts, gather

FEWEST_ROWS = 8
COLUMNS = [
    "facet", "level", "n", "lift", "factor", "lo90", "hi90", "p_positive", "p_over_10pct", "s_value", "verdict", "still_needed",
]  # fmt: skip


@dataclass(frozen=True)
class Verdicts:
    """`table` has one row per facet level (COLUMNS): lift is log, factor = e^lift the ratio to the brand's usual, lo90 to hi90
    its 90 % range. Too little data is an empty table and a `reason`."""

    table: pd.DataFrame
    reason: Note | None = None
    sd: np.ndarray = field(default_factory=lambda: np.zeros(0))  # of each lift (log), in the order of `table`
    correlation: np.ndarray = field(default_factory=lambda: np.zeros((0, 0)))  # of the lifts, at the most probable variances
    scale: float | None = None  # σ of one video's log outcome, as Fisher information sees it: m videos add m/σ² to a precision
    spread: dict[str, float] = field(default_factory=dict)  # facet → standard deviation (log) of what its levels bring
    repeatability: dict[str, float] = field(default_factory=dict)  # facet → share of its effects that lasts; empty without drift
    noise: float | None = None  # standard deviation (log) of one full-grown video around its pattern
    videos: int = 0  # that were used
    left_out: int = 0  # without a usable outcome, too young, or dated in the future
    seconds: float = 0.0
    notes: list[Note] = field(default_factory=list)
    forecasts: pd.DataFrame = field(default_factory=pd.DataFrame)  # of every row asked about: age_days, forecast, lo90, hi90

    @property
    def covariance(self) -> np.ndarray:
        """(levels, levels) of the log lifts, in the order of `table`."""
        return self.correlation * np.outer(self.sd, self.sd)


def learn(
    frame: pd.DataFrame,
    *,
    outcome: str | Sequence,
    facets: Sequence[str],
    per: str | Sequence | None = None,
    published_at: str | Sequence | None = None,
    age_days: str | Sequence | None = None,
    followers: str | Sequence | None = None,
    boosted: str | Sequence | None = None,
    account: str | Sequence | None = None,
    drift: bool = True,
    half_life_days: float = 180.0,
    seed: int = 0,
    curve: Curve = VIEWS,
    now: pd.Timestamp | None = None,
    spend: str | Sequence | None = None,
    hashtags: str | Sequence | None = None,
    pairs: Sequence[tuple[str, str]] = (),
    prior_means: Mapping[str, Mapping[str, float]] | None = None,
    prior_spread: float = 0.15,
) -> Verdicts:
    """One row of `frame` per video. `facets` names columns; the others are a name or one value per row.

    outcome: a count at the age `age_days`, brought to 28 days along `curve`; with `per`, the numerator of a rate and its base.
    published_at: dates, or numbers of days. followers: when it was posted. boosted: 1, true, yes, or what was spent.
    drift: let what a level brings change over time, and tell what to expect in the coming period.
    half_life_days: a video this much older than the newest counts half; inf: all count the same.
    now: videos dated later are left out. seed: of the integration. spend: money behind a boost, in one currency.
    hashtags: lists or texts ("#sale #new"); they become the facet "hashtag": lift of having one, other things equal.
    pairs: of facets, whose combinations are compared too from 300 videos on, as the facet "one × other".
    prior_means: facet → level → log lift known from elsewhere (0 for levels not named); `prior_spread` is how far, in units of
    the noise, this table's levels are thought to lie from them. Raises ValueError for a column that is not there.
    """
    started = time.perf_counter()
    _sound(half_life_days=half_life_days, prior_spread=prior_spread)
    given = {
        "outcome": outcome, "per": per, "published_at": published_at, "age_days": age_days, "followers": followers,
        "boosted": boosted, "spend": spend, "account": account, "hashtags": hashtags,
    }  # fmt: skip
    names = [facets] if isinstance(facets, str) else list(facets)
    table, question = asked(frame, names, given, pairs)
    videos = gather(table, question, curve=curve, now=now)
    reason = _too_little(videos)
    if reason:
        answer = Verdicts(pd.DataFrame({name: [] for name in COLUMNS}), reason, notes=videos.notes)
    else:
        known = dict.fromkeys(prior_means or (), prior_spread)
        fitted, expected = _fitted(videos, prior_means or {}, drift=drift, half_life_days=half_life_days, known=known)
        answer = _answer(videos, fitted, expected, seed=seed)
    told = {"forecasts": forecasts(table, question, curve).set_axis(frame.index)}
    told |= {"videos": len(videos.y), "left_out": videos.left_out, "seconds": time.perf_counter() - started}
    return Verdicts(**(vars(answer) | _as_asked(answer, names) | told))


def _sound(**above_zero: float) -> None:
    wrong = [name for name, value in above_zero.items() if not (value or 0) > 0]
    if wrong:
        raise ValueError(f"{wrong[0]} must be above 0")


def _as_asked(answer: Verdicts, facets: list[str]) -> dict[str, object]:
    """Facets in the order of the question, then hashtags, then pairs."""
    rank = answer.table["facet"].map({name: index for index, name in enumerate(facets)}).fillna(len(facets))
    order = np.argsort(rank.to_numpy(dtype=float), kind="stable")
    table = answer.table.iloc[order].reset_index(drop=True)
    return {"table": table, "sd": answer.sd[order], "correlation": answer.correlation[np.ix_(order, order)]}


def _too_little(videos: Videos) -> Note | None:
    if len(videos.y) < FEWEST_ROWS:
        return note("few_videos", videos=len(videos.y), fewest=FEWEST_ROWS)
    if not videos.facets:
        return note("nothing_to_compare")
    if np.ptp(videos.y) < 1e-9:
        return note("no_spread")
    return None


def _fitted(videos: Videos, prior_means: Mapping[str, Mapping[str, float]], **options: object) -> tuple[Fit, np.ndarray]:
    """(fit, what `prior_means` expect of each column of Z); once more where facets stray more than the others."""
    design = build(videos, **options)
    expected = _known(design, prior_means)
    found = fit(design, videos.y - design.random @ expected)
    apart = restless(found)
    if not apart or len(apart) == len(design.drift_start):
        return found, expected
    design = build(videos, restless=apart, **options)
    return fit(design, videos.y - design.random @ expected), expected


def _answer(videos: Videos, fitted: Fit, expected: np.ndarray, *, seed: int) -> Verdicts:
    wanted = contrasts(fitted.design)
    posterior = integrate(fitted, wanted, seed=seed, shift=wanted.rows @ expected)
    words, s = verdicts(posterior, wanted.n, videos=len(videos.y))
    more = still_needed(posterior, wanted.n, words, videos=len(videos.y), sigma2=fitted.solution.sigma2)
    kept, correlation = kept_spread(fitted, wanted)
    notes = [*videos.notes, *([note("mostly_equal")] if fitted.normal else [])]
    notes += [*confounded(videos.facets, correlation), *nested(videos.facets), *silent(videos.facets, kept)]
    return Verdicts(
        _table(wanted, posterior, words, s, more),
        None,
        posterior.sd,
        correlation,
        float(np.sqrt(fitted.solution.sigma2)),
        _spread(fitted),
        _repeatability(fitted),
        fitted.noise,
        notes=notes,
    )


def _known(design: Design, prior_means: Mapping[str, Mapping[str, float]]) -> np.ndarray:
    """(q,) the prior mean of each column of Z, which is its own mix for levels of facets."""
    found, starts = np.zeros(design.random.shape[1]), {block.name: block.start for block in design.blocks if block.kind == FACET}
    for one in design.facets:
        means = [prior_means.get(one.name, {}).get(level, 0.0) for level in one.levels]
        found[starts[one.name] : starts[one.name] + len(means)] = means
    return found


def _table(wanted: Contrasts, posterior: Posterior, words: np.ndarray, s: np.ndarray, more: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "facet": wanted.facet,
            "level": wanted.level,
            "n": wanted.n,
            "lift": posterior.mean,
            "factor": np.exp(posterior.mean),
            "lo90": np.exp(posterior.lo90),
            "hi90": np.exp(posterior.hi90),
            "p_positive": posterior.p_positive,
            "p_over_10pct": posterior.p_over_10pct,
            "s_value": s,
            "verdict": words,
            "still_needed": pd.Series(more).astype("Int64"),
        }
    )[COLUMNS]


def _spread(fitted: Fit) -> dict[str, float]:
    sigma = np.sqrt(fitted.solution.sigma2)
    tau = zip(fitted.design.blocks, np.exp(fitted.theta) * sigma, strict=True)
    return {block.name: float(value) for block, value in tau if block.kind == FACET}


def _repeatability(fitted: Fit) -> dict[str, float]:
    """τ_z² / (τ_z² + τ_drift²): how much of a facet's effects lasts from period to period."""
    design, tau2 = fitted.design, np.exp(2 * fitted.theta)
    drift = [value for value, block in zip(tau2, design.blocks, strict=True) if block.kind == DRIFT]
    if not drift:
        return {}
    lasting = {block.name: value for value, block in zip(tau2, design.blocks, strict=True) if block.kind == FACET}
    strays = {name: tau2[design.drift_block[name]] if name in design.drift_block else np.mean(drift) for name in lasting}
    return {name: float(value / (value + strays[name])) for name, value in lasting.items()}
