"""Mails of the planner: what is due makes one row per person and occasion, and each row at most one mail."""

import threading
from datetime import date, time, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from factories import at, join, make_account, make_brand, make_planned_video, make_user

from planner.models import (
    ApprovalDecision,
    ApprovalRound,
    ApprovalStep,
    PostingStop,
    Reminder,
    Video,
    VideoDue,
    VideoHelper,
)
from planner.posting.reminding import choose_reminders, make_due_reminders, send_after
from planner.tasks import send_reminder
from tkcommerce.brands.models import Role
from tkcommerce.work.claiming import claim
from tkcommerce.work.invariants import broken_rows, of_work
from tkcommerce.work.models import State

DAY = date(2026, 11, 17)
EIGHT = at("2026-11-17T20:00:00+09:00")


@pytest.fixture
def dai(ours):
    user = make_user("dai@example.com", name="Dai", language="ja")
    join(user, ours, Role.EDITOR)
    return user


@pytest.fixture
def video(ours, dai):
    told = {"planned_time": time(20), "account": make_account(ours), "state": "scheduled", "hook": "徹夜の充填ライン"}
    return make_planned_video(ours, DAY, owner=dai, caption="夜の工場から #舞台裏", **told)


def made():
    return sorted(Reminder.objects.values_list("kind", "person__name", "state"))


def send_all():
    """What workers do with what is due by the database's clock."""
    for pk in Reminder.objects.values_list("pk", flat=True):
        send_reminder(pk)


def test_at_its_time_the_owner_and_the_helpers_are_told_once(video, dai, aiko, ours):
    VideoHelper.objects.create(brand=ours, video=video, user=aiko)
    assert make_due_reminders(EIGHT - timedelta(seconds=1)) == 0
    assert make_due_reminders(EIGHT) == 2
    assert make_due_reminders(EIGHT + timedelta(seconds=5)) == 0
    assert made() == [("post_due", "Aiko", "queued"), ("post_due", "Dai", "queued")]


def test_without_an_owner_the_managers_are_told(video, aiko):
    Video.objects.update(owner=None)
    make_due_reminders(EIGHT)
    assert made() == [("post_due", "Aiko", "queued")]


def test_a_mail_is_written_in_the_readers_language_on_the_brands_clock(video, dai):
    with time_machine.travel(EIGHT, tick=False):
        make_due_reminders()
        send_all()
    [message] = mail.outbox
    html = message.alternatives[0].content
    assert message.to == ["dai@example.com"]
    assert "徹夜の充填ライン" in message.subject
    assert "夜の工場から #舞台裏" in message.body
    assert "20:00 (日本時間)" in message.body
    assert f"/b/ours/videos/{video.pk}/post/" in message.body
    assert "/b/ours/reminders/" in html
    row = Reminder.objects.get()
    assert (row.state, row.sent_at is not None, row.sending_since) == ("done", True, None)


def test_sent_once_however_often_the_task_runs(video):
    make_due_reminders(EIGHT)
    with time_machine.travel(EIGHT, tick=False):
        send_all()
        send_all()
    assert len(mail.outbox) == 1


def test_a_worker_that_died_before_sending_is_followed_by_another(video):
    with time_machine.travel(EIGHT, tick=False):
        make_due_reminders()
        claim(Reminder, Reminder.objects.get().pk)
        Reminder.objects.update(lease_until=EIGHT - timedelta(days=3000))
        send_all()
    assert (len(mail.outbox), Reminder.objects.get().state) == (1, "done")


def test_a_worker_that_died_while_sending_leaves_it_to_a_person(video):
    with time_machine.travel(EIGHT, tick=False):
        make_due_reminders()
        claim(Reminder, Reminder.objects.get().pk)
        Reminder.objects.update(lease_until=EIGHT - timedelta(days=3000), sending_since=EIGHT)
        send_all()
        send_all()
    row = Reminder.objects.get()
    assert (mail.outbox, row.state, row.last_error[:23]) == ([], "held", "Sending stopped halfway")


@pytest.mark.parametrize("change", [{"state": "posted", "posted_day": DAY}, {"state": "dropped"}, {"planned_time": time(21)}])
def test_what_changed_before_the_mail_went_out_is_not_told(video, change):
    with time_machine.travel(EIGHT, tick=False):
        make_due_reminders()
        Video.objects.update(**change)
        send_all()
    row = Reminder.objects.get()
    assert (mail.outbox, row.state, row.last_error) == ([], "done", "It was no longer needed when its time came.")


def test_whoever_left_the_brand_is_told_nothing(video, dai, ours):
    with time_machine.travel(EIGHT, tick=False):
        make_due_reminders()
        ours.memberships.filter(user=dai).delete()
        send_all()
    assert mail.outbox == []


def test_a_new_time_is_a_new_occasion(video):
    make_due_reminders(EIGHT)
    Video.objects.update(planned_time=time(21))
    make_due_reminders(EIGHT + timedelta(hours=1))
    assert Reminder.objects.count() == 2


def test_while_a_stop_stands_nobody_is_told_to_post(video, aiko, ours):
    stop = PostingStop.objects.create(brand=ours, reason="a recall", by=aiko)
    assert make_due_reminders(EIGHT) == 0
    PostingStop.objects.filter(pk=stop.pk).update(ended_at=EIGHT)
    assert make_due_reminders(EIGHT + timedelta(hours=1)) == 1


def test_six_hours_later_it_is_missed_and_the_owner_and_managers_hear_in_the_morning(video, aiko):
    late = EIGHT + timedelta(hours=6)  # two in the morning
    make_due_reminders(late)
    video.refresh_from_db()
    assert video.state == "missed"
    rows = Reminder.objects.filter(kind="missed")
    assert {row.person.name for row in rows} == {"Aiko", "Dai"}
    assert {row.run_after for row in rows} == {at("2026-11-18T08:00:00+09:00")}


@pytest.mark.parametrize(
    ("now", "zone", "after"),
    [
        ("2026-11-17T21:59:00+09:00", "Asia/Tokyo", "2026-11-17T21:59:00+09:00"),
        ("2026-11-17T22:00:00+09:00", "Asia/Tokyo", "2026-11-18T08:00:00+09:00"),
        ("2026-11-18T00:30:00+09:00", "Asia/Tokyo", "2026-11-18T08:00:00+09:00"),
        ("2026-11-18T08:59:00+09:00", "Asia/Tokyo", "2026-11-18T08:59:00+09:00"),
        ("2026-11-18T00:30:00+09:00", "Asia/Jakarta", "2026-11-18T08:00:00+07:00"),
        ("2026-10-31T23:00:00-04:00", "America/New_York", "2026-11-01T08:00:00-05:00"),
    ],
)
def test_nobody_is_woken_but_for_the_time_to_post(now, zone, after):
    assert send_after(at(now), "missed", zone) == at(after)
    assert send_after(at(now), "post_due", zone) == at(now)


def test_after_downtime_old_occasions_are_skipped_with_the_reason(video):
    make_due_reminders(EIGHT + timedelta(hours=5))
    row = Reminder.objects.get()
    assert (row.state, row.sent_at, row.last_error[:20]) == ("done", None, "It came due long ago")
    make_due_reminders(EIGHT + timedelta(days=3))
    assert {row.state for row in Reminder.objects.filter(kind="missed")} == {"done"}
    make_due_reminders(EIGHT + timedelta(days=30))
    assert Reminder.objects.exclude(state="done").count() == 0


def test_a_person_turns_a_kind_off(video, dai, ours):
    choose_reminders(brand=ours, person=dai, kinds={"missed"})
    assert make_due_reminders(EIGHT) == 0
    choose_reminders(brand=ours, person=dai, kinds={"missed", "post_due"})
    assert make_due_reminders(EIGHT) == 1


def test_a_step_is_due_at_nine_where_the_brand_is_until_the_video_is_past_it(ours, dai):
    video = make_planned_video(ours, DAY, owner=dai, state="scripting")
    VideoDue.objects.create(brand=ours, video=video, step="shooting", due_day=DAY)
    assert make_due_reminders(at("2026-11-17T08:59:00+09:00")) == 0
    assert make_due_reminders(at("2026-11-17T09:00:00+09:00")) == 1
    Reminder.objects.all().delete()
    Video.objects.update(state="editing")
    assert make_due_reminders(at("2026-11-17T09:00:00+09:00")) == 0


@pytest.fixture
def asked(ours, aiko, dai, video):
    step = ApprovalStep.objects.create(brand=ours, name="Legal", role=Role.MANAGER, remind_after_hours=24)
    Video.objects.update(state="review")
    return ApprovalRound.objects.create(
        brand=ours, video=video, number=1, content={}, asked_by=dai, step_since=at("2026-11-13T10:00:00+09:00"),
        steps=[{"id": step.pk, "name": "Legal", "outside": False}],
    )  # fmt: skip


def test_who_may_decide_is_asked_at_once_and_again_after_the_hours_of_the_step(asked):
    make_due_reminders(at("2026-11-13T10:00:10+09:00"))
    assert made() == [("approval", "Aiko", "queued")]
    make_due_reminders(at("2026-11-14T10:00:00+09:00"))
    assert made() == [("approval", "Aiko", "queued"), ("waits", "Aiko", "queued")]


def test_the_decision_is_told_to_whoever_asked_with_the_reason(asked, aiko, ours):
    ApprovalDecision.objects.create(
        brand=ours, round=asked, step=0, step_name="Legal", verdict="rejected", reason="No.1 is unproved", by=aiko
    )
    ApprovalRound.objects.update(state="rejected", ended_at=at("2026-11-13T11:00:00+09:00"))
    with time_machine.travel(at("2026-11-13T11:00:05+09:00"), tick=False):
        make_due_reminders()
        send_all()
    [message] = mail.outbox
    assert message.to == ["dai@example.com"]
    assert "No.1 is unproved" in message.body


@pytest.mark.parametrize("kind", Reminder.Kind.values)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_each_kind_can_be_written(asked, dai, ours, kind, language):
    from planner.posting.reminder_mails import message_of

    dai.language = language
    key = {"step_due": "shooting:2026-11-17", "decided": "1:x"}.get(kind, "1:0:x")
    message = message_of(Reminder(brand=ours, video=asked.video, person=dai, kind=kind, key=key))
    assert "徹夜の充填ライン" in message.subject
    assert "{" not in message.body + message.alternatives[0].content


def test_nothing_of_another_brand_is_told(video, theirs, chika):
    make_planned_video(theirs, DAY, planned_time=time(20), state="scheduled", owner=chika)
    make_due_reminders(EIGHT)
    assert {(row.brand, row.person.brands.get()) for row in Reminder.objects.all()} == {(video.brand,) * 2, (theirs,) * 2}


@pytest.mark.parametrize("count", [1, 3])
def test_a_sweep_asks_the_same_number_of_questions(ours, dai, count, django_assert_num_queries):
    for _number in range(count):
        make_planned_video(ours, DAY, planned_time=time(20), state="scheduled", owner=dai)
    with django_assert_num_queries(12):
        assert make_due_reminders(EIGHT) == count


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_make_each_row_and_each_miss_once():
    brand, person = make_brand("busy"), make_user("p@example.com")
    join(person, brand, Role.OWNER)
    for hour in (8, 9, 20):
        make_planned_video(brand, DAY, planned_time=time(hour), state="scheduled", owner=person)
    gate, failed = threading.Barrier(4), []

    def sweep():
        try:
            gate.wait(5)
            make_due_reminders(EIGHT)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=sweep) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    make_due_reminders(EIGHT)
    assert failed == []
    assert sorted(Reminder.objects.values_list("kind", flat=True)) == ["missed", "missed", "post_due"]
    assert Video.objects.filter(state="missed").count() == 2
    assert [video.changes.count() for video in Video.objects.filter(state="missed")] == [1, 1]


def test_no_standing_promise_is_broken(video):
    with time_machine.travel(EIGHT, tick=False):
        make_due_reminders()
        send_all()
    assert [broken_rows(invariant) for invariant in of_work() if invariant.name.startswith("reminder_")] == [[], []]
    assert Reminder.objects.get().state == State.DONE
