"""Our own calls: written down once, judged on later videos alone, and worn as badges."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from videos_made import FIRST, add_videos, claimed

from analytics.learning.badges import Badges, good_trials
from analytics.learning.run import recompute_patterns
from analytics.models import PatternCall, PatternVerdict, Trial, Verdict
from analytics.queries.pattern_score import Tally, score_of
from analytics.queries.patterns import words_of

pytestmark = pytest.mark.django_db


def learn_on(brand, videos):
    """As if it were the evening on which the last of so many videos was 29 days old."""
    day = FIRST + timedelta(days=2 * (videos - 1) + 29)
    recompute_patterns(claimed(brand), as_if=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    return brand.patternruns.get(is_current=True)


def call_of(brand, **wanted):
    return brand.patterncalls.get(outcome="views", facet_code="hook", level_code="question", **wanted)


def test_what_is_called_night_after_night_is_one_call(winning):
    learn_on(winning, 90)
    first = call_of(winning)
    add_videos(winning, 2, start=90)
    learn_on(winning, 92)
    assert call_of(winning) == first
    assert (first.state, first.verdict, first.level.code) == (PatternCall.State.OPEN, Verdict.WINNER, "question")
    assert first.chance > 0.6


@pytest.mark.parametrize(("lift", "state"), [(1.1, PatternCall.State.HELD), (-1.5, PatternCall.State.FAILED)])
def test_a_call_is_judged_by_videos_posted_after_it(winning, lift, state):
    learn_on(winning, 90)
    add_videos(winning, 60, start=106, lifts={"hook.question": lift}, seed=2)
    run = learn_on(winning, 166)
    judged = call_of(winning, state=state)
    assert judged.judged_by == run
    assert (
        judged.later_videos == winning.videolevels.filter(level__code="question", video__posted_day__gt=judged.called_day).count()
    )
    assert (judged.later_lift > 0) == (state == PatternCall.State.HELD)


def test_a_winner_that_held_is_called_anew(winning):
    learn_on(winning, 90)
    add_videos(winning, 60, start=106, lifts={"hook.question": 1.1}, seed=2)
    learn_on(winning, 166)
    assert sorted(winning.patterncalls.filter(level_code="question", outcome="views").values_list("state", flat=True)) == [
        "held",
        "open",
    ]
    score = score_of(winning, words_of(winning))
    assert (score.winners.held, score.winners.failed, score.winners.share) == (1, 0, 1.0)
    assert score.others == Tally()


def test_a_level_that_is_never_used_again_ends_undecided(winning):
    learn_on(winning, 90)
    PatternCall.objects.update(called_at=datetime(2025, 1, 1, tzinfo=UTC))
    recompute_patterns(claimed(winning), anew=True)
    assert call_of(winning, state="undecided").judged_at is not None


def test_a_winner_that_wins_no_more_is_retired_with_the_evidence(winning):
    learn_on(winning, 90)
    add_videos(winning, 90, start=90, lifts={"hook.question": -1.5}, seed=3)
    run = learn_on(winning, 180)
    row = PatternVerdict.objects.get(fit__run=run, fit__outcome="views", fit__scope="", level_code="question")
    assert row.shown != Verdict.WINNER
    call = winning.patterncalls.filter(level_code="question", outcome="views", verdict=Verdict.WINNER).first()
    assert row.retired == {"run": call.run_id, "on": call.called_day.isoformat(), "lift": round(call.lift, 3)}


def test_three_good_trials_reproduce_what_the_halves_of_the_past_do_not(winning):
    run = learn_on(winning, 90)
    row = PatternVerdict.objects.get(fit__run=run, fit__outcome="views", fit__scope="", level_code="question")
    for position in range(3):
        Trial.objects.create(
            brand=winning, run=run, position=position, kind="explore", facet_code="hook", level_code="question", reason={},
            state="done", result="better", decided_at=run.made_at + timedelta(days=1), result_at=timezone.now(),
        )  # fmt: skip
    badges = Badges({}, {}, good_trials(winning))
    assert badges.reproduced(row.fit, ("hook", "question")) == {"trials": 3}
    assert badges.reproduced(row.fit, ("hook", "pain")) is None
