"""The iCal feed, read by icalendar and by a second reader of our own that knows nothing of it."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
import time_machine
from django.urls import reverse
from factories import at, join, make_account, make_planned_video, make_posted_video, make_user

from planner.feeds.feeds import make_feed, path_of, revoke_feed
from planner.models import VideoHelper
from planner.refusals import NotOfBrand, Refused
from planner.scheduling import move_video, plan_video

DAY = date(2026, 11, 25)
ODD = "初雪の日; a, b \\ “c” 🎁\n二行目: x" + "長" * 60


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(at("2026-11-22T12:00:00+09:00"), tick=False):
        yield


@pytest.fixture
def feed(ours, aiko):
    return make_feed(brand=ours, by=aiko, is_personal=False)


def planned(brand, by, **fields):
    return plan_video(brand=brand, by=by, **{"hook": "h", "day": DAY} | fields)


def read(body: bytes) -> list[dict]:
    """RFC 5545 by hand: CRLF, at most 75 octets a line, unfolded, unescaped."""
    assert body.endswith(b"END:VCALENDAR\r\n")
    lines = body.split(b"\r\n")[:-1]
    assert [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line] == []
    events, text = [], body.replace(b"\r\n ", b"").decode()
    for line in text.split("\r\n")[:-1]:
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and name != "END":
            events[-1][name] = unescaped(value)
    return events


def unescaped(value: str) -> str:
    out, escaped = "", False
    for char in value:
        if escaped:
            out, escaped = out + ("\n" if char in "nN" else char), False
        elif char == "\\":
            escaped = True
        else:
            out += char
    return out


def test_both_readers_find_the_same_events(client, ours, aiko, feed):
    account = make_account(ours)
    timed = planned(ours, aiko, time=time(19, 30), hook="初雪; 🎁, b\\c", caption=ODD, account=account)
    whole = planned(ours, aiko, owner=aiko)
    posted = make_posted_video(account, DAY - timedelta(days=5), external_id="1", posted_at=datetime(2026, 11, 20, 3, tzinfo=UTC))
    planned(ours, aiko, day=None, hook="no day")
    response = client.get(path_of(feed))
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    calendar = icalendar.Calendar.from_ical(response.content)
    events = {int(str(event["uid"]).split("@")[0].split("-")[1]): event for event in calendar.walk("VEVENT")}
    assert set(events) == {timed.pk, whole.pk, posted.pk}
    assert events[timed.pk].start == datetime(2026, 11, 25, 10, 30, tzinfo=UTC)
    assert (str(events[timed.pk]["summary"]), str(events[timed.pk]["description"]).endswith(ODD)) == ("初雪; 🎁, b\\c", True)
    assert (events[whole.pk].start, events[whole.pk].end, events[whole.pk]["status"]) == (
        DAY,
        DAY + timedelta(days=1),
        "TENTATIVE",
    )
    assert (events[posted.pk].start, events[posted.pk]["status"]) == (datetime(2026, 11, 20, 3, tzinfo=UTC), "CONFIRMED")
    by_hand = {event["UID"]: event for event in read(response.content)}
    mine = by_hand[f"video-{timed.pk}@127.0.0.1"]
    assert (mine["SUMMARY"], mine["DTSTART"], mine["DTEND"]) == ("初雪; 🎁, b\\c", "20261125T103000Z", "20261125T104500Z")
    assert mine["DESCRIPTION"].endswith(ODD)
    assert by_hand[f"video-{whole.pk}@127.0.0.1"]["DTSTART;VALUE=DATE"] == "20261125"


def test_a_moved_video_keeps_its_uid_and_counts_its_changes(client, ours, aiko, feed):
    video = planned(ours, aiko)
    first = read(client.get(path_of(feed)).content)[0]
    move_video(video=video, to=DAY + timedelta(days=2), by=aiko, version=1)
    second = read(client.get(path_of(feed)).content)[0]
    assert (first["UID"], first["SEQUENCE"]) == (second["UID"], "0")
    assert (second["SEQUENCE"], second["DTSTART;VALUE=DATE"]) == ("1", "20261127")


def test_unchanged_is_304_and_any_change_is_not(client, ours, aiko, feed):
    video = planned(ours, aiko)
    etag = client.get(path_of(feed))["ETag"]
    again = client.get(path_of(feed), headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    move_video(video=video, to=DAY + timedelta(days=1), by=aiko, version=1)
    assert client.get(path_of(feed), headers={"If-None-Match": etag}).status_code == 200


def test_a_personal_feed_tells_what_one_owns_or_helps_with(client, ours, aiko):
    own, helped, _other = planned(ours, aiko, owner=aiko), planned(ours, aiko), planned(ours, aiko)
    VideoHelper.objects.create(brand=ours, video=helped, user=aiko)
    feed = make_feed(brand=ours, by=aiko, is_personal=True)
    uids = {event["UID"] for event in read(client.get(path_of(feed)).content)}
    assert uids == {f"video-{own.pk}@127.0.0.1", f"video-{helped.pk}@127.0.0.1"}


def test_the_address_stops_when_revoked_or_its_person_left_and_cannot_be_guessed(client, ours, aiko, ben, feed):
    address = path_of(feed)
    assert client.get(address.replace("/ical/", "/ical/x")).status_code == 404
    assert client.post(address).status_code == 405
    with pytest.raises(Refused, match="somebody else"):
        revoke_feed(feed=feed, by=ben)
    revoke_feed(feed=feed, by=aiko)
    assert client.get(address).status_code == 404
    second = make_feed(brand=ours, by=aiko, is_personal=False)
    assert (path_of(second) != address, client.get(path_of(second)).status_code) == (True, 200)
    aiko.memberships.all().delete()
    assert client.get(path_of(second)).status_code == 404


def test_a_feed_tells_nothing_of_another_brand(client, ours, theirs, aiko, chika, feed):
    planned(theirs, chika, hook="their secret")
    assert client.get(path_of(feed)).content.count(b"their secret") == 0
    with pytest.raises(NotOfBrand):
        make_feed(brand=theirs, by=aiko, is_personal=False)


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_the_same_queries_however_much_is_planned(client, ours, aiko, feed, count, django_assert_num_queries):
    account = make_account(ours)
    for _n in range(count):
        make_planned_video(ours, DAY, account=account, owner=aiko)
        planned(ours, aiko, account=account, owner=aiko)
    with django_assert_num_queries(4):  # the feed, when it was read, what it would hold, the videos
        assert len(read(client.get(path_of(feed)).content)) == 2 * count


def test_the_page_makes_shows_and_revokes_and_tells_no_one_elses_address(client, ours, aiko, ben):
    dai = make_user("dai@example.com")
    join(dai, ours, 20)
    page, create = reverse("planner:feeds", args=["ours"]), reverse("planner:feed-create", args=["ours"])
    client.force_login(dai)
    html = client.post(create, {"scope": "mine"}, follow=True).content.decode()
    feed = ours.calendarfeeds.get()
    assert (html.count(path_of(feed)), client.post(create, {"scope": "x"}).status_code) == (1, 400)
    client.force_login(aiko)
    html = client.get(page).content.decode()
    assert (html.count("What dai owns or helps with"), html.count(path_of(feed))) == (1, 0)
    client.force_login(ben)
    assert client.get(page).content.decode().count("What dai owns") == 0
    revoke = reverse("planner:feed-revoke", args=["ours", feed.pk])
    assert (client.post(revoke).status_code, client.post(create, {"scope": "mine"}).status_code) == (403, 403)
    client.force_login(aiko)
    client.post(revoke)
    assert ours.calendarfeeds.filter(revoked_at=None).count() == 0
