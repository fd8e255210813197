"""Tables of a file whose columns a person may name."""

import pytest
from factories import make_import

from analytics.importing.unmapped import unmapped_tables

pytestmark = pytest.mark.django_db


def test_nothing_can_be_looked_at_once_the_bytes_are_forgotten(ours):
    forgotten = make_import(ours, filename="old.csv", file="")
    with pytest.raises(FileNotFoundError):
        unmapped_tables(forgotten)


def test_the_page_of_columns_opens_all_the_same(ours, as_aiko):
    forgotten = make_import(ours, filename="old.csv", file="")
    assert as_aiko.get(f"/b/ours/imports/{forgotten.pk}/columns/").status_code == 200
