"""Month, week, list and board: what they show, how many queries they take, and the days and hours of every zone."""

import re
from datetime import date, time, timedelta

import pytest
import time_machine
from factories import at, make_account, make_planned_video, make_posted_video

from planner.models import Attachment, Campaign, PostingGoal, PostingSlot, Product, Video, VideoProduct
from planner.scheduling import today_of

DAY = date(2026, 11, 25)
VIEWS = {
    "month": "/b/ours/calendar/?month=2026-11",
    "week": "/b/ours/calendar/week/?week=2026-11-25",
    "list": "/b/ours/calendar/list/?month=2026-11",
    "board": "/b/ours/calendar/board/",
}
# session, person, membership; vocabulary, people, accounts, campaigns, products; saved filters; videos, their accounts and
# owners, levels, products, covers; posts, goals and slots of the cadence; markets, events and campaigns of the bands; the next
# video; brands of the person. The list asks for those without a day, the board for no bands, no cadence and no next video.
QUERIES = {"month": 26, "week": 26, "list": 26, "board": 19}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(at("2026-11-22T12:00:00+09:00"), tick=False):
        yield


def cards(html):
    return sorted(int(pk) for pk in re.findall(r'id="video-(\d+)"', html))


def rich_video(brand, owner, account, n, **fields):
    video = make_planned_video(brand, DAY + timedelta(days=n % 3), owner=owner, account=account, planned_time=time(20), **fields)
    product = Product.objects.create(brand=brand, name=f"product {n}")
    VideoProduct.objects.create(brand=brand, video=video, product=product)
    told = {"name": "c.png", "content_type": "image/png", "size": 1, "sha256": "0" * 64, "file": "attachments/c"}
    Attachment.objects.create(brand=brand, video=video, kind=Attachment.Kind.COVER, **told)
    return video


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("videos", [1, 3])
def test_a_view_takes_the_same_queries_whatever_it_holds(as_aiko, ours, aiko, view, videos, django_assert_num_queries):
    account = make_account(ours)
    PostingGoal.objects.create(brand=ours, account=account)
    PostingSlot.objects.create(brand=ours, account=account, weekday=2, time=time(12))
    for n in range(videos):
        rich_video(ours, aiko, account, n)
        make_posted_video(account, date(2026, 11, 23), external_id=str(n))
    make_planned_video(ours, None, hook="without a day", owner=aiko, account=account)
    with django_assert_num_queries(QUERIES[view]):
        html = as_aiko.get(VIEWS[view]).content.decode()
    assert len(cards(html)) == 2 * videos + (view in ("list", "board"))
    assert html.count(f'src="/b/ours/files/{ours.attachments.first().pk}/thumb/"') == 1


def test_the_same_filters_narrow_every_view(as_aiko, ours, theirs, aiko):
    account = make_account(ours, market="ID", time_zone="Asia/Jakarta")
    campaign = Campaign.objects.create(brand=ours, name="Gifts")
    wanted = rich_video(ours, aiko, account, 0, hook="初雪", campaign=campaign, kind=Video.Kind.LIVE, seconds=15)
    make_planned_video(ours, DAY, hook="other")
    make_planned_video(theirs, DAY, hook="初雪", seconds=15)
    product = ours.products.get()
    for query in (
        f"account={account.pk}", f"owner={aiko.pk}", f"product={product.pk}", f"campaign={campaign.pk}", "market=ID",
        "kind=live", "q=初雪", "level=length.s20", "level=slot.evening",
    ):  # fmt: skip
        for view, url in VIEWS.items():
            html = as_aiko.get(url + ("&" if "?" in url else "?") + query).content.decode()
            assert (query, view, cards(html)) == (query, view, [wanted.pk])


def test_the_list_of_videos_has_the_same_filters_and_knows_what_is_hidden_by_its_address(as_aiko, ours, theirs, aiko):
    campaign = Campaign.objects.create(brand=ours, name="Gifts", hidden_at=at("2026-11-20T12:00:00+09:00"))
    wanted = rich_video(ours, aiko, make_account(ours, market="ID"), 0, campaign=campaign, kind=Video.Kind.LIVE)
    ours.products.update(hidden_at=at("2026-11-20T12:00:00+09:00"))
    other = make_planned_video(ours, DAY, hook="other")
    foreign = Product.objects.create(brand=theirs, name="theirs")
    narrow = [f"product={ours.products.get().pk}", f"campaign={campaign.pk}", "market=ID", "kind=live"]
    wrong = [f"product={foreign.pk}", "campaign=x", "product=" + "9" * 40, "campaign=%00", "market=XX"]
    for queries, shown in ((narrow, [wanted.pk]), (wrong, [wanted.pk, other.pk])):
        for query in queries:
            html = as_aiko.get(f"/b/ours/videos/?{query}").content.decode()
            found = sorted(int(pk) for pk in re.findall(r'name="video" value="(\d+)"', html))
            assert (query, found) == (query, shown)


def test_the_button_of_a_phone_counts_what_narrows_behind_it(as_aiko, ours):
    account = make_account(ours)
    html = as_aiko.get(f"/b/ours/calendar/?account={account.pk}&state=idea&kind=live").content.decode()
    counts = re.findall(r'class="count (wide|narrow)">(\d)<', html)
    assert counts == [("wide", "1"), ("narrow", "2")]


def test_a_band_leads_to_the_events_and_a_campaign_to_its_videos(as_aiko, ours):
    ours.commerceevents.all().delete()
    told = {"label_ja": "感謝祭", "label_en": "Thanks", "rule": {"on": "2026-11-25"}, "days": 1, "lead_days": 0}
    ours.commerceevents.create(**told)
    campaign = Campaign.objects.create(brand=ours, name="Gifts", first_day=DAY, last_day=DAY)
    html = as_aiko.get(VIEWS["month"]).content.decode()
    bands = re.findall(r'<a class="band (\w+)[^"]*" href="([^"]+)" title="[^"]+" draggable="false">([^<]+)</a>', html)
    assert ("sale", "/b/ours/events/", "Thanks") in bands
    assert ("campaign", f"/b/ours/videos/?campaign={campaign.pk}", "Gifts") in bands


def test_the_switch_and_the_steps_keep_the_filters(as_aiko, ours):
    page = as_aiko.get(VIEWS["month"] + "&state=idea&q=雪").context["page"]
    query = "state=idea&q=%E9%9B%AA"
    assert page.next_url == f"/b/ours/calendar/?{query}&month=2026-12"
    assert [link.url for link in page.switch] == [
        f"/b/ours/calendar/?{query}", f"/b/ours/calendar/week/?{query}", f"/b/ours/calendar/list/?{query}",
        f"/b/ours/calendar/board/?{query}",
    ]  # fmt: skip
    december = as_aiko.get("/b/ours/calendar/?month=2026-12").context["page"]
    assert [link.url for link in december.switch][:2] == [
        "/b/ours/calendar/?month=2026-12",
        "/b/ours/calendar/week/?week=2026-12-01",
    ]


@pytest.mark.parametrize("week", ["", "x", "0001-01-01", "9999-12-31", "2026-02-30"])
def test_an_unreadable_week_is_this_week(as_aiko, ours, week):
    page = as_aiko.get("/b/ours/calendar/week/", {"week": week}).context["page"]
    assert page.days.start == date(2026, 11, 16)


def test_a_week_has_a_row_for_each_hour_that_holds_something_and_those_without_a_time_last(as_aiko, ours):
    for at_time in (time(20, 30), time(7), None, time(20)):
        make_planned_video(ours, DAY, planned_time=at_time, hook=str(at_time))
    page = as_aiko.get(VIEWS["week"]).context["page"]
    assert [row.hour for row in page.hours] == [7, 20, None]
    hours = page.columns[2].hours
    assert [[str(card.at) for card in row.cards] for row in hours] == [["07:00:00"], ["20:00:00", "20:30:00"], ["None"]]


def test_the_list_is_grouped_by_day_and_sorts_by_other_columns(as_aiko, ours, aiko, ben):
    late = make_planned_video(ours, DAY, hook="late", planned_time=time(20), owner=ben)
    early = make_planned_video(ours, DAY, hook="early", planned_time=time(8), owner=aiko)
    without = make_planned_video(ours, None, hook="without")
    by_day = as_aiko.get(VIEWS["list"]).context["page"]
    assert [(group.day, [card.video.pk for card in group.cards]) for group in by_day.groups] == [
        (DAY, [early.pk, late.pk]), (None, [without.pk]),
    ]  # fmt: skip
    for sort, order in (("owner", [early, late, without]), ("-owner", [late, early, without]), ("title", [early, late, without])):
        page = as_aiko.get(VIEWS["list"] + f"&sort={sort}").context["page"]
        assert [card.video.pk for card in page.groups[0].cards] == [video.pk for video in order]
    assert as_aiko.get(VIEWS["list"] + "&sort=script").context["page"].sort == "day"


def test_the_board_has_a_column_per_state_and_keeps_what_is_out_for_two_weeks(as_aiko, ours):
    account = make_account(ours)
    make_posted_video(account, today_of(ours) - timedelta(days=15), external_id="1")
    kept = make_posted_video(account, today_of(ours) - timedelta(days=14), external_id="2")
    idea = make_planned_video(ours, None, state=Video.State.IDEA)
    columns = as_aiko.get(VIEWS["board"]).context["page"].columns
    assert [column.state for column in columns] == [
        "idea", "planned", "scripting", "shooting", "editing", "review", "approved", "scheduled", "posted", "measured",
    ]  # fmt: skip
    held = {column.state: [card.video.pk for card in column.cards] for column in columns if column.cards}
    assert held == {"idea": [idea.pk], "posted": [kept.pk]}


def test_a_card_names_time_product_state_and_where_its_clock_is_another_one(as_aiko, ours, aiko):
    account = make_account(ours)
    rich_video(ours, aiko, account, 0, planned_zone="Asia/Jakarta")
    html = as_aiko.get(VIEWS["month"]).content.decode()
    assert '<time>20:00</time><span class="soft zone">Jakarta time</span>' in html
    assert '<span class="soft product">product 0</span>' in html


def test_a_viewer_gets_no_handles(as_ben, ours):
    make_planned_video(ours, DAY)
    for url in VIEWS.values():
        html = as_ben.get(url).content.decode()
        assert [html.count(word) for word in ("data-move", "data-pick=", "picked-form", 'draggable="true"')] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("zone", "now", "today"),
    [
        ("Asia/Tokyo", "2026-11-22T15:30:00+00:00", date(2026, 11, 23)),  # 00:30 in Tokyo, the day before in London
        ("Asia/Tokyo", "2026-11-22T23:59:00+00:00", date(2026, 11, 23)),  # 08:59 in Tokyo, still the 22nd by UTC
        ("Asia/Jakarta", "2026-11-22T15:30:00+00:00", date(2026, 11, 22)),  # 22:30 in Jakarta, tomorrow for who sits in Tokyo
        ("America/New_York", "2026-11-01T05:30:00+00:00", date(2026, 11, 1)),  # the hour that comes twice
        ("Europe/London", "2026-03-29T01:30:00+00:00", date(2026, 3, 29)),  # the hour that never comes
    ],
)
def test_every_view_knows_the_brands_today(as_aiko, ours, zone, now, today):
    ours.time_zone = zone
    ours.save(update_fields=["time_zone"])
    account = make_account(ours)
    planned = make_planned_video(ours, today, planned_time=time(0, 30), planned_zone=zone)
    late = make_planned_video(ours, today, planned_time=time(8, 59), planned_zone=zone)
    posted = make_posted_video(account, today, external_id="7", posted_at=at(now))
    with time_machine.travel(at(now), tick=False):
        for view in ("month", "week", "list"):
            response = as_aiko.get(VIEWS[view].split("?")[0])
            assert response.context["page"].today == today
            html = response.content.decode()
            day = html[html.index('id="today"') :]
            assert (view, cards(day.split("</section>")[0].split("</tbody>")[0])) == (view, [planned.pk, late.pk, posted.pk])


def test_a_search_word_and_a_state_reach_the_printed_head(as_aiko, ours):
    html = as_aiko.get(VIEWS["month"] + "&state=idea&level=theme.face").content.decode()
    assert '<p class="printed">しずくの庭 · Idea · Theme: Real face · Sun 22 Nov</p>' in html
