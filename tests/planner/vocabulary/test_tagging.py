"""Which level a video has: set, set in bulk, taken back, and refused where it cannot be."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from factories import make_account, make_planned_video, make_posted_video

from planner.models import Video, VideoLevel
from planner.refusals import NotOfBrand, Refused, StaleVersion
from planner.scheduling import edit_video
from planner.vocabulary.curating import hide
from planner.vocabulary.levels import level_names_of, vocabulary_of
from planner.vocabulary.tagging import bulk_set, edit_with_levels, set_levels, undo_bulk

DAY = date(2026, 11, 20)


def level(brand, name):
    return vocabulary_of(brand).find(name)


def wanted(brand, *names):
    found = [level(brand, name) for name in names]
    return {each.facet: each for each in found}


@pytest.fixture
def videos(ours):
    account = make_account(ours)
    return [make_posted_video(account, DAY, external_id=str(n)) for n in range(3)]


def told(video):
    return [(change.verb, change.fields, change.version, change.by) for change in video.changes.order_by("version")]


def test_levels_are_set_replaced_and_taken_away_and_each_is_remembered(videos, ours, aiko):
    video = set_levels(video=videos[0], levels=wanted(ours, "hook.pain", "theme.howto"), by=aiko, version=1)
    assert level_names_of(video) == {"hook": "pain", "theme": "howto"}
    other = {level(ours, "hook.pain").facet: level(ours, "hook.loss"), level(ours, "theme.howto").facet: None}
    video = set_levels(video=video, levels=other, by=aiko, version=2)
    assert level_names_of(video) == {"hook": "loss"}
    assert told(video) == [
        ("tagged", {"facet:hook": [None, "pain"], "facet:theme": [None, "howto"]}, 2, aiko),
        ("tagged", {"facet:hook": ["pain", "loss"], "facet:theme": ["howto", None]}, 3, aiko),
    ]
    assert set_levels(video=video, levels=wanted(ours, "hook.loss"), by=aiko, version=3).version == 3


def test_who_set_it_and_whether_it_was_suggested_is_kept(videos, ours, aiko):
    levels = wanted(ours, "hook.pain", "theme.howto")
    set_levels(video=videos[0], levels=levels, by=aiko, version=1, suggested=[level(ours, "theme.howto")])
    rows = VideoLevel.objects.order_by("facet__position").values_list("level__code", "source", "set_by")
    assert list(rows) == [("pain", "person", aiko.pk), ("howto", "suggested", aiko.pk)]


def test_an_edit_with_levels_is_both_or_neither(videos, ours, theirs, aiko):
    with pytest.raises(NotOfBrand):
        edit_with_levels(video=videos[0], by=aiko, version=1, hook="new", levels=wanted(theirs, "hook.pain"))
    assert Video.objects.get(pk=videos[0].pk).hook == ""
    edited = edit_with_levels(video=videos[0], by=aiko, version=1, hook="new", levels=wanted(ours, "hook.pain"))
    assert (edited.version, [verb for verb, *_ in told(edited)]) == (3, ["edited", "tagged"])


def test_a_stale_tab_sets_nothing(videos, ours, aiko):
    edit_video(video=videos[0], by=aiko, version=1, hook="faster")
    with pytest.raises(StaleVersion):
        set_levels(video=videos[0], levels=wanted(ours, "hook.pain"), by=aiko, version=1)
    assert VideoLevel.objects.count() == 0


def test_foreign_derived_hidden_and_misplaced_levels_are_refused(videos, ours, theirs, aiko):
    hook, theme = level(ours, "hook.pain").facet, level(ours, "theme.howto")
    hidden = hide(entry=level(ours, "hook.pov"), by=aiko)
    for levels in (wanted(theirs, "hook.pain"), wanted(ours, "length.s10"), {hook: theme}, {hook: hidden}):
        with pytest.raises(Refused):
            set_levels(video=videos[0], levels=levels, by=aiko, version=1)
        with pytest.raises(Refused):
            bulk_set(brand=ours, videos=ours.videos.all(), levels=levels, by=aiko)
    assert VideoLevel.objects.count() == 0


def test_a_video_keeps_a_level_that_was_hidden_since(videos, ours, aiko):
    video = set_levels(video=videos[0], levels=wanted(ours, "hook.pov"), by=aiko, version=1)
    hide(entry=level(ours, "hook.pov"), by=aiko)
    kept = set_levels(video=video, levels=wanted(ours, "hook.pov", "theme.howto"), by=aiko, version=2)
    assert level_names_of(kept) == {"hook": "pov", "theme": "howto"}


def test_the_database_refuses_what_the_verbs_refuse(videos, ours, theirs, aiko):
    hide(entry=level(ours, "hook.pov"), by=aiko)
    wrong = [
        {"facet": level(ours, "hook.pov").facet, "level": level(ours, "hook.pov")},
        {"facet": level(ours, "length.s10").facet, "level": level(ours, "length.s10")},
        {"facet": level(ours, "hook.pain").facet, "level": level(ours, "theme.howto")},
        {"facet": level(theirs, "hook.pain").facet, "level": level(theirs, "hook.pain")},
    ]

    @transaction.atomic
    def write(values):
        VideoLevel.objects.create(brand=ours, video=videos[0], set_at=timezone.now(), **values)
        connection.check_constraints()  # those that wait for the end of the transaction

    for values in wrong:
        with pytest.raises(IntegrityError):
            write(values)
    assert VideoLevel.objects.count() == 0


def test_many_videos_get_the_same_levels_in_one_act_and_the_act_is_undone(videos, ours, aiko):
    set_levels(video=videos[0], levels=wanted(ours, "theme.howto"), by=aiko, version=1)
    act = bulk_set(brand=ours, videos=ours.videos.all(), levels=wanted(ours, "theme.voice"), by=aiko)
    assert (act.changed, [level_names_of(video) for video in videos]) == (3, [{"theme": "voice"}] * 3)
    assert set(VideoLevel.objects.values_list("source", flat=True)) == {"bulk"}
    undone = undo_bulk(brand=ours, batch=act.batch, by=aiko)
    assert (undone.changed, undone.kept) == (3, 0)
    assert [level_names_of(video) for video in videos] == [{"theme": "howto"}, {}, {}]
    with pytest.raises(Refused):
        undo_bulk(brand=ours, batch=act.batch, by=aiko)


def test_an_undo_leaves_what_somebody_changed_since(videos, ours, aiko):
    act = bulk_set(brand=ours, videos=ours.videos.all(), levels=wanted(ours, "theme.voice"), by=aiko)
    set_levels(video=videos[1], levels=wanted(ours, "theme.face"), by=aiko, version=2)
    undone = undo_bulk(brand=ours, batch=act.batch, by=aiko)
    assert (undone.changed, undone.kept) == (2, 1)
    assert [level_names_of(video) for video in videos] == [{}, {"theme": "face"}, {}]


def test_a_bulk_act_reaches_neither_other_brands_nor_dropped_videos(videos, ours, theirs, aiko):
    foreign = make_planned_video(theirs, DAY)
    Video.objects.filter(pk=videos[2].pk).update(state="dropped")
    act = bulk_set(brand=ours, videos=Video.objects.all(), levels=wanted(ours, "theme.voice"), by=aiko)
    assert (act.changed, level_names_of(foreign), level_names_of(videos[2])) == (2, {}, {})
    with pytest.raises(Refused):
        undo_bulk(brand=theirs, batch=act.batch, by=aiko)


@pytest.mark.parametrize("count", [1, 3])
def test_a_bulk_act_takes_the_same_statements_whatever_it_changes(ours, aiko, count, django_assert_num_queries):
    for _n in range(count):
        make_planned_video(ours, DAY)
    levels = wanted(ours, "theme.voice")
    with django_assert_num_queries(7):  # begin, videos, what they had, levels, versions, changes, end
        bulk_set(brand=ours, videos=ours.videos.all(), levels=levels, by=aiko)
