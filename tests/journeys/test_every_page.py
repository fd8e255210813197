"""Every page of the demo brand, found by following links as a person does: it answers, says what it is in the reader's
language, breaks no rule of accessibility, is no wider than the screen and complains of nothing."""

from datetime import date
from urllib.parse import urlsplit

import pytest
import time_machine as clock
from axe import assert_accessible
from django.urls import Resolver404, resolve
from screens import DESKTOP, PHONE, name_of

from analytics.demo.seed import PEOPLE, SLUG, seed_demo
from tkcommerce.brands.models import User

HOME = f"/b/{SLUG}/"
NOW, TODAY = "2026-11-22T03:00:00+00:00", date(2026, 11, 22)
SCREENS = [
    {"viewport": DESKTOP, "language": "ja-JP", "scheme": "light"},
    {"viewport": PHONE, "language": "en-GB", "scheme": "dark"},
]
FILES = (".csv", ".xlsx", ".svg", ".ics", ".json")
FEWEST = 80  # routes that links lead to: should a place lose its link, this test would no longer see it


@pytest.fixture
def owner(transactional_db):
    with clock.travel(NOW, tick=True):
        seed_demo(today=TODAY)
        yield User.objects.get(email=PEOPLE[0][0])


def route_of(address):
    """The name of the page that an address opens; None for a file, another brand, the admin or an address of no page."""
    told = urlsplit(address)
    if told.netloc or not told.path.startswith(HOME) or told.path.endswith(FILES) or "format=" in told.query:
        return None
    try:
        return resolve(told.path).view_name
    except Resolver404:
        return None


@pytest.mark.parametrize("browser_page", SCREENS, indirect=True, ids=name_of)
def test_every_page_that_a_link_leads_to(browser_page, sign_in, owner):
    language = browser_page.evaluate("navigator.language")[:2]
    User.objects.filter(pk=owner.pk).update(language=language)
    page = sign_in(owner)
    waiting, seen, wrong = [HOME], set(), []
    while waiting:
        address = waiting.pop(0)
        if route_of(address) in seen:
            continue
        seen.add(route_of(address))
        answer = page.goto(address)
        page.wait_for_load_state("networkidle")
        wrong += [f"{address}: {told}" for told in faults(page, answer.status, language)]
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href').split('#')[0])")
        waiting += [link for link in links if route_of(link) not in seen | {None}]
    assert wrong == []
    assert len(seen) >= FEWEST


def faults(page, status, language):
    if status != 200:
        yield f"status {status}"
        return
    if page.locator("html").get_attribute("lang") != language:
        yield "not in the reader's language"
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        yield "wider than the screen"
    try:
        assert_accessible(page)
    except AssertionError as violations:
        yield str(violations)
