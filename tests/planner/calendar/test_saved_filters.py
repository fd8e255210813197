"""Filters kept by name: one's own, and what others share."""

import pytest

from planner.models import SavedFilter

SAVE = "/b/ours/calendar/filters/save/"
LIST = "/b/ours/calendar/filters/"


@pytest.fixture
def saved(as_aiko, ours):
    as_aiko.post(f"{SAVE}?state=idea&level=theme.face&q=&account=nobody", {"name": "Faces", "view": "board"})
    return ours.savedfilters.get()


def test_it_keeps_view_and_filters_and_nothing_else(saved, as_aiko, aiko):
    assert (saved.user, saved.view, saved.query, saved.is_shared) == (aiko, "board", "state=idea&level=theme.face", False)
    html = as_aiko.get("/b/ours/calendar/board/?level=theme.face&state=idea").content.decode()
    assert html.count('href="/b/ours/calendar/board/?state=idea&amp;level=theme.face" aria-current="true">Faces') == 1


def test_the_same_name_again_replaces_ones_own(saved, as_aiko, ours):
    as_aiko.post(f"{SAVE}?state=editing", {"name": "Faces", "view": "week"})
    assert [(one.view, one.query) for one in ours.savedfilters.all()] == [("week", "state=editing")]


def test_others_see_it_only_when_shared_and_change_it_never(saved, client, aiko, ben):
    client.force_login(ben)
    assert "Faces" not in client.get(LIST).content.decode()
    client.force_login(aiko)
    client.post(f"{LIST}{saved.pk}/change/", {"name": "Real faces", "is_shared": "on"})
    client.force_login(ben)
    html = client.get(LIST).content.decode()
    assert ("Real faces" in html, "Aiko" in html, f"{saved.pk}/delete/" in html) == (True, True, False)
    assert client.post(f"{LIST}{saved.pk}/delete/").status_code == 403


def test_another_editor_cannot_touch_it(saved, client, ours, chika, ben):
    ours.memberships.filter(user=ben).update(role=20)
    client.force_login(ben)
    for act in ("change", "delete"):
        assert client.post(f"{LIST}{saved.pk}/{act}/", {"name": "x"}).status_code == 404
    client.force_login(chika)
    assert client.post(f"/b/theirs/calendar/filters/{saved.pk}/delete/").status_code == 404
    assert ours.savedfilters.count() == 1


def test_deleting_can_be_undone_by_who_deleted(saved, as_aiko, client, ours, ben):
    as_aiko.post(f"{LIST}{saved.pk}/delete/")
    toast = as_aiko.get(LIST).context["toast"]
    assert (SavedFilter.objects.count(), toast.text) == (0, "The filter “Faces” is deleted.")
    ours.memberships.filter(user=ben).update(role=20)
    as_aiko.post(toast.undo_url)
    assert [(one.name, one.view, one.query) for one in ours.savedfilters.all()] == [
        ("Faces", "board", "state=idea&level=theme.face")
    ]
    client.force_login(ben)
    assert client.post(toast.undo_url).status_code == 404
    assert client.post(toast.undo_url[:-2] + "/").status_code == 404


def test_a_name_is_needed_and_taken_once(saved, as_aiko, ours):
    as_aiko.post(SAVE, {"name": " ", "view": "month"})
    as_aiko.post(SAVE, {"name": "Other", "view": "month"})
    as_aiko.post(f"{LIST}{saved.pk}/change/", {"name": "Other"})
    assert as_aiko.get(LIST).context["toast"].text == "You already have a filter “Other”."
    assert sorted(one.name for one in ours.savedfilters.all()) == ["Faces", "Other"]
