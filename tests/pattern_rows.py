"""A finished run of patterns as rows, without estimating anything."""

from datetime import date, timedelta
from math import exp, log

from django.utils import timezone
from factories import make_posted_video

from analytics.models import Outcome, PatternFit, PatternRun, PatternVerdict, Verdict, VideoForecast
from planner.models import HookPair, VideoLevel
from planner.vocabulary.levels import vocabulary_of

LEVELS = {  # name → (videos, factor, verdict)
    "hook.question": (30, 1.8, Verdict.WINNER),
    "hook.pain": (22, 1.0, Verdict.UNPROVEN),
    "theme.howto": (40, 0.6, Verdict.LOSING),
}


def make_run(brand, levels=None, *, outcome=Outcome.VIEWS, **fields):
    """The current run: one fit with these levels, every other outcome without data."""
    brand.patternruns.update(is_current=False)
    now = timezone.now()
    values = {"made_at": now, "confirmed_at": now, "as_of": now.date(), "model_version": "test", "fingerprint": "0" * 64}
    run = PatternRun.objects.create(brand=brand, is_current=True, seconds=1, videos=92, **values | fields)
    for one in Outcome.values:
        reason = {} if one == outcome else {"reason": {"key": "no_data", "facet": "", "level": "", "params": {"outcome": one}}}
        PatternFit.objects.create(brand=brand, run=run, outcome=one, videos=92, **reason)
    fit = run.fits.get(outcome=outcome)
    rows = {(level.facet.code, level.code): level for level in brand.levels.select_related("facet")}
    for name, (videos, factor, verdict) in (levels or LEVELS).items():
        facet, code = name.split(".")
        level = rows.get((facet, code))
        PatternVerdict.objects.create(
            brand=brand, fit=fit, facet=level and level.facet, level=level, facet_code=facet, level_code=code, videos=videos,
            lift=log(factor), sd=0.1, factor=factor, lo90=factor * exp(-0.16), hi90=factor * exp(0.16), p_positive=0.97,
            p_over_10pct=0.9, s_value=0.01, verdict=verdict, shown=verdict, chance=0.8,
            still_needed=None if verdict == Verdict.WINNER else 12,
        )  # fmt: skip
    return run


def with_posterior(run):
    """The run with its answer on views as whole as the estimator leaves it: here nothing hangs together."""
    fit = run.fits.get(outcome=Outcome.VIEWS)
    keys = [[row.facet_code, row.level_code] for row in fit.verdicts.all()]
    same = [[float(row == column) for column in range(len(keys))] for row in range(len(keys))]
    fit.posterior = {"keys": keys, "correlation": same, "scale": 1.0}
    fit.save(update_fields=["posterior"])
    return run


def make_forecast(run, video, *, times=1.5, **fields):
    """Of a video read at seven days."""
    values = {"age_days": 7, "reading": 1000, "forecast": 1500, "lo90": 1200, "hi90": 1900, "times_usual": times}
    day = video.posted_day + timedelta(days=7)
    return VideoForecast.objects.create(brand=run.brand, run=run, video=video, read_on=day, **values | fields)


def add_pair(run, ratio, *, a="question", b="pain", age=28):
    """Two videos of one shoot, A with `ratio` times the views of B; `age` None: B has no forecast yet."""
    brand, vocabulary = run.brand, vocabulary_of(run.brand)
    pair = HookPair.objects.create(brand=brand, name="a shoot")
    for variant, code, times in (("A", a, 0.8 * ratio), ("B", b, 0.8)):
        name = f"{pair.pk}{variant}"
        video = make_posted_video(brand.accounts.get(), date(2026, 9, 1), external_id=name, pair=pair, pair_variant=variant)
        if code:
            level = vocabulary.find(f"hook.{code}")
            VideoLevel.objects.create(brand=brand, video=video, facet=level.facet, level=level, set_at=timezone.now())
        if age is not None or variant == "A":
            make_forecast(run, video, times=times, age_days=age or 28)
    return pair
