"""Large plan files: new rows and their undo by the five hundred, and changed rows only up to what a request can carry."""

import pytest
from factories import make_planned_video

from planner.models import VideoChange
from planner.plan_files import files as plan_files
from planner.plan_files.files import apply_plan, receive_plan, take_plan_back
from planner.plan_files.preview import preview_of
from planner.refusals import Refused
from planner.scheduling import edit_video, restore_video


def taken_in(brand, by, content):
    plan_file = receive_plan(brand=brand, by=by, name="plan.csv", content=content.encode())
    return apply_plan(plan_file=plan_file, by=by, seal=preview_of(plan_file).seal)


def new_rows(count):
    return "Opening line\r\n" + "".join(f"video {n}\r\n" for n in range(count))


def test_new_videos_are_taken_back_but_not_what_somebody_changed(ours, aiko):
    plan_file = taken_in(ours, aiko, new_rows(3))
    edited, dropped, *_rest = ours.videos.order_by("pk")
    edit_video(video=edited, by=aiko, version=1, notes="mine")
    assert take_plan_back(plan_file=plan_file, by=aiko) == (2, 1)
    assert list(ours.videos.visible()) == [edited]
    change = VideoChange.objects.get(video=dropped, verb="dropped")
    assert (change.version, change.by, change.fields) == (2, aiko, {"state": ["planned", "dropped"]})
    dropped.refresh_from_db()
    assert restore_video(video=dropped, by=aiko, version=2).state == "planned"


@pytest.mark.parametrize("count", [3, 60])
def test_taking_new_videos_back_takes_the_same_statements(ours, aiko, count, django_assert_num_queries):
    plan_file = taken_in(ours, aiko, new_rows(count))
    with django_assert_num_queries(9):
        assert take_plan_back(plan_file=plan_file, by=aiko) == (count, 0)


def test_more_changed_rows_than_a_request_can_carry_are_refused(ours, aiko, monkeypatch):
    monkeypatch.setattr(plan_files, "MOST_CHANGED", 2)
    videos = [make_planned_video(ours, None, hook=f"old {n}") for n in range(3)]
    rows = "ID,Opening line\r\n" + "".join(f"v{video.pk},new\r\n" for video in videos)
    with pytest.raises(Refused, match="more than 1,000"):
        taken_in(ours, aiko, rows)
    assert ours.videos.filter(hook="new").count() == 0
    taken_in(ours, aiko, rows.replace(f"v{videos[2].pk},new\r\n", ""))
    assert ours.videos.filter(hook="new").count() == 2
