"""The numbers on the home page: what is stuck, and the first step where nothing was imported."""

from datetime import date

import pytest
from factories import make_import, make_table

from tkcommerce.work.models import State

ADDRESS = "/b/ours/home/imports/"


def test_an_empty_brand_is_led_to_the_imports(as_aiko):
    page = as_aiko.get(ADDRESS).content.decode()
    assert "No numbers yet" in page
    assert 'href="/b/ours/imports/"' in page


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
