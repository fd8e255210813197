"""How each outcome is read off one reading, and that it answers as soon as somebody tells its numbers."""

from datetime import UTC, date, datetime, timedelta

import pytest

from analytics.learning.answers import NO_DATA, answer, questions
from analytics.learning.facts import Reading, Span, VideoFacts
from analytics.learning.features import features
from analytics.learning.outcomes import ASKED, value_of
from analytics.models import Outcome
from tkcommerce.dates import Days

NOW = datetime(2026, 11, 1, tzinfo=UTC)
VALUES = {
    "views": 2000.0, "likes": 80.0, "shares": 6.0, "saves": 10.0, "full_watch_rate": 0.31, "average_watch_seconds": 8.5,
    "product_impressions": 500.0, "product_clicks": 40.0, "orders": 2.0, "sold": 3.0, "sold_of": 1900.0,
}  # fmt: skip


@pytest.mark.parametrize(
    ("outcome", "value"),
    [
        (Outcome.VIEWS, (2000, None)), (Outcome.LIKES, (80, 2000)), (Outcome.SHARES, (6, 2000)),
        (Outcome.COMPLETION, (620, 2000)), (Outcome.WATCH_TIME, (8.5, None)), (Outcome.SAVES, (10, 2000)),
        (Outcome.CLICKS, (40, 500)), (Outcome.ORDERS, (2, 40)), (Outcome.GMV, (3, 1900)),
    ],
)  # fmt: skip
def test_the_outcome_and_its_denominator(outcome, value):
    (asked,) = [one for one in ASKED if one.outcome == outcome]
    assert value_of(asked, VALUES) == value


def test_every_outcome_is_asked_once():
    assert [asked.outcome for asked in ASKED] == list(Outcome)


def video(number, clicks, *, with_clicks):
    day = date(2026, 3, 1) + timedelta(days=number)
    week = Days(day, day + timedelta(days=7))
    spans = (Span(week, "direct", product_impressions=500, product_clicks=clicks, orders=None, sku_orders=None),)
    return VideoFacts(
        video=number, account=1, market="JP", zone="Asia/Tokyo", kind="video", relation="own", is_boosted=None, seconds=20,
        posted_day=day, posted_at=None, caption="", campaign=None, category=None, followers=None,
        levels={"cta": "tag" if number % 2 else "none"}, spans=spans if with_clicks else (),
        readings=[Reading(day + timedelta(days=28), False, {"views": 2000.0, "likes": 80.0})],
    )  # fmt: skip


@pytest.mark.parametrize("with_clicks", [True, False])
def test_clicks_answer_once_they_are_told(with_clicks):
    facts = [video(number, 60 + number % 5 if number % 2 else 20 + number % 5, with_clicks=with_clicks) for number in range(80)]
    found = features(facts, now=NOW)
    (asked,) = [one for one in questions(found) if one.asked.outcome == Outcome.CLICKS]
    told = answer(asked, found)
    if with_clicks:
        best = told.verdicts.table.sort_values("lift").iloc[-1]
        assert (best["facet"], best["level"], told.reason) == ("cta", "tag", None)
        assert told.usual == pytest.approx((64 / 500 + 20 / 500) / 2, abs=0.05)
    else:
        assert (told.verdicts, told.reason.key) == (None, NO_DATA)
