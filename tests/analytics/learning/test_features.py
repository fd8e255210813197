"""Facts and features: one query, this brand's only, and what was true when it was posted."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from factories import make_account, make_posted_video
from videos_made import add_videos, read

from analytics.learning.facts import facts_of
from analytics.learning.features import features
from analytics.learning.occasions import occasions_of
from analytics.models import AccountDay
from planner.models import CommerceEvent, Video

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 1, tzinfo=UTC)
DAY = date(2026, 6, 3)  # a Wednesday


@pytest.mark.parametrize("count", [1, 3])
def test_one_query_whatever_there_is(ours, count, django_assert_num_queries):
    add_videos(ours, count)
    with django_assert_num_queries(1):
        assert len(facts_of(ours)) == count


def test_only_what_is_out_and_ours(ours, theirs):
    add_videos(theirs, 2, start=50)
    shown, *hidden = add_videos(ours, 5)
    for video, changed in zip(hidden, GONE, strict=True):
        Video.objects.filter(pk=video.pk).update(**changed(shown))
    assert [one.video for one in facts_of(ours)] == [shown.pk]


GONE = (
    lambda shown: {"state": "dropped"},
    lambda shown: {"retracted_at": timezone.now()},
    lambda shown: {"joined_into": shown},
    lambda shown: {"state": "planned", "posted_day": None},
)


def test_what_is_derived_and_what_stood_when_it_was_posted(ours):
    account = make_account(ours)
    for days, followers in ((-5, 900), (-1, None), (3, 5000)):
        day = DAY + timedelta(days=days)
        AccountDay.objects.create(brand=ours, account=account, day=day, followers=followers, as_of=DAY)
    video = make_posted_video(
        account, DAY, external_id="1", seconds=25, caption="夜のケア #保湿 #Skin＃肌", is_boosted=True,
        posted_at=datetime(2026, 6, 3, 12, 30, tzinfo=UTC),
    )  # fmt: skip
    read(video, 7, views=1000, likes=40)
    (row,) = features(facts_of(ours), now=NOW).frame.to_dict("records")
    assert (row["length"], row["slot"], row["weekday"]) == ("s34", "night", "wed")
    assert (row["followers"], row["boosted"], row["market"], row["relation"]) == (900, True, "JP", "own")
    assert row["hashtags"] == ["skin", "保湿", "肌"]
    assert (row["views"], row["likes"], row["likes_of"], row["excluded"]) == (1000, 40, 1000, "")
    assert round(row["views_age"], 2) == 7.1
    assert "saves" not in row


def test_a_hidden_facet_is_no_pattern(ours):
    add_videos(ours, 5)
    assert features(facts_of(ours), now=NOW).facets == ["hook", "theme", "length", "slot", "weekday"]
    ours.facets.filter(code="theme").update(hidden_at=timezone.now())
    assert features(facts_of(ours), now=NOW).facets == ["hook", "length", "slot", "weekday"]


def test_nothing_is_known_of_later_days(ours):
    first, second = add_videos(ours, 2)
    (only,) = facts_of(ours, until=first.posted_day + timedelta(days=1))
    assert (only.video, only.readings) == (first.pk, [])
    (_first, reading) = (only := facts_of(ours, until=first.posted_day + timedelta(days=8))[0]).video, only.readings
    assert [one.day for one in reading] == [first.posted_day + timedelta(days=7)]
    assert len(facts_of(ours, until=second.posted_day)) == 2


def test_sales_events_and_holidays_of_its_days_are_held_apart(ours, django_assert_num_queries):
    account = make_account(ours)
    ours.commerceevents.all().delete()
    for code, rule, days in (("bf", {"on": "11-27"}, 1), ("season", {"on": "06-15"}, 30)):
        CommerceEvent.objects.create(brand=ours, code=code, label_ja=code, label_en=code, rule=rule, days=days)
    for number, day in enumerate((date(2026, 11, 27), date(2026, 8, 11), date(2026, 7, 1))):
        make_posted_video(account, day, external_id=str(number))
    facts = facts_of(ours)
    with django_assert_num_queries(3):
        occasions = occasions_of(ours, facts)
    assert occasions == {date(2026, 11, 27): "sale", date(2026, 8, 11): "holiday"}
    assert list(features(facts, now=NOW, occasions=occasions).frame["occasion"]) == ["", "holiday", "sale"]
    assert occasions_of(ours, []) == {}
