"""The page of links, the panel of a video, the QR code, the checker."""

from datetime import date

import pytest
from django.urls import reverse
from factories import make_account, make_planned_video

from planner.links.hosts import allow_host
from planner.links.links import make_link
from planner.models import Coupon, LinkDay, TrackedLink

PAGE = "/b/ours/links/"
TARGET = "https://shop.example.com/p"


@pytest.fixture
def host(ours, aiko):
    return allow_host(brand=ours, host="shop.example.com", by=aiko)


def test_an_empty_page_says_what_comes_first(as_aiko, ours):
    html = as_aiko.get(PAGE).content.decode()
    assert "No host yet: name your shop" in html
    assert 'name="target"' not in html


def test_a_host_may_be_given_as_a_whole_address_and_its_undo_works(as_aiko, ours):
    as_aiko.post(reverse("planner:host-allow", args=["ours"]), {"host": "https://Shop.Example.com/x"})
    assert list(ours.allowedhosts.values_list("host", flat=True)) == ["shop.example.com"]
    undo = as_aiko.session["toast"]["undo_url"]
    as_aiko.post(undo)
    assert ours.allowedhosts.count() == 0
    as_aiko.post(as_aiko.session["toast"]["undo_url"])
    assert ours.allowedhosts.count() == 1


@pytest.mark.parametrize("host", ["localhost", "a b", "shop.example.com:80", "-x.com", "<script>"])
def test_a_host_that_is_none_is_refused(as_aiko, ours, host):
    response = as_aiko.post(reverse("planner:host-allow", args=["ours"]), {"host": host})
    assert (response.status_code, ours.allowedhosts.count()) == (422, 0)


def test_a_link_is_made_on_the_page_and_a_foreign_host_told(as_aiko, ours, host):
    response = as_aiko.post(reverse("planner:link-make", args=["ours"]), {"target": TARGET, "medium": "profile", "name": "Bio"})
    link = TrackedLink.objects.get()
    assert (response.status_code, link.utm_medium, link.utm_campaign) == (302, "profile", "bio")
    assert link.slug in as_aiko.get(PAGE).content.decode()
    refused = as_aiko.post(reverse("planner:link-make", args=["ours"]), {"target": "https://evil.example.com/"})
    assert refused.status_code == 422
    assert "evil.example.com is not one of the brand" in refused.content.decode()


def test_the_panel_makes_link_and_code_of_the_video(as_aiko, ours, host):
    video = make_planned_video(ours, date(2026, 11, 25), account=make_account(ours))
    page = reverse("planner:video", args=["ours", video.pk])
    for name, data in (("link-make", {"target": TARGET}), ("coupon-save", {"code": "ONLYHERE"})):
        assert as_aiko.post(reverse(f"planner:{name}", args=["ours"]), data | {"video": video.pk}).headers["Location"] == page
    LinkDay.objects.create(brand=ours, link=video.links.get(), day=date(2026, 11, 20), clicks=12, bots=3)
    html = as_aiko.get(page).content.decode()
    assert "12 clicks" in html
    assert "ONLYHERE" in html


def test_a_video_of_another_brand_cannot_be_named(as_aiko, ours, theirs, host):
    foreign = make_planned_video(theirs, date(2026, 11, 25), account=make_account(theirs))
    for name, data in (("link-make", {"target": TARGET}), ("coupon-save", {"code": "X"})):
        response = as_aiko.post(reverse(f"planner:{name}", args=["ours"]), data | {"video": foreign.pk})
        assert response.status_code == 422
    assert (TrackedLink.objects.count(), Coupon.objects.count()) == (0, 0)


def test_a_qr_code_is_an_svg_of_the_short_address(as_ben, ours, aiko, host):
    link = make_link(brand=ours, target=TARGET, by=aiko)
    response = as_ben.get(reverse("planner:link-qr", args=["ours", link.pk]))
    assert (response.headers["Content-Type"], response.content[:5]) == ("image/svg+xml", b"<?xml")
    assert response.headers["Content-Disposition"] == f'attachment; filename="qr-{link.slug}.svg"'


def test_the_checker_says_what_to_mend(as_ben, ours, host):
    html = as_ben.get(reverse("planner:link-check", args=["ours"]), {"url": TARGET}).content.decode()
    assert "“utm_source” is missing." in html


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_of_links_takes_the_same_queries(as_aiko, ours, aiko, host, count, django_assert_num_queries):
    account = make_account(ours)
    for n in range(count):
        video = make_planned_video(ours, date(2026, 11, 25), account=account)
        make_link(brand=ours, target=TARGET, by=aiko, video=video)
        Coupon.objects.create(brand=ours, code=f"C{n}", video=video)
    with django_assert_num_queries(8):
        as_aiko.get(PAGE)
