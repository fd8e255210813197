"""Every address behind a brand is gated: strangers get 404, too low a role 403, nobody signed in the sign-in page."""

import re

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path

from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Role

SAMPLES = {"int": "1", "slug": "x", "str": "x", "path": "x", "uuid": "00000000-0000-0000-0000-000000000000"}


def routes(patterns, prefix=""):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route, pattern


def brand_routes():
    return [
        (route, pattern) for route, pattern in routes(get_resolver().url_patterns) if route.startswith("b/<slug:brand_slug>/")
    ]


def ungated(found: list[tuple[str, URLPattern]]) -> list[str]:
    return [route for route, pattern in found if not hasattr(pattern.callback, "brand_role")]


def address(route, brand="ours"):
    filled = route.replace("<slug:brand_slug>", brand)
    filled = re.sub(r"<(?:(\w+):)?\w+>", lambda match: SAMPLES[match[1] or "str"], filled)
    return "/" + filled


def ids(found):
    return [route for route, _ in found]


def test_every_view_behind_a_brand_wears_its_gate():
    assert len(brand_routes()) > 10
    assert ungated(brand_routes()) == []


def test_the_guard_sees_an_open_view():
    @for_brand(Role.VIEWER)
    def gated(request, brand):
        return HttpResponse()

    def forgotten(request, brand_slug):
        return HttpResponse()

    found = list(routes([path("a/", gated), path("b/", forgotten)]))
    assert ungated(found) == ["b/"]


@pytest.mark.parametrize(("route", "pattern"), brand_routes(), ids=ids(brand_routes()))
def test_a_stranger_finds_nothing(as_chika, ours, route, pattern):
    assert {as_chika.get(address(route)).status_code, as_chika.post(address(route)).status_code} <= {404, 405}


@pytest.mark.parametrize(("route", "pattern"), brand_routes(), ids=ids(brand_routes()))
def test_whoever_is_not_signed_in_is_sent_to_the_front_door(client, ours, route, pattern):
    for response in (client.get(address(route)), client.post(address(route))):
        assert response.status_code in (302, 405)
        assert response.status_code == 405 or response.headers["Location"].startswith("/account/login/")


OWN = {"reminders"}  # each person's own wishes about her mails: nobody else's, and nothing of the brand's


@pytest.mark.parametrize(("route", "pattern"), brand_routes(), ids=ids(brand_routes()))
def test_a_viewer_writes_nothing(as_ben, ours, route, pattern):
    response = as_ben.post(address(route))
    if pattern.callback.brand_role > Role.VIEWER:
        assert response.status_code in (403, 405)
        assert as_ben.get(address(route)).status_code in (403, 405)
    elif pattern.name in OWN:
        assert response.status_code == 302
    else:
        assert response.status_code in (200, 404, 405), "a view that viewers may open takes no writes"


WRITES = re.compile(
    r"-(create|new|edit|move|drop|undo|delete|remove|restore|revert|resend|withdraw|role|retry|discard|add|accept|upload|choose)$"
)


def test_what_writes_is_for_editors_and_above():
    writing = [pattern for _, pattern in brand_routes() if WRITES.search(pattern.name or "")]
    assert [pattern.name for pattern in writing if pattern.callback.brand_role < Role.EDITOR] == []


def test_pure_writes_refuse_get(as_aiko, ours):
    only_post = re.compile(r"-(create|move|drop|undo|remove|restore|revert|resend|withdraw|role|retry|discard|accept)$")
    wrong = [
        pattern.name
        for route, pattern in brand_routes()
        if only_post.search(pattern.name or "") and as_aiko.get(address(route)).status_code != 405
    ]
    assert wrong == []
