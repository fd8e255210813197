"""The newest act on a video is taken back whatever it was, and what an approval lost is not."""

from datetime import date, time

import pytest
from factories import make_account, make_planned_video

from planner.approval.approving import ask_approval
from planner.models import Campaign, ChecklistItem, Video
from planner.refusals import Refused, StaleVersion
from planner.scheduling import edit_video, move_video
from planner.undoing import undo_change
from planner.vocabulary.levels import level_names_of, vocabulary_of
from planner.vocabulary.tagging import edit_with_levels, plan_with_levels, set_levels

State = Video.State


@pytest.fixture
def video(ours):
    return make_planned_video(ours, date(2099, 1, 1), planned_time=time(20))


def test_an_edit_with_all_kinds_of_fields_is_taken_back_at_once(video, ours, aiko):
    theme = vocabulary_of(ours).find("theme.voice")
    campaign = Campaign.objects.create(brand=ours, name="冬")
    before = Video.objects.values().get()
    edited = edit_with_levels(
        video=video, by=aiko, version=1, levels={theme.facet: theme}, hook="new", account=make_account(ours), owner=aiko,
        campaign=campaign, state=State.EDITING, seconds=28, is_ai=True, is_boosted=False, day=date(2099, 1, 5), time=None,
        caption="two\nlines", sound_licence="own", market="JP",
    )  # fmt: skip
    assert (edited.version, level_names_of(edited)) == (3, {"theme": "voice"})
    undone = undo_change(video=edited, by=aiko, version=3)
    after = Video.objects.values().get()
    assert (after | {"version": 1}, level_names_of(undone)) == (before, {})
    with pytest.raises(Refused):
        undo_change(video=undone, by=aiko, version=undone.version)


def test_only_the_newest_act_is_taken_back(video, ours, aiko):
    theme = vocabulary_of(ours).find("theme.voice")
    moved = move_video(video=video, to=date(2099, 1, 9), by=aiko, version=1)
    tagged = set_levels(video=moved, levels={theme.facet: theme}, by=aiko, version=2)
    undone = undo_change(video=tagged, by=aiko, version=3)
    assert (undone.planned_day, level_names_of(undone)) == (date(2099, 1, 9), {})


def test_planning_is_taken_back_by_dropping_and_dropping_by_restoring(ours, aiko):
    theme = vocabulary_of(ours).find("theme.voice")
    planned = plan_with_levels(brand=ours, by=aiko, levels={theme.facet: theme}, hook="x", state=State.SCRIPTING)
    dropped = undo_change(video=planned, by=aiko, version=planned.version)
    assert dropped.state == State.DROPPED
    restored = undo_change(video=dropped, by=aiko, version=dropped.version)
    assert (restored.state, level_names_of(restored)) == (State.SCRIPTING, {"theme": "voice"})


def test_a_stale_undo_is_refused(video, aiko, ben):
    moved = move_video(video=video, to=date(2099, 1, 9), by=aiko, version=1)
    edit_video(video=moved, by=ben, version=2, hook="ben was here")
    with pytest.raises(StaleVersion) as stale:
        undo_change(video=moved, by=aiko, version=2)
    assert [change.by for change in stale.value.changes] == [ben]


def approved(video, aiko):
    ChecklistItem.objects.all().delete()
    return ask_approval(video=video, by=aiko, version=video.version)


def test_an_edit_after_approval_ends_it_and_its_undo_does_not_bring_it_back(video, aiko):
    was = approved(video, aiko)
    assert was.state == State.APPROVED
    edited = edit_video(video=was, by=aiko, version=was.version, hook="other")
    assert edited.state == State.EDITING
    undone = undo_change(video=edited, by=aiko, version=edited.version)
    assert (undone.hook, undone.state) == ("a hook", State.EDITING)


def test_a_state_set_by_hand_takes_the_approval_away_for_good(video, aiko):
    was = approved(video, aiko)
    back = edit_video(video=was, by=aiko, version=was.version, state=State.SHOOTING)
    assert (back.state, back.rounds.get().state) == (State.SHOOTING, "withdrawn")
    with pytest.raises(Refused):
        undo_change(video=back, by=aiko, version=back.version)


def test_what_is_no_content_leaves_the_approval_alone(video, aiko):
    was = approved(video, aiko)
    edited = edit_video(video=was, by=aiko, version=was.version, notes="bring the lamp", owner=aiko)
    assert edited.state == State.APPROVED


def test_a_level_that_was_hidden_meanwhile_cannot_come_back(video, ours, aiko):
    found = vocabulary_of(ours)
    voice, other = found.find("theme.voice"), found.find("theme.backstage")
    first = set_levels(video=video, levels={voice.facet: voice}, by=aiko, version=1)
    second = set_levels(video=first, levels={voice.facet: other}, by=aiko, version=2)
    ours.levels.filter(pk=voice.pk).update(hidden_at="2026-11-01T00:00:00Z")
    with pytest.raises(Refused):
        undo_change(video=second, by=aiko, version=3)
    assert level_names_of(video) == {"theme": "backstage"}
