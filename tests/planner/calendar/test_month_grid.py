"""Weeks are whole, each video stands once on its day, and a day reads from morning to night."""

from datetime import date, time, timedelta

from factories import at
from hypothesis import given, strategies as st

from planner.calendar.cards import card_of
from planner.calendar.month_grid import weeks_of
from planner.models import Account, Video
from tkcommerce.dates import month_of, week_of

TODAY = date(2026, 11, 22)
STATES = [Video.State.IDEA, Video.State.PLANNED]


def on(day, *, pk=1, **fields):
    video = Video(pk=pk, planned_day=day, planned_zone="Asia/Tokyo", **fields)
    video.day = day
    return video


def cards(videos):
    return [card_of(video, "Asia/Tokyo") for video in videos]


def grid(videos, *, month=TODAY, starts_on=0):
    return weeks_of(cards(videos), month_of(month), today=TODAY, starts_on=starts_on)


@st.composite
def months_of_videos(draw):
    starts_on = draw(st.sampled_from([0, 5, 6]))
    month = month_of(draw(st.dates(date(2000, 1, 1), date(2099, 12, 31))))
    first = week_of(month.start, starts_on=starts_on).start
    days = st.integers(0, (week_of(month.last, starts_on=starts_on).end - first).days - 1)
    slots = draw(st.lists(st.tuples(days, st.none() | st.times()), max_size=30))
    videos = [on(first + timedelta(days=day), pk=pk, planned_time=at) for pk, (day, at) in enumerate(slots, 1)]
    return month, starts_on, videos


@given(months_of_videos())
def test_weeks_are_whole_and_every_video_is_there_once_in_order(drawn):
    month, starts_on, videos = drawn
    weeks = weeks_of(cards(videos), month, today=TODAY, starts_on=starts_on)
    days = [day for week in weeks for day in week.days]
    assert {len(week.days) for week in weeks} == {7}
    assert {week.start.weekday() for week in weeks} == {starts_on}
    assert [day.day for day in days] == [days[0].day + timedelta(days=n) for n in range(len(days))]
    assert [day.day for day in days if day.in_month] == list(month)
    assert sorted(card.video.pk for day in days for card in day.cards) == [video.pk for video in videos]
    for day in days:
        assert {card.video.day for card in day.cards} <= {day.day}
        times = [card.at for card in day.cards]
        timed = [value for value in times if value is not None]
        assert times == sorted(timed) + [None] * (len(times) - len(timed))


def test_today_weekends_and_what_is_over_are_marked_once():
    days = {day.day: day for week in grid([]) for day in week.days}
    assert [day for day, cell in days.items() if cell.is_today] == [TODAY]
    assert (days[date(2026, 11, 21)].is_over, days[TODAY].is_over) == (True, False)
    assert (days[TODAY].weekend, days[date(2026, 11, 23)].weekend) == (True, False)
    assert [day for day, cell in days.items() if cell.names_month] == [date(2026, 12, 1)]


def test_a_posted_card_shows_its_instant_in_the_zone_of_its_account():
    account = Account(handle="id_shop", time_zone="Asia/Jakarta")
    video = on(TODAY, state=Video.State.POSTED, account=account, posted_day=TODAY, posted_at=at("2026-11-22T10:30:59+00:00"))
    assert (card_of(video, "Asia/Tokyo").at, card_of(video, "Asia/Tokyo").zone) == (time(17, 30), "Asia/Jakarta")
    assert card_of(video, "Asia/Jakarta").zone == ""


def test_a_posted_card_without_an_instant_shows_no_time_and_no_zone():
    video = on(TODAY, state=Video.State.POSTED, posted_day=TODAY, planned_time=time(20))
    assert (card_of(video, "Asia/Tokyo").at, card_of(video, "Asia/Tokyo").zone) == (None, "")


def test_a_planned_card_names_its_zone_only_where_it_is_not_the_brands():
    video = on(TODAY, planned_time=time(20))
    assert (card_of(video, "Asia/Tokyo").at, card_of(video, "Asia/Tokyo").zone) == (time(20), "")
    assert (card_of(video, "Asia/Jakarta").at, card_of(video, "Asia/Jakarta").zone) == (time(20), "Asia/Tokyo")
