"""The pages of events, of goals and slots, and of market readiness: who sees and who writes, and what they say."""

from datetime import date, time

import pytest
import time_machine
from django.urls import reverse
from factories import at, make_account, make_planned_video

from planner.cadence.editing import add_slot
from planner.events.editing import add_event
from planner.events.form import EventForm, initial_of
from planner.events.page import coming_events
from planner.markets.editing import add_market
from planner.models import MarketFact, PostingGoal, PostingRule, PostingSlot, VideoChange
from planner.refusals import Refused

TODAY = date(2026, 11, 22)
FORM = {
    "label_ja": "創業祭", "label_en": "", "days": "2", "tease_days": "0", "encore_days": "0", "lead_days": "10",
    "markets": ["JP"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(at("2026-11-22T12:00:00+09:00"), tick=False):
        yield


@pytest.fixture
def account(ours):
    return make_account(ours)


def url(name, *args, brand="ours"):
    return reverse(f"planner:{name}", args=[brand, *args])


def event(brand, code="black-friday"):
    return brand.commerceevents.get(code=code)


def test_coming_events_count_down_with_what_is_planned_in_their_days(ours, account):
    make_planned_video(ours, date(2026, 11, 24), account=account)  # in the run-up
    make_planned_video(ours, date(2026, 12, 1), account=account)
    found = {one.event.code: one for one in coming_events(ours, today=TODAY)}
    friday = found["black-friday"]
    assert (friday.days_to, friday.shoot_by, len(friday.videos), friday.is_late) == (5, date(2026, 10, 23), 1, False)
    assert (found["christmas"].days_to, found["christmas"].is_late) == (33, True)
    assert (found["oseibo"].is_on, len(found["oseibo"].videos)) == (True, 2)
    assert "double-12" not in found


def test_the_page_of_events_says_it(as_aiko, ours):
    html = as_aiko.get(url("events")).content.decode()
    assert ("Black Friday" in html, "in 5 days" in html, "Labor Thanksgiving Day" in html) == (True, True, True)
    assert as_aiko.get(url("home-ahead")).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_pages_take_the_same_queries_whatever_they_hold(as_aiko, ours, aiko, count, django_assert_num_queries):
    for n in range(count):
        other = make_account(ours, handle=f"a{n}", market=["ID", "TH", "VN"][n])
        PostingGoal.objects.create(brand=ours, account=other, per_week=3)
        PostingSlot.objects.create(brand=ours, account=other, weekday=n, time=time(20))
        make_planned_video(ours, TODAY, account=other)
        add_market(brand=ours, market=["ID", "TH", "VN"][n], by=aiko)
        add_event(brand=ours, by=aiko, label_ja=f"e{n}", label_en="", rule={"on": "12-01"}, markets=[])
    # session, person and membership always; her brands where the frame is drawn
    for name, queries in {"events": 8, "event-rules": 7, "cadence": 11, "markets": 8, "home-ahead": 8}.items():
        as_aiko.get(url(name))
        with django_assert_num_queries(queries):
            as_aiko.get(url(name))


def test_an_event_is_added_changed_hidden_and_shown(as_aiko, ours):
    as_aiko.post(url("event-new"), FORM | {"way": "yearly", "on": "12/1"})
    added = event(ours, "own-1")
    assert (added.label_en, added.rule, added.days, added.markets) == ("創業祭", {"on": "12-01"}, 2, ["JP"])
    as_aiko.post(url("event-edit", added.pk), FORM | {"way": "nth", "nth": "2", "weekday": "6", "month": "5", "rest": "on"})
    added.refresh_from_db()
    assert added.rule == {"nth": 2, "weekday": 6, "month": 5, "rest": True}
    as_aiko.post(url("event-hide", added.pk))
    assert event(ours, "own-1").hidden_at is not None
    as_aiko.post(url("event-show", added.pk))
    assert event(ours, "own-1").hidden_at is None


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ({"way": "yearly", "on": "3/3、6月6日"}, {"on": ["03-03", "06-06"]}),
        ({"way": "once", "once": "2026-12-10"}, {"on": "2026-12-10"}),
        ({"way": "range", "first": "12/29", "last": "1/3"}, {"from": "12-29", "to": "01-03"}),
        ({"way": "monthly", "day": "25", "workday": "on"}, {"day": 25, "workday": "JP"}),
        (
            {"way": "nth", "nth": "4", "weekday": "3", "month": "11", "plus": "1"},
            {"nth": 4, "weekday": 3, "month": 11, "plus": 1},
        ),
    ],
)
def test_each_way_to_tell_days_becomes_its_rule(typed, rule):
    form = EventForm(FORM | typed, event=None, home_market="JP")
    assert (form.is_valid(), form.rule) == (True, rule)


@pytest.mark.parametrize(
    "typed",
    [
        {"way": "yearly"}, {"way": "yearly", "on": "13/1"}, {"way": "once"}, {"way": "monthly"},
        {"way": "range", "first": "1/1"},
    ],
)  # fmt: skip
def test_days_that_do_not_exist_are_refused(as_aiko, ours, typed):
    before = ours.commerceevents.count()
    assert as_aiko.post(url("event-new"), FORM | typed).status_code == 422
    assert ours.commerceevents.count() == before


def test_every_seeded_event_comes_back_from_its_form_unchanged(ours):
    for one in ours.commerceevents.all():
        typed = {name: value for name, value in initial_of(one, "JP").items() if value is not None and value is not False}
        form = EventForm(typed, event=one, home_market="JP")
        assert (one.code, form.is_valid(), form.rule) == (one.code, True, one.rule)


def test_goals_slots_and_warnings_are_set_and_taken_back(as_aiko, ours, account):
    as_aiko.post(url("goal-set", account.pk), {"per_week": "4"})
    as_aiko.post(url("slot-add", account.pk), {"weekday": "5", "at": "19:30"})
    slot = account.slots.get()
    assert (PostingGoal.objects.get().per_week, slot.weekday, slot.time) == (4, 5, time(19, 30))
    as_aiko.post(url("slot-remove", slot.pk))
    assert account.slots.count() == 0
    as_aiko.post(url("slot-restore", account.pk, 5, "19-30"))
    as_aiko.post(url("slot-restore", account.pk, 5, "19-30"))  # twice is once
    assert account.slots.count() == 1
    as_aiko.post(url("goal-set", account.pk), {"per_week": ""})
    as_aiko.post(url("cadence-rule-set"), {"hours_apart": "6", "product_in_week": "2"})
    assert (PostingGoal.objects.count(), PostingRule.objects.get().hours_apart) == (0, 6)
    assert as_aiko.post(url("cadence-rule-set"), {"hours_apart": "x", "product_in_week": "2"}).status_code == 422


def test_a_video_takes_the_next_free_slot_and_leaves_history(as_aiko, ours, account):
    PostingSlot.objects.create(brand=ours, account=account, weekday=5, time=time(19, 30))
    video = make_planned_video(ours, None, account=account)
    html = as_aiko.get(url("video", video.pk)).content.decode()
    assert url("video-to-slot", video.pk) in html
    as_aiko.post(url("video-to-slot", video.pk), {"version": "1"})
    video.refresh_from_db()
    assert (video.planned_day, video.planned_time) == (date(2026, 11, 28), time(19, 30))
    assert VideoChange.objects.filter(video=video).count() == 1
    as_aiko.post(url("video-to-slot", video.pk), {"version": "1"})  # a stale tab changes nothing
    assert VideoChange.objects.filter(video=video).count() == 1


def test_a_free_slot_opens_the_form_of_a_new_video_with_its_day_time_and_account(as_aiko, ours, account):
    response = as_aiko.get(url("video-new"), {"day": "2026-11-28", "time": "19:30", "account": account.pk})
    html = response.content.decode()
    assert [
        words for words in ('value="2026-11-28"', 'value="19:30"', f'value="{account.pk}" selected') if words not in html
    ] == []


def test_the_page_of_a_video_warns_of_a_post_too_close(as_aiko, ours, account):
    video = make_planned_video(ours, TODAY, planned_time=time(20), account=account)
    make_planned_video(ours, TODAY, planned_time=time(21), account=account, hook="the other")
    html = as_aiko.get(url("video", video.pk)).content.decode()
    assert "Less than 3 hours from “the other” on the same account." in html


def test_steps_are_ticked_changed_hidden_and_added(as_aiko, ours, aiko):
    plan = ours.marketplans.get()
    step = plan.steps.get(code="goal")
    for name, field in (("tick", "done_at"), ("untick", None), ("hide", "hidden_at"), ("show", None)):
        as_aiko.post(url(f"market-step-{name}", step.pk))
        step.refresh_from_db()
        assert (name, step.done_at is not None, step.hidden_at is not None) == (name, field == "done_at", field == "hidden_at")
    as_aiko.post(
        url("market-step-edit", step.pk), {"owner": aiko.pk, "due_day": "2026-12-01", "evidence": "https://example.com/a"}
    )
    as_aiko.post(url("market-step-add", plan.pk), {"phase": "open", "label_ja": "倉庫", "label_en": ""})
    as_aiko.post(url("market-edit", plan.pk), {"state": "applied", "opens_on": "2027-01-10"})
    html = as_aiko.get(url("market", plan.pk)).content.decode()
    assert ["49 days until it opens" in html, 'href="https://example.com/a"' in html, "倉庫" in html, "25 steps" in html] == [
        True
    ] * 4
    assert "7%, tax and payment processing included" in html


def writes(ours, account):
    """(name, arguments, data, least role)"""
    slot = PostingSlot.objects.create(brand=ours, account=account, weekday=0, time=time(9))
    plan, video = ours.marketplans.get(), make_planned_video(ours, None, account=account)
    step, one = plan.steps.first(), event(ours)
    return [
        ("event-new", [], FORM | {"way": "yearly", "on": "12/1"}, 20), ("event-edit", [one.pk], FORM | {"way": "once"}, 20),
        ("event-hide", [one.pk], {}, 20), ("event-show", [one.pk], {}, 20), ("cadence-rule-set", [], {}, 30),
        ("goal-set", [account.pk], {"per_week": "9"}, 30), ("slot-add", [account.pk], {"weekday": "1", "at": "10:00"}, 30),
        ("slot-remove", [slot.pk], {}, 30), ("slot-restore", [account.pk, 1, "10-00"], {}, 30),
        ("video-to-slot", [video.pk], {"version": "1"}, 20), ("market-add", [], {"market": "ID"}, 30),
        ("market-edit", [plan.pk], {"state": "open"}, 30), ("market-remove", [plan.pk], {}, 30),
        ("market-step-add", [plan.pk], {"phase": "open", "label_ja": "x"}, 30), ("market-step-edit", [step.pk], {}, 20),
        ("market-step-tick", [step.pk], {}, 20), ("market-step-untick", [step.pk], {}, 20),
        ("market-step-hide", [step.pk], {}, 30), ("market-step-show", [step.pk], {}, 30),
    ]  # fmt: skip


def standing(brand):
    return [
        list(rows.order_by("pk").values())
        for rows in (
            brand.commerceevents, brand.postinggoals, brand.postingslots, brand.postingrules, brand.marketplans,
            brand.readinesssteps, brand.videos,
        )
    ]  # fmt: skip


def test_viewers_look_and_write_nothing_and_strangers_find_nothing(ours, theirs, account, ben, chika, client):
    found = writes(ours, account)
    before = standing(ours)
    client.force_login(ben)
    for name, args, data, _role in found:
        assert (name, client.post(url(name, *args), data).status_code) == (name, 403)
    for name in ("events", "event-rules", "cadence", "markets", "home-ahead"):
        html = client.get(url(name)).content.decode()
        assert (name, html.count(f'action="/b/ours/{name.split("-")[0]}')) == (name, 0)
    client.force_login(chika)
    for name, args, data, _role in found:
        assert (name, client.post(url(name, *args), data).status_code) == (name, 404)
        if args:  # our row under their own address
            assert (name, client.post(url(name, *args, brand="theirs"), data).status_code) == (name, 404)
    assert standing(ours) == before


def test_editors_tick_and_plan_but_managers_set_the_frame(ours, account, aiko, as_aiko):
    aiko.memberships.update(role=20)
    for name, args, data, role in writes(ours, account):
        assert (name, as_aiko.post(url(name, *args), data).status_code == 403) == (name, role == 30)


def test_market_facts_are_for_superusers_alone(as_aiko, client, django_user_model):
    assert as_aiko.get("/admin/planner/marketfact/").status_code == 403
    client.force_login(django_user_model.objects.create_superuser("root@example.com", "a long enough password"))
    assert client.get("/admin/planner/marketfact/").status_code == 200
    assert MarketFact.objects.exists()
    for name in ("commerceevent", "postinggoal", "postingslot", "postingrule", "marketplan", "readinessstep"):
        assert (name, client.get(f"/admin/planner/{name}/").status_code) == (name, 200)


def test_a_slot_is_of_a_minute(ours, account, aiko):
    add_slot(account=account, weekday=0, at=time(12, 0, 30), by=aiko)
    with pytest.raises(Refused, match="already has this slot"):
        add_slot(account=account, weekday=0, at=time(12), by=aiko)


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("market-step-add", {"phase": "before", "label_ja": "x", "label_en": "y" * 161}, "English: Ensure this value has"),
        ("market-edit", {"state": "evil"}, "State: Select a valid choice"),
        ("market-edit", {"state": "open", "opens_on": "x"}, "Means to open on: Enter a valid date"),
    ],
)
def test_a_refusal_names_the_field(as_aiko, ours, name, typed, told):
    plan = ours.marketplans.get()
    assert told in as_aiko.post(url(name, plan.pk), typed, follow=True).content.decode()
