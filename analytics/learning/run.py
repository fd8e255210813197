"""Learn a brand's patterns: facts → features → answers → one run, built whole and then made current in one transaction."""

import hashlib
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pandas as pd
from django.db.models.functions import Now
from django.utils import timezone

from analytics.learning import keeping, pooling, scoring
from analytics.learning.answers import answer, past_calls, questions
from analytics.learning.clean_test_results import settle_clean_tests
from analytics.learning.facts import VideoFacts, facts_of
from analytics.learning.features import Features, features
from analytics.learning.learned import Learned
from analytics.learning.occasions import occasions_of
from analytics.learning.outcomes import ASKED, Asked
from analytics.learning.trial_results import settle_trials
from analytics.learning.trials import suggest_trials
from analytics.learning.trust import Trust, judged_of, trust_of
from analytics.models import Outcome, PatternRun, PatternWork, RollupRun
from analytics.pattern_selecting import ask_again
from tkcommerce.brands.models import Brand
from tkcommerce.dates import day_of
from tkcommerce.work.claiming import finish, put_back, step
from tkcommerce.work.models import OPEN

OPTIONS = {"half_life_days": 180.0, "seed": 0}  # as `learn` takes them by default
WAIT_FOR_ROLLUP = timedelta(seconds=15)
BACKTEST_ANEW = 0.05  # share of new videos after which the past is tried again …
MOST_ANEW = 1  # … one outcome a run, the longest untried first: a backtest takes twice as long as the answer itself
CODE = Path(__file__).parent.parent


def recompute_patterns(work: PatternWork, *, anew: bool = False, as_if: datetime | None = None) -> None:
    """`work` is claimed; raises LeaseLost when another worker has it. Unchanged facts confirm the run there is, unless `anew`.

    Numbers that are being added up right now are waited for. `as_if`: nothing later than this is known (the demo's past).
    """
    if RollupRun.objects.filter(brand_id=work.brand_id, state__in=OPEN).exists():
        put_back(work, delay=WAIT_FOR_ROLLUP)
        return
    with step(work):
        PatternWork.objects.filter(pk=work.pk).update(asked_at=None, fits_done=0, fits_total=0)
    brand = Brand.objects.get(pk=work.brand_id)
    started, now = time.monotonic(), as_if or timezone.now()
    facts = facts_of(brand, until=day_of(now, brand.time_zone))
    others = pooling.others_of(brand)
    occasions = occasions_of(brand, facts)
    mark = fingerprint(facts, pooling.fingerprint(others), repr(sorted(occasions.items())))
    current = brand.patternruns.filter(is_current=True).first()
    if current is not None and current.fingerprint == mark and not anew:
        with step(work):
            PatternRun.objects.filter(pk=current.pk).update(confirmed_at=Now())
            finish(work)
        return
    found = features(facts, now=now, occasions=occasions)
    learned = _learn(work, brand, facts, found, others, now, started)
    with step(work):
        run = keeping.keep(brand, learned, fingerprint=mark, options=OPTIONS, model_version=model_version())
        scoring.keep_score(run, learned)
        settle_trials(run)
        settle_clean_tests(run, learned)
        suggest_trials(run, now=now)
        ask_again(brand)
        finish(work)


def _learn(
    work: PatternWork, brand: Brand, facts: list[VideoFacts], found: Features, others: list[int], now: datetime, started: float
) -> Learned:
    asked = questions(found)
    due = backtests_due(brand, found)
    total, done = len(asked) + len(due), 0
    answers, past, elsewhere = [], {}, pooling.means_elsewhere(others, sisters=pooling.sisters_of(brand) if others else [])
    for question in asked:
        answers.append(answer(question, found, elsewhere.get(question.asked.outcome)))
        done += 1
        _tell(work, done, total)
    for one in due:
        past[one.outcome] = past_calls(one, found)
        done += 1
        _tell(work, done, total)
    trust = dict(trust_by_outcome(brand, others, past))
    return Learned(facts, found, answers, past, trust, now, time.monotonic() - started)


def _tell(work: PatternWork, done: int, total: int) -> None:
    """Each fit is a step: it extends the lease and shows how far the work is."""
    with step(work):
        PatternWork.objects.filter(pk=work.pk).update(fits_done=done, fits_total=total)


def backtests_due(brand: Brand, found: Features) -> list[Asked]:
    """Outcomes with data whose past was never tried, then MOST_ANEW of those tried with other code or fewer videos."""
    with_data = [asked for asked in ASKED if asked.outcome in found.frame.columns]
    newest = brand.patterncalibrations.select_related("run").order_by("outcome", "-run_id").distinct("outcome")
    tried = {one.outcome: one.run for one in newest}
    never = [asked for asked in with_data if asked.outcome not in tried]
    count = len(found.usable)
    stale = [
        asked
        for asked in with_data
        if (run := tried.get(asked.outcome))
        and (run.model_version != model_version() or abs(count - run.videos) > BACKTEST_ANEW * count)
    ]
    return [*never, *sorted(stale, key=lambda asked: tried[asked.outcome].pk)[:MOST_ANEW]]


def trust_by_outcome(brand: Brand, others: list[int], past: dict[Outcome, pd.DataFrame]) -> Iterator[tuple[Outcome, Trust]]:
    """`past`: backtests made now; of other outcomes the newest earlier one counts."""
    own = pooling.judged_before([brand.pk]).get(brand.pk, {})
    elsewhere = pooling.judged_before(others)
    for outcome in Outcome:
        judged = judged_of(past[outcome]) if outcome in past else own.get(outcome, [])
        yield outcome, trust_of(judged, [by_outcome.get(outcome, []) for by_outcome in elsewhere.values()])


def fingerprint(facts: list[VideoFacts], *others: str) -> str:
    """Of everything that a run depends on."""
    told = "\n".join([model_version(), repr(OPTIONS), *others, *map(repr, facts)])
    return hashlib.sha256(told.encode()).hexdigest()


@cache
def model_version() -> str:
    """Changes with every line of the estimator or of this room, so that nobody can forget to."""
    files = sorted([*(CODE / "patterns").glob("*.py"), *(CODE / "learning").glob("*.py")])
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
