"""Errors say what happened, to what, and what to do; to htmx as a note, to everybody in her language."""

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.test import RequestFactory
from django.urls import path
from factories import join, make_brand, make_user

from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Role
from tkcommerce.brands.views import errors
from tkcommerce.urls import urlpatterns as real


@for_brand(Role.MANAGER)
def managers_only(request, brand):
    raise AssertionError("a viewer never gets here")


def broken(request):
    raise RuntimeError("as if the database were gone")


def too_large(request):
    raise RequestDataTooBig


def suspicious(request):
    raise SuspiciousOperation


urlpatterns = [
    path("b/<slug:brand_slug>/managers-only/", managers_only),
    path("broken/", broken),
    path("too-large/", too_large),
    path("suspicious/", suspicious),
    *real,
]
handler400 = "tkcommerce.brands.views.errors.bad_request"
handler403 = "tkcommerce.brands.views.errors.forbidden"
handler404 = "tkcommerce.brands.views.errors.not_found"
handler500 = "tkcommerce.brands.views.errors.server_error"
pytestmark = pytest.mark.urls(__name__)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [("/nowhere/", 404, "This page is not here"), ("/too-large/", 413, "too large"), ("/suspicious/", 400, "could not be read")],
)
def test_an_error_is_a_page_of_the_frame(as_aiko, address, status, words):
    answer = as_aiko.get(address)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert 'class="top"' in answer.content.decode()


def test_a_brand_of_others_is_not_found(as_chika, ours):
    assert as_chika.get(f"/b/{ours.slug}/").status_code == 404


def test_too_low_a_role_is_told_who_can_change_it(as_ben, aiko, ours):
    join(make_user("dai@example.com", name="Dai"), ours, Role.OWNER)
    answer = as_ben.get("/b/ours/managers-only/")
    assert answer.status_code == 403
    assert "You are a Viewer here. These people can change that: Dai, Aiko." in answer.content.decode()


def test_only_people_of_that_brand_are_named(as_ben, aiko):
    join(make_user("eve@example.com", name="Eve"), make_brand("elsewhere"), Role.OWNER)
    assert "Eve" not in as_ben.get("/b/ours/managers-only/").content.decode()


def test_htmx_gets_a_note_for_the_top_of_the_page(as_ben, aiko):
    answer = as_ben.get("/b/ours/managers-only/", headers={"HX-Request": "true"})
    assert answer.status_code == 403
    assert answer.headers["HX-Retarget"] == "#notes"
    assert answer.content.decode().startswith('<p class="note stop">')


def test_a_broken_page_asks_nothing_of_the_database(as_aiko, django_assert_num_queries):
    as_aiko.raise_request_exception = False
    request = RequestFactory().get("/broken/", headers={"Accept-Language": "en"})
    with django_assert_num_queries(0):
        answer = errors.server_error(request)
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()
    assert as_aiko.get("/broken/").status_code == 500


def test_a_broken_fragment_is_a_note():
    request = RequestFactory().get("/broken/", headers={"Accept-Language": "en", "HX-Request": "true"})
    assert errors.server_error(request).headers["HX-Retarget"] == "#notes"


def test_an_old_form_is_told_so(client, aiko):
    client.handler.enforce_csrf_checks = True
    client.force_login(aiko)
    answer = client.post("/preferences/theme/", {"theme": "dark"})
    assert answer.status_code == 403
    assert "This page was open too long" in answer.content.decode()
    aiko.refresh_from_db()
    assert aiko.theme == ""
