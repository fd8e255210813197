"""The links of a mail: out with one click, settings, the page of the week; and what the mail provider tells."""

import hashlib
import hmac
import json
import re
from datetime import date

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from factories import at, make_reader

from analytics.models import ReportMail, ReportReader
from analytics.reports.archive import shared_token
from analytics.reports.readers import invite_outside, remove_outside
from analytics.reports.signed_links import Page, settings_token, unsubscribe_token, web_token
from tkcommerce.dates import Days

pytestmark = pytest.mark.django_db
NOW, START = "2026-11-18T01:00Z", date(2026, 11, 9)
WEEK = Days(START, date(2026, 11, 16))
SECRET = "of the mail provider"


@pytest.fixture(autouse=True)
def _wednesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def dai(ours):
    return make_reader(ours)


@pytest.fixture
def strict():
    """A mail program: no cookie, and CSRF is checked as in production."""
    return Client(enforce_csrf_checks=True)


def link(name, token):
    return reverse(f"reports:{name}", args=[token])


def stopped(reader):
    reader.refresh_from_db()
    return reader.stop_reason


def test_one_click_acts_without_cookie_and_twice_is_once(strict, dai):
    address = link("unsubscribe", unsubscribe_token([dai.pk]))
    for _ in range(2):
        answer = strict.post(address, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
        assert (answer.status_code, stopped(dai)) == (200, "unsubscribed")
    assert "You are unsubscribed" in answer.content.decode()


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_scanner_that_follows_the_link_changes_nothing(strict, dai, method):
    answer = getattr(strict, method)(link("unsubscribe", unsubscribe_token([dai.pk])))
    assert (answer.status_code, stopped(dai)) == (200, "")


def test_the_way_back_is_offered(strict, dai):
    address = link("unsubscribe", unsubscribe_token([dai.pk]))
    assert 'value="subscribe"' in strict.post(address).content.decode()
    assert "You are subscribed again" in strict.post(address, {"act": "subscribe"}).content.decode()
    assert stopped(dai) == ""


def test_a_mail_of_several_brands_is_left_as_a_whole(strict, theirs, dai):
    other = make_reader(theirs)
    strict.post(link("unsubscribe", unsubscribe_token([dai.pk, other.pk])))
    assert (stopped(dai), stopped(other)) == ("unsubscribed", "unsubscribed")


@pytest.mark.parametrize("name", ["web", "shared", "settings", "confirm", "unsubscribe"])
def test_what_we_did_not_sign_opens_nothing(client, dai, name):
    wrong = [unsubscribe_token([dai.pk]) + "x", "x", settings_token(dai.pk)[:-2]]
    others = {
        "web": web_token([Page(dai.pk, START)]),
        "settings": settings_token(dai.pk),
        "unsubscribe": unsubscribe_token([dai.pk]),
    }
    for token in wrong + [token for purpose, token in others.items() if purpose != name]:
        assert client.get(link(name, token)).status_code in (404, 410)
        assert client.post(link(name, token)).status_code in (404, 405, 410)
    assert stopped(dai) == ""


@pytest.mark.parametrize("name", ["web", "shared", "settings", "unsubscribe"])
def test_pages_of_links_are_kept_and_found_nowhere(client, ours, dai, name):
    tokens = {
        "web": web_token([Page(dai.pk, START)]), "settings": settings_token(dai.pk), "unsubscribe": unsubscribe_token([dai.pk]),
        "shared": shared_token(ours, WEEK, edition="marketer", language="en"),
    }  # fmt: skip
    answer = client.get(link(name, tokens[name]))
    assert answer.status_code == 200
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "private" in answer.headers["Cache-Control"]


def test_settings_by_link_change_that_reader_alone_in_her_language(client, ours, dai):
    other = make_reader(ours, "emi@example.com")
    ReportReader.objects.filter(pk=dai.pk).update(language="ja")
    address = link("settings", settings_token(dai.pk))
    page = client.get(address, headers={"Accept-Language": "en"})
    assert (page.headers["Content-Language"], '<html lang="ja"' in page.content.decode()) == ("ja", True)
    client.post(address, {"edition": "manager", "language": "en", "weekday": "0", "hour": "7", "is_combined": "on"})
    client.post(address, {"act": "pause"})
    dai.refresh_from_db()
    other.refresh_from_db()
    assert (dai.edition, dai.weekday, dai.hour, dai.is_combined) == ("manager", 0, 7, False)
    assert (dai.paused_at is not None, other.paused_at, other.weekday) == (True, None, 1)


def test_settings_by_link_need_the_page_they_stand_on(strict, dai):
    assert strict.post(link("settings", settings_token(dai.pk)), {"act": "unsubscribe"}).status_code == 403
    assert stopped(dai) == ""


def test_the_page_of_a_mail_shows_that_report_and_no_way_in(client, ours, dai):
    page = client.get(link("web", web_token([Page(dai.pk, START)]))).content.decode()
    assert "しずくの庭" in page
    assert "/account/logout" not in page


def test_links_to_numbers_run_out(client, ours, dai):
    web = link("web", web_token([Page(dai.pk, START)]))
    shared = link("shared", shared_token(ours, WEEK, edition="marketer", language="en"))
    with time_machine.travel("2027-03-01T00:00Z", tick=False):
        assert (client.get(web).status_code, client.get(shared).status_code) == (410, 410)
        assert client.get(link("unsubscribe", unsubscribe_token([dai.pk]))).status_code == 200


def test_the_links_of_whoever_is_off_the_list_are_closed(client, dai):
    remove_outside(reader=dai)
    for name, token in (("web", web_token([Page(dai.pk, START)])), ("settings", settings_token(dai.pk))):
        answer = client.get(link(name, token))
        assert (answer.status_code, "しずくの庭" in answer.content.decode()) == (410, False)


def test_confirming_needs_a_click_and_then_says_so(client, ours, aiko):
    reader = invite_outside(brand=ours, by=aiko, email="fu@example.com", name="", language="en", edition="marketer")
    address = re.search(r"http://\S+", mail.outbox[0].body)[0]
    for method, confirmed in ((client.head, False), (client.get, False), (client.post, True), (client.get, True)):
        method(address)
        reader.refresh_from_db()
        assert (reader.confirmed_at is not None) is confirmed
    assert "You get the weekly report" in client.get(address).content.decode()


def tell(client, event, *, secret=SECRET, **headers):
    body = event if isinstance(event, bytes) else json.dumps(event).encode()
    signature = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return client.post("/mail-events/", body, content_type="application/json", headers={"X-Signature": signature} | headers)


@pytest.fixture
def listening(settings):
    settings.MAIL_EVENTS_SECRET = SECRET


@pytest.mark.usefixtures("listening")
def test_a_permanent_bounce_stops_the_address_in_every_brand(strict, theirs, dai):
    other = make_reader(theirs, "DAI@example.com")
    event = {"event": "bounce", "email": "dai@example.com", "permanent": True}
    assert [tell(strict, event).json() for _ in range(2)] == [{"stopped": 2}, {"stopped": 0}]
    assert (stopped(dai), stopped(other)) == ("bounced", "bounced")


@pytest.mark.usefixtures("listening")
def test_a_complaint_is_found_by_its_message(strict, ours, dai):
    ReportMail.objects.create(
        brand=ours, reader=dai, week_start=START, due_at=at(NOW), run_after=at(NOW), to=dai.email, message_id="<1@example.com>"
    )
    assert tell(strict, {"event": "complaint", "message_id": "1@example.com"}).json() == {"stopped": 1}
    assert stopped(dai) == "complained"


@pytest.mark.usefixtures("listening")
def test_a_message_id_of_the_providers_own_leaves_the_address_to_count(strict, dai):
    event = {"event": "bounce", "email": dai.email, "message_id": "<0100@provider.example>", "permanent": True}
    assert tell(strict, event).json() == {"stopped": 1}
    assert stopped(dai) == "bounced"


@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize(
    ("event", "status"),
    [
        ({"event": "bounce", "email": "dai@example.com", "permanent": False}, 200),
        ({"event": "bounce", "email": "dai@example.com"}, 200),
        ({"event": "complaint", "email": "nobody@example.com\0"}, 200),
        ({"event": "complaint", "message_id": "<unknown>"}, 200),
        ({"event": "delivered", "email": "dai@example.com"}, 400),
        ({"event": "complaint", "email": ["dai@example.com"]}, 400),
        ({"event": "complaint"}, 400),
        ({"event": ["complaint"]}, 400),
        ([], 400),
        (b"", 400),
        (b"\xff{", 400),
        (b"[" * 100_000, 400),
        (b" " * (1024 * 1024 + 1), 413),
    ],
)
def test_what_stops_nobody(strict, dai, event, status):
    assert tell(strict, event).status_code == status
    assert stopped(dai) == ""


@pytest.mark.usefixtures("listening")
def test_without_the_right_signature_nothing_is_believed(strict, dai):
    event = {"event": "complaint", "email": "dai@example.com"}
    assert tell(strict, event, secret="guessed").status_code == 401
    for signature in ("", "sha256=", "é", "x" * 9999):
        assert tell(strict, event, **{"X-Signature": signature}).status_code == 401
    assert strict.get("/mail-events/").status_code == 405
    assert stopped(dai) == ""


def test_without_a_secret_nobody_is_listened_to(strict, dai, settings):
    settings.MAIL_EVENTS_SECRET = ""
    assert tell(strict, {"event": "complaint", "email": "dai@example.com"}, secret="").status_code == 404
    assert stopped(dai) == ""
