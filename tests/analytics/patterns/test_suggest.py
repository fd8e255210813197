import numpy as np
import pandas as pd
import pytest

from analytics.patterns.estimates import Verdicts, learn
from analytics.patterns.suggest import EXPLOIT, EXPLORE, suggest

FACETS = ["hook", "theme"]


@pytest.fixture(scope="module")
def found():
    random, rows = np.random.default_rng(5), 400
    hook, theme = random.choice(["ask", "price", "face", "count"], rows), random.choice(["home", "shop", "park"], rows)
    log = 7 + 0.9 * (hook == "face") - 1.2 * (hook == "count") + 0.5 * (theme == "shop") + 0.8 * random.standard_t(5, rows)
    frame = pd.DataFrame({"hook": hook, "theme": theme, "views": np.floor(np.exp(log)), "tag": "#a #b"})
    return learn(frame, outcome="views", facets=FACETS, hashtags="tag", pairs=[("hook", "theme")])


def test_the_first_suggestion_is_the_best_known_combination(found):
    first = suggest(found, slots=1)[0]
    assert (first.kind, first.levels, first.varied) == (EXPLOIT, {"hook": "face", "theme": "shop"}, None)
    assert first.reason.key == "best_known"
    assert 1 < first.lo90 < first.factor < first.hi90
    assert first.p_best > 0.9


@pytest.mark.parametrize(("explore", "expected"), [(0.0, 3), (0.15, 3), (0.3, 6), (0.5, 10), (1.0, 10)])
def test_the_share_that_explores_is_between_15_and_50_percent(found, explore, expected):
    kinds = [one.kind for one in suggest(found, slots=20, explore=explore)]
    assert (len(kinds), kinds.count(EXPLORE)) == (20, expected)


def test_each_leaves_the_best_known_combination_in_one_facet_at_most(found):
    for one in suggest(found, slots=20, explore=0.5):
        changed = [name for name in FACETS if one.levels[name] != one.base[name]]
        assert changed == ([one.varied] if one.varied else [])
        assert set(one.levels) == set(FACETS)


def test_a_losing_level_is_not_repeated(found):
    assert found.table.set_index("level").loc["count", "verdict"] == "losing"
    assert not any(one.levels["hook"] == "count" for one in suggest(found, slots=60, explore=0.5))


def test_no_level_takes_more_than_half_of_the_exploring_slots(found):
    levels = [one.levels[one.varied] for one in suggest(found, slots=20, explore=0.5) if one.kind == EXPLORE]
    assert max(levels.count(level) for level in levels) <= 5


def test_what_was_never_tried_is_tried(found):
    some = suggest(found, slots=20, explore=0.5, untried={"theme": ["sea"], "music": ["loud"]})
    tried = [one for one in some if one.levels["theme"] == "sea"]
    assert tried
    assert {one.reason.key for one in tried} == {"untried"}
    assert str(tried[0].reason) == "sea in theme was never tried"


def test_reasons_are_sentences_with_their_figures(found):
    for one in suggest(found, slots=12, explore=0.5):
        assert "%(" not in str(one.reason)
        if one.reason.key == "may_be_best":
            assert one.reason.params["percent"] == round(100 * one.p_best)


def test_only_what_may_be_chosen_is_varied(found):
    assert all(set(one.levels) == {"hook"} for one in suggest(found, slots=9, facets=["hook"]))


def test_the_same_question_has_the_same_answer(found):
    assert suggest(found, slots=10, seed=3) == suggest(found, slots=10, seed=3)


def test_without_an_answer_there_is_no_suggestion():
    nothing = learn(pd.DataFrame({"hook": ["a"], "views": [1]}), outcome="views", facets=["hook"])
    assert suggest(nothing, slots=5) == []
    assert suggest(Verdicts(nothing.table, nothing.reason), slots=0) == []


def test_where_there_is_hardly_anything_to_try_the_best_known_is_made():
    frame = pd.DataFrame({"hook": ["a", "b"] * 10, "views": np.arange(20) ** 2})
    kinds = [one.kind for one in suggest(learn(frame, outcome="views", facets=["hook"]), slots=10)]
    assert kinds == [EXPLOIT] * 7 + [EXPLORE] * 2 + [EXPLOIT]
