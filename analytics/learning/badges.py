"""Two words that a level earns over time, with their evidence: reproduced 再現済み and retired 卒業.

Reproduced: a winner that, each half of the brand's past judged by itself, was above the usual in both; or that has done better
than usual in FEWEST_TRIALS planned trials since it was called. Retired: it was called a winner once, and is none any more.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd
from django.db.models import F

from analytics.learning.answers import columns, told
from analytics.learning.learned import Learned
from analytics.learning.outcomes import ASKED, Asked
from analytics.models import Outcome, PatternCall, PatternFit, Trial, Verdict
from analytics.patterns.backtest import judge
from tkcommerce.brands.models import Brand

FEWEST_TRIALS = 3
Key = tuple[str, str]  # facet code, level code


@dataclass(frozen=True)
class Badges:
    """Only for fits over all videos."""

    halves: dict[Outcome, list[dict]]  # of outcomes with winners: {first, last, lifts: {key: lift}} for each half
    called: dict[tuple[str, Key], PatternCall]  # newest call as a winner
    trials: Counter

    @classmethod
    def of(cls, brand: Brand, learned: Learned) -> Badges:
        winning = {one.question.asked for one in learned.answers if not one.question.scope and _wins(one.verdicts)}
        called = brand.patterncalls.filter(verdict=Verdict.WINNER).order_by("called_at")
        return cls(
            {asked.outcome: _halves(asked, learned) for asked in ASKED if asked in winning},
            {(call.outcome, (call.facet_code, call.level_code)): call for call in called},
            good_trials(brand),
        )

    def reproduced(self, fit: PatternFit, key: Key) -> dict | None:
        if fit.scope:
            return None
        halves = self.halves.get(fit.outcome, [])
        if len(halves) == 2 and all(half["lifts"].get(key, -1) > 0 for half in halves):
            return {"periods": [[half["first"], half["last"], round(half["lifts"][key], 3)] for half in halves]}
        good = self.trials[fit.outcome, key]
        return {"trials": good} if good >= FEWEST_TRIALS else None

    def retired(self, fit: PatternFit, key: Key) -> dict | None:
        call = None if fit.scope else self.called.get((fit.outcome, key))
        return {"run": call.run_id, "on": call.called_day.isoformat(), "lift": round(call.lift, 3)} if call else None


def _wins(verdicts: object) -> bool:
    return verdicts is not None and (verdicts.table["verdict"] == Verdict.WINNER).any()


def _halves(asked: Asked, learned: Learned) -> list[dict]:
    table = told(learned.features, asked)
    middle = len(table) // 2
    return [_alone(half.reset_index(drop=True), asked, learned) for half in (table.iloc[:middle], table.iloc[middle:])]


def _alone(half: pd.DataFrame, asked: Asked, learned: Learned) -> dict:
    found = judge(half, **columns(learned.features, asked, half))
    keys = zip(found["facet"], found["level"], strict=True)
    lifts = dict(zip(keys, (float(lift) for lift in found["later_lift"]), strict=True))
    days = half["posted_day"]
    return {"first": days.min().isoformat(), "last": days.max().isoformat(), "lifts": lifts}


def good_trials(brand: Brand) -> Counter:
    """(outcome, level) → trials that did better than usual, decided after it was called."""
    done = brand.trials.filter(state=Trial.State.DONE, result=Trial.Result.BETTER)
    since = done.filter(brand__patterncalls__verdict=Verdict.WINNER, brand__patterncalls__outcome=F("outcome"),
        brand__patterncalls__facet_code=F("facet_code"), brand__patterncalls__level_code=F("level_code"),
        brand__patterncalls__called_at__lte=F("decided_at"))  # fmt: skip
    return Counter((o, (f, c)) for _pk, o, f, c in since.values_list("pk", "outcome", "facet_code", "level_code").distinct())
