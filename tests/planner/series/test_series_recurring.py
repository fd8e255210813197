"""Series: made ahead once, known by their day, touched ones left alone, wall time kept over changes of the clocks."""

import threading
from datetime import UTC, date, time, timedelta

import pytest
import time_machine
from django.db import connections
from factories import at, make_account, make_brand
from hypothesis import given, strategies as st

from planner.models import Video, VideoChange
from planner.refusals import NotOfBrand, Refused
from planner.scheduling import drop_video, edit_video, move_video
from planner.series.recurrence import Recurrence
from planner.series.recurring import edit_series, make_due_occurrences, restart_series, start_series, stop_series
from planner.vocabulary.levels import level_names_of, vocabulary_of
from tkcommerce.dates import Days

MONDAY = date(2026, 11, 23)
FIELDS = {
    "name": "朝のルーティン", "account": None, "owner": None, "weekdays": [1, 3], "every_weeks": 1, "time": time(19, 0),
    "last_day": None, "hook": "朝の三分", "caption": "毎週 #朝", "script": "", "kind": "video", "seconds": 30,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(at("2026-11-22T12:00:00+09:00"), tick=False):
        yield


@pytest.fixture
def series(ours, aiko):
    return start_series(brand=ours, by=aiko, first_day=MONDAY, levels={}, **FIELDS)


def days_of(series):
    return [f"{video.series_day:%m-%d}" for video in series.videos.visible().order_by("series_day")]


def test_eight_weeks_are_made_at_once_with_their_facets(ours, aiko):
    found = vocabulary_of(ours).find("theme.backstage")
    series = start_series(brand=ours, by=aiko, first_day=MONDAY, levels={found.facet: found}, **FIELDS)
    first, last = days_of(series)[0], days_of(series)[-1]
    assert (len(days_of(series)), first, last, str(series.made_until)) == (16, "11-24", "01-14", "2027-01-17")
    video = series.videos.order_by("series_day").first()
    assert (video.hook, video.planned_day, video.planned_time, video.seconds, video.version) == (
        "朝の三分", date(2026, 11, 24), time(19, 0), 30, 1,
    )  # fmt: skip
    assert (level_names_of(video), video.changes.get().verb) == ({"theme": "backstage"}, "series made")


def test_editing_moving_or_dropping_one_never_makes_it_again(series, aiko):
    edited, moved, dropped, *_rest = series.videos.order_by("series_day")
    edit_video(video=edited, by=aiko, version=1, caption="another caption")
    move_video(video=moved, by=aiko, version=1, to=MONDAY + timedelta(days=4))
    drop_video(video=dropped, by=aiko, version=1)
    for day in range(23, 31):
        with time_machine.travel(at(f"2026-11-{day}T12:00:00+09:00"), tick=False):
            make_due_occurrences()
    assert (series.videos.count(), series.videos.visible().count()) == (18, 17)
    moved.refresh_from_db()
    assert (moved.series_day, moved.planned_day) == (date(2026, 11, 26), date(2026, 11, 27))
    assert series.videos.filter(series_day=dropped.series_day).get().state == "dropped"
    assert series.videos.filter(planned_day=edited.planned_day).get().caption == "another caption"


def test_the_sweep_twice_is_as_once_and_downtime_makes_nothing_of_the_past(series):
    with time_machine.travel(at("2027-03-01T12:00:00+09:00"), tick=False):
        make_due_occurrences()
        make_due_occurrences()
    days = days_of(series)
    assert (len(days), days[16], days[-1]) == (16 + 16, "03-02", "04-22")
    assert VideoChange.objects.filter(verb="series made").count() == 32


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_make_each_occurrence_once(series):
    series.videos.all().delete()
    series.made_until = None
    series.save()

    def sweep():
        make_due_occurrences()
        connections.close_all()

    sweeps = [threading.Thread(target=sweep) for _ in range(3)]
    for one in sweeps:
        one.start()
    for one in sweeps:
        one.join()
    assert series.videos.count() == 16


def test_this_and_later_follow_but_what_a_person_touched_stays(series, aiko, ours):
    first, touched, third, *_rest = series.videos.order_by("series_day")
    edit_video(video=touched, by=aiko, version=1, hook="by hand")
    found = vocabulary_of(ours).find("hook.pain")
    kept = edit_series(
        series=series,
        by=aiko,
        from_day=touched.series_day,
        levels={found.facet: found},
        **FIELDS | {"hook": "new", "time": time(7)},
    )
    assert kept == 1
    for video in (first, touched, third):
        video.refresh_from_db()
    assert [(v.hook, v.planned_time.hour) for v in (first, touched, third)] == [("朝の三分", 19), ("by hand", 19), ("new", 7)]
    assert (level_names_of(third), third.changes.first().verb) == ({"hook": "pain"}, "series rewrote")


def test_another_weekday_takes_the_untouched_off_and_back_again(series, aiko):
    dropped = series.videos.order_by("series_day")[2]
    drop_video(video=dropped, by=aiko, version=1)
    before = days_of(series)
    edit_series(series=series, by=aiko, from_day=MONDAY, levels={}, **FIELDS | {"weekdays": [2]})
    assert days_of(series) == ["11-25", "12-02", "12-09", "12-16", "12-23", "12-30", "01-06", "01-13"]
    edit_series(series=series, by=aiko, from_day=MONDAY, levels={}, **FIELDS)
    assert days_of(series) == before
    assert series.videos.filter(series_day=dropped.series_day).get().state == "dropped"


def test_stopping_takes_the_untouched_off_and_starting_again_brings_them_back(series, aiko):
    kept = series.videos.order_by("series_day").first()
    edit_video(video=kept, by=aiko, version=1, hook="by hand")
    before = days_of(series)
    assert stop_series(series=series, by=aiko) == 15
    make_due_occurrences()
    assert days_of(series) == ["11-24"]
    with pytest.raises(Refused):
        stop_series(series=series, by=aiko)
    restart_series(series=series, by=aiko)
    assert days_of(series) == before


@pytest.mark.parametrize(
    ("zone", "utc_hours"),
    [("Europe/Berlin", {17, 18}), ("America/New_York", {23, 0}), ("Asia/Tokyo", {10}), ("Asia/Jakarta", {12})],
)
def test_the_wall_time_stays_when_the_clocks_change(aiko, zone, utc_hours):
    brand = make_brand("zone", time_zone=zone)
    with time_machine.travel(at("2026-09-15T12:00:00+00:00"), tick=False):
        series = start_series(brand=brand, by=aiko, first_day=date(2026, 9, 21), levels={}, **FIELDS)
    videos = list(series.videos.order_by("series_day"))
    assert ({video.planned_time for video in videos}, {video.planned_zone for video in videos}) == ({time(19)}, {zone})
    assert {video.planned_at.astimezone(UTC).hour for video in videos} == utc_hours


def test_today_is_the_day_of_the_brand(ours, aiko):
    with time_machine.travel(at("2026-11-23T00:30:00+09:00"), tick=False):  # still the 22nd in UTC
        with pytest.raises(Refused, match="today or later"):
            start_series(brand=ours, by=aiko, first_day=date(2026, 11, 22), levels={}, **FIELDS)
        series = start_series(brand=ours, by=aiko, first_day=MONDAY, levels={}, **FIELDS | {"weekdays": [0]})
    assert days_of(series)[0] == "11-23"


def test_what_cannot_be_is_refused_and_nothing_is_written(ours, theirs, aiko, chika, series):
    for wrong in ({"weekdays": []}, {"name": FIELDS["name"]}, {"name": "x", "last_day": MONDAY - timedelta(days=1)}):
        with pytest.raises(Refused):
            start_series(brand=ours, by=aiko, first_day=MONDAY, levels={}, **FIELDS | wrong)
    for foreign in ({"account": make_account(theirs)}, {"owner": chika}):
        with pytest.raises(NotOfBrand):
            start_series(brand=ours, by=aiko, first_day=MONDAY, levels={}, **FIELDS | {"name": "x"} | foreign)
    assert (ours.series.count(), Video.objects.count()) == (1, 16)


def test_an_owner_who_left_owns_no_more(ours, aiko, ben):
    series = start_series(brand=ours, by=aiko, first_day=MONDAY, levels={}, **FIELDS | {"owner": ben})
    ben.memberships.all().delete()
    with time_machine.travel(at("2026-12-01T12:00:00+09:00"), tick=False):
        make_due_occurrences()
    assert [video.owner for video in series.videos.order_by("series_day")][-2:] == [None, None]


@given(
    weekdays=st.sets(st.integers(0, 6), min_size=1), every=st.integers(1, 12), first=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    length=st.integers(0, 200),
)  # fmt: skip
def test_the_rule_agrees_with_counting_weeks_by_hand(weekdays, every, first, length):
    rule = Recurrence(weekdays, every, first, first + timedelta(days=150))
    found = rule.days_in(Days(first, first + timedelta(days=length)))
    week, wanted = -first.weekday(), []
    while week < min(length, 151):
        wanted += [first + timedelta(days=week + n) for n in sorted(weekdays) if 0 <= week + n < min(length, 151)]
        week += 7 * every
    assert found == wanted
