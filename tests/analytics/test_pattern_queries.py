"""What pages of patterns read: the current run only, in words, with as many queries for a thousand videos as for one."""

import pytest
from videos_made import add_videos, claimed

from analytics.learning.run import recompute_patterns
from analytics.models import PatternVerdict, Verdict
from analytics.queries.pattern_levels import level_view, videos_of
from analytics.queries.pattern_score import score_of
from analytics.queries.patterns import (
    current_run,
    excluded_videos,
    outcome_view,
    outcomes_with_data,
    scopes_of,
    slot_grid,
    words_of,
)

pytestmark = pytest.mark.django_db


def learned(brand, videos, **options):
    add_videos(brand, videos, **options)
    recompute_patterns(claimed(brand))
    return current_run(brand)


@pytest.fixture
def winning(ours):
    return learned(ours, 90, lifts={"hook.question": 1.1})


def test_before_the_first_run_there_is_none(ours):
    assert current_run(ours) is None
    assert slot_grid(ours).slots == ()


def test_an_outcome_says_who_wins_facet_by_facet(ours, winning):
    view = outcome_view(winning, words_of(ours), "views")
    assert [facet.label for facet in view.facets] == ["Hook", "Theme", "Length", "Posting slot", "Weekday", "Hashtag"]
    hook = view.facets[0]
    assert (hook.levels[0].label, hook.levels[0].verdict, hook.levels[0].held_back) == ("Question", Verdict.WINNER, False)
    assert [row.row.lift for row in hook.levels] == sorted((row.row.lift for row in hook.levels), reverse=True)
    assert [row.label for row in view.winners] == ["Question"]
    assert (view.reason, view.fit.videos) == ("", 90)


def test_an_outcome_without_numbers_says_what_to_import(ours, winning):
    view = outcome_view(winning, words_of(ours), "saves")
    assert view.facets == ()
    assert view.reason == "No numbers yet: no imported export has told saves."
    data = outcomes_with_data(winning)
    assert [name for name, there in data.items() if there] == ["views", "likes"]


def test_what_was_not_looked_at_is_not_there(ours, winning):
    assert outcome_view(winning, words_of(ours), "views", "market:DE") is None
    assert [choice.label for choice in scopes_of(winning, words_of(ours), "likes")] == ["All videos"]


def test_a_level_knows_its_videos_and_its_calls(ours, winning):
    view = level_view(winning, words_of(ours), "views", "hook", "question")
    assert (view.facet, view.label, list(view.by_outcome)) == ("Hook", "Question", ["views", "likes"])
    assert view.count == ours.videolevels.filter(level__code="question").count()
    assert [one.video.posted_day for one in view.videos] == sorted((one.video.posted_day for one in view.videos), reverse=True)
    assert all(one.forecast.forecast > 0 for one in view.videos)
    assert [(moment.shown, moment.videos) for moment in view.history] == [(Verdict.WINNER, view.count)]
    assert [call.state for call in view.calls] == ["open"]
    assert level_view(winning, words_of(ours), "views", "hook", "nothing") is None


@pytest.mark.parametrize(
    ("facet", "level", "count"), [("hashtag", "skin", 45), ("hashtag", "ski", 0), ("slot", "night", 21), ("weekday", "sun", 13)]
)
def test_the_videos_of_derived_levels_are_found(ours, facet, level, count):
    add_videos(ours, 90)
    assert len(videos_of(ours, facet, level)) == count


def test_the_videos_of_a_pair_have_both(ours):
    add_videos(ours, 30)
    both = videos_of(ours, "hook × theme", "pain × daily")
    assert 0 < len(both) < len(videos_of(ours, "hook", "pain"))
    assert {video.levels.filter(level__code__in=["pain", "daily"]).count() for video in both} == {2}


@pytest.mark.parametrize("videos", [10, 30])
def test_as_many_queries_for_more_videos(ours, videos, django_assert_num_queries):
    run = learned(ours, videos)
    words = words_of(ours)
    with django_assert_num_queries(2):
        outcome_view(run, words, "views")
    with django_assert_num_queries(7):
        level_view(run, words, "views", "hook", "pain")
    with django_assert_num_queries(3):
        score_of(ours, words)
    with django_assert_num_queries(1):
        slot_grid(ours)
    with django_assert_num_queries(1):
        excluded_videos(ours)


def test_another_brand_shows_nothing_of_ours(ours, theirs, winning):
    add_videos(theirs, 20)
    recompute_patterns(claimed(theirs))
    shown = outcome_view(current_run(theirs), words_of(theirs), "views")
    assert {row.row.brand_id for facet in shown.facets for row in facet.levels} == {theirs.pk}
    assert score_of(theirs, words_of(theirs)).winners.called == 0
    assert PatternVerdict.objects.filter(brand=theirs).exclude(fit__run__brand=theirs).count() == 0
