"""When a week is due: once each, whatever the zone, the rule, the clock or the downtime."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo, available_timezones

import pytest
from factories import at
from hypothesis import given, settings, strategies as st

from analytics.reports.due import Fate, Reader, Slot, make_plan, occurrences

TUESDAY = 1
ZONES = sorted(available_timezones())


def reader(number=1, *, zone="Asia/Tokyo", weekday=TUESDAY, hour=9, after="2026-11-10T00:00Z", last=None, **fields):
    values = {"person": number, "brand": (f"brand {number}", number), "week_starts_on": 0, "is_combined": False}
    return Reader(id=number, slot=Slot(weekday, hour, zone), after=at(after), last=last, **values | fields)


def told(readers, now):
    plan = make_plan(readers if isinstance(readers, list) else [readers], now=at(now))
    return [(due.reader.id, due.week.start.isoformat(), due.fate) for due in plan.dues]


def lived(one, instants):
    """The mails of a reader whose maker looked at these instants, in any order: clocks jump."""
    made = []
    for now in instants:
        plan = make_plan([one], now=now)
        made += plan.dues
        last = plan.dues[-1].week.start if plan.dues else one.last
        one = Reader(**vars(one) | {"after": plan.made_until[one.id], "last": last})
    return made


def test_the_week_is_the_one_that_ended_before_it_is_due():
    assert told(reader(), "2026-11-16T23:59:59Z") == []
    assert told(reader(), "2026-11-17T00:00Z") == [(1, "2026-11-09", Fate.SEND)]
    assert told(reader(week_starts_on=6), "2026-11-17T00:00Z") == [(1, "2026-11-08", Fate.SEND)]
    assert told(reader(week_starts_on=1), "2026-11-17T00:00Z") == [(1, "2026-11-10", Fate.SEND)]


def test_who_joins_after_the_instant_gets_no_old_week():
    assert told(reader(after="2026-11-17T00:00:01Z"), "2026-11-17T00:00:02Z") == []


def test_after_three_days_away_it_is_made_once_and_three_weeks_away_only_the_newest_goes_out():
    assert told(reader(), "2026-11-20T00:00Z") == [(1, "2026-11-09", Fate.SEND)]
    assert told(reader(after="2026-10-28T00:00Z"), "2026-11-17T05:00Z") == [
        (1, "2026-10-26", Fate.TOO_LATE),
        (1, "2026-11-02", Fate.TOO_LATE),
        (1, "2026-11-09", Fate.SEND),
    ]
    assert told(reader(), "2026-11-23T00:00:01Z") == [(1, "2026-11-09", Fate.TOO_LATE)]


@pytest.mark.parametrize(
    ("zone", "weekday", "hour", "now"),
    [
        ("America/New_York", 6, 2, "2026-03-08T07:00Z"),  # 02:00 does not exist: the first instant after the gap
        ("America/New_York", 6, 1, "2026-11-01T05:00Z"),  # 01:00 comes twice: the first
        ("Australia/Lord_Howe", 6, 2, "2026-10-03T15:30Z"),  # a gap of half an hour
        ("Pacific/Apia", 4, 9, "2011-12-30T10:00Z"),  # the whole day does not exist
    ],
)
def test_clocks_that_change_move_it_to_the_first_instant(zone, weekday, hour, now):
    first = next(occurrences(Slot(weekday, hour, zone), after=at(now) - timedelta(days=2)))
    assert first[1] == at(now)


def test_week_53_is_a_week_like_any_other():
    assert told(reader(after="2026-12-29T01:00Z"), "2027-01-12T01:00Z") == [
        (1, "2026-12-28", Fate.TOO_LATE),
        (1, "2027-01-04", Fate.SEND),
    ]
    assert date(2026, 12, 28).isocalendar().week == 53


def test_a_new_rule_neither_repeats_a_week_nor_loses_one():
    sent = {"after": "2026-11-17T00:00Z", "last": date(2026, 11, 9)}
    assert told(reader(hour=10, **sent), "2026-11-17T02:00Z") == []  # later on the same day
    assert told(reader(weekday=3, week_starts_on=6, **sent), "2026-11-20T00:00Z") == []  # nearly the same seven days
    assert told(reader(weekday=3, week_starts_on=6, **sent), "2026-11-27T00:00Z") == [(1, "2026-11-15", Fate.SEND)]
    earlier = reader(hour=8, after="2026-11-10T00:00Z", last=date(2026, 11, 2))
    assert told(earlier, "2026-11-16T23:30Z") == [(1, "2026-11-09", Fate.SEND)]  # moved to an hour that has just passed


def test_a_new_zone_neither_repeats_a_week_nor_loses_one():
    moved = reader(zone="America/Los_Angeles", after="2026-11-17T00:00Z", last=date(2026, 11, 9))
    assert told(moved, "2026-11-17T17:00Z") == []
    assert told(moved, "2026-11-24T17:00Z") == [(1, "2026-11-16", Fate.SEND)]


def test_one_mail_for_all_brands_goes_with_the_first_by_name():
    common = {"person": 5, "after": "2026-11-10T12:00Z"}
    brands = [
        reader(1, brand=("B", 1), is_combined=True, hour=17, **common),
        reader(2, brand=("A", 2), is_combined=True, zone="Europe/London", **common),
        reader(3, brand=("C", 3), is_combined=True, week_starts_on=6, **common),
        reader(4, brand=("D", 4), **common),
    ]
    assert told(brands, "2026-11-17T08:59Z") == [(4, "2026-11-09", Fate.SEND)]
    found = make_plan(brands, now=at("2026-11-17T09:00Z"))
    assert [(due.reader.id, due.week.start.day, due.fate, due.combined) for due in found.dues] == [
        (4, 9, Fate.SEND, False),
        (2, 9, Fate.SEND, True),
        (1, 9, Fate.PART, True),
        (3, 8, Fate.PART, True),
    ]
    assert found.next_at[1] == found.next_at[2] == at("2026-11-24T09:00Z")


def test_of_one_mail_for_all_brands_what_went_out_already_is_not_in_it():
    brands = [
        reader(1, person=5, brand=("A", 1), is_combined=True, after="2026-11-17T00:00Z", last=date(2026, 11, 9)),
        reader(2, person=5, brand=("B", 2), is_combined=True, weekday=4),
    ]
    found = make_plan(brands, now=at("2026-11-18T00:00Z"))
    assert [(due.reader.id, due.fate, due.combined) for due in found.dues] == [(2, Fate.SEND, False)]


def test_two_strangers_share_no_mail():
    brands = [reader(n, person=None, is_combined=True) for n in (1, 2)]
    assert told(brands, "2026-11-17T00:00Z") == [(1, "2026-11-09", Fate.SEND), (2, "2026-11-09", Fate.SEND)]


@given(
    zone=st.sampled_from(ZONES), weekday=st.integers(0, 6), hour=st.integers(0, 23), starts_on=st.integers(0, 6),
    minutes=st.integers(0, 22 * 365 * 24 * 60), jumps=st.lists(st.integers(-400, 900), max_size=30),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_each_week_comes_once_whenever_anybody_looks(zone, weekday, hour, starts_on, minutes, jumps):
    start = datetime(2005, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    one = Reader(1, None, ("a", 1), Slot(weekday, hour, zone), starts_on, False, start, None)
    instants, now = [], start
    for hours in jumps:
        now += timedelta(hours=hours)
        instants.append(now)
    made = lived(one, instants)
    expected = takewhile(lambda one: one[1] <= max([start, *instants]), occurrences(one.slot, after=start))
    assert [due.at for due in made] == [instant for _day, instant in expected]
    assert all(later.week.start - due.week.start == timedelta(days=7) for due, later in pairwise(made))
    assert [due.at for due in lived(one, [max([start, *instants])] * 2)] == [due.at for due in made]


@pytest.mark.parametrize("hour", [0, 2, 9])
def test_every_zone_has_one_instant_a_week_and_they_ascend(hour):
    """60 zones of different rules over ten years, all others over one."""
    for place, zone in enumerate(ZONES):
        years = 10 if place % 10 == 0 else 1
        weekday = place % 7
        begin, end = datetime(2026 - years, 6, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
        found = list(takewhile(lambda one, end=end: one[1] < end, occurrences(Slot(weekday, hour, zone), after=begin)))
        assert all(later > earlier for (_d, earlier), (_l, later) in pairwise(found)), zone
        weeks = [day.isocalendar()[:2] for day, _at in found]
        assert len(set(weeks)) == len(weeks) >= 52 * years, zone
        assert all(instant.astimezone(ZoneInfo(zone)).date() == day for day, instant in found), zone
