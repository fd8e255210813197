"""A run is built whole, then made current; what has not changed is only confirmed; nothing is ever lost."""

from datetime import date
from uuid import uuid4

import pytest
from django.db.models.functions import Now
from videos_made import add_videos, claimed, read

from analytics.learning.run import recompute_patterns
from analytics.models import Outcome, PatternFit, PatternRun, PatternVerdict, PatternWork, RollupRun, Verdict
from tkcommerce.work.claiming import LeaseLost
from tkcommerce.work.models import State

pytestmark = pytest.mark.django_db


def learn(brand, **options):
    recompute_patterns(claimed(brand), **options)
    return brand.patternruns.get(is_current=True)


def test_what_was_made_to_win_wins(winning):
    run = learn(winning)
    fit = run.fits.get(outcome=Outcome.VIEWS, scope="")
    best = fit.verdicts.order_by("-lift").first()
    assert (str(best), best.verdict, best.level.code, best.facet.code) == ("hook.question", Verdict.WINNER, "question", "hook")
    assert best.shown == Verdict.WINNER
    assert len(best.reproduced["periods"]) == 2
    assert (fit.videos, fit.left_out) == (90, 0)
    assert winning.patternwork.state == State.DONE
    assert winning.patternwork.progress[0] == winning.patternwork.progress[1]


def test_an_outcome_that_no_import_told_of_says_so(winning):
    fit = learn(winning).fits.get(outcome=Outcome.SAVES)
    assert fit.reason == {"key": "no_data", "facet": "", "level": "", "params": {"outcome": "saves"}}
    assert fit.verdicts.count() == 0


def test_a_brand_without_videos_gets_an_answer_too(ours):
    run = learn(ours)
    assert run.videos == 0
    assert {fit.reason["key"] for fit in run.fits.all()} == {"no_data"}


def test_a_handful_of_videos_is_a_reason_not_a_verdict(ours):
    add_videos(ours, 3)
    fit = learn(ours).fits.get(outcome=Outcome.VIEWS)
    assert fit.reason["key"] == "few_videos"


def test_unchanged_facts_confirm_the_run_there_is(winning):
    first = learn(winning)
    again = learn(winning)
    assert (again.pk, again.made_at) == (first.pk, first.made_at)
    assert again.confirmed_at > first.confirmed_at
    assert learn(winning, anew=True).pk != first.pk


def test_every_run_is_kept_and_one_is_current(winning):
    first = learn(winning)
    add_videos(winning, 5, start=90)
    second = learn(winning)
    assert list(PatternRun.objects.order_by("pk").values_list("pk", "is_current")) == [(first.pk, False), (second.pk, True)]
    assert PatternVerdict.objects.filter(fit__run=first).count() > 0
    assert set(winning.videoforecasts.values_list("run", flat=True)) == {second.pk}
    assert PatternFit.objects.filter(run=first, posterior__isnull=False).count() == 0


def test_whoever_lost_the_lease_writes_nothing(winning):
    first = learn(winning)
    work = claimed(winning)
    PatternWork.objects.update(lease_token=uuid4())
    with pytest.raises(LeaseLost):
        recompute_patterns(work, anew=True)
    assert PatternRun.objects.get().pk == first.pk


def test_numbers_that_are_being_added_up_are_waited_for(winning):
    RollupRun.objects.create(brand=winning, run_after=Now())
    recompute_patterns(claimed(winning))
    assert PatternRun.objects.count() == 0
    assert winning.patternwork.state == State.QUEUED


def test_a_video_with_impossible_numbers_teaches_nothing_and_says_why(winning):
    video = winning.videos.order_by("posted_day").first()
    read(video, 35, views=100, likes=200)
    run = learn(winning)
    assert run.excluded == {"likes_over_views": 1}
    forecast = winning.videoforecasts.get(video=video)
    assert (forecast.excluded, forecast.read_on) == ("likes_over_views", date(2026, 3, 29))


def test_another_brands_videos_say_nothing_here(winning, theirs):
    mine = {str(v): v.factor for v in PatternVerdict.objects.filter(fit__run=learn(winning), fit__outcome="views")}
    add_videos(theirs, 60, lifts={"hook.question": -2.0}, start=200)
    assert theirs.patternruns.count() == 0
    again = {str(v): v.factor for v in PatternVerdict.objects.filter(fit__run=learn(winning, anew=True), fit__outcome="views")}
    assert again == mine
