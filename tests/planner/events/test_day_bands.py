"""Holidays, events and campaigns above the days of a calendar."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from factories import make_account

from planner.events.day_bands import Strip, bands_of, holidays_on, markets_of, strips_of
from planner.events.rules import occurrences_in
from planner.models import Campaign, CommerceEvent, MarketPlan
from tkcommerce.dates import Days, week_of

NOVEMBER = Days(date(2026, 10, 26), date(2026, 12, 7))


@pytest.fixture
def ours(ours):
    ours.commerceevents.all().delete()
    ours.marketplans.all().delete()
    return ours


def make_event(brand, code, rule, **fields):
    values = {"label_ja": code, "label_en": code, "markets": [], "lead_days": 60}
    return CommerceEvent.objects.create(brand=brand, code=code, rule=rule, **values | fields)


def told(by_day, day):
    return [(band.kind, band.label) for band in by_day.get(day, ())]


def test_holidays_of_the_home_market_and_of_the_accounts(ours):
    make_account(ours, market="ID")
    by_day = bands_of(ours, NOVEMBER)
    assert told(by_day, date(2026, 11, 23)) == [("holiday", "Labor Thanksgiving Day")]
    assert [
        band.label for band in holidays_on(bands_of(ours, Days(date(2026, 12, 25), date(2026, 12, 26))), date(2026, 12, 25))
    ] == ["Christmas Day ID"]
    with translation.override("ja"):
        assert told(by_day, date(2026, 11, 3)) == [("holiday", "文化の日")]


def test_an_event_has_its_phases_and_its_day_to_start(ours):
    rule = {"nth": 4, "weekday": 3, "month": 11, "plus": 1}
    make_event(ours, "BF", rule, days=2, tease_days=3, encore_days=1, lead_days=10)
    by_day = bands_of(ours, NOVEMBER)
    found = {
        day.day: told(by_day, day) for day in Days(date(2026, 11, 15), date(2026, 11, 30)) if day in by_day and day.day != 23
    }
    assert found == {
        17: [("shoot", "Start shooting: BF")],
        24: [("tease", "BF: run-up")], 25: [("tease", "BF: run-up")], 26: [("tease", "BF: run-up")],
        27: [("sale", "BF")], 28: [("sale", "BF")], 29: [("encore", "BF: encore")],
    }  # fmt: skip


def test_only_events_of_the_brands_markets_and_none_that_is_hidden(ours):
    make_event(ours, "9.9", {"on": "11-10"}, markets=["TH", "ID"])
    make_event(ours, "gone", {"on": "11-10"}, hidden_at="2026-01-01T00:00:00Z")
    make_event(ours, "all", {"on": "11-10"})
    assert told(bands_of(ours, NOVEMBER), date(2026, 11, 10)) == [("sale", "all")]
    MarketPlan.objects.create(brand=ours, market="TH")
    assert (markets_of(ours), told(bands_of(ours, NOVEMBER), date(2026, 11, 10))) == (
        ["JP", "TH"], [("sale", "9.9 TH"), ("sale", "all")],
    )  # fmt: skip


def test_nothing_of_another_brand(ours, theirs):
    make_event(theirs, "theirs", {"on": "11-10"})
    Campaign.objects.create(brand=theirs, name="theirs", first_day=date(2026, 11, 10))
    assert bands_of(ours, Days(date(2026, 11, 10), date(2026, 11, 11))) == {}


def test_campaigns_also_with_open_ends(ours):
    Campaign.objects.create(brand=ours, name="winter", first_day=date(2026, 11, 20), market="ID")
    Campaign.objects.create(brand=ours, name="until", last_day=date(2026, 11, 20))
    Campaign.objects.create(brand=ours, name="whenever")
    Campaign.objects.create(brand=ours, name="hidden", first_day=date(2026, 11, 20), hidden_at="2026-01-01T00:00:00Z")
    by_day = bands_of(ours, NOVEMBER)
    assert sorted(told(by_day, date(2026, 11, 20))) == [("campaign", "until"), ("campaign", "winter ID")]
    assert told(by_day, date(2026, 12, 6)) == [("campaign", "winter ID")]


def test_a_rest_neither_sells_nor_is_shot_for(ours):
    make_event(ours, "rest", {"from": "11-10", "to": "11-11", "rest": True}, lead_days=3)
    assert {
        kind for bands in bands_of(ours, Days(date(2026, 11, 4), date(2026, 11, 12))).values() for kind in {b.kind for b in bands}
    } == {"rest"}


def test_strips_of_a_week_have_columns_and_lanes(ours):
    make_event(ours, "long", {"from": "11-20", "to": "12-02"})
    make_event(ours, "sale", {"on": "11-27"}, days=2)
    make_event(ours, "third", {"on": "11-27"})
    by_day = bands_of(ours, NOVEMBER)
    strips = strips_of(by_day, week_of(date(2026, 11, 25)))
    bands = {band.label: band for bands in by_day.values() for band in bands}
    assert strips == [
        Strip(bands["long"], 1, 7, 0, came=True, goes_on=True),
        Strip(bands["sale"], 5, 6, 1, came=False, goes_on=False),
    ]
    assert [strip.lane for strip in strips_of(by_day, week_of(date(2026, 11, 25)), lanes=3)] == [0, 1, 2]


def test_a_long_season_steps_back_behind_what_is_short(ours):
    make_event(ours, "season", {"from": "11-15", "to": "12-20"})
    make_event(ours, "sale", {"on": "11-27"}, tease_days=4)
    strips = strips_of(bands_of(ours, NOVEMBER), week_of(date(2026, 11, 25)), lanes=2)
    assert [(strip.band.label, strip.lane) for strip in strips] == [("sale: run-up", 0), ("sale", 0), ("season", 1)]


@pytest.mark.parametrize("count", [1, 3])
def test_any_month_takes_three_queries(ours, count, django_assert_num_queries):
    for n in range(count):
        make_event(ours, f"e{n}", {"on": f"11-1{n}"})
        Campaign.objects.create(brand=ours, name=f"c{n}", first_day=date(2026, 11, n + 1))
        make_account(ours, handle=f"shop{n}", market=["ID", "TH", "VN"][n])
    with django_assert_num_queries(3):
        bands_of(ours, NOVEMBER)


def test_bands_agree_with_a_walk_over_every_day(ours):
    """The slow way: for each day ask whether any occurrence of the years around covers it."""
    events = [
        make_event(ours, "a", {"on": ["03-03", "11-29"]}, days=6, tease_days=9, encore_days=3),
        make_event(ours, "b", {"from": "11-30", "to": "01-02"}, tease_days=20),
        make_event(ours, "c", {"day": 25, "workday": "JP"}, encore_days=12),
    ]
    by_day = bands_of(ours, NOVEMBER)
    wide = Days(date(2026, 1, 1), date(2027, 12, 31))
    for day in NOVEMBER:
        slow = set()
        for event in events:
            for one in occurrences_in(event.rule, wide, length=event.days):
                start, end = one.days.start, one.days.end
                kinds = {
                    "tease": start - timedelta(days=event.tease_days) <= day < start,
                    "sale": start <= day < end,
                    "encore": end <= day < end + timedelta(days=event.encore_days),
                }
                slow |= {(kind, event.pk) for kind, holds in kinds.items() if holds}
        fast = {(band.kind, band.event_id) for band in by_day.get(day, ()) if band.kind in ("tease", "sale", "encore")}
        assert (day, fast) == (day, slow)
