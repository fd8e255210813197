"""The calendar, its answers to htmx and to plain forms, and who may do what."""

import re
from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse
from factories import at, make_account, make_planned_video, make_posted_video

from planner.models import Video
from planner.scheduling import move_video
from planner.views.video_pages import link_to_tiktok
from planner.vocabulary.levels import vocabulary_of
from planner.vocabulary.tagging import bulk_set

DAY = date(2026, 11, 25)
CALENDAR = "/b/ours/calendar/?month=2026-11"
MONTH = 25  # the views have their own tests
LIST = 11  # session, person, membership, vocabulary, people, accounts, campaigns, products, number of videos, videos, brands


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(at("2026-11-22T12:00:00+09:00"), tick=False):
        yield


@pytest.fixture
def video(ours):
    return make_planned_video(ours, DAY, hook="初雪の日", planned_time=time(20))


def from_calendar(url=CALENDAR):
    return {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": f"http://testserver{url}"}


def addresses(video, account):
    """(name, arguments, method, least role) of every address of the planner."""
    one, of = [video.pk], [account.pk]
    return [
        ("calendar", [], "get", 10), ("videos", [], "get", 10), ("video", one, "get", 10), ("video-new", [], "get", 20),
        ("video-new", [], "post", 20), ("video-edit", one, "post", 20), ("video-move", one, "post", 20),
        ("video-drop", one, "post", 20), ("video-undo", one, "post", 20), ("accounts", [], "get", 30),
        ("account-new", [], "get", 30), ("account-new", [], "post", 30), ("account-edit", of, "get", 30),
        ("account-edit", of, "post", 30), ("account-delete", of, "post", 30),
    ]  # fmt: skip


def test_viewers_get_403_on_every_write_and_strangers_404_everywhere(video, ours, theirs, ben, chika, client):
    data = {"version": 1, "day": "2026-11-26", "hook": "x", "handle": "new_one"}
    account = make_account(ours)
    client.force_login(ben)
    for name, args, method, role in addresses(video, account):
        response = getattr(client, method)(reverse(f"planner:{name}", args=["ours", *args]), data)
        assert (name, response.status_code) == (name, 200 if role == 10 else 403)
    client.force_login(chika)
    for name, args, method, _role in addresses(video, account):
        response = getattr(client, method)(reverse(f"planner:{name}", args=["ours", *args]), data)
        assert (name, response.status_code) == (name, 404)
        if args:  # the row of another brand under one's own address
            response = getattr(client, method)(reverse(f"planner:{name}", args=["theirs", *args]), data)
            assert (name, response.status_code) == (name, 404)
    video.refresh_from_db()
    assert (video.version, ours.videos.count(), ours.accounts.count()) == (1, 1, 1)


@pytest.mark.parametrize("videos", [1, 3, 60])
def test_the_month_takes_the_same_queries_whatever_it_holds(as_aiko, ours, aiko, videos, django_assert_num_queries):
    account = make_account(ours)
    for n in range(videos):
        make_planned_video(ours, DAY + timedelta(days=n % 3), account=account, owner=aiko)
        make_posted_video(account, date(2026, 11, 1 + n % 20), external_id=str(n))
    hook = vocabulary_of(ours).find("hook.pain")
    bulk_set(brand=ours, videos=ours.videos.all(), levels={hook.facet: hook}, by=aiko)
    with django_assert_num_queries(MONTH):
        html = as_aiko.get(CALENDAR).content.decode()
    assert (len(re.findall(r'class="post\b', html)), html.count(">Pain point</span>")) == (2 * videos, 2 * videos)


@pytest.mark.parametrize("videos", [1, 3])
def test_the_list_takes_the_same_queries_whatever_it_holds(as_aiko, ours, aiko, videos, django_assert_num_queries):
    account = make_account(ours)
    for _n in range(videos):
        make_planned_video(ours, DAY, account=account, owner=aiko)
    with django_assert_num_queries(LIST):
        as_aiko.get("/b/ours/videos/")


def test_filters_narrow_the_month_and_other_brands_never_show(as_aiko, ours, theirs, aiko, video):
    make_planned_video(theirs, DAY, hook="theirs alone")
    other = make_planned_video(ours, DAY, owner=aiko, hook="hers", account=make_account(ours))

    def shown(query):
        html = as_aiko.get(CALENDAR + query).content.decode()
        return sorted(int(pk) for pk in re.findall(r'id="video-(\d+)"', html))

    assert shown("") == [video.pk, other.pk]
    assert shown(f"&owner={aiko.pk}") == [other.pk]
    assert shown(f"&account={other.account_id}") == [other.pk]
    assert shown("&state=idea") == []
    assert shown("&owner=nobody&state=%00&account=99999999999999999999") == [video.pk, other.pk]


@pytest.mark.parametrize("month", ["", "2026-13", "x", "0001-01", "9999-12", "2026-11-01", "二千"])
def test_an_unreadable_month_is_this_month(as_aiko, ours, month):
    response = as_aiko.get("/b/ours/calendar/", {"month": month})
    assert (response.status_code, response.context["page"].month.start) == (200, date(2026, 11, 1))


def test_a_move_redraws_the_weeks_it_touched_and_offers_undo(as_aiko, video):
    url = reverse("planner:video-move", args=["ours", video.pk])
    response = as_aiko.post(url, {"day": "2026-11-30", "version": 1}, **from_calendar())
    html = response.content.decode()
    assert (response.status_code, response["HX-Reswap"]) == (200, "none")
    assert re.findall(r'id="(week-[\d-]+)"', html) == ["week-2026-11-23", "week-2026-11-30"]
    undo = reverse("planner:video-undo", args=["ours", video.pk])
    assert html.count(f'action="{undo}"') == 1
    undone = as_aiko.post(undo, {"version": 2}, **from_calendar())
    video.refresh_from_db()
    assert (undone.status_code, video.planned_day, video.planned_time) == (200, DAY, time(20))


def test_a_stale_tab_is_told_who_changed_what(as_aiko, ben, video):
    move_video(video=video, to=date(2026, 11, 27), by=ben, version=1)
    url = reverse("planner:video-move", args=["ours", video.pk])
    response = as_aiko.post(url, {"day": "2026-11-30", "version": 1}, **from_calendar())
    html = response.content.decode()
    assert response.status_code == 409
    assert html.count("Ben moved it: Day Wed 25 Nov → Fri 27 Nov. Your change was not made.") == 1
    video.refresh_from_db()
    assert (video.planned_day, video.version) == (date(2026, 11, 27), 2)


def test_the_past_is_refused_with_409_and_nothing_moves(as_aiko, video):
    url = reverse("planner:video-move", args=["ours", video.pk])
    for headers in ({}, from_calendar()):
        response = as_aiko.post(url, {"day": "2026-11-21", "version": 1}, **headers)
        assert response.status_code == 409
        assert response.content.decode().count("Sat 21 Nov is over. Choose today or a later day.") == 1
    video.refresh_from_db()
    assert video.planned_day == DAY


def test_without_scripts_a_move_leads_to_the_month_and_its_undo(as_aiko, video):
    response = as_aiko.post(
        reverse("planner:video-move", args=["ours", video.pk]), {"day": "2026-12-03", "version": 1}, follow=True
    )
    assert response.redirect_chain == [("/b/ours/calendar/?month=2026-12", 302)]
    html = response.content.decode()
    assert html.count(f'action="{reverse("planner:video-undo", args=["ours", video.pk])}"') == 1
    assert as_aiko.get(CALENDAR).context["toast"] is None


def test_planning_reads_full_width_digits_and_counts_the_caption_as_tiktok_does(as_aiko, ours):
    data = {"hook": "new", "day": "２０２６/１１/２５", "time": "１９：３０", "kind": "video", "state": "planned"}
    too_long = as_aiko.post("/b/ours/videos/new/", data | {"caption": "😀" * 1100 + "a"})
    assert too_long.status_code == 422
    assert too_long.context["form"].errors == {"caption": ["1 character too long for TikTok."]}
    as_aiko.post("/b/ours/videos/new/", data | {"caption": "😀" * 1099 + "\r\na"})
    video = ours.videos.get()
    assert (video.planned_day, video.planned_time, len(video.caption)) == (DAY, time(19, 30), 1101)


def test_an_edit_on_an_old_page_keeps_what_was_typed_and_overwrites_only_when_saved_again(as_aiko, ben, video):
    move_video(video=video, to=date(2026, 11, 27), by=ben, version=1)
    url = reverse("planner:video-edit", args=["ours", video.pk])
    data = {"hook": "typed", "day": "2026-11-25", "kind": "video", "state": "planned", "version": 1}
    refused = as_aiko.post(url, data)
    html = refused.content.decode()
    assert (refused.status_code, html.count('name="hook" value="typed"'), refused.context["version"]) == (409, 1, 2)
    assert as_aiko.post(url, data | {"version": 2}).status_code == 302
    video.refresh_from_db()
    assert (video.hook, video.planned_day, video.version) == ("typed", DAY, 3)


def test_a_posted_video_shows_its_link_and_takes_only_our_words(as_aiko, ours):
    video = make_posted_video(make_account(ours), date(2026, 11, 20), external_id="75")
    url = reverse("planner:video", args=["ours", video.pk])
    html = as_aiko.get(url).content.decode()
    assert html.count(f'href="{video.url}" target="_blank" rel="noopener noreferrer"') == 1
    as_aiko.post(reverse("planner:video-edit", args=["ours", video.pk]), {"hook": "ours", "caption": "no", "version": 1})
    video.refresh_from_db()
    assert (video.hook, video.caption) == ("ours", "video 75")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "http://www.tiktok.com/x",
        "https://www.tiktok.com.evil.example/x",
        "https://evil@x/",
        "https://[",
        "",
    ],
)
def test_only_tiktoks_own_address_becomes_a_link(url):
    assert link_to_tiktok(url) == ""


def test_dropping_and_bringing_back(as_aiko, video):
    drop = as_aiko.post(reverse("planner:video-drop", args=["ours", video.pk]), {"version": 1}, **from_calendar())
    assert (drop.status_code, Video.objects.visible().count()) == (200, 0)
    assert as_aiko.get(reverse("planner:video", args=["ours", video.pk])).status_code == 404
    as_aiko.post(reverse("planner:video-undo", args=["ours", video.pk]), {"version": 2}, **from_calendar())
    assert Video.objects.visible().get().state == Video.State.PLANNED


def test_search_finds_words_in_hook_and_caption(as_aiko, ours, video):
    make_planned_video(ours, DAY, hook="other", caption="雪 #skincare")
    page = as_aiko.get("/b/ours/videos/?q=雪 Skincare").context["page"]
    assert [found.hook for found in page] == ["other"]
    assert "No video fits" in as_aiko.get("/b/ours/videos/?q=nothing").content.decode()


def test_accounts_are_added_corrected_and_deleted_only_while_bare(as_aiko, ours):
    data = {"handle": "@Shizuku_Garden", "kind": "official", "market": "JP", "time_zone": "Asia/Tokyo"}
    as_aiko.post("/b/ours/accounts/new/", data)
    account = ours.accounts.get()
    assert account.handle == "shizuku_garden"
    assert as_aiko.post("/b/ours/accounts/new/", data).status_code == 422
    as_aiko.post(f"/b/ours/accounts/{account.pk}/", data | {"time_zone": "Asia/Jakarta"})
    assert ours.accounts.get().time_zone == "Asia/Jakarta"
    video = make_planned_video(ours, DAY, account=account)
    as_aiko.post(f"/b/ours/accounts/{account.pk}/delete/")
    assert ours.accounts.count() == 1
    video.delete()
    as_aiko.post(f"/b/ours/accounts/{account.pk}/delete/")
    assert ours.accounts.count() == 0


def test_the_admin_shows_managers_their_videos_and_the_history_but_changes_none(as_aiko, ours, aiko, ben, video):
    move_video(video=video, to=date(2026, 11, 27), by=ben, version=1)
    html = as_aiko.get(f"/admin/planner/video/{video.pk}/change/").content.decode()
    assert (html.count("2026-11-27"), html.count('name="_save"')) == (1, 0)
    for model in ("account", "video", "videochange"):
        assert as_aiko.get(f"/admin/planner/{model}/").status_code == 200


def test_an_account_keeps_a_zone_by_its_legacy_name(as_aiko, ours):
    account = make_account(ours, time_zone="Japan")
    page = as_aiko.get(f"/b/ours/accounts/{account.pk}/").content.decode()
    assert '<option value="Japan" selected>' in page
