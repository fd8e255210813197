"""From approved to posted: what is scheduled, what a person says is out, what nobody confirmed."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from factories import at, make_account, make_brand, make_planned_video, make_posted_video

from planner.models import PostingStop, Video
from planner.posting.post_links import read_link
from planner.posting.publishing import mark_missed, mark_posted, settle_measured, settle_schedule, unmark_posted
from planner.refusals import NotApproved, PostedVideo, Refused, StaleVersion

NOW = at("2026-11-22T20:10:00+09:00")
DAY = date(2026, 11, 22)


def id_at(text, tail=77):
    """A TikTok id of a video uploaded then."""
    return str((int(at(text).timestamp()) << 32) + tail)


ID = id_at("2026-11-22T20:03:00+09:00")
LINK = f"https://www.tiktok.com/@shizuku/video/{ID}"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def account(ours):
    return make_account(ours)


@pytest.fixture
def planned(ours, account):
    return make_planned_video(ours, DAY, planned_time=time(20), account=account, state="scheduled", caption="our caption")


def post(video, by, link=LINK, **told):
    return mark_posted(video=video, by=by, version=video.version, link=link, **told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LINK, (ID, "shizuku", "video")),
        (f"{LINK}?is_from_webapp=1&sender_device=pc", (ID, "shizuku", "video")),
        (f"tiktok.com/@Shi.zuku_jp/photo/{ID}", (ID, "shi.zuku_jp", "photo")),
        (f"https://m.tiktok.com/@shizuku/video/{ID}", (ID, "shizuku", "video")),
        (f"https://m.tiktok.com/v/{ID}.html", (ID, "", "")),
        (f" {ID} ", (ID, "", "")),
        ("".join(chr(ord(digit) + 0xFEE0) for digit in ID), (ID, "", "")),  # typed in full width
    ],
)
def test_a_link_in_each_of_its_forms(text, told):
    link = read_link(text, now=NOW)
    assert (link.external_id, link.handle, link.kind) == told
    assert link.uploaded_at == at("2026-11-22T20:03:00+09:00")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("https://vt.tiktok.com/ZSabc123/", "Open it"),
        ("https://vm.tiktok.com/ZSabc123", "Open it"),
        ("https://www.tiktok.com/t/ZSabc123/", "Open it"),
        ("https://www.instagram.com/reel/1234567890123456789", "not the address"),
        (f"https://tiktok.com.evil.example/@shizuku/video/{ID}", "not the address"),
        ("https://www.tiktok.com/@shizuku", "not the address"),
        ("", "not the address"),
        ("7300000000000000", "No post has this id"),  # sixteen digits: years before TikTok
        (id_at("2026-11-23T20:03:00+09:00"), "No post has this id"),  # of tomorrow
    ],
)
def test_what_is_no_post_is_refused_with_what_to_paste(text, said):
    with pytest.raises(Refused, match=said):
        read_link(text, now=NOW)


def test_a_post_is_confirmed_by_its_link_and_remembered(planned, aiko, account):
    video = post(planned, aiko)
    assert (video.state, video.external_id, video.url, video.day) == ("posted", ID, LINK, DAY)
    assert video.posted_at == at("2026-11-22T20:03:00+09:00")
    assert video.caption == "our caption"
    change = video.changes.first()
    assert (change.verb, change.by, change.fields["state"]) == ("posted", aiko, ["scheduled", "posted"])


def test_uploaded_ahead_it_went_out_as_planned_and_later_it_went_out_then(planned, aiko):
    ahead = id_at("2026-11-20T10:00:00+09:00")
    assert post(planned, aiko, ahead).posted_at == planned.planned_at
    other = make_planned_video(planned.brand, DAY, planned_time=time(12), account=planned.account, state="approved")
    assert post(other, aiko).posted_at == at("2026-11-22T20:03:00+09:00")


def test_what_the_person_says_of_the_time_wins_unless_it_cannot_be(planned, aiko):
    with pytest.raises(Refused, match="uploaded later"):
        post(planned, aiko, day=DAY, at=time(19))
    with pytest.raises(Refused, match="still to come"):
        post(planned, aiko, day=DAY, at=time(21))
    with pytest.raises(Refused, match="still to come"):
        post(planned, aiko, day=DAY + timedelta(days=1))
    assert post(planned, aiko, day=DAY, at=time(20, 7)).posted_at == at("2026-11-22T20:07:00+09:00")


def test_a_day_alone_has_no_instant(planned, aiko):
    video = post(planned, aiko, day=DAY)
    assert (video.posted_day, video.posted_at) == (DAY, None)


@pytest.mark.parametrize(("clock", "day"), [("00:30", date(2026, 11, 22)), ("08:59", date(2026, 11, 22))])
def test_the_day_is_the_accounts(ours, aiko, clock, day):
    """00:30 and 08:59 in Tokyo are the 21st in UTC."""
    account = make_account(ours)
    with time_machine.travel(at(f"2026-11-22T{clock}:00+09:00"), tick=False):
        video = make_planned_video(ours, None, account=account, state="approved")
        video = post(video, aiko, id_at(f"2026-11-22T{clock}:00+09:00"))
    assert video.posted_day == day


def test_an_account_in_jakarta_has_its_own_day(ours, aiko):
    account = make_account(ours, "jakarta", time_zone="Asia/Jakarta")
    with time_machine.travel(at("2026-11-22T00:30:00+09:00"), tick=False):
        video = make_planned_video(ours, None, account=account, state="approved")
        video = post(video, aiko, id_at("2026-11-22T00:30:00+09:00"))
    assert (video.posted_day, video.posted_at) == (date(2026, 11, 21), at("2026-11-21T22:30:00+07:00"))


def test_another_handle_is_refused_and_an_open_account_is_found_by_it(planned, aiko, ours, account):
    make_account(ours, "second")
    with pytest.raises(Refused, match="of @second, but this video is for @shizuku"):
        post(planned, aiko, LINK.replace("shizuku", "second"))
    video = make_planned_video(ours, DAY, state="approved")
    with pytest.raises(Refused, match="Say which account"):
        post(video, aiko, ID)
    with pytest.raises(Refused, match="no account @stranger"):
        post(video, aiko, LINK.replace("shizuku", "stranger"))
    assert post(video, aiko, LINK).account == account


def test_what_was_not_approved_needs_a_second_word(ours, account, aiko):
    video = make_planned_video(ours, DAY, account=account, state="editing")
    with pytest.raises(NotApproved):
        post(video, aiko)
    with pytest.raises(NotApproved):
        post(video, aiko, unapproved=True)
    fields = post(video, aiko, unapproved=True, reason="posted from the fair").changes.first().fields
    assert (fields["state"], fields["overruled"]) == (["editing", "posted"], [None, "posted from the fair"])


def test_a_stop_holds_it(planned, aiko, ours):
    PostingStop.objects.create(brand=ours, reason="a recall", by=aiko)
    with pytest.raises(Refused, match="a recall"):
        post(planned, aiko)


def test_twice_stale_dropped_and_taken_ids_are_refused(planned, aiko, ours, account):
    stale = Video.objects.get(pk=planned.pk)
    video = post(planned, aiko)
    with pytest.raises(StaleVersion):
        post(stale, aiko)
    with pytest.raises(PostedVideo):
        post(video, aiko)
    other = make_planned_video(ours, DAY, account=account, state="approved")
    with pytest.raises(Refused, match="already the one of"):
        post(other, aiko)
    dropped = make_planned_video(ours, DAY, account=account, state="dropped")
    with pytest.raises(Refused, match="dropped"):
        post(dropped, aiko)


def test_the_same_id_may_stand_in_two_brands(planned, aiko, theirs, chika):
    post(planned, aiko)
    other = make_planned_video(theirs, DAY, account=make_account(theirs), state="approved")
    assert post(other, chika).external_id == ID


def test_a_live_needs_no_link(ours, account, aiko):
    video = make_planned_video(ours, DAY, planned_time=time(19), account=account, state="scheduled", kind="live")
    video = post(video, aiko, "")
    assert (video.state, video.posted_day, video.posted_at, video.url) == ("posted", DAY, video.planned_at, "")
    later = make_planned_video(ours, DAY, planned_time=time(22), account=account, state="scheduled", kind="live")
    with pytest.raises(Refused, match="still to come"):
        post(later, aiko, "")


def test_taking_it_back_restores_exactly(planned, aiko):
    columns = [field.attname for field in Video._meta.concrete_fields if field.attname != "version"]
    before = Video.objects.values(*columns).get(pk=planned.pk)
    video = post(planned, aiko)
    unmark_posted(video=video, by=aiko, version=video.version)
    assert Video.objects.values(*columns).get(pk=planned.pk) == before
    assert Video.objects.count() == 1


def test_scheduled_is_approved_with_account_day_and_time(ours, account, aiko):
    whole = {"planned_time": time(21), "account": account, "state": "approved"}
    tomorrow = DAY + timedelta(days=1)
    assert settle_schedule(make_planned_video(ours, tomorrow, **whole), aiko).state == "scheduled"
    for missing in ({"planned_time": None}, {"account": None}):
        assert settle_schedule(make_planned_video(ours, tomorrow, **whole | missing), aiko).state == "approved"
    assert settle_schedule(make_planned_video(ours, tomorrow, **whole | {"state": "editing"}), aiko).state == "editing"
    assert settle_schedule(make_planned_video(ours, None, account=account, state="scheduled"), aiko).state == "approved"


def test_nobody_confirms_and_it_is_missed_six_hours_later(planned):
    assert mark_missed(at("2026-11-23T01:59:00+09:00")) == []
    assert [video.pk for video in mark_missed(at("2026-11-23T02:00:00+09:00"))] == [planned.pk]
    assert mark_missed(at("2026-11-23T02:00:05+09:00")) == []
    planned.refresh_from_db()
    assert (planned.state, planned.changes.first().verb, planned.changes.first().by) == ("missed", "missed", None)


def test_without_a_time_it_has_until_six_in_the_morning(ours, account):
    make_planned_video(ours, DAY, account=account, state="approved")
    assert mark_missed(at("2026-11-23T05:59:00+09:00")) == []
    assert len(mark_missed(at("2026-11-23T06:00:00+09:00"))) == 1


def test_missed_by_the_clock_of_the_slots_zone(db):
    brand = make_brand("york", time_zone="America/New_York")
    make_planned_video(brand, date(2026, 10, 31), planned_time=time(23), state="scheduled")
    assert mark_missed(at("2026-11-01T03:59:00-05:00")) == []  # six hours and one in which clocks went back: still to come
    assert len(mark_missed(at("2026-11-01T04:00:00-05:00"))) == 1


def test_what_was_never_approved_is_late_and_not_missed(ours, account):
    make_planned_video(ours, DAY, planned_time=time(1), account=account, state="editing")
    assert mark_missed(at("2026-11-23T09:00:00+09:00")) == []


def test_a_new_slot_ahead_makes_a_missed_video_right_again(ours, account, aiko):
    video = make_planned_video(ours, DAY, planned_time=time(9), account=account, state="missed")
    assert settle_schedule(video, aiko).state == "missed"
    video.planned_day = DAY + timedelta(days=2)
    video.save(update_fields=["planned_day"])
    assert settle_schedule(video, aiko).state == "scheduled"


def test_a_missed_video_is_confirmed_like_any_other(ours, account, aiko):
    video = make_planned_video(ours, DAY, planned_time=time(9), account=account, state="missed")
    assert post(video, aiko).state == "posted"


@pytest.mark.parametrize("count", [1, 3])
def test_results_stand_and_fall_in_a_constant_number_of_statements(ours, account, count, django_assert_num_queries):
    videos = [make_posted_video(account, DAY, external_id=str(n)) for n in range(count)]
    standing = [video.pk for video in videos]
    with django_assert_num_queries(7):
        assert settle_measured(brand=ours, standing=standing) == count
    with django_assert_num_queries(1):
        assert settle_measured(brand=ours, standing=standing) == 0
    assert settle_measured(brand=ours, standing=[]) == count
    assert [change.verb for change in videos[0].changes.all()] == ["measured", "measured"]
    assert set(Video.objects.values_list("state", flat=True)) == {"posted"}


def test_ids_of_tiktok_carry_their_second():
    assert read_link("7234567890123456789", now=NOW).uploaded_at == datetime(2023, 5, 18, 16, 58, 18, tzinfo=UTC)
