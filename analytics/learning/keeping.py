"""Writes a run whole and makes it current. Called inside the last step of the work."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from analytics.learning.answers import Answer, forecasts
from analytics.learning.badges import Badges
from analytics.learning.features import HELD_APART
from analytics.learning.learned import Learned
from analytics.learning.names import LevelNames
from analytics.learning.trust import Trust
from analytics.models import (
    Outcome,
    PatternBacktest,
    PatternCalibration,
    PatternFit,
    PatternRun,
    PatternVerdict,
    Verdict,
    VideoForecast,
)
from analytics.patterns.estimates import Verdicts
from analytics.patterns.notes import Note
from analytics.patterns.printing import plain
from tkcommerce.brands.models import Brand

BATCH = 1000


def keep(brand: Brand, learned: Learned, *, fingerprint: str, options: dict, model_version: str) -> PatternRun:
    """The new run, current, with its fits, verdicts, backtests, calibrations and forecasts."""
    badges = Badges.of(brand, learned)
    brand.patternruns.filter(is_current=True).update(is_current=False)
    brand.patternfits.filter(posterior__isnull=False).update(posterior=None)
    run = PatternRun.objects.create(
        brand=brand, is_current=True, made_at=learned.now, confirmed_at=learned.now, as_of=_as_of(learned),
        model_version=model_version,
        fingerprint=fingerprint, options=options, seconds=learned.seconds, videos=_with_reading(learned),
        excluded=dict(Counter(why for why in learned.features.frame["excluded"] if why)), maturity=_maturity(learned),
    )  # fmt: skip
    keep_fits(run, learned.answers, learned.trust, badges)
    PatternBacktest.objects.bulk_create(_backtests(run, learned))
    PatternCalibration.objects.bulk_create(_calibrations(run, learned))
    brand.videoforecasts.all().delete()
    VideoForecast.objects.bulk_create(_forecasts(run, learned), batch_size=BATCH)
    return run


def keep_fits(run: PatternRun, answers: list[Answer], trust: dict[Outcome, Trust], badges: Badges) -> None:
    names = LevelNames(run.brand)
    answer_of = {(one.question.asked.outcome, one.question.scope): one for one in answers}
    for fit in PatternFit.objects.bulk_create(_fit(run, one) for one in answers):
        answer = answer_of[fit.outcome, fit.scope]
        rows = _verdicts(fit, answer, trust[answer.question.asked.outcome], names, badges)
        PatternVerdict.objects.bulk_create(rows, batch_size=BATCH)


def as_json(note: Note) -> dict:
    params = {name: plain(value) for name, value in note.params.items()}
    return {"key": note.key, "facet": note.facet, "level": note.level, "params": params}


def _as_of(learned: Learned) -> object:
    return max((reading.day for facts in learned.facts for reading in facts.readings), default=None)


def _with_reading(learned: Learned) -> int:
    return sum(bool(facts.readings) for facts in learned.facts)


def _maturity(learned: Learned) -> dict:
    curve = learned.features.curve
    return {"views": {"kappa": curve.kappa, "beta": curve.beta, "pairs": learned.features.pairs}}


def _fit(run: PatternRun, answer: Answer) -> PatternFit:
    asked, verdicts = answer.question.asked, answer.verdicts
    fit = PatternFit(brand_id=run.brand_id, run=run, outcome=asked.outcome, scope=answer.question.scope, usual=answer.usual)
    if answer.reason:
        fit.reason = as_json(answer.reason)
    if verdicts:
        fit.videos, fit.left_out, fit.noise = verdicts.videos, verdicts.left_out, plain(verdicts.noise)
        fit.repeatability = {name: plain(v) for name, v in verdicts.repeatability.items() if name not in HELD_APART}
        fit.notes = [as_json(note) for note in verdicts.notes if not note.level and note.facet not in HELD_APART]
        fit.seconds = verdicts.seconds
        fit.posterior = None if fit.scope or answer.reason else _posterior(verdicts, answer.own)
    return fit


def _posterior(verdicts: Verdicts, own: Verdicts) -> dict:
    """Spread and lift of each level stand in its verdict; here is how they hang together, and what this brand alone says."""
    keys = [list(key) for key in zip(verdicts.table["facet"], verdicts.table["level"], strict=True)]
    rounded = np.round(verdicts.correlation, 3).tolist()
    alone = {"own_lift": own.table["lift"].round(4).tolist(), "own_sd": np.round(own.sd, 4).tolist()}
    return {"keys": keys, "correlation": rounded, "scale": plain(verdicts.scale), **alone}


def _verdicts(fit: PatternFit, answer: Answer, trust: Trust, names: LevelNames, badges: Badges) -> Iterator[PatternVerdict]:
    if answer.verdicts is None:
        return
    notes: dict[tuple[str, str], list[dict]] = {}
    for note in answer.verdicts.notes:
        notes.setdefault((note.facet, note.level), []).append(as_json(note))
    for row, sd in zip(answer.verdicts.table.to_dict("records"), answer.verdicts.sd, strict=True):
        if row["facet"] in HELD_APART:
            continue
        key = (row["facet"], row["level"])
        chance = trust.chance(row["lift"], sd)
        shown = trust.shown(row["verdict"], chance, lo90=row["lo90"], hi90=row["hi90"])
        yield PatternVerdict(
            brand_id=fit.brand_id, fit=fit, **names.of(*key), videos=row["n"], sd=float(sd), chance=chance, shown=shown,
            verdict=row["verdict"], still_needed=plain(row["still_needed"]), notes=notes.get(key, []),
            reproduced=badges.reproduced(fit, key) if shown == Verdict.WINNER else None,
            retired=badges.retired(fit, key) if shown != Verdict.WINNER else None,
            **{name: float(row[name]) for name in FIGURES},
        )  # fmt: skip


FIGURES = ("lift", "factor", "lo90", "hi90", "p_positive", "p_over_10pct", "s_value")


def _backtests(run: PatternRun, learned: Learned) -> Iterator[PatternBacktest]:
    for outcome, calls in learned.past.items():
        for split, rows in calls.groupby("split"):
            called = rows[rows["verdict"].isin([Verdict.WINNER, Verdict.LOSING])]
            judged = called[called["held"].notna()]
            winners, losers = (judged[judged["verdict"] == word]["held"] for word in (Verdict.WINNER, Verdict.LOSING))
            videos = len(learned.features.usable)
            yield PatternBacktest(
                brand_id=run.brand_id, run=run, outcome=outcome, split=split, before=round(split * videos),
                after=videos - round(split * videos), winners=len(winners), winners_held=int(winners.sum()),
                losers=len(losers), losers_held=int(losers.sum()),
                calls=[{name: plain(value) for name, value in row.items()} for row in called.to_dict("records")],
            )  # fmt: skip


def _calibrations(run: PatternRun, learned: Learned) -> Iterator[PatternCalibration]:
    """Of the outcomes whose past was tried now."""
    for outcome in learned.past:
        trust = learned.trust[outcome]
        found = trust.calibration
        bins = [{name: plain(value) for name, value in row.items()} for row in found.curve.to_dict("records")]
        yield PatternCalibration(
            brand_id=run.brand_id, run=run, outcome=outcome, b=found.b, ece=plain(found.ece), folds=trust.folds, calls=found.n,
            bins=bins, judged=trust.judged,
            scope=PatternCalibration.Scope.OWNER if trust.brands > 1 else PatternCalibration.Scope.BRAND,
        )  # fmt: skip


def _forecasts(run: PatternRun, learned: Learned) -> Iterator[VideoForecast]:
    for row in forecasts(learned.features).to_dict("records"):
        told = {name: plain(row[name]) for name in ("reading", "forecast", "lo90", "hi90", "times_usual", "read_on")}
        yield VideoForecast(
            brand_id=run.brand_id, run=run, video_id=row["video"], excluded=row["excluded"], age_days=plain(row["age"]), **told
        )
