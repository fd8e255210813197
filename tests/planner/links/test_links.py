"""Links: made to allowed hosts only, followed by anybody, ended and opened again; codes and hosts with their undo."""

from datetime import date

import pytest
from factories import make_account, make_planned_video
from hypothesis import given, strategies as st

from planner.links.coupons import remove_coupon, save_coupon
from planner.links.hosts import allow_host, forbid_host, host_of
from planner.links.links import end_link, make_link, reopen_link
from planner.links.restoring import restore_removed
from planner.links.utm import utm_in
from planner.models import Campaign, Coupon, LinkHit, SettingChange, TrackedLink
from planner.refusals import NotOfBrand, Refused

DAY = date(2026, 11, 25)
PAGE = "https://shop.example.com/products/lotion?variant=1"


@pytest.fixture
def host(ours, aiko):
    return allow_host(brand=ours, host="shop.example.com", by=aiko)


@pytest.fixture
def link(ours, aiko, host):
    return make_link(brand=ours, target=PAGE, by=aiko, name="Profile")


def test_a_link_of_a_video_carries_the_rule(ours, aiko, host):
    campaign = Campaign.objects.create(brand=ours, name="秋 Fair")
    video = make_planned_video(ours, DAY, account=make_account(ours), campaign=campaign, kind="live")
    link = make_link(brand=ours, target=PAGE + "&utm_source=old", by=aiko, video=video)
    assert utm_in(link.target) == {
        "utm_source": "tiktok", "utm_medium": "live", "utm_campaign": "秋-fair", "utm_content": link.slug,
    }  # fmt: skip
    assert link.target.startswith(PAGE)
    assert len(link.slug) == 7
    assert SettingChange.objects.filter(kind="link", verb="added", row=link.pk).count() == 1


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example.com/", "https://shop.example.com.evil.com/", "https://sub.shop.example.com/", "//shop.example.com/",
        "https://shop.example.com@evil.com/", "https://evil.com\\@shop.example.com/", "javascript:alert(1)",
        "https://shop.example.com:8443/", "https://shop.exam\tple.com/", "data:text/html,x", "ftp://shop.example.com/", "",
    ],
)  # fmt: skip
def test_links_lead_nowhere_else(ours, aiko, host, target):
    with pytest.raises(Refused):
        make_link(brand=ours, target=target, by=aiko)
    assert TrackedLink.objects.count() == 0


def test_another_brands_video_gets_no_link(ours, theirs, aiko, host):
    foreign = make_planned_video(theirs, DAY, account=make_account(theirs))
    with pytest.raises(NotOfBrand):
        make_link(brand=ours, target=PAGE, by=aiko, video=foreign)


@given(st.text(max_size=80))
def test_whatever_is_typed_a_host_is_a_host_or_nothing(text):
    assert " " not in host_of(text)


@pytest.mark.django_db
def test_anybody_follows_a_link_and_only_the_click_is_kept(client, link, django_assert_num_queries):
    with django_assert_num_queries(3):
        response = client.get(f"/go/{link.slug}", headers={"User-Agent": "Mozilla/5.0 (iPhone)"})
    assert (response.status_code, response.headers["Location"]) == (302, link.target)
    assert (response.headers["Cache-Control"], response.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert response.cookies == {}
    assert list(LinkHit.objects.values_list("link", "is_bot")) == [(link.pk, False)]
    assert {field.name for field in LinkHit._meta.fields} == {"id", "brand", "link", "at", "is_bot"}


def test_a_look_is_no_click_and_bots_are_told_apart(client, link):
    client.head(f"/go/{link.slug}")
    for agent in ("facebookexternalhit/1.1", "Googlebot/2.1", "", "curl/8.0", "LINE-poker/1.0"):
        client.get(f"/go/{link.slug}", headers={"User-Agent": agent})
    assert list(LinkHit.objects.values_list("is_bot", flat=True)) == [True] * 5


def test_ended_unknown_and_forbidden_links_lead_nowhere(client, ours, aiko, host, link):
    assert client.get("/go/unknown").status_code == 404
    end_link(link=link, by=aiko)
    assert client.get(f"/go/{link.slug}").status_code == 404
    with pytest.raises(Refused):
        end_link(link=link, by=aiko)
    reopen_link(link=link, by=aiko)
    change = forbid_host(host=host, by=aiko)
    assert client.get(f"/go/{link.slug}").status_code == 404
    restore_removed(change=change, by=aiko)
    assert client.get(f"/go/{link.slug}").status_code == 302
    assert LinkHit.objects.count() == 1


def test_a_code_is_one_whatever_its_case_and_comes_back(ours, aiko):
    video = make_planned_video(ours, DAY, account=make_account(ours))
    coupon = save_coupon(coupon=Coupon(brand=ours, code="Shizuku10", video=video, last_day=DAY), brand=ours, by=aiko)
    with pytest.raises(Refused):
        save_coupon(coupon=Coupon(brand=ours, code="SHIZUKU10"), brand=ours, by=aiko)
    change = remove_coupon(coupon=coupon, by=aiko)
    back = restore_removed(change=change, by=aiko)
    assert (back.code, back.video, back.last_day) == ("Shizuku10", video, DAY)
    with pytest.raises(Refused):
        restore_removed(change=change, by=aiko)


def test_a_code_for_another_brands_video_is_refused(ours, theirs, aiko):
    foreign = make_planned_video(theirs, DAY, account=make_account(theirs))
    with pytest.raises(NotOfBrand):
        save_coupon(coupon=Coupon(brand=ours, code="X", video=foreign), brand=ours, by=aiko)
