"""Asking, deciding, taking back, withdrawing, editing and stopping; and every refusal of them."""

from datetime import date, time, timedelta

import pytest
import time_machine
from factories import at, join, make_account, make_planned_video, make_user

from planner.approval.approving import ask_approval, decide, take_back, withdraw
from planner.approval.deciding import approve_several
from planner.approval.due import asked_rounds, waiting_rounds
from planner.approval.reset import content_edited
from planner.approval.steps import delegate, end_delegation, hide_step, save_step
from planner.approval.stopping import end_stop, stop_posting
from planner.changes import write_change
from planner.models import ApprovalStep, ChecklistItem, Comment, Video
from planner.refusals import NotOfBrand, NotYourStep, Refused, StaleVersion
from planner.scheduling import edit_video, plan_video
from tkcommerce.brands.models import Role

DAY = date(2026, 11, 25)
YES, NO = "approved", "rejected"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(at("2026-11-22T12:00:00+09:00"), tick=False):
        yield


@pytest.fixture
def dai(ours):
    user = make_user("dai@example.com", name="Dai")
    join(user, ours, Role.EDITOR)
    return user


@pytest.fixture
def emi(ours):
    user = make_user("emi@example.com", name="Emi")
    join(user, ours, Role.EDITOR)
    return user


@pytest.fixture
def video(ours):
    """Its checklist is out of the way: that has its own tests."""
    ChecklistItem.objects.filter(brand=ours).update(severity="warn")
    return make_planned_video(ours, DAY, hook="初雪の日", caption="工場の朝", state="editing")


def step(brand, name, *people, by=None, **fields):
    return save_step(step=ApprovalStep(brand=brand), by=by or people[0], name=name, people=people, **fields)


@pytest.fixture
def chain(ours, aiko, dai, video):
    """First Dai, then Aiko."""
    return [step(ours, "Brand", dai), step(ours, "Final", aiko)]


def asked(video, by):
    return ask_approval(video=fresh(video), by=by, version=fresh(video).version)


def fresh(video):
    return Video.objects.get(pk=video.pk)


def newest(video):
    return video.rounds.first()


def say(video, by, verdict=YES, *, at_step=None, **told):
    round_ = newest(video)
    return decide(round_=round_, step=round_.at_step if at_step is None else at_step, by=by, verdict=verdict, **told)


def verbs(video):
    return list(video.changes.order_by("version").values_list("verb", flat=True))


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as told:
        act(*args, **kwargs)
    return str(told.value)


def test_two_people_in_order_and_the_slot_schedules_it(video, chain, aiko, dai):
    account = make_account(video.brand)
    Video.objects.filter(pk=video.pk).update(account=account, planned_time=time(19, 30))
    asked(video, dai)
    assert fresh(video).state == "review"
    assert refused(say, video, aiko) == "“Brand” is not yours to decide."
    say(video, dai, comment="Good light.")
    assert fresh(video).state == "review"
    say(video, aiko)
    assert (fresh(video).state, newest(video).state) == ("scheduled", "approved")
    assert verbs(video) == ["asked", "step_approved", "approved", "scheduled"]
    assert Comment.objects.get().text == "Good light."


def test_without_account_or_time_it_stays_approved(video, chain, aiko, dai):
    asked(video, dai)
    say(video, dai)
    say(video, aiko)
    assert fresh(video).state == "approved"


def test_without_steps_an_editor_approves_alone(video, dai):
    assert (asked(video, dai).state, newest(video).steps, newest(video).state) == ("approved", [], "approved")


def test_sending_back_needs_a_reason_and_leads_to_editing(video, chain, dai):
    asked(video, dai)
    assert refused(say, video, dai, NO, reason="  ") == "Say why you send it back."
    say(video, dai, NO, reason="Too dark")
    assert (fresh(video).state, newest(video).state, newest(video).decisions.get().reason) == ("editing", "rejected", "Too dark")
    asked(video, dai)
    assert (newest(video).number, newest(video).state) == (2, "open")


def test_a_step_is_decided_once_and_only_as_it_was_seen(video, chain, aiko, dai):
    asked(video, dai)
    say(video, dai)
    assert refused(say, video, dai, at_step=0).startswith("This step was decided meanwhile")
    assert newest(video).decisions.count() == 1


def test_asking_is_refused_where_it_makes_no_sense(video, chain, dai, chika):
    asked(video, dai)
    assert refused(asked, video, dai) == "Approval is asked already."
    say(video, dai)
    with pytest.raises(StaleVersion):
        ask_approval(video=video, by=dai, version=1)
    Video.objects.filter(pk=video.pk).update(state="dropped")
    assert refused(asked, video, dai) == "This video was dropped. Restore it first."
    newest(video).delete()
    Video.objects.filter(pk=video.pk).update(state="posted", posted_day=DAY)
    assert refused(asked, video, dai) == "This video is posted: it needs no approval any more."
    Video.objects.filter(pk=video.pk).update(state="approved", posted_day=None)
    assert refused(asked, video, dai) == "This video is approved already."


def test_a_step_that_nobody_can_decide_refuses_to_be_asked(video, chain, dai):
    dai.memberships.all().delete()
    assert refused(asked, video, dai) == "Nobody can decide the step “Brand”. Name somebody in the settings."


def test_the_checklist_blocks_asking_and_approving(video, chain, dai):
    item = video.brand.checklistitems.get(code="rights")
    item.severity = "block"
    item.save()
    assert refused(asked, video, dai) == "The checklist is not done: Consent of people, place and trademark owners."
    ChecklistItem.objects.filter(pk=item.pk).update(severity="warn")
    asked(video, dai)
    ChecklistItem.objects.filter(pk=item.pk).update(severity="block")
    assert refused(say, video, dai).startswith("The checklist is not done")
    say(video, dai, NO, reason="Consent is missing")


def test_the_round_keeps_the_content_and_the_list_as_they_were(video, chain, dai):
    asked(video, dai)
    content = newest(video).content
    assert (content["hook"], content["caption"], content["version"]) == ("初雪の日", "工場の朝", 1)
    checked = {line["code"]: line["outcome"] for line in content["checked"]}
    assert (checked["rights"], checked["pr_label"]) == ("open", "not_needed")


@pytest.mark.parametrize(
    ("field", "value", "state"),
    [("caption", "工場の夜", "editing"), ("hook", "x", "editing"), ("sound", "x", "editing"), ("notes", "x", "review")],
)
def test_an_edit_of_content_resets_and_any_other_does_not(video, chain, dai, field, value, state):
    asked(video, dai)
    edit_video(video=fresh(video), by=dai, version=fresh(video).version, **{field: value})
    assert fresh(video).state == state
    assert newest(video).state == ("reset" if state == "editing" else "open")


@pytest.mark.parametrize("state", ["approved", "scheduled", "missed"])
def test_an_edit_after_approval_resets_too(video, chain, aiko, dai, state):
    asked(video, dai)
    say(video, dai)
    say(video, aiko)
    Video.objects.filter(pk=video.pk).update(state=state)
    edit_video(video=fresh(video), by=dai, version=fresh(video).version, caption="他")
    assert (fresh(video).state, newest(video).state, verbs(video)[-1]) == ("editing", "reset", "approval_reset")
    assert refused(say, video, aiko, at_step=1).startswith("This step was decided meanwhile")


def test_products_and_covers_are_content(video, chain, dai):
    for told in ({"products": [[], [[1, "3960"]]]}, {"cover:7": [None, "a.png"]}):
        asked(video, dai)
        current = write_change(fresh(video), dai, "edited", {}, told=told)
        content_edited(current, dai, told)
        assert (fresh(video).state, newest(video).state) == ("editing", "reset")


def test_a_yes_is_taken_back_until_the_next_step_acts(video, chain, aiko, dai):
    asked(video, dai)
    mine = say(video, dai)
    assert refused(take_back, decision=mine, by=aiko) == "Only whoever approved takes it back."
    take_back(decision=mine, by=dai)
    assert (newest(video).at_step, newest(video).state) == (0, "open")
    assert refused(take_back, decision=mine, by=dai).startswith("It is too late")
    again = say(video, dai)
    last = say(video, aiko)
    assert refused(take_back, decision=again, by=dai).startswith("It is too late")
    take_back(decision=last, by=aiko)
    assert (fresh(video).state, newest(video).state, newest(video).at_step) == ("review", "open", 1)
    assert verbs(video).count("took_back") == 2


def test_a_no_or_a_yes_of_a_reset_round_is_not_taken_back(video, chain, dai):
    asked(video, dai)
    mine = say(video, dai)
    edit_video(video=fresh(video), by=dai, version=fresh(video).version, caption="他")
    assert refused(take_back, decision=mine, by=dai).startswith("It is too late")
    asked(video, dai)
    no = say(video, dai, NO, reason="x")
    assert refused(take_back, decision=no, by=dai).startswith("It is too late")


def test_withdrawing_leads_back_to_editing(video, chain, dai):
    refusal = "This video neither waits for approval nor is approved."
    assert refused(withdraw, video=video, by=dai, version=video.version) == refusal
    asked(video, dai)
    withdraw(video=fresh(video), by=dai, version=fresh(video).version)
    assert (fresh(video).state, newest(video).state) == ("editing", "withdrawn")


def test_a_stand_in_decides_and_it_is_recorded(ours, video, chain, dai, emi, aiko, ben, chika):
    today = date(2026, 11, 22)
    days = {"first_day": today, "last_day": today}
    made = delegate(brand=ours, person=dai, stand_in=emi, by=dai, **days)
    asked(video, dai)
    decision = say(video, emi)
    assert (decision.by, decision.in_place_of) == (emi, dai)
    take_back(decision=decision, by=emi)
    assert refused(end_delegation, delegation=made, by=emi) == "Only a manager delegates for somebody else."
    end_delegation(delegation=made, by=aiko)
    with pytest.raises(NotYourStep):
        say(video, emi)
    assert refused(delegate, brand=ours, person=aiko, stand_in=emi, by=dai, **days).startswith("Only a manager")
    assert refused(delegate, brand=ours, person=dai, stand_in=dai, by=dai, **days) == "Choose somebody else as stand-in."
    assert refused(delegate, brand=ours, person=dai, stand_in=ben, by=dai, **days).startswith("Ben may only look")
    early = {"first_day": today, "last_day": today - timedelta(days=1)}
    assert refused(delegate, brand=ours, person=dai, stand_in=emi, by=dai, **early) == "The last day lies before the first."
    with pytest.raises(NotOfBrand):
        delegate(brand=ours, person=dai, stand_in=chika, by=dai, **days)


def test_a_running_round_keeps_its_steps_when_the_chain_changes(video, chain, aiko, dai):
    asked(video, dai)
    hide_step(step=chain[0], by=aiko)
    say(video, dai)
    say(video, aiko)
    assert fresh(video).state == "approved"


def test_a_stop_holds_asking_and_approving_until_it_ends(ours, video, chain, dai, emi, aiko):
    assert refused(stop_posting, brand=ours, reason=" ", by=dai) == "Say why it is stopped."
    stop = stop_posting(brand=ours, reason="A recall", by=dai)
    assert refused(stop_posting, brand=ours, reason="x", by=dai) == "It is stopped already."
    assert refused(asked, video, dai) == "Stopped by Dai: A recall"
    assert refused(end_stop, stop=stop, by=emi) == "Only a manager, or whoever stopped it, ends a stop."
    end_stop(stop=stop, by=aiko)
    assert refused(end_stop, stop=stop, by=aiko) == "This stop has ended already."
    asked(video, dai)
    one = stop_posting(brand=ours, video=fresh(video), reason="Wrong cut", by=dai)
    assert refused(say, video, dai) == "Stopped by Dai: Wrong cut"
    other = plan_video(brand=ours, by=dai, hook="other", state="editing")
    assert asked(other, dai).state == "review"
    end_stop(stop=one, by=dai)
    say(video, dai)
    assert verbs(video) == ["asked", "stopped", "resumed", "step_approved"]


def test_several_are_approved_each_for_itself(ours, video, chain, aiko, dai, theirs):
    other = plan_video(brand=ours, by=dai, hook="other", state="editing")
    for one in (video, other):
        asked(one, dai)
    stop_posting(brand=ours, video=fresh(other), reason="Wrong cut", by=dai)
    steps = {newest(video).pk: 0, newest(other).pk: 0}
    assert approve_several(brand=ours, steps=steps, by=dai) == (1, [("other", "Stopped by Dai: Wrong cut")])
    assert approve_several(brand=theirs, steps=steps, by=dai) == (0, [])


def test_reminders_are_due_after_the_hours_of_the_step(video, chain, dai, aiko):
    asked(video, dai)
    now = at("2026-11-22T12:00:00+09:00")
    [waits] = asked_rounds(now)
    assert (waits.people, waiting_rounds(now + timedelta(hours=23, minutes=59))) == ((dai,), [])
    assert waiting_rounds(now + timedelta(hours=24)) == [waits]
    say(video, dai)
    [then] = asked_rounds(now)
    assert (then.people, then.key != waits.key) == ((aiko,), True)
    Video.objects.filter(pk=video.pk).update(state="dropped")
    assert asked_rounds(now) == []
