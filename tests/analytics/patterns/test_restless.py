"""A facet whose levels come and go is not given the steadiness of the others."""

import numpy as np
import pandas as pd
import pytest

from analytics.patterns.estimates import learn

FACETS = ["theme", "hook", "cta", "format"]


def brand(strays, videos=360):
    """Steady hooks; theme "a" brings `strays` in the first four months, nothing in the next four, and then loses as much."""
    random = np.random.default_rng(5)
    days = np.sort(random.uniform(0, 360, videos))
    frame = pd.DataFrame({name: random.choice(list("abcd"), videos) for name in FACETS}).assign(day=days)
    y = 6 + 0.5 * (frame["hook"] == "b") + random.normal(0, 0.7, videos)
    y += np.where(frame["theme"] == "a", strays * (1 - days // 120), 0.0)
    return frame.assign(views=np.exp(y))


def ask(strays):
    return learn(brand(strays), outcome="views", facets=FACETS, published_at="day")


@pytest.fixture(scope="module")
def found():
    return ask(1.5)


def test_what_strays_repeats_less_than_what_stays(found):
    assert found.repeatability["theme"] < 0.3
    assert min(found.repeatability[name] for name in ("hook", "cta", "format")) > 0.5


def test_its_range_is_wide_and_that_of_the_others_stays_narrow(found):
    sd = pd.Series(found.sd).groupby(found.table["facet"]).mean()
    assert sd["theme"] > 2 * sd["hook"]
    steady = ask(0.0)
    assert sd["hook"] < 1.5 * pd.Series(steady.sd).groupby(steady.table["facet"]).mean()["hook"]


def test_its_fading_level_is_no_winner(found):
    verdicts = found.table.set_index(["facet", "level"])["verdict"]
    assert (verdicts["theme", "a"] == "winner", verdicts["hook", "b"]) == (False, "winner")
