"""LIVEs that files tell of stand on the calendar: as the plan they were, as what was called posted, or as videos of their own."""

from datetime import UTC, date, datetime, time

import pytest
from factories import make_account, make_import, make_live, make_planned_video, make_table

from analytics.lives.on_calendar import settle_sessions
from planner.models import Video
from planner.posting.linking import separate_videos
from planner.posting.streamed import external_id_of

DAY = date(2026, 11, 12)
ROOM = "7331111111111111111"


@pytest.fixture
def account(ours):
    return make_account(ours)


@pytest.fixture
def table(ours):
    return make_table(make_import(ours), kind="period", as_of=date(2026, 11, 20))


def plan(brand, account, at, **fields):
    return make_planned_video(brand, DAY, planned_time=at, kind=Video.Kind.LIVE, account=account, **fields)


def on_calendar(brand):
    return list(brand.videos.visible().order_by("pk"))


def test_an_own_live_that_nobody_planned_is_a_posted_video(ours, table, account):
    make_live(table, ROOM, DAY, account=account)
    for _twice in range(2):
        settle_sessions(ours)
    [video] = on_calendar(ours)
    assert (video.kind, video.state, video.external_id, video.posted_day) == ("live", "posted", ROOM, DAY)
    assert video.posted_at == datetime(2026, 11, 12, 11, tzinfo=UTC)


def test_a_plan_within_two_hours_becomes_the_live(ours, table, account):
    near, far = plan(ours, account, time(20, 30)), plan(ours, account, time(23, 30))  # it began at 20:00 in Tokyo
    make_live(table, ROOM, DAY, account=account)
    settle_sessions(ours)
    near.refresh_from_db()
    far.refresh_from_db()
    assert (near.state, near.external_id, far.state) == ("posted", ROOM, "planned")
    assert len(on_calendar(ours)) == 2


def test_of_two_lives_each_finds_its_nearest_plan(ours, table, account):
    early, late = plan(ours, account, time(19)), plan(ours, account, time(21, 30))
    make_live(table, "1", DAY, hour=11, account=account)  # 20:00
    make_live(table, "2", DAY, hour=12, account=account)  # 21:00
    settle_sessions(ours)
    early.refresh_from_db()
    late.refresh_from_db()
    assert (early.external_id, late.external_id) == ("1", "2")


def test_what_a_person_took_apart_stays_apart(ours, table, account, aiko):
    video = plan(ours, account, time(20))
    make_live(table, ROOM, DAY, account=account)
    settle_sessions(ours)
    video.refresh_from_db()
    separate_videos(plan=video, by=aiko, version=video.version)
    settle_sessions(ours)
    video.refresh_from_db()
    assert (video.state, video.external_id) == ("planned", "")
    assert [one.external_id for one in on_calendar(ours)] == ["", ROOM]


def test_a_live_called_posted_by_hand_gets_its_numbers(ours, table, account):
    at = datetime(2026, 11, 12, 11, 10, tzinfo=UTC)
    video = plan(ours, account, None, state=Video.State.POSTED, posted_day=DAY, posted_at=at)
    make_live(table, ROOM, DAY, account=account)
    settle_sessions(ours)
    video.refresh_from_db()
    assert (video.external_id, len(on_calendar(ours))) == (ROOM, 1)


def test_a_creators_live_and_a_plan_of_another_account_stay_out(ours, table, account):
    other = make_account(ours, "second")
    plan(ours, other, time(20))
    make_live(table, ROOM, DAY, account=account)
    make_live(table, "9", DAY, creator="mika")
    settle_sessions(ours)
    assert [(one.state, one.external_id) for one in on_calendar(ours)] == [("planned", ""), ("posted", ROOM)]


def test_undoing_the_import_takes_it_back_and_frees_the_plan(ours, table, account):
    video = plan(ours, account, time(20))
    make_live(table, ROOM, DAY, account=account)
    make_live(table, "8", date(2026, 11, 15), account=account)
    settle_sessions(ours)
    for live, shown in ((False, [("planned", "")]), (True, [("posted", ROOM), ("posted", "8")])):
        table.live = live
        table.save(update_fields=["live"])
        settle_sessions(ours)
        assert [(one.state, one.external_id) for one in on_calendar(ours)] == shown
    video.refresh_from_db()
    assert video.joined_into is None


def test_a_room_that_is_no_id_still_has_one_name(ours, table, account):
    room = "shizuku 2026-11-12T20:00:00+09:00 a long title"
    make_live(table, room, DAY, account=account)
    settle_sessions(ours)
    [video] = on_calendar(ours)
    assert video.external_id == external_id_of(room)
    assert len(video.external_id) == 32
