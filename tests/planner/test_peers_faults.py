"""Faults that were reproduced in the closest open planner, or read in its code: each is named here, and is none of ours."""

from datetime import UTC, date, time, timedelta

import pytest
import time_machine
from django.core import mail
from factories import at, join, make_account, make_planned_video, make_user
from uploads import bring, content

from analytics.metrics import LIKES, VIDEO_VIEWS
from analytics.models import VideoDay, VideoReading
from analytics.queries.series import daily
from analytics.rollups.run import rebuild_stale_days
from planner.models import Reminder, Video
from planner.posting.posted import PostedVideo, record_posted_videos
from planner.posting.publishing import mark_missed, mark_posted
from planner.posting.reminding import make_due_reminders
from planner.refusals import Refused
from planner.scheduling import drop_video, edit_video, move_video
from planner.series.recurring import make_due_occurrences, start_series
from planner.tasks import send_reminder
from tkcommerce.brands.models import Role
from tkcommerce.dates import Days, day_of
from tkcommerce.work.claiming import claim
from tkcommerce.work.running import perform

MONDAY = date(2026, 11, 16)
DUE = at("2026-11-16T20:00:00+09:00")
ID = str(int(DUE.timestamp()) << 32)


@pytest.fixture
def dai(ours):
    user = make_user("dai@example.com", name="Dai")
    join(user, ours, Role.EDITOR)
    return user


@pytest.fixture
def video(ours, dai):
    told = {"planned_time": time(20), "account": make_account(ours), "state": "scheduled", "caption": "夜の工場から"}
    return make_planned_video(ours, MONDAY, owner=dai, **told)


@pytest.fixture
def reminder(video):
    make_due_reminders(DUE)
    return Reminder.objects.get()


def poll(pk, times=1):
    with time_machine.travel(DUE, tick=False):
        for _again in range(times):
            send_reminder(pk)


def test_a_failed_try_waits_out_its_backoff_however_often_it_is_polled(reminder, settings):
    """There: four tries burn in four consecutive polls."""
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        1,
    )
    settings.EMAIL_TIMEOUT = 1
    poll(reminder.pk, times=4)
    reminder.refresh_from_db()
    assert (reminder.state, reminder.attempts) == ("queued", 1)


def test_what_a_killed_worker_left_is_picked_up_again_or_shown(reminder, video):
    """There: a row left in "publishing" is never seen again. Ours also ends as missed, whatever became of the mail."""
    claim(Reminder, reminder.pk)
    Reminder.objects.update(lease_until=at("2020-01-01T00:00:00Z"))
    poll(reminder.pk)
    assert len(mail.outbox) == 1
    assert [missed.pk for missed in mark_missed(DUE + timedelta(hours=6))] == [video.pk]


def test_of_two_workers_one_gets_it(reminder):
    """There: a retry takes no lock, and posts twice."""
    assert (claim(Reminder, reminder.pk) is not None, claim(Reminder, reminder.pk)) == (True, None)
    poll(reminder.pk)
    assert mail.outbox == []


def test_an_edited_or_deleted_occurrence_is_never_made_again(ours, aiko):
    """There: the caption is the identity, so an edit makes a second post and a deletion brings the first back."""
    fields = {"name": "朝", "account": None, "owner": None, "weekdays": [0], "every_weeks": 1, "time": None, "last_day": None,
              "hook": "朝", "caption": "朝", "script": "", "kind": "video", "seconds": 30}  # fmt: skip
    with time_machine.travel(at("2026-11-15T12:00:00+09:00"), tick=False):
        series = start_series(brand=ours, by=aiko, first_day=MONDAY, levels={}, **fields)
        edited, dropped, *rest = series.videos.order_by("series_day")
        edit_video(video=edited, by=aiko, version=1, caption="edited")
        drop_video(video=dropped, by=aiko, version=1)
        make_due_occurrences()
    days = list(series.videos.values_list("series_day", flat=True))
    assert (len(days), len(set(days)), series.videos.visible().count()) == (len(rest) + 2, len(rest) + 2, len(rest) + 1)


def test_a_drag_to_the_past_is_refused_and_nothing_is_due(video, aiko):
    """There: it is accepted, and the post goes out at once."""
    with time_machine.travel(DUE - timedelta(hours=9), tick=False), pytest.raises(Refused):
        move_video(video=video, by=aiko, version=1, to=MONDAY - timedelta(days=2))
    assert Video.objects.get().planned_day == MONDAY
    assert make_due_reminders(DUE - timedelta(hours=9)) == 0


@pytest.mark.parametrize(("now", "day"), [("2026-11-17T00:30+09:00", "2026-11-17"), ("2026-11-17T08:59+09:00", "2026-11-17")])
def test_days_are_the_brands_and_not_utc(video, aiko, now, day):
    """There: days are UTC whatever the zone."""
    instant = at(now)
    assert instant.astimezone(UTC).date() == MONDAY
    with time_machine.travel(instant + timedelta(minutes=1), tick=False):
        link = f"https://www.tiktok.com/@shizuku/video/{int(instant.timestamp()) << 32}"
        posted = mark_posted(video=video, by=aiko, version=1, link=link)
    assert (str(posted.posted_day), str(day_of(instant, video.brand.time_zone))) == (day, day)


def test_a_zero_is_stored_and_told_as_zero(ours):
    """There: a metric whose value is 0 is not stored at all, and an outage is drawn as 0."""
    make_account(ours)
    bring(ours, "Content.csv", content([(ID, "夜の工場から", 0)]))
    assert VideoReading.objects.get().views == 0


def test_a_day_that_nobody_told_is_a_gap():
    told = {MONDAY: 5}
    days = Days(MONDAY, MONDAY + timedelta(days=2))
    points = daily(VIDEO_VIEWS, days, lambda day: [{"video_views": told.get(day)}], lambda day: 1)
    assert [points[day].top for day in days] == [5, None]


def test_nothing_is_said_of_a_change_from_zero():
    """There: it says 0 %."""
    assert LIKES.change(5, 0) == ""


def test_what_a_first_reading_counts_is_not_spread_over_the_days_before(ours):
    """There: growth up to the first snapshot is made up, evenly, for past days."""
    make_account(ours)
    bring(ours, "Content.csv", content([(ID, "夜の工場から", 4000)]))
    perform(type(ours.rolluprun), ours.rolluprun.pk, rebuild_stale_days)
    assert VideoDay.objects.filter(brand=ours).count() == 1


def test_videos_that_were_posted_elsewhere_are_measured_too(ours, video):
    """There: only what it sent itself has numbers."""
    told = PostedVideo("7400000000000000001", MONDAY, None, "unplanned", "", "video", is_newest=True)
    record_posted_videos(brand=ours, account=video.account, videos=[told])
    assert ours.videos.visible().filter(state="posted", planned_day=None).count() == 1
