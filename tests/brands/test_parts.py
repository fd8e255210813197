"""A part of a page: by itself for htmx, in the frame for whoever opens its address."""

import pytest

pytestmark = pytest.mark.django_db

PARTS = ["funnel/sources/video/", "sales/control/", "sales/assists/"]


@pytest.mark.parametrize("part", PARTS)
def test_a_part_opens_by_itself_too(ours, as_aiko, part):
    alone = as_aiko.get(f"/b/ours/{part}").content.decode()
    asked = as_aiko.get(f"/b/ours/{part}", headers={"HX-Request": "true"}).content.decode()
    assert "<title>" in alone
    assert "<h1>" in alone
    assert "<title>" not in asked
    assert asked.strip() in alone
