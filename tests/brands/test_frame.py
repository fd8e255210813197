"""The frame: only places that exist, the lit one is where we are, one query, nothing for the signed-out."""

import pytest
from django.test import RequestFactory
from factories import join

from tkcommerce.brands.frame import PLACES, SECTIONS, SETTINGS, frame
from tkcommerce.brands.models import Role


def test_every_place_has_an_address(ours):
    for place in (*PLACES, SETTINGS):
        assert place.url(ours).startswith("/b/ours/")


def test_keys_are_told_apart():
    keys = [place.key for place in (*PLACES, SETTINGS)]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(("start", "section"), SECTIONS)
def test_every_section_is_a_place(start, section):
    assert section in {place.name for place in (*PLACES, SETTINGS)}


def test_the_place_we_are_at_is_lit(as_aiko):
    assert as_aiko.get("/b/ours/").context["section"] == "home"


def test_the_switch_lists_my_brands_and_no_other(as_aiko, aiko, theirs):
    page = as_aiko.get("/b/ours/").content.decode()
    assert "Theirs" not in page
    join(aiko, theirs, Role.VIEWER)
    assert 'href="/b/theirs/"' in as_aiko.get("/b/ours/").content.decode()


def test_a_viewer_is_not_offered_to_plan(as_ben):
    assert 'data-key="n"' not in as_ben.get("/b/ours/").content.decode()


def test_the_frame_asks_nothing_until_it_is_drawn(rf, aiko, django_assert_num_queries):
    request = rf.get("/")
    request.user = aiko
    with django_assert_num_queries(0):
        drawn = frame(request)
    with django_assert_num_queries(1):
        assert [brand.slug for brand in drawn["my_brands"]] == ["ours"]


def test_nobody_signed_in_means_an_empty_frame():
    assert frame(RequestFactory().get("/")) == {}
    assert frame(None) == {}


def test_start_leads_straight_to_the_only_brand(as_aiko):
    assert as_aiko.get("/").headers["Location"] == "/b/ours/"


def test_start_offers_the_choice_of_several(as_aiko, aiko, theirs):
    join(aiko, theirs, Role.VIEWER)
    page = as_aiko.get("/").content.decode()
    assert 'href="/b/ours/"' in page
    assert 'href="/b/theirs/"' in page


def test_start_explains_when_there_is_none(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("new@example.com", language="en"))
    assert "Ask a manager of the brand for an invitation" in client.get("/").content.decode()
