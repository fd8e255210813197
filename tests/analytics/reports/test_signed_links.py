"""Signed links: each opens what it was made for, and nothing else."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import signing
from django.urls import resolve

from analytics.reports.signed_links import (
    Page,
    links_of,
    pages_of,
    reader_of,
    readers_of,
    settings_token,
    unsubscribe_token,
    web_token,
)

PAGES = [Page(7, date(2026, 11, 16)), Page(9, date(2026, 11, 15))]


def test_tokens_come_back_as_what_was_signed():
    assert pages_of(web_token(PAGES)) == PAGES
    assert reader_of(settings_token(7)) == 7
    assert readers_of(unsubscribe_token([7, 9])) == [7, 9]


@pytest.mark.parametrize("opens", [reader_of, readers_of])
def test_a_token_of_one_purpose_opens_no_other(opens):
    with pytest.raises(signing.BadSignature):
        opens(web_token(PAGES))


def test_a_changed_token_opens_nothing():
    with pytest.raises(signing.BadSignature):
        readers_of(unsubscribe_token([7]).replace("W", "X", 1))


def test_numbers_stay_behind_a_link_for_sixty_days_and_the_way_out_for_ever():
    web, out = web_token(PAGES), unsubscribe_token([7])
    with time_machine.travel(timedelta(days=61)):
        assert readers_of(out) == [7]
        with pytest.raises(signing.SignatureExpired):
            pages_of(web)


def test_a_mail_has_its_three_addresses(settings):
    settings.SITE_URL = "https://tk.example.com"
    links = links_of(PAGES)
    found = {name: getattr(links, name).removeprefix("https://tk.example.com") for name in ("web", "settings", "unsubscribe")}
    matches = {name: resolve(path) for name, path in found.items()}
    assert {name: match.view_name for name, match in matches.items()} == {name: f"reports:{name}" for name in found}
    assert pages_of(matches["web"].kwargs["token"]) == PAGES
    assert readers_of(matches["unsubscribe"].kwargs["token"]) == [7, 9]
