"""Length and slot at the edges of their bands."""

from datetime import date, time

import pytest
from factories import at, make_account, make_planned_video, make_posted_video

from planner.vocabulary.derived import LENGTHS, SLOTS, derived_levels, length_of, local_time_of, slot_of
from planner.vocabulary.seed import SEED


@pytest.mark.parametrize(
    ("seconds", "level"),
    [
        (None, None), (1, "s10"), (10, "s10"), (11, "s20"), (20, "s20"), (21, "s34"), (34, "s34"), (35, "s60"), (60, "s60"),
        (61, "s180"), (180, "s180"), (181, "long"), (3600, "long"),
    ],
)  # fmt: skip
def test_length_bands_include_their_last_second(seconds, level):
    assert length_of(seconds) == level


@pytest.mark.parametrize(
    ("clock", "level"),
    [
        ("00:00", "late"), ("04:59", "late"), ("05:00", "early"), ("08:59", "early"), ("09:00", "morning"), ("10:59", "morning"),
        ("11:00", "noon"), ("13:59", "noon"), ("14:00", "afternoon"), ("17:59", "afternoon"), ("18:00", "evening"),
        ("20:59", "evening"), ("21:00", "night"), ("23:59", "night"),
    ],
)  # fmt: skip
def test_slots_begin_at_their_first_minute(clock, level):
    assert slot_of(time.fromisoformat(clock)) == level


def test_no_time_has_no_slot():
    assert slot_of(None) is None


def test_every_derived_level_has_a_name():
    names = {facet.code: {code for code, *_labels in facet.levels} for facet in SEED if facet.is_derived}
    assert names == {"length": {*(code for _, code in LENGTHS), "long"}, "slot": {code for _, code in SLOTS}}


def test_the_slot_is_on_the_clock_of_the_account(ours):
    jakarta = make_account(ours, time_zone="Asia/Jakarta")
    instant = at("2026-11-20T14:30:00+00:00")
    posted = make_posted_video(jakarta, date(2026, 11, 20), external_id="1", posted_at=instant, seconds=34)
    assert derived_levels(posted) == {"length": "s34", "slot": "night"}
    planned = make_planned_video(ours, date(2026, 11, 25), planned_time=time(22), account=jakarta)
    assert (local_time_of(planned), slot_of(local_time_of(planned))) == (time(20), "evening")
    alone = make_planned_video(ours, date(2026, 11, 25), planned_time=time(22))
    assert derived_levels(alone) == {"slot": "night"}


def test_a_post_of_which_only_the_day_is_known_has_no_slot(ours):
    assert derived_levels(make_posted_video(make_account(ours), date(2026, 11, 20), external_id="1")) == {}
