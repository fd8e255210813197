"""Reads clean tests at their end, by the draw itself. Called after each run, in its transaction.

Looking earlier and stopping when one leads would find differences that are not there: nothing is told before every video that
went out can be read.
"""

from analytics.learning.answers import columns, told
from analytics.learning.learned import Learned
from analytics.learning.outcomes import ASKED
from analytics.learning.trials import days_to_result
from analytics.models import CleanTest, PatternRun
from analytics.patterns.randomised import Comparison, compare
from planner.models import Video
from tkcommerce.dates import day_of

State = CleanTest.State
GONE = (Video.State.DROPPED, Video.State.MISSED)


def settle_clean_tests(run: PatternRun, learned: Learned) -> int:
    """How many ended."""
    ended = 0
    for test in run.brand.cleantests.filter(state__in=[State.PLANNED, State.RUNNING]):
        places = list(test.places.select_related("video"))
        videos = [place.video for place in places if place.video and place.video.state not in GONE]
        if test.state == State.PLANNED and any(video.is_out for video in videos):
            test.state = State.RUNNING
            test.save(update_fields=["state"])
        if videos and all(_readable(video, run) for video in videos):
            _write(test, compared(test, {place.video_id: place for place in places}, learned), run)
            ended += 1
    return ended


def _readable(video: Video, run: PatternRun) -> bool:
    return video.is_out and (day_of(run.made_at, run.brand.time_zone) - video.posted_day).days >= days_to_result(run)


def compared(test: CleanTest, places: dict, learned: Learned) -> Comparison:
    """B against A; neighbours that were drawn together are compared with each other."""
    asked = next(one for one in ASKED if one.outcome == test.outcome)
    table = told(learned.features, asked)
    table = table[table["video"].isin(places)].reset_index(drop=True)
    table["arm"] = [places[video].arm for video in table["video"]]
    table["block"] = [places[video].position // 2 for video in table["video"]]
    how = {
        name: value for name, value in columns(learned.features, asked, table).items() if name in ("outcome", "per", "age_days")
    }
    return compare(table, made="arm", level="b", other="a", block="block", curve=learned.features.curve, seed=test.seed, **how)


def _write(test: CleanTest, found: Comparison, run: PatternRun) -> None:
    test.state, test.ended_at = State.DONE, run.made_at
    test.factor, test.lo90, test.hi90, test.p_value = found.factor, found.lo90, found.hi90, found.p_value
    test.videos_b, test.videos_a = found.n
    test.save(update_fields=["state", "ended_at", "factor", "lo90", "hi90", "p_value", "videos_a", "videos_b"])
