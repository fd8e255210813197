"""Facets that a brand adds to its vocabulary: added, put in order, filled with levels, taken back while still empty."""

import pytest
from django.urls import reverse
from factories import make_planned_video

from planner.refusals import Refused
from planner.vocabulary.curating import MOST_OWN_FACETS, add_facet, add_level, move_facet, remove_facet
from planner.vocabulary.levels import level_names_of, vocabulary_of
from planner.vocabulary.tagging import set_levels


def codes(brand):
    return list(brand.facets.values_list("code", flat=True))


def test_a_brand_adds_a_facet_and_videos_get_its_levels(ours, aiko):
    facet = add_facet(brand=ours, label_ja="季節", label_en="", by=aiko)
    assert (facet.code, facet.label_en, codes(ours)[-1]) == ("own_1", "季節", "own_1")
    assert "own_1" not in vocabulary_of(ours).all  # nothing to choose from yet
    winter = add_level(facet=facet, label_ja="冬", label_en="Winter", by=aiko)
    video = make_planned_video(ours, None)
    set_levels(video=video, levels={facet: winter}, by=aiko, version=1)
    assert level_names_of(video) == {"own_1": "own_1"}


def test_facets_move_one_place_and_stay_at_the_ends(ours, aiko):
    before = codes(ours)
    theme = ours.facets.get(code=before[1])
    move_facet(facet=theme, by=aiko, down=False)
    assert codes(ours)[:2] == [before[1], before[0]]
    move_facet(facet=theme, by=aiko, down=False)
    move_facet(facet=theme, by=aiko, down=True)
    assert codes(ours) == before


def test_names_are_taken_once_and_there_is_a_limit(ours, theirs, aiko):
    add_facet(brand=theirs, label_ja="季節", label_en="Season", by=aiko)
    add_facet(brand=ours, label_ja="季節", label_en="Season", by=aiko)
    for names in (
        {"label_ja": "季節", "label_en": "x"},
        {"label_ja": "x", "label_en": "SEASON"},
        {"label_ja": " ", "label_en": ""},
    ):
        with pytest.raises(Refused):
            add_facet(brand=ours, by=aiko, **names)
    for n in range(MOST_OWN_FACETS - 1):
        add_facet(brand=ours, label_ja=f"{n}", label_en="", by=aiko)
    with pytest.raises(Refused):
        add_facet(brand=ours, label_ja="もう一つ", label_en="", by=aiko)


def test_only_an_empty_addition_is_taken_back(ours, aiko):
    facet = add_facet(brand=ours, label_ja="季節", label_en="Season", by=aiko)
    remove_facet(facet=facet, by=aiko)
    again = add_facet(brand=ours, label_ja="季節", label_en="Season", by=aiko)
    add_level(facet=again, label_ja="冬", label_en="Winter", by=aiko)
    for used in (again, ours.facets.get(code="hook")):
        with pytest.raises(Refused):
            remove_facet(facet=used, by=aiko)


def test_the_page_adds_shows_orders_and_takes_back(as_aiko, ours):
    page = as_aiko.post(reverse("planner:facet-add", args=["ours"]), {"label_en": "Season"}, follow=True)
    facet = ours.facets.get(code="own_1")
    html = page.content.decode()
    assert (html.count(f'id="facet-{facet.pk}"'), html.count(f"/facet/{facet.pk}/remove/")) == (1, 1)
    up = as_aiko.post(reverse("planner:entry-up", args=["ours", "facet", facet.pk]), follow=True)
    assert (codes(ours)[-2], up.content.decode().count(f"/facet/{facet.pk}/down/")) == ("own_1", 2)
    as_aiko.post(reverse("planner:facet-remove", args=["ours", facet.pk]))
    assert "own_1" not in codes(ours)
