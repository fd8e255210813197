"""The week on the home page: this week's posts by the brand's days, in a constant number of queries."""

from datetime import date

import pytest
import time_machine
from factories import make_account, make_planned_video, make_posted_video

NOW = "2026-11-22T15:30:00Z"  # Monday the 23rd in Tokyo: the new week has begun


@pytest.fixture(autouse=True)
def _monday_in_tokyo():
    with time_machine.travel(NOW, tick=False):
        yield


def week(client):
    answer = client.get("/b/ours/home/week/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_only_this_week_by_the_brands_days(as_aiko, ours):
    account = make_account(ours)
    make_posted_video(account, date(2026, 11, 22), external_id="1", caption="yesterday, last week")
    make_planned_video(ours, date(2026, 11, 23), hook="today")
    make_planned_video(ours, date(2026, 11, 29), hook="on Sunday")
    make_planned_video(ours, date(2026, 11, 30), hook="next week")
    page = week(as_aiko)
    assert [name in page for name in ("yesterday", "today", "on Sunday", "next week")] == [False, True, True, False]


def test_others_plans_stay_theirs(as_aiko, as_chika, ours, theirs):
    make_account(theirs)
    make_planned_video(theirs, date(2026, 11, 23), hook="a secret")
    assert as_chika.get("/b/ours/home/week/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_constant_queries(as_aiko, ours, aiko, count, django_assert_num_queries):
    """Session, reader, brand, videos, account, owner, patterns, products, covers, and three of warnings."""
    account = make_account(ours)
    for number in range(count):
        make_planned_video(ours, date(2026, 11, 23), hook=f"video {number}", account=account, owner=aiko)
    with django_assert_num_queries(12):
        week(as_aiko)


def test_an_empty_week_offers_a_plan(as_aiko):
    assert "Plan a video" in week(as_aiko)


def test_a_viewer_is_not_offered_what_she_may_not_do(as_ben, ours):
    make_account(ours)
    assert "Plan a video" not in week(as_ben)
