"""Next trials: suggested from the current run, put into the plan by one click, taken back, and judged once they can be read."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from factories import at, make_account, make_planned_video, make_posted_video
from pattern_rows import make_forecast, make_run, with_posterior

from analytics.learning.trial_results import settle_trials
from analytics.learning.trials import days_to_result, slots_wanted, suggest_trials
from analytics.models import Trial, TrialPolicy, Verdict
from analytics.trying import accept_trial, decline_trial, set_policy, undo_decision
from planner.models import PostingGoal, PostingSlot, Product, Video, VideoLevel, VideoProduct
from planner.refusals import Refused
from planner.scheduling import edit_video
from planner.vocabulary.levels import level_names_of

LEVELS = {
    "hook.question": (30, 1.8, Verdict.WINNER), "hook.pain": (22, 1.7, Verdict.UNPROVEN), "hook.offer": (40, 0.4, Verdict.LOSING),
    "theme.backstage": (20, 1.3, Verdict.PROMISING), "theme.howto": (40, 0.9, Verdict.UNPROVEN),
}  # fmt: skip
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(at("2026-11-22T12:00:00+09:00"), tick=False):
        yield


def learned(brand, levels=None, **fields):
    return with_posterior(make_run(brand, levels or LEVELS, **fields))


@pytest.fixture
def account(ours):
    account = make_account(ours)
    for weekday in (1, 3):
        PostingSlot.objects.create(brand=ours, account=account, weekday=weekday, time=time(19))
    return account


@pytest.fixture
def suggested(ours, account):
    return suggest_trials(learned(ours), now=timezone.now())


def test_the_best_known_comes_first_and_each_varies_one_facet(suggested):
    first = suggested[0]
    assert (first.facet_code, first.level_code, first.base) == ("hook", "question", {"theme": "backstage"} | rest(first))
    best = {"hook": "question"} | first.base
    for trial in suggested[1:]:
        made = {trial.facet_code: trial.level_code} | trial.base
        assert len(made.items() ^ best.items()) == 2
    assert [trial.position for trial in suggested] == list(range(1, len(suggested) + 1))
    assert all(0 <= trial.p_best <= 1 and trial.lo90 < trial.expected < trial.hi90 for trial in suggested)


def rest(trial):
    """Facets of the first vocabulary that no video has been told of."""
    return {facet: code for facet, code in trial.base.items() if facet not in ("hook", "theme")}


def test_a_losing_or_a_hidden_level_is_never_suggested(ours, account):
    run = learned(ours)
    ours.levels.filter(facet__code="hook", code="question").update(hidden_at=timezone.now())
    for percent in (15, 50):
        set_policy(brand=ours, explore_percent=percent, by=None)
        made = [{trial.facet_code: trial.level_code} | trial.base for trial in run.trials.all()]
        assert not {"offer", "question"} & {levels.get("hook") for levels in made}


def test_the_slider_decides_how_many_explore(ours, account):
    PostingGoal.objects.create(brand=ours, account=account, per_week=6)
    learned(ours)
    kinds = [trial.kind for trial in set_policy(brand=ours, explore_percent=15, by=None)]
    assert kinds.count("explore") <= 1
    set_policy(brand=ours, explore_percent=50, by=None)
    assert TrialPolicy.objects.get().explore_percent == 50
    assert Trial.objects.filter(state="suggested", kind="explore").count() > 1


def test_as_many_as_the_goals_lack_but_three_to_choose_from(ours, account):
    assert slots_wanted(ours, now=timezone.now()) == 3
    PostingGoal.objects.create(brand=ours, account=account, per_week=5)
    assert slots_wanted(ours, now=timezone.now()) == 8


def test_newer_suggestions_replace_what_nobody_decided(ours, aiko, suggested):
    kept = accept_trial(trial=suggested[0], by=aiko)
    suggest_trials(learned(ours), now=timezone.now())
    states = dict(Trial.objects.filter(run=suggested[0].run).values_list("pk", "state"))
    assert states.pop(kept.pk) == "accepted"
    assert set(states.values()) == {"replaced"}
    with pytest.raises(Refused):
        accept_trial(trial=suggested[1], by=aiko)


def test_without_an_answer_nothing_is_suggested(ours):
    run = make_run(ours)
    assert suggest_trials(run, now=timezone.now()) == []


def test_accepting_fills_a_brief_on_the_next_free_slot(ours, aiko, account, suggested):
    taken = make_planned_video(ours, date(2026, 11, 24), planned_time=time(19), account=account)
    shown = make_posted_video(account, date(2026, 11, 1), external_id="1")
    level = ours.levels.get(facet__code="hook", code="question")
    VideoLevel.objects.create(brand=ours, video=shown, facet=level.facet, level=level, set_at=timezone.now())
    serum = Product.objects.create(brand=ours, name="Serum", currency="JPY")
    VideoProduct.objects.create(brand=ours, video=shown, product=serum)
    trial = accept_trial(trial=suggested[0], by=aiko)
    video = Video.objects.get(pk=trial.video_id)
    assert (video.planned_day, video.planned_time) == (date(2026, 11, 26), time(19))
    assert (video.account, video.owner, video.state) == (account, aiko, "planned")
    assert video.planned_day != taken.planned_day
    assert level_names_of(video).items() >= {"hook": "question", "theme": "backstage"}.items()
    assert video.hook.startswith("Question × Backstage")
    assert video.hypothesis == (
        f"Over many such videos we expect {trial.lo90:.1f}–{trial.hi90:.1f}× our usual Views on average."
        " What looks best so far in every facet, together."
    )
    assert [mention.product for mention in video.products.all()] == [serum]
    assert trial.due_day == video.planned_day + timedelta(days=days_to_result(trial.run))
    assert (trial.decided_by, trial.hypothesis) == (aiko, video.hypothesis)


def test_an_accepted_trial_can_be_taken_back_until_its_video_changes(aiko, suggested):
    suggested_for = suggested[0].due_day
    trial = undo_decision(trial=accept_trial(trial=suggested[0], by=aiko), by=aiko)
    assert trial.due_day == suggested_for
    assert (trial.state, trial.video, trial.decided_at) == ("suggested", None, None)
    assert Video.objects.get().state == "dropped"
    again = accept_trial(trial=trial, by=aiko)
    edit_video(video=again.video, by=aiko, version=1, hook="mine")
    with pytest.raises(Refused):
        undo_decision(trial=again, by=aiko)


def test_a_declined_trial_can_be_taken_back(ours, aiko, suggested):
    trial = decline_trial(trial=suggested[0], by=aiko)
    assert trial.state == "declined"
    assert undo_decision(trial=trial, by=aiko).state == "suggested"
    decline_trial(trial=trial, by=aiko)
    learned(ours)
    assert undo_decision(trial=trial, by=aiko).state == "replaced"
    with pytest.raises(Refused):
        undo_decision(trial=trial, by=aiko)


def posted_trial(account, trial, by, *, posted):
    """Accepted, and out since the day `posted`."""
    trial = accept_trial(trial=trial, by=by)
    Video.objects.filter(pk=trial.video_id).update(state="posted", posted_day=posted)
    return trial


def usual_videos(run, account):
    for number in range(12):
        video = make_posted_video(account, date(2026, 9, 1), external_id=str(100 + number))
        make_forecast(run, video, times=0.7 + number / 20, age_days=28)


@pytest.mark.parametrize(("times", "result"), [(3.0, "better"), (1.0, "as_usual"), (0.2, "worse")])
def test_a_result_is_written_back_as_soon_as_it_can_be_read(ours, aiko, account, suggested, times, result):
    trial = posted_trial(account, suggested[0], aiko, posted=date(2026, 11, 10))
    run = learned(ours)
    usual_videos(run, account)
    trial.video.refresh_from_db()
    told = make_forecast(run, trial.video, times=times, age_days=3)
    assert settle_trials(run) == 0
    told.age_days = 9
    told.save(update_fields=["age_days"])
    assert settle_trials(run) == 1
    trial.refresh_from_db()
    assert (trial.state, trial.result, trial.result_factor) == ("done", result, times)
    assert trial.result_lo90 == pytest.approx(times * 0.8)
    assert trial.due_day == date(2026, 11, 10) + timedelta(days=days_to_result(run))


def test_what_was_never_posted_or_read_ends_without_a_result(ours, aiko, account, suggested):
    missed = accept_trial(trial=suggested[0], by=aiko)
    silent = posted_trial(account, suggested[1], aiko, posted=date(2026, 11, 26))
    assert settle_trials(learned(ours)) == 0
    later = timezone.now() + timedelta(days=80)
    assert settle_trials(learned(ours, made_at=later)) == 2
    assert [Trial.objects.get(pk=trial.pk).result for trial in (missed, silent)] == ["not_posted", "no_numbers"]


def url(name, *args):
    return reverse(f"analytics:{name}", args=["ours", *args])


def test_the_pages_lead_from_a_suggestion_to_the_plan_and_back(as_aiko, ours, suggested):
    part = as_aiko.get(url("pattern-next-part")).content.decode()
    assert "What to make next" in part
    assert "A single video strays much further." in part
    planned = as_aiko.post(url("pattern-next-accept", suggested[0].pk), {"back": "calendar"}, follow=True)
    assert planned.redirect_chain[-1][0] == reverse("planner:calendar", args=["ours"]) + "?month=2026-11"
    html = planned.content.decode()
    assert "is planned for" in html
    assert url("pattern-next-undo", suggested[0].pk) in html
    undone = as_aiko.post(url("pattern-next-undo", suggested[0].pk), follow=True).content.decode()
    assert "As before: nothing is decided." in undone
    declined = as_aiko.post(url("pattern-next-decline", suggested[0].pk), follow=True).content.decode()
    assert "1 declined" in declined
    refused = as_aiko.post(url("pattern-next-accept", suggested[0].pk), follow=True).content.decode()
    assert "decided or replaced meanwhile" in refused


def test_the_slider_answers_on_the_page(as_aiko, ours, suggested):
    html = as_aiko.post(url("pattern-next-policy"), {"explore_percent": 45}, follow=True).content.decode()
    assert "<b>45 %</b>" in html
    assert as_aiko.post(url("pattern-next-policy"), {"explore_percent": 60}).status_code == 400


def test_viewers_look_and_strangers_find_nothing(client, ben, chika, suggested):
    client.force_login(ben)
    assert "Put into the plan" not in client.get(url("pattern-next")).content.decode()
    assert client.post(url("pattern-next-accept", suggested[0].pk)).status_code == 403
    client.force_login(chika)
    assert client.get(url("pattern-next")).status_code == 404
    theirs = reverse("analytics:pattern-next-accept", args=["theirs", suggested[0].pk])
    assert client.post(theirs).status_code == 404


@pytest.mark.parametrize(("name", "queries"), [("pattern-next", 11), ("pattern-next-part", 6)])
def test_one_and_three_suggestions_cost_the_same(as_aiko, suggested, name, queries, django_assert_num_queries):
    with django_assert_num_queries(queries):
        as_aiko.get(url(name))
    Trial.objects.filter(position__gt=1).delete()
    with django_assert_num_queries(queries):
        as_aiko.get(url(name))


def test_the_page_of_its_video_says_what_it_tries(as_aiko, ours, aiko, suggested):
    trial = accept_trial(trial=suggested[0], by=aiko)
    video = reverse("planner:video", args=["ours", trial.video_id])
    assert "What it tries" in as_aiko.get(video).content.decode()
    Trial.objects.filter(pk=trial.pk).update(
        state="done", result="better", result_factor=1.5, result_lo90=1.2, result_hi90=2.0, result_at=timezone.now()
    )
    assert "better than usual · 1.50×" in as_aiko.get(video).content.decode()
    level = as_aiko.get(url("pattern-level") + "?facet=hook&level=question").content.decode()
    assert "better than usual · 1.50×" in level
