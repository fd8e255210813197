"""A part of the videos: chosen on the page, learned by a worker, shown beside the run, and learned again with the next one."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from factories import make_account
from pattern_rows import make_run
from videos_made import FIRST, add_videos, claimed

from analytics.learning.run import recompute_patterns
from analytics.learning.selections import learn_videos
from analytics.models import PatternFit, PatternSelection
from analytics.pattern_selecting import select_videos
from planner.models import Video
from planner.refusals import Refused
from tkcommerce.work.claiming import claim
from tkcommerce.work.models import State


@pytest.fixture
def halves(ours):
    """40 videos; those of the first half win with a question, those of the second half do not."""
    add_videos(ours, 40, lifts={"hook.question": 1.4}, noise=0.2)
    add_videos(ours, 40, start=40, seed=2, noise=0.2)
    return ours


def learn(selection):
    learn_videos(claim(PatternSelection, selection.pk))
    selection.refresh_from_db()
    return PatternFit.objects.filter(scope=selection.scope).order_by("pk")


def lift_of_question(fits):
    return fits.get(outcome="views").verdicts.get(facet_code="hook", level_code="question").lift


def test_only_the_videos_of_the_days_are_learned_from(halves, aiko):
    make_run(halves)
    middle = FIRST + timedelta(days=80)
    first = select_videos(brand=halves, by=aiko, last_day=middle - timedelta(days=1))
    second = select_videos(brand=halves, by=aiko, first_day=middle)
    found = [learn(one) for one in (first, second)]
    assert [fits.get(outcome="views").videos for fits in found] == [40, 40]
    assert lift_of_question(found[0]) > 0.5 > 0.2 > abs(lift_of_question(found[1]))
    assert [fit.reason["key"] for fit in found[0].filter(outcome__in=["saves", "gmv"])] == ["no_data", "no_data"]
    assert first.progress == (9, 9)


def test_account_and_who_speaks_narrow_too(halves, aiko):
    make_run(halves)
    other = make_account(halves, "second")
    moved = list(halves.videos.order_by("pk")[:12].values_list("pk", flat=True))
    Video.objects.filter(pk__in=moved).update(account=other)
    Video.objects.filter(pk__in=moved[1:]).update(relation="creator")
    both = select_videos(brand=halves, by=aiko, account=other, relation="creator")
    assert learn(both).get(outcome="views").videos == 11


def test_the_same_choice_is_one_row_and_learned_once(halves, aiko, ben):
    make_run(halves)
    first = select_videos(brand=halves, by=aiko, first_day=FIRST)
    learn(first)
    again = select_videos(brand=halves, by=ben, first_day=FIRST)
    assert (again.pk, again.state) == (first.pk, State.DONE)
    first.refresh_from_db()
    assert first.asked_by == ben


def test_what_was_looked_at_lately_is_learned_with_the_next_run(halves, aiko):
    selection = select_videos(brand=halves, by=aiko, first_day=FIRST)
    assert not learn(selection).exists()  # no run to stand beside
    recompute_patterns(claimed(halves))
    selection.refresh_from_db()
    assert selection.state == State.QUEUED
    assert learn(selection).get(outcome="views").run.is_current
    make_run(halves)
    select_videos(brand=halves, by=aiko, first_day=FIRST)
    assert learn(selection).count() == 9  # the newest answer, not one of each run


@pytest.mark.parametrize("asked", [{}, {"first_day": date(2026, 2, 1), "last_day": date(2026, 1, 1)}, {"account": "theirs"}])
def test_what_chooses_nothing_or_somebody_elses_is_refused(ours, theirs, aiko, asked):
    asked = {name: make_account(theirs) if value == "theirs" else value for name, value in asked.items()}
    with pytest.raises(Refused):
        select_videos(brand=ours, by=aiko, **asked)


def test_the_last_day_of_the_calendar_is_a_day(as_aiko, halves):
    make_run(halves)
    chosen = as_aiko.post(reverse("analytics:pattern-select", args=["ours"]), {"last_day": "9999-12-31"}, follow=True)
    assert chosen.status_code == 200
    assert learn(PatternSelection.objects.get()).get(outcome="views").videos == 80


def test_an_unknown_account_is_not_called_a_day(as_aiko, halves):
    make_run(halves)
    chosen = as_aiko.post(reverse("analytics:pattern-select", args=["ours"]), {"account": "99999"}, follow=True)
    assert "Choose which videos to look at." in chosen.content.decode()


def test_the_page_shows_all_videos_until_the_answer_is_there(as_aiko, halves, theirs):
    make_run(halves)
    page = reverse("analytics:patterns", args=["ours"])
    chosen = as_aiko.post(
        reverse("analytics:pattern-select", args=["ours"]), {"first_day": "2026-03-01", "outcome": "views"}, follow=True
    )
    assert chosen.redirect_chain[-1][0].startswith(f"{page}?outcome=views&scope=selection%3A")
    text = chosen.content.decode()
    assert "Until it is there, all videos are shown." in text
    assert "from 2026-03-01" in text
    selection = PatternSelection.objects.get()
    state = reverse("analytics:pattern-selection", args=["ours", selection.pk])
    assert "HX-Refresh" not in as_aiko.get(state).headers
    learn(selection)
    assert as_aiko.get(state).headers["HX-Refresh"] == "true"
    text = as_aiko.get(page, {"scope": selection.scope}).content.decode()
    assert "Only these videos" in text
    assert "80 videos, as of" in text
    stranger = PatternSelection.objects.create(brand=theirs, key="x", run_after="2026-01-01T00:00Z", asked_at="2026-01-01T00:00Z")
    assert as_aiko.get(reverse("analytics:pattern-selection", args=["ours", stranger.pk])).status_code == 404


@pytest.mark.parametrize("scope", ["selection:99999", "selection:x", "selection:", "selection:99999999999999999999", "days:90"])
def test_an_unknown_choice_is_all_videos(as_ben, halves, scope):
    make_run(halves)
    response = as_ben.get(reverse("analytics:patterns", args=["ours"]), {"scope": scope})
    assert (response.status_code, response.context["page"].scope) == (200, "")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_however_many_choices_there_are(as_ben, halves, aiko, count, django_assert_num_queries):
    make_run(halves)
    for number in range(count):
        selection = select_videos(brand=halves, by=aiko, first_day=FIRST + timedelta(days=number))
    url = reverse("analytics:patterns", args=["ours"])
    as_ben.get(url)
    with django_assert_num_queries(20):
        as_ben.get(url, {"scope": selection.scope})
