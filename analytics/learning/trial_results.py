"""What became of accepted trials, written back once their videos can be read. Called after each run, in its transaction.

A result stands at 28 days or when the brand's curve says that READABLE of the views are there. It is the video's forecast ÷ its
account's usual one, at equal ages: better above the upper quarter of the brand's videos, worse below the lower quarter.
"""

from collections.abc import Iterable
from datetime import timedelta

import numpy as np

from analytics.learning.trials import days_to_result
from analytics.models import PatternRun, Trial, VideoForecast
from tkcommerce.dates import day_of

FEWEST = 12  # videos with a forecast, to say what is usual
PATIENCE = timedelta(days=28)  # after the day it was due: then it stays without a result
Result = Trial.Result


def settle_trials(run: PatternRun) -> int:
    """How many got their result."""
    waiting = list(run.brand.trials.filter(state=Trial.State.ACCEPTED).select_related("video"))
    if not waiting:
        return 0
    today, days = day_of(run.made_at, run.brand.time_zone), days_to_result(run)
    told = {one.video_id: one for one in VideoForecast.objects.filter(brand=run.brand_id, run=run)}
    usual = _usual_range(told.values())
    settled = 0
    for trial in waiting:
        video = trial.video
        if video and video.is_out and video.posted_day + timedelta(days=days) != trial.due_day:
            trial.due_day = video.posted_day + timedelta(days=days)
            trial.save(update_fields=["due_day"])
        result = _result(told.get(trial.video_id), usual, days)
        if result is None and trial.due_day and today > trial.due_day + PATIENCE:
            result = Result.NO_NUMBERS if video and video.is_out else Result.NOT_POSTED
        if result:
            _write(trial, result, told.get(trial.video_id), run)
            settled += 1
    return settled


def _usual_range(forecasts: Iterable[VideoForecast]) -> tuple[float, float] | None:
    times = [one.times_usual for one in forecasts if one.times_usual and not one.excluded]
    return tuple(np.quantile(times, [0.25, 0.75])) if len(times) >= FEWEST else None


def _result(told: VideoForecast | None, usual: tuple[float, float] | None, days: int) -> str | None:
    """None while it cannot be read yet."""
    if told is None or usual is None or told.excluded or not told.times_usual or (told.age_days or 0) < days:
        return None
    low, high = usual
    return Result.BETTER if told.times_usual > high else Result.WORSE if told.times_usual < low else Result.AS_USUAL


def _write(trial: Trial, result: str, told: VideoForecast | None, run: PatternRun) -> None:
    trial.state, trial.result, trial.result_at = Trial.State.DONE, result, run.made_at
    if told and told.times_usual and result not in (Result.NO_NUMBERS, Result.NOT_POSTED):
        usual = told.forecast / told.times_usual
        trial.result_factor, trial.result_lo90, trial.result_hi90 = told.times_usual, told.lo90 / usual, told.hi90 / usual
    trial.save(update_fields=["state", "result", "result_at", "result_factor", "result_lo90", "result_hi90"])
