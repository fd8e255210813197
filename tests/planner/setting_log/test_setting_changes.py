"""The history of goals, slots, events and readiness: each change once, in words, and the last edit taken back."""

from datetime import date, time

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override
from factories import at, join, make_account, make_user

from planner.cadence.editing import add_slot, remove_slot, set_goal, set_posting_rule
from planner.events.editing import change_event, hide_event, show_event
from planner.markets.editing import add_market, change_step, remove_market, set_market, tick, untick
from planner.models import CommerceEvent, PostingGoal, PostingRule, SettingChange
from planner.refusals import Refused
from planner.setting_log.history import cadence_history, event_history, market_history
from planner.setting_log.undo import undo_setting

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(at("2026-11-22T12:00:00+09:00"), tick=False):
        yield


@pytest.fixture
def account(ours):
    return make_account(ours)


@pytest.fixture
def friday(ours):
    return ours.commerceevents.get(code="black-friday")


@pytest.fixture
def step(ours):
    return ours.marketplans.get().steps.first()


def told(brand):
    return list(brand.settingchanges.order_by("pk").values_list("kind", "verb", "fields"))


def post(client, name, *args):
    return client.post(reverse(f"planner:{name}", args=["ours", *args]))


def test_a_new_brand_starts_without_history(ours):
    assert told(ours) == []


def test_goals_slots_and_warnings_leave_before_and_after(ours, aiko, account):
    set_goal(account=account, per_week=3, by=aiko)
    set_goal(account=account, per_week=3, by=aiko)  # nothing changed: nothing told
    set_goal(account=account, per_week=None, by=aiko)
    slot = add_slot(account=account, weekday=4, at=time(20), by=aiko)
    remove_slot(slot=slot, by=aiko)
    remove_slot(slot=slot, by=aiko)
    set_posting_rule(brand=ours, hours_apart=5, product_in_week=3, by=aiko)
    assert told(ours) == [
        ("goal", "changed", {"per_week": [None, 3]}),
        ("goal", "changed", {"per_week": [3, None]}),
        ("slot", "added", {"weekday": [None, 4], "time": [None, "20:00:00"]}),
        ("slot", "removed", {"weekday": [4, None], "time": ["20:00:00", None]}),
        ("rule", "changed", {"hours_apart": [3, 5]}),
    ]


def test_events_and_steps_leave_before_and_after(ours, aiko, friday, step):
    change_event(event=friday, by=aiko, lead_days=40, rule={"on": "11-28"})
    show_event(event=friday, by=aiko)  # it was shown
    hide_event(event=friday, by=aiko)
    change_step(step=step, owner=aiko, due_day=TODAY, evidence="No. 1", by=aiko)
    tick(step=step, by=aiko)
    tick(step=step, by=aiko)
    untick(step=step, by=aiko)
    assert [(kind, verb) for kind, verb, _fields in told(ours)] == [
        ("event", "changed"), ("event", "hidden"), ("step", "changed"), ("step", "ticked"), ("step", "unticked"),
    ]  # fmt: skip
    assert told(ours)[0][2]["lead_days"] == [35, 40]
    assert told(ours)[2][2] == {
        "owner": [None, aiko.pk], "due_day": [None, "2026-11-22"], "evidence": ["", "No. 1"],
    }  # fmt: skip


def test_a_change_outlives_its_row_under_the_name_it_had(ours, aiko):
    plan = add_market(brand=ours, market="TH", by=aiko)
    remove_market(plan=plan, by=aiko)
    (removed, added) = market_history(ours, today=TODAY)
    assert (removed.verb, added.verb, added.label) == ("removed", "added", "Thailand")
    with override("ja"):
        assert market_history(ours, today=TODAY)[0].label == "タイ"


def test_it_is_told_in_words(ours, aiko, friday, step, account):
    change_event(event=friday, by=aiko, rule={"on": "11-28", "usual": True}, markets=[])
    change_step(step=step, owner=aiko, due_day=TODAY, evidence="", by=aiko)
    add_slot(account=account, weekday=4, at=time(20), by=aiko)
    lines = [(line.field, line.after) for line in event_history(ours, today=TODAY)[0].lines]
    assert lines == [("When", "each year on 28 Nov, usual days"), ("Markets", "every market")]
    plan = ours.marketplans.get()
    assert [line.after for line in market_history(ours, today=TODAY, plan_id=plan.pk)[0].lines] == ["Aiko", "Sun 22 Nov"]
    assert [line.after for line in cadence_history(ours, today=TODAY)[0].lines] == ["20:00", "Friday"]


def test_the_last_edit_is_taken_back(ours, aiko, friday, step, account):
    before = CommerceEvent.objects.filter(pk=friday.pk).values().get()
    change_event(event=friday, by=aiko, lead_days=40, rule={"on": "11-28"}, label_en="Friday")
    change_step(step=step, owner=aiko, due_day=TODAY, evidence="No. 1", by=aiko)
    set_goal(account=account, per_week=3, by=aiko)
    set_posting_rule(brand=ours, hours_apart=5, product_in_week=3, by=aiko)
    plan = set_market(plan=ours.marketplans.get(), state="open", opens_on=TODAY, today=TODAY, by=aiko)
    for change in list(ours.settingchanges.all()):
        undo_setting(change=change, by=aiko)
    step.refresh_from_db()
    plan.refresh_from_db()
    assert CommerceEvent.objects.filter(pk=friday.pk).values().get() == before
    assert (step.owner, step.due_day, step.evidence) == (None, None, "")
    assert (PostingGoal.objects.count(), PostingRule.objects.get().hours_apart) == (0, 3)
    assert (plan.state, plan.state_since, plan.opens_on) == ("preparing", None, None)


def test_only_the_newest_edit_is_taken_back_and_once(ours, aiko, friday):
    change_event(event=friday, by=aiko, lead_days=40)
    change_event(event=friday, by=aiko, lead_days=41)
    newer, older = ours.settingchanges.all()
    with pytest.raises(Refused, match="nothing to undo"):
        undo_setting(change=older, by=aiko)
    undo_setting(change=newer, by=aiko)
    with pytest.raises(Refused, match="nothing to undo"):
        undo_setting(change=newer, by=aiko)
    friday.refresh_from_db()
    assert friday.lead_days == 40


def test_somebody_who_left_does_not_come_back_by_an_undo(ours, aiko, step):
    dai = make_user("dai@example.com")
    membership = join(dai, ours, 20)
    change_step(step=step, owner=dai, due_day=None, evidence="", by=aiko)
    change_step(step=step, owner=None, due_day=None, evidence="", by=aiko)
    membership.delete()
    with pytest.raises(Refused, match="gone"):
        undo_setting(change=ours.settingchanges.first(), by=aiko)


def test_the_pages_show_history_and_its_undo(as_aiko, ours, aiko, friday, step, account):
    change_event(event=friday, by=aiko, lead_days=40)
    change_step(step=step, owner=aiko, due_day=None, evidence="", by=aiko)
    set_goal(account=account, per_week=3, by=aiko)
    plan = ours.marketplans.get()
    pages = [("event-rules",), ("event-edit", friday.pk), ("market", plan.pk), ("cadence",)]
    for name, *args in pages:
        html = as_aiko.get(reverse(f"planner:{name}", args=["ours", *args])).content.decode()
        assert (name, "history-title" in html, html.count("/settings-log/")) == (name, True, 1)


def test_the_toast_of_a_save_takes_it_back_only_if_it_changed_anything(as_aiko, ours, step):
    url = reverse("planner:market-step-edit", args=["ours", step.pk])
    for evidence, undos in (("No. 1", 2), ("No. 1", 1), ("No. 2", 2)):
        html = as_aiko.post(url, {"evidence": evidence}, follow=True).content.decode()
        assert html.count("/settings-log/") == undos


def test_who_may_take_back_what(as_ben, ours, ben, aiko, friday, account):
    change_event(event=friday, by=aiko, lead_days=40)
    set_goal(account=account, per_week=3, by=aiko)
    goal, edit = ours.settingchanges.all()
    ben.memberships.update(role=20)
    assert post(as_ben, "setting-undo", goal.pk).status_code == 404
    assert post(as_ben, "managed-setting-undo", goal.pk).status_code == 403
    assert post(as_ben, "setting-undo", edit.pk).status_code == 302
    ben.memberships.update(role=10)
    assert post(as_ben, "setting-undo", edit.pk).status_code == 403
    assert (PostingGoal.objects.count(), SettingChange.objects.first().verb) == (1, "undone")


def test_another_brands_change_is_not_there(as_chika, ours, theirs, aiko, friday):
    change_event(event=friday, by=aiko, lead_days=40)
    change = ours.settingchanges.get()
    assert post(as_chika, "setting-undo", change.pk).status_code == 404
    assert as_chika.post(reverse("planner:setting-undo", args=["theirs", change.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_history_takes_two_queries(ours, aiko, count, django_assert_num_queries):
    for step in ours.marketplans.get().steps.all()[:count]:
        change_step(step=step, owner=aiko, due_day=None, evidence="", by=aiko)
    plan = ours.marketplans.get()
    with django_assert_num_queries(2):
        assert len(market_history(ours, today=TODAY, plan_id=plan.pk)) == count
