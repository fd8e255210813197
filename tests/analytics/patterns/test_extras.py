"""Hashtags, pairs, spend, what is known from elsewhere, and what is told of each video."""

import numpy as np
import pandas as pd
import pytest

from analytics.patterns.columns import tags
from analytics.patterns.estimates import learn

ROWS = 600


@pytest.fixture(scope="module")
def frame():
    random = np.random.default_rng(6)
    hook, theme = random.choice(["ask", "price", "face"], ROWS), random.choice(["home", "shop"], ROWS)
    has = {name: random.random(ROWS) < share for name, share in {"fyp": 0.9, "sale": 0.3, "new": 0.3}.items()}
    spend = np.where(random.random(ROWS) < 0.3, np.exp(random.normal(8, 1.5, ROWS)), 0)
    treasure = (hook == "face") & (theme == "shop")
    log = 7 + 0.6 * has["sale"] + 1.2 * treasure + 0.2 * np.log1p(spend) + 0.6 * random.standard_t(5, ROWS)
    return pd.DataFrame(
        {
            "hook": hook,
            "theme": theme,
            "tags": [" ".join(f"#{name}" for name in has if has[name][row]) for row in range(ROWS)],
            "spend": spend,
            "views": np.floor(np.exp(log)),
            "age": random.uniform(0, 60, ROWS),
        }
    )


def ask(frame, **options):
    return learn(frame, outcome="views", facets=["hook", "theme"], **options)


def test_hashtags_are_a_facet_whose_levels_come_together(frame):
    table = ask(frame, hashtags="tags", spend="spend").table
    found = table[table["facet"] == "hashtag"].set_index("level")
    assert found.index.tolist() == ["fyp", "new", "sale"]
    assert (found.loc["sale", "verdict"], found.loc["new", "verdict"] == "winner") == ("winner", False)
    usual = frame["tags"].str.contains("sale").mean()
    assert found.loc["sale", "lift"] == pytest.approx(0.6 * (1 - usual), abs=0.12)


def test_hashtags_may_be_lists_and_are_one_however_they_are_written():
    found = tags("hashtag", pd.Series([["#Sale", "new"], "#ＳＡＬＥ#new", "sale、限定", None, "", np.nan]))
    assert found.levels == ["new", "sale", "限定"]
    assert found.columns.toarray().tolist() == [[1, 1, 0], [1, 1, 0], [0, 1, 1], [0, 0, 0], [0, 0, 0], [0, 0, 0]]


def test_a_pair_that_brings_more_than_its_parts_wins(frame):
    found = ask(frame, pairs=[("hook", "theme")], spend="spend")
    pairs = found.table[found.table["facet"] == "hook × theme"].set_index("level")
    assert len(pairs) == 6
    assert pairs["lift"].idxmax() == "face × shop"
    assert pairs.loc["face × shop", "verdict"] == "winner"
    alone = found.table.set_index("level")["lift"]
    assert pairs.loc["face × shop", "lift"] > alone["face"] + alone["shop"] + 0.1
    usual = ((frame["hook"] == "face") & (frame["theme"] == "shop")).mean()
    assert pairs.loc["face × shop", "lift"] == pytest.approx(1.2 * (1 - usual), abs=0.3)


def test_small_brands_get_no_pairs_and_are_told(frame):
    found = ask(frame.head(299), pairs=[("hook", "theme")])
    assert set(found.table["facet"]) == {"hook", "theme"}
    assert "299 videos are too few to compare pairs; at least 300 are needed" in [str(note) for note in found.notes]


@pytest.mark.parametrize("pair", [("hook", "hook"), ("hook", "age")])
def test_a_pair_is_of_two_facets(frame, pair):
    with pytest.raises(ValueError, match="a pair is of two facets"):
        ask(frame, pairs=[pair])


def test_spend_explains_what_it_bought(frame):
    assert ask(frame, spend="spend").noise < 0.85 * ask(frame).noise


def test_what_is_known_from_elsewhere_moves_small_brands_and_hardly_large_ones(frame):
    known = {"hook": {"price": 0.8}}
    moved = []
    for rows in (20, 600):
        one, two = (ask(frame.head(rows), prior_means=means).table.set_index("level")["lift"] for means in (None, known))
        moved.append(two["price"] - one["price"])
    assert moved[0] > 0.15
    assert abs(moved[1]) < moved[0] / 2


def test_what_is_known_of_a_facet_with_one_level_has_no_say(frame):
    found = learn(
        frame.assign(hook="only").head(40), outcome="views", facets=["hook", "theme"], prior_means={"hook": {"only": 3.0}}
    )
    assert set(found.table["facet"]) == {"theme"}


def test_every_video_has_a_forecast_in_the_order_of_the_table(frame):
    shuffled = frame.sample(frac=1, random_state=2)
    told = ask(shuffled, age_days="age").forecasts
    assert told.index.equals(shuffled.index)
    known = told["age_days"] >= 0.5
    assert told[~known][["forecast", "lo90", "hi90"]].isna().all(axis=None)
    seen = told[known]
    assert ((seen["lo90"] <= seen["forecast"]) & (seen["forecast"] <= seen["hi90"])).all()
    young = seen["age_days"] < 28
    assert (seen.loc[young, "lo90"] >= shuffled.loc[seen.index[young], "views"]).all()


def test_too_little_data_still_has_forecasts(frame):
    found = ask(frame.head(3), age_days="age")
    assert (bool(found.reason), len(found.forecasts)) == (True, 3)


def test_the_lifts_come_with_their_covariance(frame):
    found = ask(frame, hashtags="tags", pairs=[("hook", "theme")])
    np.testing.assert_allclose(np.sqrt(np.diag(found.covariance)), found.sd)
    of_theme = (found.table["facet"] == "theme").to_numpy()
    one, other = np.flatnonzero(of_theme)
    assert found.correlation[one, other] < -0.9
    assert found.scale > 0
