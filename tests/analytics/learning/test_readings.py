"""Which readings can be believed, and at which age a video is compared."""

from datetime import UTC, date, datetime, timedelta

import pytest

from analytics.learning.facts import Reading, VideoFacts
from analytics.learning.readings import Excluded, aged_readings, excluded, growth_pairs, nearest

DAY = date(2026, 6, 1)
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def facts(*readings, **changed):
    """`readings`: (days after posting, views, likes)."""
    told = [
        Reading(DAY + timedelta(days=age), False, {"views": float(views), "likes": float(likes)})
        for age, views, likes in readings
    ]
    values = {
        "video": 1, "account": 1, "market": "JP", "zone": "Asia/Tokyo", "kind": "video", "relation": "own", "is_boosted": None,
        "seconds": 20, "posted_day": DAY, "posted_at": None, "caption": "", "campaign": None, "category": None, "followers": None,
        "levels": {}, "readings": told,
    }  # fmt: skip
    return VideoFacts(**values | changed)


def reason(*readings, **changed):
    found = facts(*readings, **changed)
    return excluded(found, aged_readings(found), now=NOW)


def test_a_reading_counts_as_taken_at_the_end_of_its_day():
    (only,) = aged_readings(facts((3, 100, 5), posted_at=datetime(2026, 6, 1, 9, tzinfo=UTC)))  # 18:00 in Tokyo
    assert only.age == 3.25


def test_a_video_of_which_nobody_told_the_time_was_posted_at_noon():
    (only,) = aged_readings(facts((0, 100, 5)))
    assert only.age == 0.5


@pytest.mark.parametrize(
    ("readings", "changed", "why"),
    [
        ([(7, 100, 5)], {}, None),
        ([], {}, Excluded.NO_READING),
        ([(7, 100, 101)], {}, Excluded.LIKES_OVER_VIEWS),
        ([(7, 1000, 5), (14, 800, 5)], {}, Excluded.SHRINKING),
        ([(7, 1000, 5), (14, 950, 5)], {}, None),  # platforms take spam out
        ([(7, 100, 20), (14, 5000, 21)], {}, Excluded.JUMP),
        ([(7, 100, 20), (14, 5000, 400)], {}, None),  # it went viral
        ([(7, 100, 5)], {"kind": "live"}, Excluded.NOT_A_VIDEO),
        ([(0, 100, 5)], {"posted_at": datetime(2026, 6, 1, 6, tzinfo=UTC)}, Excluded.TOO_YOUNG),
        ([(7, 100, 5)], {"posted_at": datetime(2026, 12, 1, tzinfo=UTC)}, Excluded.FUTURE),
    ],
)
def test_a_video_is_left_out_with_its_reason(readings, changed, why):
    assert reason(*readings, **changed) == why


def test_the_reading_nearest_to_28_days_is_taken_and_only_one_that_tells_it():
    aged = aged_readings(facts((3, 100, 5), (20, 180, 9), (90, 300, 12)))
    assert nearest(aged, "views").reading.values["views"] == 180
    assert nearest(aged, "saves") is None


def test_growth_is_read_off_two_ages_that_lie_apart():
    grown = growth_pairs(aged_readings(facts((1, 50, 1), (7, 100, 5), (27, 200, 9))))
    assert [(count, later) for count, _, later, _ in grown] == [(50, 200), (100, 200)]
    assert growth_pairs(aged_readings(facts((1, 50, 1), (3, 80, 2)))) == []
