"""The pages of series, and who may change them."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from factories import at, make_account

from planner.models import Series
from planner.series.form import rule_words
from planner.series.recurring import start_series
from planner.vocabulary.levels import level_names_of

DATA = {
    "name": "朝のルーティン", "weekdays": ["1", "3"], "every_weeks": "１", "time": "19:00", "first_day": "2026-11-23",
    "kind": "video", "hook": "朝の三分", "facet_theme": "backstage",
}  # fmt: skip
FIELDS = {
    "account": None, "owner": None, "weekdays": [1], "every_weeks": 2, "time": None, "last_day": date(2026, 12, 24),
    "hook": "h", "caption": "", "script": "", "kind": "video", "seconds": None,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(at("2026-11-22T12:00:00+09:00"), tick=False):
        yield


def url(name, *args, brand="ours"):
    return reverse(f"planner:{name}", args=[brand, *args])


def started(brand, by, name="朝", **fields):
    return start_series(brand=brand, by=by, first_day=date(2026, 11, 23), levels={}, name=name, **FIELDS | fields)


def test_a_series_starts_from_its_page_and_says_its_rule(as_aiko, ours):
    html = as_aiko.post(url("series-new"), DATA, follow=True).content.decode()
    series = ours.series.get()
    assert html.count("Every week on Tuesday, Thursday at 19:00.") == 1
    assert level_names_of(series.videos.first()) == {"theme": "backstage"}
    assert html.count('<time datetime="2026-11-24">') == 1


def test_what_is_missing_is_said_and_what_was_typed_is_kept(as_aiko, ours):
    response = as_aiko.post(url("series-new"), DATA | {"weekdays": [], "hook": "typed"})
    assert (response.status_code, 'value="typed"' in response.content.decode(), Series.objects.count()) == (422, True, 0)
    started(ours, None, name="朝のルーティン")
    response = as_aiko.post(url("series-new"), DATA)
    assert (response.status_code, response.content.decode().count("There is a series of this name already.")) == (409, 1)


def test_this_and_later_change_from_the_day_asked_for(as_aiko, ours):
    as_aiko.post(url("series-new"), DATA)
    series = ours.series.get()
    page = as_aiko.get(url("series", series.pk) + "?from=2026-12-01").content.decode()
    assert page.count('value="2026-12-01"') == 1
    as_aiko.post(url("series-edit", series.pk), DATA | {"hook": "new", "first_day": "2026-12-01"})
    hooks = list(series.videos.order_by("series_day").values_list("hook", flat=True))
    assert hooks[:4] == ["朝の三分", "朝の三分", "new", "new"]


def test_stopping_has_its_undo(as_aiko, ours, aiko):
    series = started(ours, aiko)
    html = as_aiko.post(url("series-stop", series.pk), follow=True).content.decode()
    assert (html.count("3 videos ahead are off the calendar."), series.videos.visible().count()) == (1, 0)
    assert html.count(f'action="{url("series-restart", series.pk)}"') == 2  # in the list, and in the toast
    as_aiko.post(url("series-restart", series.pk))
    assert series.videos.visible().count() == 3


def test_the_rule_in_words(ours, aiko):
    series = started(ours, aiko)
    assert rule_words(series, today=date(2026, 11, 22)) == "Every 2 weeks on Tuesday. Until Thu 24 Dec."


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_whatever_it_holds(as_aiko, ours, aiko, count, django_assert_num_queries):
    for n in range(count):
        started(ours, aiko, name=f"series {n}", account=make_account(ours, f"a{n}"), owner=aiko)
    with django_assert_num_queries(5):  # session, person, membership, series, brands of the person
        html = as_aiko.get(url("series-list")).content.decode()
    assert html.count("Every 2 weeks on Tuesday.") == count


def test_viewers_look_and_strangers_find_nothing(client, ours, theirs, aiko, ben, chika):
    series = started(ours, aiko)
    names = ["series-edit", "series-stop", "series-restart"]
    client.force_login(ben)
    assert client.get(url("series", series.pk)).content.decode().count("/edit/") == 0
    for name in names:
        assert (name, client.post(url(name, series.pk), DATA).status_code) == (name, 403)
    client.force_login(chika)
    for name in ["series", *names]:
        for brand in ("ours", "theirs"):
            asked = client.get if name == "series" else client.post
            assert (name, brand, asked(url(name, series.pk, brand=brand)).status_code) == (name, brand, 404)
    assert ours.series.get().stopped_at is None
