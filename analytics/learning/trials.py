"""What to try next, after each run: the newest suggestions replace those that nobody decided. All are kept.

Read from what the run keeps of its answer on views, so that a moved slider suggests anew without estimating anything.
"""

import math
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd

from analytics.learning.names import LevelNames
from analytics.models import Outcome, PatternFit, PatternRun, PatternVerdict, Trial
from analytics.patterns.estimates import Verdicts
from analytics.patterns.maturity import FULL_AGE, VIEWS, Curve
from analytics.patterns.printing import plain
from analytics.patterns.suggest import Suggestion, suggest
from planner.cadence.gaps import cadence_on
from planner.vocabulary.levels import Vocabulary, vocabulary_of
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days, day_of

USUAL_SHARE = 30  # per cent of the suggestions that explore, where nobody chose
FEWEST, MOST = 3, 8  # suggestions at a time
READABLE = 0.75  # of the views at 28 days: grown so far, a video's result can be read
State = Trial.State


def suggest_trials(run: PatternRun, *, now: datetime) -> list[Trial]:
    """Of the run's answer on views; none where it has none. Called in the transaction that makes or changes the suggestions."""
    run.brand.trials.filter(state=State.SUGGESTED).update(state=State.REPLACED)
    fit = run.fits.filter(outcome=Outcome.VIEWS, scope="", posterior__isnull=False).first()
    if fit is None:
        return []
    vocabulary = vocabulary_of(run.brand)
    found = suggest(
        known_of(fit, vocabulary), slots=slots_wanted(run.brand, now=now), explore=explore_percent(run.brand) / 100,
        untried=_open_levels(vocabulary), seed=run.pk,
    )  # fmt: skip
    return Trial.objects.bulk_create(_trials(run, found, LevelNames(run.brand), day_of(now, run.brand.time_zone)))


def explore_percent(brand: Brand) -> int:
    return brand.trialpolicys.values_list("explore_percent", flat=True).first() or USUAL_SHARE


def slots_wanted(brand: Brand, *, now: datetime) -> int:
    """Posts that the goals of this week and the next still lack; never fewer than FEWEST, to have a choice."""
    today = day_of(now, brand.time_zone)
    cadence = cadence_on(brand, Days(today, today + timedelta(days=8)), now=now)
    return min(max(sum(week.lacking for week in cadence.weeks), FEWEST), MOST)


def known_of(fit: PatternFit, vocabulary: Vocabulary) -> Verdicts:
    """What the fit says of levels that people may still choose, put together from its rows.

    A facet's spread is the root of the mean of lift² + sd², which is what its levels bring on average.
    """
    open_levels = {(facet, code) for facet, codes in _open_levels(vocabulary).items() for code in codes}
    rows = {(row.facet_code, row.level_code): row for row in PatternVerdict.objects.filter(brand=fit.brand_id, fit=fit)}
    keys = [tuple(key) for key in fit.posterior["keys"]]
    kept = [index for index, key in enumerate(keys) if key in rows and key in open_levels]
    told = [rows[keys[index]] for index in kept]
    table = pd.DataFrame(
        [(row.facet_code, row.level_code, row.videos, row.lift, row.verdict) for row in told],
        columns=["facet", "level", "n", "lift", "verdict"],
    )
    sd = np.array([row.sd for row in told])
    correlation = np.array(fit.posterior["correlation"])[np.ix_(kept, kept)] if kept else np.zeros((0, 0))
    squares = table["lift"].to_numpy(dtype=float) ** 2 + sd**2
    spread = pd.Series(squares).groupby(table["facet"].to_numpy()).mean().pow(0.5).to_dict() if kept else {}
    return Verdicts(table, sd=sd, correlation=correlation, scale=fit.posterior.get("scale"), spread=spread, videos=fit.videos)


def _open_levels(vocabulary: Vocabulary) -> dict[str, list[str]]:
    return {entry.facet.code: [level.code for level in entry.open] for entry in vocabulary.settable}


def _trials(run: PatternRun, found: list[Suggestion], names: LevelNames, today: date) -> Iterator[Trial]:
    """Each combination once. The best known one stands under its strongest level."""
    seen = set()
    for one in found:
        key = tuple(sorted(one.levels.items()))
        if key in seen:
            continue
        seen.add(key)
        facet = one.varied or _strongest(run, one)
        yield Trial(
            brand_id=run.brand_id, run=run, position=len(seen), kind=one.kind, outcome=Outcome.VIEWS,
            **names.of(facet, one.levels[facet]),
            base={name: code for name, code in one.levels.items() if name != facet},
            reason={"key": one.reason.key, "params": {name: plain(value) for name, value in one.reason.params.items()}},
            expected=one.factor, lo90=one.lo90, hi90=one.hi90, p_best=one.p_best,
            due_day=today + timedelta(days=days_to_result(run)),
        )  # fmt: skip


def _strongest(run: PatternRun, one: Suggestion) -> str:
    fits = {"fit__run": run, "fit__outcome": Outcome.VIEWS, "fit__scope": ""}
    rows = PatternVerdict.objects.filter(brand=run.brand_id, **fits, facet_code__in=one.levels).order_by("-lift")
    named = (facet for facet, code in rows.values_list("facet_code", "level_code") if one.levels[facet] == code)
    return next(named, next(iter(one.levels)))


def days_to_result(run: PatternRun) -> int:
    """Age at which a video has READABLE of its views at 28 days, on the run's own curve; 28 at most."""
    told = run.maturity.get("views")
    curve = Curve(told["kappa"], told["beta"]) if told else VIEWS
    ages = np.arange(1, FULL_AGE + 1)
    return math.ceil(next((age for age in ages if curve.share(age) >= READABLE), FULL_AGE))
