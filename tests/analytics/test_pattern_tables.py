"""Our calls, the videos of a level and the hours of the week as files."""

import json
from datetime import date

import pytest
from django.urls import reverse
from factories import make_account, make_posted_video
from pattern_rows import make_forecast, make_run

from analytics.best_slots import Slot
from analytics.models import PatternCall
from analytics.pattern_tables import slots_response
from analytics.queries.patterns import SlotGrid
from analytics.slots_page import SlotsPage

LEVEL = {"facet": "length", "level": "s34"}
DAY = date(2026, 10, 1)


@pytest.fixture
def learned(ours):
    run = make_run(ours, {"length.s34": (1, 1.8, "winner")})
    make_forecast(run, make_posted_video(make_account(ours), DAY, external_id="77", hook="=1+1", seconds=25))
    PatternCall.objects.create(
        brand=ours, run=run, outcome="views", verdict="winner", facet_code="length", level_code="s34", called_at=run.made_at,
        called_day=DAY, lift=0.4, sd=0.1, chance=0.8,
    )  # fmt: skip
    return ours


def fetched(client, name, kind, **asked):
    return client.get(reverse(f"analytics:{name}", args=["ours"]), {"format": kind, **asked})


def test_the_calls_as_json_and_csv(as_ben, learned):
    (row,) = json.loads(fetched(as_ben, "pattern-score", "json").content)["rows"]
    assert (row["outcome"], row["verdict"], row["called_on"], row["chance"]) == ("Views", "Winning", "2026-10-01", 0.8)
    text = fetched(as_ben, "pattern-score", "csv").content.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("Facet,Level,What counts,Called,On,Chance stated")


def test_the_videos_of_a_level_with_their_range_and_no_formula(as_ben, learned):
    (row,) = json.loads(fetched(as_ben, "pattern-level", "json", **LEVEL).content)["rows"]
    assert (row["tiktok_id"], row["views_28d"], row["lo90"], row["times_usual"]) == ("77", 1500, 1200, 1.5)
    assert "'=1+1" in fetched(as_ben, "pattern-level", "csv", **LEVEL).content.decode("utf-8-sig")
    assert fetched(as_ben, "pattern-level", "xlsx", **LEVEL).content.startswith(b"PK")


def test_only_hours_in_which_something_was_posted():
    slots = (Slot(0, 19, 4, 1.5, 1.1, 2.0), Slot(0, 20, 0, 1.0, 0.5, 2.0))
    page = SlotsPage(SlotGrid("Asia/Tokyo", 4, slots), (), (), ())
    assert json.loads(slots_response(page, "ours", "json").content)["rows"] == [
        {"weekday": 1, "hour": 19, "videos": 4, "times_usual": 1.5, "lo90": 1.1, "hi90": 2.0}
    ]


@pytest.mark.parametrize("name", ["pattern-score", "pattern-level", "pattern-slots"])
def test_an_unknown_kind_of_file_is_not_there(as_ben, learned, name):
    assert fetched(as_ben, name, "exe", **LEVEL).status_code == 404
