"""`learn` on made-up brands whose truth is known, and what must not change its answer."""

import numpy as np
import pandas as pd
import pytest
from simulator import COLUMNS, FACETS, World, make_up

from analytics.patterns.estimates import COLUMNS as TABLE, learn


def ask(frame, facets=tuple(FACETS), **options):
    return learn(frame, outcome="views", facets=list(facets), **(COLUMNS | options))


def figures(verdicts):
    return verdicts.table.set_index(["facet", "level"]).sort_index()[["lift", "lo90", "hi90", "p_positive", "s_value"]]


@pytest.fixture(scope="module")
def brand():
    return make_up(300, seed=11)


@pytest.fixture(scope="module")
def answer(brand):
    return ask(brand.frame)


def test_the_table_has_one_row_per_level_in_the_order_asked(answer):
    assert answer.table.columns.tolist() == TABLE
    assert answer.table["facet"].drop_duplicates().tolist() == list(FACETS)
    assert (answer.reason, answer.videos + answer.left_out) == (None, 300)
    assert np.isfinite(answer.table.drop(columns=["facet", "level", "verdict", "still_needed"]).to_numpy(dtype=float)).all()
    np.testing.assert_allclose(answer.table["factor"], np.exp(answer.table["lift"]))
    assert (answer.table["lo90"] < answer.table["factor"]).all()
    assert (answer.table["factor"] < answer.table["hi90"]).all()


def test_it_finds_what_the_simulator_hid():
    calls, right, inside, levels = 0, 0, 0, 0
    for seed in range(20, 32):
        brand = make_up(300, seed=seed)
        table = ask(brand.frame).table
        truth = brand.truth_of(table)
        winners = table["verdict"] == "winner"
        calls += winners.sum()
        right += (truth[winners] > 0).sum()
        inside += ((np.log(table["lo90"]) <= truth) & (truth <= np.log(table["hi90"]))).sum()
        levels += len(table)
    assert calls >= 24
    assert right / calls >= 0.9
    assert 0.88 <= inside / levels <= 0.98


def test_a_brand_without_effects_has_hardly_a_winner():
    found = [ask(make_up(300, seed=seed, world=World(share=0.0)).frame).table["verdict"] for seed in range(40, 46)]
    assert sum((verdicts == "winner").sum() for verdicts in found) <= 1


def test_noise_and_repeatability_come_near_the_truth(answer):
    assert answer.noise == pytest.approx(1.2, rel=0.25)
    assert set(answer.repeatability) == set(FACETS)
    assert all(0 < share < 1 for share in answer.repeatability.values())


def test_the_same_question_has_the_same_answer(brand, answer):
    pd.testing.assert_frame_equal(ask(brand.frame).table, answer.table)


def test_the_order_of_rows_does_not_matter(brand, answer):
    shuffled = brand.frame.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(figures(ask(shuffled)), figures(answer), atol=1e-6)


def test_the_order_of_facets_does_not_matter(brand, answer):
    pd.testing.assert_frame_equal(figures(ask(brand.frame, reversed(FACETS))), figures(answer))


def test_the_names_of_levels_do_not_matter(brand, answer):
    renamed = brand.frame.assign(hook=brand.frame["hook"].map(lambda level: f"{9 - int(level[-1])} フック"))
    found = ask(renamed).table.query("facet == 'hook'").sort_values("level", ascending=False)
    before = answer.table.query("facet == 'hook'").sort_values("level")
    np.testing.assert_allclose(found["lift"], before["lift"], atol=1e-6)
    np.testing.assert_allclose(found["hi90"], before["hi90"], atol=1e-6)


def test_twice_the_views_everywhere_change_nothing(brand):
    """Lifts are ratios to the brand's usual."""
    many = brand.frame.assign(views=brand.frame["views"] + 1000)
    more = many.assign(views=2 * many["views"] + 1)
    pd.testing.assert_frame_equal(figures(ask(many)), figures(ask(more)), atol=1e-3)


def test_arrays_serve_as_well_as_names(brand, answer):
    given = {name: brand.frame[name].to_numpy() for name in COLUMNS}
    found = learn(brand.frame[list(FACETS)], outcome=brand.frame["views"].tolist(), facets=list(FACETS), **given)
    pd.testing.assert_frame_equal(figures(found), figures(answer), atol=1e-6)


def test_days_as_numbers_serve_as_well_as_dates(brand, answer):
    days = (brand.frame["published_at"] - brand.frame["published_at"].min()) / pd.Timedelta(days=1)
    pd.testing.assert_frame_equal(figures(ask(brand.frame.assign(published_at=days))), figures(answer), atol=1e-6)


def test_accounts_do_not_pass_for_patterns(brand):
    """One account has ten times the views and loves one hook."""
    big = np.random.default_rng(2).random(300) < np.where(brand.frame["hook"] == "hook 0", 0.9, 0.3)
    frame = brand.frame.assign(views=np.where(big, 10, 1) * brand.frame["views"], account=np.where(big, "big", "small"))
    lift = ask(frame, account="account").table.query("level == 'hook 0'")["lift"].item()
    blind = ask(frame).table.query("level == 'hook 0'")["lift"].item()
    truth = brand.truth["hook"]["hook 0"]
    assert abs(lift - truth) < abs(blind - truth)


def test_a_rate_is_learned_from_its_numerator_and_denominator():
    random = np.random.default_rng(4)
    hook = random.choice(["question", "price", "face"], 400)
    views = random.integers(200, 20_000, 400)
    rate = 0.02 * np.where(hook == "price", 1.6, 1.0) * np.exp(0.4 * random.normal(size=400))
    frame = pd.DataFrame({"hook": hook, "views": views, "clicks": random.binomial(views, np.minimum(rate, 1))})
    table = learn(frame, outcome="clicks", per="views", facets=["hook"]).table.set_index("level")
    assert table.loc["price", "verdict"] == "winner"
    assert table.loc["price", "factor"] / table.loc["face", "factor"] == pytest.approx(1.6, rel=0.12)


def test_without_drift_there_is_no_repeatability(brand):
    assert ask(brand.frame, drift=False).repeatability == {}


def test_an_infinite_half_life_counts_all_videos_the_same(brand):
    old, new = ask(brand.frame, half_life_days=float("inf")), ask(brand.frame, half_life_days=30.0)
    assert (old.table["hi90"] / old.table["lo90"]).mean() < (new.table["hi90"] / new.table["lo90"]).mean()


def test_unknown_columns_are_named(brand):
    with pytest.raises(ValueError, match="no such column: theem, likes"):
        learn(brand.frame, outcome="likes", facets=["hook", "theem"])


def test_a_half_life_of_nothing_is_refused(brand):
    with pytest.raises(ValueError, match="half_life_days must be above 0"):
        ask(brand.frame, half_life_days=0)
