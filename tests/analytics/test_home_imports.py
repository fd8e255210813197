"""The numbers on the home page: what is stuck, and the first step where nothing was imported."""

import re
from datetime import date

import pytest
from factories import make_account, make_import, make_table

from tkcommerce.work.models import State

ADDRESS = "/b/ours/home/imports/"


def acts(client):
    return re.findall(r'<a class="btn( main-act)?" href="([^"]+)"', client.get(ADDRESS).content.decode())


def test_an_empty_brand_is_led_from_account_to_files_to_plan(as_aiko, ours):
    new, files, plan = "/b/ours/accounts/new/", "/b/ours/imports/", "/b/ours/videos/new/"
    assert acts(as_aiko) == [(" main-act", new), ("", files), ("", plan)]
    make_account(ours)
    assert acts(as_aiko) == [(" main-act", files), ("", plan)]
    make_import(ours)
    assert acts(as_aiko) == [(" main-act", plan)]


def test_a_viewer_sees_the_steps_without_what_she_may_not_do(as_ben):
    assert "First steps" in as_ben.get(ADDRESS).content.decode()
    assert acts(as_ben) == []


@pytest.mark.parametrize(
    ("state", "told"), [(State.HELD, True), (State.FAILED, True), (State.DONE, False), (State.DROPPED, False)]
)
def test_only_what_is_stuck_needs_a_person(as_aiko, ours, state, told):
    make_import(ours, filename="Overview_stuck.csv", state=state, error_message="why")
    assert ("Overview_stuck.csv" in as_aiko.get(ADDRESS).content.decode()) is told


def test_stuck_imports_of_others_are_not_told(as_aiko, theirs):
    make_import(theirs, filename="secret.csv", state=State.HELD, error_message="why")
    assert "secret.csv" not in as_aiko.get(ADDRESS).content.decode()


def test_with_numbers_their_age_is_told(as_aiko, ours):
    make_table(make_import(ours), kind="account_day", as_of=date(2026, 11, 20))
    page = as_aiko.get(ADDRESS).content.decode()
    assert "The last 7 days with numbers" in page
    assert "as of" in page
