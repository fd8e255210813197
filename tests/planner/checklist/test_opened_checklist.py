"""A checklist that opens after the approval holds the post back, until it is met again or overruled with a reason."""

from datetime import date, time
from decimal import Decimal

import pytest
import time_machine
from factories import at, make_account, make_planned_video

from planner.approval.approving import ask_approval
from planner.approval.stopping import stop_posting
from planner.checklist.of_video import opened_since_approval
from planner.models import ChecklistItem, Product, Video, VideoProduct
from planner.posting.publishing import mark_posted, needs_second_word
from planner.refusals import NotApproved

NOW = at("2026-11-20T20:30:00+09:00")
DAY = date(2026, 11, 20)
LINK = f"https://www.tiktok.com/@shizuku/video/{(int(at('2026-11-20T20:03:00+09:00').timestamp()) << 32) + 5}"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(at("2026-11-20T19:00:00+09:00"), tick=False):
        yield


@pytest.fixture
def product(ours):
    return Product.objects.create(brand=ours, name="Serum", price=3980, currency="JPY", url="https://shop.example/serum")


@pytest.fixture
def video(ours, aiko, product):
    """Approved by a brand without steps; the one item left asks for the price of the product's page."""
    ChecklistItem.objects.filter(brand=ours).exclude(code="price_told").update(severity="warn")
    told = {"account": make_account(ours), "state": "editing", "planned_time": time(20), "hook": "after washing"}
    video = make_planned_video(ours, DAY, **told)
    VideoProduct.objects.create(brand=ours, video=video, product=product, price=3980)
    return ask_approval(video=video, by=aiko, version=video.version)


def page(client, video, part=""):
    return client.get(f"/b/ours/videos/{video.pk}/{part}").content.decode()


def post(video, by, **told):
    with time_machine.travel(NOW, tick=False):
        current = Video.objects.get(pk=video.pk)
        return mark_posted(video=current, by=by, version=current.version, link=LINK, **told)


def test_what_was_approved_goes_out_without_a_second_word(video, aiko, as_aiko):
    assert (video.state, needs_second_word(video)) == ("scheduled", False)
    assert 'name="unapproved"' not in page(as_aiko, video, "post/")
    assert "overruled" not in post(video, aiko).changes.first().fields


def test_a_price_that_changed_since_is_told_and_holds_the_post(video, aiko, product, as_aiko):
    Product.objects.filter(pk=product.pk).update(price=Decimal(4200))
    assert [line.item.code for line in opened_since_approval(video)] == ["price_told"]
    assert "The checklist has opened since the approval" in page(as_aiko, video)
    html = page(as_aiko, video, "post/")
    assert ("Do not post yet" in html, 'name="unapproved"' in html, 'name="reason"' in html) == (True, True, True)
    for told in ({}, {"unapproved": True}, {"reason": "agreed by phone"}):
        with pytest.raises(NotApproved, match="has opened since the approval"):
            post(video, aiko, **told)
    change = post(video, aiko, unapproved=True, reason="agreed by phone").changes.first()
    assert (change.by, change.fields["overruled"]) == (aiko, [None, "agreed by phone"])
    assert "agreed by phone" in page(as_aiko, video)


def test_an_item_that_blocks_since_holds_it_too_and_its_tick_frees_it(video, ours, aiko):
    item = ours.checklistitems.get(code="rights")
    ChecklistItem.objects.filter(pk=item.pk).update(severity="block")
    assert [line.item.code for line in opened_since_approval(video)] == ["rights"]
    video.ticks.create(brand=ours, item=item, by=aiko)
    assert post(video, aiko).state == "posted"


@pytest.mark.parametrize("count", [0, 1, 3])
def test_stops_are_shown_where_people_plan(as_aiko, ours, aiko, count, django_assert_num_queries):
    for number in range(count):
        one = make_planned_video(ours, DAY, hook=f"video {number}")
        stop_posting(brand=ours, video=one, reason="a recall", by=aiko)
    with django_assert_num_queries(4):
        html = as_aiko.get("/b/ours/approvals/stops/").content.decode()
    assert (html.count("is stopped"), html.count("a recall")) == (count, count)
    for where in ("", "calendar/", "calendar/week/"):
        assert "/b/ours/approvals/stops/" in as_aiko.get(f"/b/ours/{where}", follow=True).content.decode()
