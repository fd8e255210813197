"""Rolling origin on made-up brands whose truth is known."""

import numpy as np
import pandas as pd
import pytest
from simulator import COLUMNS, FACETS, World, make_up

from analytics.patterns.backtest import CALLS, FEWEST_OF_LEVEL, backtest, judge

LOUD = World(noise=0.5, effect=0.9)


def ask(frame, **options):
    return backtest(frame, outcome="views", facets=list(FACETS), **(COLUMNS | options))


@pytest.fixture(scope="module")
def brand():
    return make_up(240, seed=9, world=LOUD)


@pytest.fixture(scope="module")
def calls(brand):
    return ask(brand.frame)


def test_every_level_of_every_past_is_a_row(brand, calls):
    assert calls.columns.tolist() == CALLS
    assert calls["split"].unique().tolist() == [0.5, 0.6, 0.7]
    for split in (0.5, 0.6, 0.7):
        past = brand.frame.sort_values("published_at").head(round(split * 240))
        of_hook = calls[(calls["split"] == split) & (calls["facet"] == "hook")]
        assert of_hook["level"].tolist() == sorted(past["hook"].unique())
        assert of_hook["n"].sum() == len(past[past["age_days"] >= 0.5])


def test_strong_effects_hold(calls):
    winners = calls[(calls["verdict"] == "winner") & calls["held"].notna()]
    assert len(winners) >= 10
    assert winners["held"].mean() >= 0.9


def test_held_is_the_sign_of_the_later_lift_and_unknown_without_enough_later_videos(calls):
    judged = calls[calls["held"].notna()]
    assert (judged["held"] == (np.sign(judged["mean"]) == np.sign(judged["later_lift"]))).all()
    assert judged["later_n"].min() >= FEWEST_OF_LEVEL
    assert calls[calls["held"].isna()]["later_lift"].isna().all()


def test_the_judge_shrinks_nothing(brand):
    found = judge(brand.frame, outcome="views", facets=list(FACETS), **COLUMNS)
    truth = np.array([brand.truth[facet][level] for facet, level in zip(found["facet"], found["level"], strict=True)])
    large = np.abs(truth) > 0.5
    assert np.polyfit(truth[large], found["later_lift"][large], 1)[0] == pytest.approx(1.0, abs=0.15)
    inside = (np.exp(truth) >= found["later_lo90"]) & (np.exp(truth) <= found["later_hi90"])
    assert inside.mean() >= 0.8


def test_the_past_does_not_see_the_future(brand):
    later = brand.frame["published_at"].rank() > 168
    other = brand.frame.assign(views=brand.frame["views"].where(~later, brand.frame["views"] ** 0.5))
    one, two = (ask(frame, splits=(0.7,)) for frame in (brand.frame, other))
    pd.testing.assert_frame_equal(one[CALLS[:7]], two[CALLS[:7]])
    assert not one["later_lift"].equals(two["later_lift"])


def test_the_order_of_rows_does_not_matter_when_dates_are_known(brand, calls):
    shuffled = ask(brand.frame.sample(frac=1, random_state=3))
    pd.testing.assert_frame_equal(shuffled, calls, atol=1e-5)


def test_without_dates_the_rows_are_in_order_of_time(brand):
    frame = brand.frame.sort_values("published_at")
    found = backtest(frame, outcome="views", facets=["hook"], splits=(0.5,))
    assert found["n"].sum() == 120


@pytest.mark.parametrize("rows", [0, 1, 9, 25])
def test_too_little_past_or_future_makes_no_calls(brand, rows):
    found = ask(brand.frame.head(rows))
    assert (found.columns.tolist(), len(found)) == (CALLS, 0)
