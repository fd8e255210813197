"""The vocabulary of a brand: seeded, renamed, hidden, added to, merged and taken apart again."""

from datetime import date

import pytest
from django.utils.translation import override
from factories import make_account, make_brand, make_posted_video

from planner.models import Facet, Level
from planner.refusals import NotOfBrand, Refused
from planner.vocabulary.curating import (
    add_level,
    hide,
    merge_levels,
    move_level,
    remove_level,
    rename,
    separate_level,
    show,
)
from planner.vocabulary.levels import level_names_of, vocabulary_of
from planner.vocabulary.seed import SEED
from planner.vocabulary.tagging import set_levels


@pytest.fixture
def videos(ours):
    account = make_account(ours)
    return [make_posted_video(account, date(2026, 11, 20), external_id=str(n)) for n in range(3)]


def level(brand, name):
    return vocabulary_of(brand).find(name)


def raw_level(brand, facet, code):
    return brand.levels.get(facet__code=facet, code=code)


def tag(video, aiko, found):
    video.refresh_from_db()
    return set_levels(video=video, levels={found.facet: found}, by=aiko, version=video.version)


def test_a_new_brand_speaks_the_nine_facets_in_both_languages(db):
    brand = make_brand("fresh")
    rows = brand.levels.order_by("facet__position", "position").values_list("facet__code", "code", "label_ja", "label_en")
    assert list(rows) == [(facet.code, *told) for facet in SEED for told in facet.levels]
    assert [facet.code for facet in brand.facets.all() if facet.is_derived] == ["length", "slot"]
    brand.name = "saved again"
    brand.save()
    assert brand.facets.count() == 9
    brand.delete()
    assert (Facet.objects.count(), Level.objects.count()) == (0, 0)


def test_names_follow_the_reader_and_one_name_serves_both(ours, aiko):
    found = level(ours, "theme.backstage")
    with override("ja"):
        assert str(found) == "舞台裏・現場"
    with override("en"):
        assert str(found) == "Backstage"
    renamed = rename(entry=found, label_ja=" 現場 ", label_en="", by=aiko)
    assert (renamed.label_ja, renamed.label_en, renamed.code) == ("現場", "現場", "backstage")
    with pytest.raises(Refused):
        rename(entry=found, label_ja=" ", label_en="", by=aiko)
    with pytest.raises(Refused):
        rename(entry=found, label_ja="日常", label_en="", by=aiko)


def test_an_added_level_gets_a_code_of_its_own_and_goes_while_unused(ours, aiko, videos):
    facet = level(ours, "theme.howto").facet
    first = add_level(facet=facet, label_ja="職人", label_en="", by=aiko)
    second = add_level(facet=facet, label_ja="畑", label_en="Fields", by=aiko)
    assert [(new.code, new.position, new.label_en) for new in (first, second)] == [("own_1", 10, "職人"), ("own_2", 11, "Fields")]
    with pytest.raises(Refused):
        add_level(facet=facet, label_ja="", label_en="fields", by=aiko)
    tag(videos[0], aiko, second)
    with pytest.raises(Refused):
        remove_level(level=second, by=aiko)
    with pytest.raises(Refused):
        remove_level(level=level(ours, "theme.howto"), by=aiko)
    remove_level(level=first, by=aiko)
    assert facet.levels.filter(code="own_1").count() == 0


def test_derived_facets_only_change_their_names(ours, aiko):
    seconds = level(ours, "length.s10")
    assert rename(entry=seconds, label_ja="超短尺", label_en="Shorts", by=aiko).label_en == "Shorts"
    for refused in (
        lambda: hide(entry=seconds, by=aiko),
        lambda: add_level(facet=seconds.facet, label_ja="x", label_en="x", by=aiko),
        lambda: merge_levels(level=seconds, into=level(ours, "length.s20"), by=aiko),
    ):
        with pytest.raises(Refused):
            refused()


def test_hidden_levels_stay_on_videos_and_come_back(ours, aiko, videos):
    tag(videos[0], aiko, level(ours, "hook.pov"))
    hidden = hide(entry=level(ours, "hook.pov"), by=aiko)
    assert (hidden.is_open, level_names_of(videos[0])) == (False, {"hook": "pov"})
    assert show(entry=hidden, by=aiko).is_open


def test_a_merge_moves_the_videos_and_remembers_what_they_were(ours, aiko, videos):
    pain, loss = level(ours, "hook.pain"), level(ours, "hook.loss")
    tag(videos[0], aiko, pain)
    tag(videos[1], aiko, loss)
    assert merge_levels(level=pain, into=loss, by=aiko) == 1
    assert [level_names_of(video) for video in videos] == [{"hook": "loss"}, {"hook": "loss"}, {}]
    assert raw_level(ours, "hook", "pain").merged_into == loss
    assert level(ours, "hook.pain") == loss
    change = videos[0].changes.first()
    assert (change.verb, change.fields, change.version, change.by) == ("merged", {"facet:hook": ["pain", "loss"]}, 3, aiko)
    assert separate_level(level=raw_level(ours, "hook", "pain"), by=aiko) == 1
    assert [level_names_of(video) for video in videos] == [{"hook": "pain"}, {"hook": "loss"}, {}]
    assert videos[0].changes.first().fields == {"facet:hook": ["loss", "pain"]}


def test_what_was_set_anew_after_a_merge_stays_when_it_is_undone(ours, aiko, videos):
    pain, loss, pov = (level(ours, f"hook.{code}") for code in ("pain", "loss", "pov"))
    for video in videos:
        tag(video, aiko, pain)
    merge_levels(level=pain, into=loss, by=aiko)
    tag(videos[0], aiko, pov)
    tag(videos[1], aiko, pov)
    tag(videos[1], aiko, loss)
    assert separate_level(level=raw_level(ours, "hook", "pain"), by=aiko) == 1
    assert [level_names_of(video)["hook"] for video in videos] == ["pov", "loss", "pain"]


def test_a_chain_of_merges_is_taken_apart_in_any_order(ours, aiko, videos):
    a, b, c = (level(ours, f"hook.{code}") for code in ("pain", "loss", "pov"))
    for video, found in zip(videos, (a, b, c), strict=True):
        tag(video, aiko, found)
    merge_levels(level=a, into=b, by=aiko)
    merge_levels(level=b, into=c, by=aiko)
    assert level(ours, "hook.pain") == c
    assert [level_names_of(video)["hook"] for video in videos] == ["pov"] * 3
    separate_level(level=raw_level(ours, "hook", "loss"), by=aiko)
    assert [level_names_of(video)["hook"] for video in videos] == ["loss", "loss", "pov"]
    separate_level(level=raw_level(ours, "hook", "pain"), by=aiko)
    assert [level_names_of(video)["hook"] for video in videos] == ["pain", "loss", "pov"]


def test_merges_stay_inside_one_facet_of_one_brand_and_end_at_an_open_level(ours, theirs, aiko):
    pain, hidden = level(ours, "hook.pain"), hide(entry=level(ours, "hook.pov"), by=aiko)
    with pytest.raises(NotOfBrand):
        merge_levels(level=pain, into=level(theirs, "hook.loss"), by=aiko)
    for into in (pain, level(ours, "theme.howto"), hidden):
        with pytest.raises(Refused):
            merge_levels(level=pain, into=into, by=aiko)
    merge_levels(level=pain, into=level(ours, "hook.loss"), by=aiko)
    with pytest.raises(Refused):  # a circle
        merge_levels(level=level(ours, "hook.loss"), into=raw_level(ours, "hook", "pain"), by=aiko)


def test_levels_move_past_each_other_and_stop_at_the_ends(ours, aiko):
    hide(entry=level(ours, "pacing.normal"), by=aiko)

    def order():
        return [each.code for each in ours.levels.filter(facet__code="pacing").order_by("position") if each.is_open]

    move_level(level=level(ours, "pacing.fast"), by=aiko, down=True)
    assert order() == ["slow", "fast", "one_take", "loop"]
    move_level(level=level(ours, "pacing.slow"), by=aiko, down=False)
    assert order() == ["slow", "fast", "one_take", "loop"]
    assert level(theirs := make_brand("third"), "pacing.fast").position == 0
    assert theirs.levels.count() == ours.levels.count()
