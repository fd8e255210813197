"""The verbs of the calendar: who may move what where, and what is remembered of it."""

import threading
from datetime import date, time

import pytest
import time_machine
from django.db import connection
from factories import at, join, make_account, make_brand, make_planned_video, make_posted_video, make_user

from planner.models import Video
from planner.refusals import NotOfBrand, PastDay, PostedVideo, Refused, StaleVersion
from planner.scheduling import drop_video, edit_video, move_video, plan_video, restore_video
from planner.undoing import undo_change
from tkcommerce.brands.models import Role

NOON = at("2026-11-22T12:00:00+09:00")


@pytest.fixture
def planned(ours, aiko):
    with time_machine.travel(NOON, tick=False):
        yield plan_video(brand=ours, by=aiko, hook="a hook", day=date(2026, 11, 25), time=time(20))


def told(video):
    return [(change.verb, change.fields, change.version, change.by) for change in video.changes.order_by("version")]


def test_a_plan_is_wall_time_in_the_brands_zone_and_is_remembered(planned, aiko):
    assert (planned.planned_day, planned.planned_time, planned.planned_zone) == (date(2026, 11, 25), time(20), "Asia/Tokyo")
    assert planned.planned_at == at("2026-11-25T11:00:00+00:00")
    values = {"hook": [None, "a hook"], "state": [None, "planned"], "kind": [None, "video"]}
    slot = {"planned_day": [None, "2026-11-25"], "planned_time": [None, "20:00:00"]}
    assert told(planned) == [("planned", values | slot, 1, aiko)]


@pytest.mark.parametrize(
    ("now", "zone", "today"),
    [
        ("2026-11-22T00:30:00+09:00", "Asia/Tokyo", date(2026, 11, 22)),
        ("2026-11-22T08:59:00+09:00", "Asia/Tokyo", date(2026, 11, 22)),
        ("2026-11-22T00:30:00+09:00", "Asia/Jakarta", date(2026, 11, 21)),
        ("2026-11-22T08:59:00+09:00", "America/New_York", date(2026, 11, 21)),
    ],
)
def test_the_brands_today_is_allowed_and_its_yesterday_refused(db, now, zone, today):
    brand = make_brand("zoned", time_zone=zone)
    person = make_user("p@example.com")
    with time_machine.travel(at(now), tick=False):
        video = plan_video(brand=brand, by=person, day=today)
        with pytest.raises(PastDay):
            plan_video(brand=brand, by=person, day=today.replace(day=today.day - 1))
        with pytest.raises(PastDay):
            move_video(video=video, to=today.replace(day=today.day - 1), by=person, version=1)
        with pytest.raises(PastDay):
            edit_video(video=video, by=person, version=1, day=today.replace(day=today.day - 1))
    assert Video.objects.get().version == 1


def test_a_move_keeps_time_and_zone_even_after_the_brand_changed_its_own(planned, ours, aiko):
    ours.time_zone = "Asia/Jakarta"
    ours.save(update_fields=["time_zone"])
    moved = move_video(video=planned, to=date(2026, 11, 30), by=aiko, version=1)
    assert (moved.day, moved.planned_time, moved.planned_zone, moved.version) == (date(2026, 11, 30), time(20), "Asia/Tokyo", 2)
    assert told(moved)[-1] == ("moved", {"planned_day": ["2026-11-25", "2026-11-30"]}, 2, aiko)


def test_a_first_day_takes_the_zone_the_brand_has_by_then(ours, aiko):
    with time_machine.travel(NOON, tick=False):
        idea = plan_video(brand=ours, by=aiko, hook="someday", state=Video.State.IDEA)
        ours.time_zone = "Asia/Jakarta"
        ours.save(update_fields=["time_zone"])
        moved = move_video(video=idea, to=date(2026, 11, 30), by=aiko, version=1)
        assert moved.planned_zone == "Asia/Jakarta"
        undone = undo_change(video=moved, by=aiko, version=2)
    assert (undone.day, undone.planned_zone) == (None, "Asia/Tokyo")


def test_wall_time_stays_over_a_change_of_clocks(db):
    brand, person = make_brand("madrid", time_zone="Europe/Madrid"), make_user("p@example.com")
    with time_machine.travel(at("2026-10-20T12:00:00+02:00"), tick=False):
        video = plan_video(brand=brand, by=person, day=date(2026, 10, 24), time=time(20))
        assert video.planned_at == at("2026-10-24T18:00:00+00:00")
        moved = move_video(video=video, to=date(2026, 10, 26), by=person, version=1)
    assert moved.planned_at == at("2026-10-26T19:00:00+00:00")


def test_a_stale_version_is_refused_and_carries_what_changed(planned, ours, aiko):
    dan = make_user("dan@example.com")
    join(dan, ours, Role.EDITOR)
    move_video(video=planned, to=date(2026, 11, 26), by=dan, version=1)
    for write in (
        lambda: move_video(video=planned, to=date(2026, 11, 27), by=aiko, version=1),
        lambda: edit_video(video=planned, by=aiko, version=1, hook="mine"),
        lambda: drop_video(video=planned, by=aiko, version=1),
    ):
        with pytest.raises(StaleVersion) as stale:
            write()
        assert stale.value.video.planned_day == date(2026, 11, 26)
        assert [(change.by, change.verb) for change in stale.value.changes] == [(dan, "moved")]
    assert planned.changes.count() == 2


def test_posted_videos_stay_where_they_are(ours, aiko):
    video = make_posted_video(make_account(ours), date(2026, 11, 20), external_id="7")
    with pytest.raises(PostedVideo):
        move_video(video=video, to=date(2099, 1, 1), by=aiko, version=1)
    with pytest.raises(PostedVideo):
        drop_video(video=video, by=aiko, version=1)
    with pytest.raises(PostedVideo):
        edit_video(video=video, by=aiko, version=1, caption="other")
    edited = edit_video(video=video, by=aiko, version=1, hook="ours to say", owner=aiko, notes="so")
    assert (edited.hook, edited.owner, edited.notes, edited.caption) == ("ours to say", aiko, "so", "video 7")
    assert told(edited) == [("edited", {"hook": ["", "ours to say"], "owner": [None, aiko.pk], "notes": ["", "so"]}, 2, aiko)]


def test_nobody_makes_a_video_posted_or_dropped_by_editing(planned, ours, aiko):
    for state in (Video.State.POSTED, Video.State.DROPPED):
        with pytest.raises(Refused):
            edit_video(video=planned, by=aiko, version=1, state=state)
        with pytest.raises(Refused):
            plan_video(brand=ours, by=aiko, state=state)


def test_account_and_owner_must_be_of_the_brand(planned, ours, theirs, aiko, chika):
    for foreign in ({"account": make_account(theirs)}, {"owner": chika}):
        with pytest.raises(NotOfBrand):
            edit_video(video=planned, by=aiko, version=1, **foreign)
        with pytest.raises(NotOfBrand):
            plan_video(brand=ours, by=aiko, **foreign)


def test_an_overdue_plan_keeps_its_day_while_the_rest_is_edited(ours, aiko):
    video = make_planned_video(ours, date(2020, 1, 1))
    edited = edit_video(video=video, by=aiko, version=1, hook="late", day=date(2020, 1, 1), time=time(9))
    assert (edited.hook, edited.planned_time, edited.planned_day) == ("late", time(9), date(2020, 1, 1))


def test_saving_without_a_difference_writes_nothing(planned, aiko):
    same = edit_video(video=planned, by=aiko, version=1, hook="a hook", day=date(2026, 11, 25), time=time(20))
    assert (same.version, same.changes.count()) == (1, 1)


def test_a_drop_can_be_taken_back_once(planned, aiko):
    edit_video(video=planned, by=aiko, version=1, state=Video.State.SHOOTING)
    dropped = drop_video(video=planned, by=aiko, version=2)
    assert list(Video.objects.visible()) == []
    with pytest.raises(Refused):
        edit_video(video=dropped, by=aiko, version=3, hook="x")
    restored = restore_video(video=dropped, by=aiko, version=3)
    assert (restored.state, restored.version) == (Video.State.SHOOTING, 4)
    with pytest.raises(Refused):
        restore_video(video=restored, by=aiko, version=4)


def test_undoing_a_move_may_return_to_a_day_that_is_over(ours, aiko):
    video = make_planned_video(ours, date(2020, 1, 1))
    moved = move_video(video=video, to=date(2099, 1, 1), by=aiko, version=1)
    undone = undo_change(video=moved, by=aiko, version=2)
    assert (undone.day, undone.version) == (date(2020, 1, 1), 3)
    with pytest.raises(Refused):
        undo_change(video=undone, by=aiko, version=3)


@pytest.mark.django_db(transaction=True)
def test_of_two_people_moving_at_once_one_wins_and_the_other_is_told(ours, aiko):
    video = make_planned_video(ours, date(2099, 1, 1))
    start, results = threading.Barrier(2), []

    def run(day):
        try:
            start.wait()
            results.append(move_video(video=video, to=day, by=aiko, version=1).planned_day)
        except StaleVersion:
            results.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[date(2099, 1, n)]) for n in (2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    video.refresh_from_db()
    assert sorted(map(str, results)) == sorted(["stale", str(video.planned_day)])
    assert (video.version, video.changes.count()) == (2, 1)
