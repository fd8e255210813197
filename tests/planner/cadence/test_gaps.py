"""Free slots and what a week still lacks."""

from datetime import date, time, timedelta

import pytest
from factories import at, make_account, make_planned_video, make_posted_video

from planner.cadence.gaps import Post, Wanted, cadence_of, cadence_on, next_free_slot
from planner.models import Account, PostingGoal, PostingSlot, Video
from tkcommerce.dates import Days, week_of

WEEK = week_of(date(2026, 11, 25))  # Monday 23 to Sunday 29
MONDAY, WEDNESDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 28)
NOW = at("2026-11-24T12:00:00+09:00")


def clock(account_id=1):
    return Account(pk=account_id, handle=f"a{account_id}")


def dashed(cadence):
    return [(day.day, gap.at and f"{gap.at:%H:%M}") for day in sorted(cadence.gaps) for gap in cadence.gaps[day]]


def of_week(posts, slots, goal, *, now="2026-11-24T12:00"):
    return cadence_of([Wanted(clock(), goal, tuple(slots))], posts, [WEEK], now=at(now))


def test_a_post_takes_the_nearest_slot_of_its_day_and_past_slots_are_no_gaps():
    slots = [(MONDAY, time(20)), (WEDNESDAY, time(12)), (WEDNESDAY, time(20)), (SATURDAY, time(19, 30))]
    assert dashed(of_week([Post(1, WEDNESDAY, time(18))], slots, None)) == [(25, "12:00"), (28, "19:30")]
    assert dashed(of_week([Post(1, WEDNESDAY, None), Post(2, SATURDAY, time(19, 30))], slots, None)) == [
        (25, "20:00"),
        (28, "19:30"),
    ]


def test_a_slot_of_today_is_free_until_its_time():
    slots = [(date(2026, 11, 24), time(12)), (date(2026, 11, 24), time(12, 1))]
    assert dashed(of_week([], slots, None)) == [(24, "12:01")]


def test_what_the_goal_lacks_beyond_the_slots_goes_to_the_roomiest_days():
    cadence = of_week([Post(1, MONDAY, time(20)), Post(1, WEDNESDAY, None)], [(SATURDAY, time(20))], 5)
    assert dashed(cadence) == [(24, None), (26, None), (28, "20:00")]
    assert [(week.posts, week.goal, week.lacking) for week in cadence.weeks] == [(2, 5, 3)]


def test_a_goal_that_is_met_or_a_week_that_is_over_lacks_nothing_ahead():
    assert dashed(of_week([Post(1, WEDNESDAY, None)] * 3, [], 3)) == []
    over = of_week([], [(SATURDAY, time(20))], 3, now="2026-12-01T00:00")
    assert (dashed(over), over.weeks[0].lacking) == ([], 3)


@pytest.fixture
def account(ours):
    account = make_account(ours)
    PostingGoal.objects.create(brand=ours, account=account, per_week=3)
    for weekday in (2, 5):
        PostingSlot.objects.create(brand=ours, account=account, weekday=weekday, time=time(20))
    return account


def test_planned_and_posted_count_dropped_and_missed_do_not(ours, account):
    make_posted_video(account, MONDAY, external_id="1")
    make_planned_video(ours, WEDNESDAY, planned_time=time(19), account=account)
    for state in (Video.State.DROPPED, Video.State.MISSED):
        make_planned_video(ours, SATURDAY, planned_time=time(20), account=account, state=state)
    make_planned_video(ours, SATURDAY, planned_time=time(20), account=make_account(ours, handle="other"))
    cadence = cadence_on(ours, WEEK, now=NOW)
    assert (dashed(cadence), [week.posts for week in cadence.week_of(WEDNESDAY)]) == ([(28, "20:00")], [2])


def test_slots_of_an_account_in_another_zone_stand_on_the_brands_clock(ours, account):
    Account.objects.filter(pk=account.pk).update(time_zone="America/New_York")  # Wednesday and Saturday 20:00 there
    cadence = cadence_on(ours, WEEK, now=NOW)
    assert [slot for slot in dashed(cadence) if slot[1]] == [(26, "10:00"), (29, "10:00")]
    make_planned_video(ours, WEDNESDAY, planned_time=time(20), planned_zone="America/New_York", account=account)
    assert [slot for slot in dashed(cadence_on(ours, WEEK, now=NOW)) if slot[1]] == [(29, "10:00")]


def test_the_next_free_slot(ours, account):
    assert (next_free_slot(ours, account, after=NOW).day, next_free_slot(ours, account, after=NOW).at) == (WEDNESDAY, time(20))
    for day in (WEDNESDAY, SATURDAY):
        make_planned_video(ours, day, planned_time=time(20), account=account)
    assert next_free_slot(ours, account, after=NOW).day == WEDNESDAY + timedelta(days=7)
    assert next_free_slot(ours, make_account(ours, handle="none"), after=NOW) is None


def test_nothing_of_another_brand(ours, theirs, account):
    make_planned_video(theirs, WEDNESDAY, planned_time=time(20), account=make_account(theirs))
    assert cadence_on(theirs, WEEK, now=NOW).gaps == {}
    assert [slot for slot in dashed(cadence_on(ours, WEEK, now=NOW)) if slot[1]][0] == (25, "20:00")


@pytest.mark.parametrize("count", [1, 3])
def test_any_month_takes_three_queries(ours, count, django_assert_num_queries):
    for n in range(count):
        account = make_account(ours, handle=f"a{n}")
        PostingGoal.objects.create(brand=ours, account=account, per_week=3)
        PostingSlot.objects.create(brand=ours, account=account, weekday=n, time=time(20))
        make_planned_video(ours, WEDNESDAY, account=account)
    with django_assert_num_queries(3):
        assert cadence_on(ours, Days(date(2026, 10, 26), date(2026, 12, 7)), now=NOW).gaps
