"""Keeps score of our own calls: what is shown as winning or losing is written down once, and judged on videos posted after it.

The judge is a plain robust fit of the later videos alone. A call is judged as soon as JUDGED_AFTER later videos have its level;
never used so often for GIVE_UP_AFTER, it ends undecided. A level that is still called then gets a call of its own again.
"""

from datetime import timedelta

import pandas as pd

from analytics.learning.answers import columns, told
from analytics.learning.learned import Learned
from analytics.learning.outcomes import ASKED, Asked
from analytics.models import PatternCall, PatternRun, PatternVerdict, Verdict
from analytics.pattern_words import PAIR
from analytics.patterns.backtest import FEWEST_LATER, judge
from tkcommerce.dates import day_of

JUDGED_AFTER = 8  # later videos with the level
GIVE_UP_AFTER = timedelta(days=180)
State = PatternCall.State


def keep_score(run: PatternRun, learned: Learned) -> None:
    """Judge what can be judged now, then write down what is called now."""
    for asked in ASKED:
        _judge_calls(run, learned, asked)
    _give_up(run)
    _call(run)


def _judge_calls(run: PatternRun, learned: Learned, asked: Asked) -> None:
    table = told(learned.features, asked)
    waiting = PatternCall.objects.filter(brand_id=run.brand_id, outcome=asked.outcome, state=State.OPEN)
    by_day: dict = {}
    for call in waiting:
        by_day.setdefault(call.called_day, []).append(call)
    for day, calls in by_day.items():
        later = table[table["posted_day"] > day].reset_index(drop=True) if len(table) else table
        ripe = [call for call in calls if _uses(later, call) >= JUDGED_AFTER]
        if ripe and len(later) >= FEWEST_LATER:
            found = judge(later, **columns(learned.features, asked, later))
            said = {(row.facet, row.level): row for row in found.itertuples()}
            for call in ripe:
                _judged(call, said.get((call.facet_code, call.level_code)), run)


def _uses(later: pd.DataFrame, call: PatternCall) -> int:
    return int((later[call.facet_code] == call.level_code).sum()) if call.facet_code in later.columns else 0


def _judged(call: PatternCall, row: object, run: PatternRun) -> None:
    if row is None:  # all later videos share it: there is nothing to compare it with yet
        return
    call.state = State.HELD if (row.later_lift > 0) == (call.lift > 0) else State.FAILED
    call.judged_at, call.judged_by, call.later_videos = run.made_at, run, int(row.later_n)
    call.later_lift, call.later_lo90, call.later_hi90 = (float(x) for x in (row.later_lift, row.later_lo90, row.later_hi90))
    call.save(update_fields=["state", "judged_at", "judged_by", "later_videos", "later_lift", "later_lo90", "later_hi90"])


def _give_up(run: PatternRun) -> None:
    old = PatternCall.objects.filter(brand_id=run.brand_id, state=State.OPEN, called_at__lt=run.made_at - GIVE_UP_AFTER)
    old.update(state=State.UNDECIDED, judged_at=run.made_at, judged_by=run)


def _call(run: PatternRun) -> None:
    """One open call per outcome and level: what is called again night after night is the same call.

    Pairs are not counted: they repeat what their two levels say.
    """
    shown = PatternVerdict.objects.filter(fit__run=run, fit__scope="", shown__in=[Verdict.WINNER, Verdict.LOSING])
    shown = shown.exclude(facet_code__contains=PAIR)
    day = day_of(run.made_at, run.brand.time_zone)
    PatternCall.objects.bulk_create(
        (
            PatternCall(
                brand_id=run.brand_id, run=run, outcome=row.fit.outcome, verdict=row.shown, called_at=run.made_at,
                called_day=day, lift=row.lift, sd=row.sd, chance=row.chance, facet_id=row.facet_id, level_id=row.level_id,
                other_level_id=row.other_level_id, facet_code=row.facet_code, level_code=row.level_code,
            )
            for row in shown.select_related("fit")
        ),
        ignore_conflicts=True,
    )  # fmt: skip
