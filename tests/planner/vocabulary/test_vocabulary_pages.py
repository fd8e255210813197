"""The vocabulary's page, the patterns on forms, lists and cards, and who may change what."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse
from factories import at, make_account, make_planned_video, make_posted_video

from planner.models import VideoLevel
from planner.vocabulary.curating import hide
from planner.vocabulary.levels import level_names_of, vocabulary_of
from planner.vocabulary.tagging import bulk_set, set_levels

DAY = date(2026, 11, 25)
PAGE = "/b/ours/vocabulary/"
LIST = "/b/ours/videos/"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(at("2026-11-22T12:00:00+09:00"), tick=False):
        yield


@pytest.fixture
def video(ours):
    return make_planned_video(ours, DAY, hook="初雪の日", caption="工場の朝 #舞台裏 #化粧水")


def level(brand, name):
    return vocabulary_of(brand).find(name)


def url(name, *args, brand="ours"):
    return reverse(f"planner:{name}", args=[brand, *args])


def writes(found):
    """(name, arguments, data, least role) of every write of the vocabulary and of several videos."""
    one = [found.pk]
    names = {"label_ja": "新しい", "label_en": "New"}
    return [
        ("entry-rename", ["level", *one], names, 30), ("entry-hide", ["level", *one], {}, 30),
        ("entry-show", ["level", *one], {}, 30), ("entry-hide", ["facet", found.facet_id], {}, 30),
        ("level-add", [found.facet_id], names, 30), ("level-remove", one, {}, 30), ("level-merge", one, {"into": 1}, 30),
        ("level-separate", one, {}, 30), ("entry-up", ["level", *one], {}, 30),
        ("entry-down", ["level", *one], {}, 30), ("facet-add", [], {"label_en": "x"}, 30),
        ("entry-restore", ["x"], {}, 30), ("videos-tag", [], {"all": "on", "facet_hook": "pain"}, 20),
        ("videos-untag", ["00000000-0000-0000-0000-000000000000"], {}, 20), ("video-suggestions", [], {}, 20),
    ]  # fmt: skip


def test_viewers_read_the_vocabulary_and_write_nothing_and_strangers_find_nothing(ours, theirs, video, ben, chika, client):
    found, before = level(ours, "hook.pain"), list(ours.levels.values())
    client.force_login(ben)
    html = client.get(PAGE).content.decode()
    assert (html.count("Pain point"), html.count("/ours/vocabulary/level/"), html.count('name="label_ja"')) == (1, 0, 0)
    for name, args, data, _role in writes(found):
        assert (name, client.post(url(name, *args), data).status_code) == (name, 403)
    client.force_login(chika)
    for name, args, data, _role in writes(found):
        assert (name, client.post(url(name, *args), data).status_code) == (name, 404)
        if args and isinstance(args[-1], int):  # our row under their own address
            assert (name, client.post(url(name, *args, brand="theirs"), data).status_code) == (name, 404)
    assert (client.get(PAGE).status_code, list(ours.levels.values())) == (404, before)
    assert VideoLevel.objects.count() == 0


def test_editors_tag_but_do_not_change_the_words(ours, aiko, as_aiko, video):
    aiko.memberships.update(role=20)
    found = level(ours, "hook.pain")
    for name, args, data, role in writes(found):
        assert (name, as_aiko.post(url(name, *args), data).status_code == 403) == (name, role == 30)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_whatever_it_holds(as_aiko, ours, aiko, count, django_assert_num_queries):
    for _n in range(count):
        make_planned_video(ours, DAY)
    found = level(ours, "hook.pain")
    bulk_set(brand=ours, videos=ours.videos.all(), levels={found.facet: found}, by=aiko)
    with django_assert_num_queries(6):  # session, person, membership, facets, levels, brands of the person
        html = as_aiko.get(PAGE).content.decode()
    told = f"{count} video" + ("s" if count > 1 else "")
    assert html.count(f'?level=hook.pain">{told}</a>') == 1


def test_what_another_brand_calls_things_never_shows(as_aiko, ours, theirs):
    theirs.levels.update(label_en="theirs alone", label_ja="よそのもの")
    for place in (PAGE, LIST, "/b/ours/calendar/", "/b/ours/videos/new/"):
        html = as_aiko.get(place).content.decode()
        assert (place, html.count("theirs alone") + html.count("よそのもの")) == (place, 0)


def undo_of(html):
    return re.search(r'<div class="toast".*?action="([^"]+)"', html)[1]


@pytest.mark.parametrize(
    ("name", "data", "changed"),
    [
        ("entry-rename", {"label_ja": "悩み", "label_en": "Trouble"}, {"label_ja": "悩み", "label_en": "Trouble"}),
        ("entry-hide", {}, {"is_open": False}),
        ("entry-down", {}, {"position": 2}),
        ("level-merge", {"into": "loss"}, {"is_open": False}),
    ],
)
def test_each_change_can_be_taken_back_from_its_toast(as_aiko, ours, name, data, changed):
    found = level(ours, "hook.pain")
    before = {field: getattr(found, field) for field in changed}
    args = ["level", found.pk] if name.startswith("entry") else [found.pk]
    data = data | ({"into": level(ours, "hook.loss").pk} if "into" in data else {})
    html = as_aiko.post(url(name, *args), data, follow=True).content.decode()
    now = ours.levels.get(pk=found.pk)
    assert {field: getattr(now, field) for field in changed} == changed
    as_aiko.post(undo_of(html))
    now = ours.levels.get(pk=found.pk)
    assert {field: getattr(now, field) for field in changed} == before


def test_an_addition_is_taken_back_and_a_refusal_is_told(as_aiko, ours):
    facet = level(ours, "hook.pain").facet
    html = as_aiko.post(url("level-add", facet.pk), {"label_ja": "職人"}, follow=True).content.decode()
    assert facet.levels.get(code="own_1").label_en == "職人"
    as_aiko.post(undo_of(html))
    assert facet.levels.filter(code="own_1").count() == 0
    html = as_aiko.post(url("level-add", facet.pk), {"label_en": "Pain point"}, follow=True).content.decode()
    assert html.count("Hook already has a level of that name: Pain point.") == 1


def test_the_form_sets_levels_keeps_what_was_not_sent_and_confirms_suggestions(as_aiko, ours, aiko, video):
    edit = url("video-edit", video.pk)
    html = as_aiko.get(url("video", video.pk) + "?edit=caption").content.decode()
    assert re.findall(r'name="confirm" value="([^"]+)"( checked)?', html) == [("theme.backstage", "")]
    data = {"hook": "h", "day": "2026-11-25", "kind": "video", "state": "planned", "caption": video.caption, "version": 1}
    as_aiko.post(edit, data | {"facet_hook": "pain", "facet_theme": "", "confirm": ["theme.backstage", "theme.voice"]})
    assert level_names_of(video) == {"hook": "pain", "theme": "backstage"}
    assert dict(video.levels.values_list("facet__code", "source")) == {"hook": "person", "theme": "suggested"}
    video.refresh_from_db()
    as_aiko.post(edit, data | {"hook": "other", "version": video.version})
    assert level_names_of(video) == {"hook": "pain", "theme": "backstage"}
    video.refresh_from_db()
    as_aiko.post(edit, data | {"facet_hook": "", "seconds": "３４", "version": video.version})
    assert level_names_of(video) == {"theme": "backstage"}
    html = as_aiko.get(url("video", video.pk)).content.decode()
    assert html.count('<span class="chip f-length"><span class="sr">Length:</span> 21–34 s</span>') == 1
    assert html.count("Hook Pain point → —") == 1


def test_a_new_video_is_planned_with_its_levels(as_aiko, ours):
    data = {"hook": "h", "kind": "video", "state": "planned", "facet_cta": "save", "facet_sound": "nonsense"}
    assert as_aiko.post(url("video-new"), data).status_code == 422
    as_aiko.post(url("video-new"), data | {"facet_sound": "own"})
    assert level_names_of(ours.videos.get()) == {"cta": "save", "sound": "own"}


def test_a_posted_video_takes_levels_too(as_aiko, ours):
    video = make_posted_video(make_account(ours), date(2026, 11, 20), external_id="1", caption="開封 #開封")
    as_aiko.post(url("video-edit", video.pk), {"version": 1, "facet_hook": "product", "confirm": "format.unboxing"})
    assert level_names_of(video) == {"hook": "product", "format": "unboxing"}


def test_suggestions_follow_the_caption_as_it_is_typed_and_write_nothing(as_aiko, ours):
    html = as_aiko.post(url("video-suggestions"), {"caption": "Unboxing! Link in bio", "facet_cta": "save"}).content.decode()
    assert re.findall(r'value="([^"]+)"', html) == ["format.unboxing"]
    hide(entry=level(ours, "format.unboxing"), by=None)
    html = as_aiko.post(url("video-suggestions"), {"caption": "Unboxing!"}).content.decode()
    assert (html.count("confirm"), VideoLevel.objects.count()) == (0, 0)


def listed(html):
    return sorted(int(pk) for pk in re.findall(r'name="video" value="(\d+)"', html))


def test_lists_are_narrowed_by_level_and_by_lack_of_one(as_aiko, ours, aiko, video):
    other, theme = make_planned_video(ours, DAY, hook="other"), level(ours, "theme.voice")
    set_levels(video=other, levels={theme.facet: theme}, by=aiko, version=1)
    assert listed(as_aiko.get(LIST, {"level": "theme.voice"}).content.decode()) == [other.pk]
    assert listed(as_aiko.get(LIST, {"level": "theme."}).content.decode()) == [video.pk]
    assert listed(as_aiko.get(LIST, {"level": "theme.howto"}).content.decode()) == []
    assert listed(as_aiko.get(LIST, {"level": "length.s10"}).content.decode()) == []
    assert listed(as_aiko.get(LIST, {"level": "length."}).content.decode()) == [video.pk, other.pk]
    for wrong in ("theme.nothing", "x", ".", "length.nothing", "\x00"):
        assert listed(as_aiko.get(LIST, {"level": wrong}).content.decode()) == [video.pk, other.pk]
    html = as_aiko.get("/b/ours/calendar/", {"month": "2026-11", "level": "theme.voice"}).content.decode()
    assert re.findall(r'id="video-(\d+)"', html) == [str(other.pk)]


def test_ticked_videos_get_levels_and_the_toast_takes_them_back(as_aiko, ours, theirs, video):
    other, foreign = make_planned_video(ours, DAY), make_planned_video(theirs, DAY)
    data = {"video": [video.pk, foreign.pk], "facet_theme": "voice", "facet_hook": ""}
    response = as_aiko.post(url("videos-tag") + "?state=planned", data, follow=True)
    assert response.redirect_chain == [(f"{LIST}?state=planned", 302)]
    html = response.content.decode()
    assert html.count("1 video has new patterns.") == 1
    assert [level_names_of(each) for each in (video, other, foreign)] == [{"theme": "voice"}, {}, {}]
    html = as_aiko.post(undo_of(html), follow=True).content.decode()
    assert (html.count("1 video is as it was."), level_names_of(video)) == (1, {})


def test_all_videos_of_a_filtered_list_at_once_and_a_level_taken_away(as_aiko, ours, aiko, video):
    voice, howto = level(ours, "theme.voice"), level(ours, "theme.howto")
    kept, *rest = [make_planned_video(ours, DAY) for _n in range(60)]
    set_levels(video=kept, levels={voice.facet: voice}, by=aiko, version=1)
    as_aiko.post(url("videos-tag") + "?level=theme.", {"all": "on", "facet_theme": "howto"})
    assert ours.videolevels.filter(level=howto).count() == 60
    as_aiko.post(url("videos-tag"), {"video": [kept.pk, rest[0].pk], "facet_theme": "-"})
    assert (level_names_of(kept), level_names_of(rest[0]), ours.videolevels.count()) == ({}, {}, 59)
    for nothing in ({"video": [video.pk]}, {"facet_theme": "howto"}, {"video": ["x", "-1"], "facet_theme": "voice"}):
        assert as_aiko.post(url("videos-tag"), nothing, follow=True).status_code == 200
    assert ours.videolevels.count() == 59


def test_the_admin_names_and_orders_but_neither_adds_nor_deletes(as_aiko, ours, theirs):
    found, foreign = level(ours, "hook.pain"), level(theirs, "hook.pain")
    for model in ("facet", "level", "videolevel"):
        assert as_aiko.get(f"/admin/planner/{model}/").status_code == 200
        assert as_aiko.get(f"/admin/planner/{model}/add/").status_code == 403
    assert as_aiko.post(f"/admin/planner/level/{found.pk}/delete/", {"post": "yes"}).status_code == 403
    data = {"label_ja": "悩み", "label_en": "Trouble", "position": 5}
    as_aiko.post(f"/admin/planner/level/{found.pk}/change/", data)
    as_aiko.post(f"/admin/planner/level/{foreign.pk}/change/", data)
    assert (level(ours, "hook.pain").label_ja, level(theirs, "hook.pain").label_ja) == ("悩み", "悩み共感")
