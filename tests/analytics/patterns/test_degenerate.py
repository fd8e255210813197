"""Tables as they must not be, but are: an honest answer, never NaN, never a traceback."""

import numpy as np
import pandas as pd
import pytest

from analytics.patterns.columns import days
from analytics.patterns.estimates import learn

RANDOM = np.random.default_rng(8)


def table(rows=120, **columns):
    random = np.random.default_rng(rows)
    base = {
        "hook": random.choice(["a", "b", "c"], rows),
        "theme": random.choice(["x", "y"], rows),
        "views": np.floor(np.exp(random.normal(7, 1, rows))),
    }
    return pd.DataFrame(base | columns)


def ask(frame, facets=("hook", "theme"), **options):
    """Every number of the answer is finite, whatever was asked."""
    found = learn(frame, outcome="views", facets=list(facets), **options)
    numbers = found.table[["n", "lift", "factor", "lo90", "hi90", "p_positive", "p_over_10pct", "s_value"]].to_numpy(dtype=float)
    assert np.isfinite(numbers).all()
    assert found.noise is None or np.isfinite(found.noise)
    assert bool(found.reason) == found.table.empty
    return found


def said(found):
    return {(note.facet, note.level, str(note)) for note in found.notes}


@pytest.mark.parametrize("rows", [0, 1, 7])
def test_too_few_videos_are_a_reason(rows):
    assert str(ask(table(rows)).reason) == f"only {rows} videos have a usable outcome; at least 8 are needed"


def test_eight_videos_get_wide_ranges_and_no_winner():
    found = ask(table(8))
    assert set(found.table["verdict"]) <= {"unproven", "promising"}
    assert (found.table["hi90"] / found.table["lo90"]).min() > 1.3


def test_one_level_is_a_reason():
    found = ask(table(hook="a", theme="x"))
    assert str(found.reason) == "no facet has two levels to compare"


def test_a_facet_with_one_level_is_left_out_and_said_so():
    found = ask(table(theme="x"))
    assert set(found.table["facet"]) == {"hook"}
    assert ("theme", "", "it has no two levels to compare") in said(found)


@pytest.mark.parametrize("views", [0, 5])
def test_equal_outcomes_are_a_reason(views):
    assert str(ask(table(views=views)).reason) == "all videos have the same outcome"


def test_mostly_equal_outcomes_are_said_so_and_nothing_wins():
    views = np.where(np.arange(120) % 20 == 0, 500, 0)
    found = ask(table(views=views))
    assert "more than half of the videos have the same outcome: ranges are rough" in {str(note) for note in found.notes}
    assert "winner" not in set(found.table["verdict"])


def test_one_video_that_is_not_zero():
    ask(table(views=(np.arange(120) == 60) * 1e6))


def test_unusable_outcomes_are_left_out():
    views = table()["views"].astype(object)
    views[[0, 1, 2, 3, 4]] = [np.nan, np.inf, -np.inf, -3, "many"]
    views[5] = "1200"
    found = ask(table(views=views))
    assert (found.videos, found.left_out) == (115, 5)


def test_nothing_usable_is_a_reason():
    assert str(ask(table(views=np.nan)).reason).startswith("only 0 videos")


def test_absurdly_large_outcomes_stay_finite():
    views = table()["views"]
    views[[3, 77]] = [1e300, 1.7e308]
    ask(table(views=views))
    ask(table(views=np.where(np.arange(120) % 2, 1e300, 0), hook=np.where(np.arange(120) % 2, "a", "b")))


def test_an_outcome_without_any_noise():
    hook = np.array(["a", "b"] * 60)
    found = ask(table(hook=hook, views=np.where(hook == "a", 1000, 100)), facets=["hook"])
    assert found.table.set_index("level").loc["a", "verdict"] == "winner"


def test_identical_facets_are_confounded_and_share_the_lift():
    frame = table()
    found = ask(frame.assign(copy=frame["hook"]), facets=["hook", "copy"])
    assert ("hook", "a", "confounded with copy = a") in said(found)
    lifts = found.table.pivot(index="level", columns="facet", values="lift")
    np.testing.assert_allclose(lifts["hook"], lifts["copy"], atol=0.02)


def test_a_facet_nested_in_another_is_said_so():
    frame = table(300)
    series = frame["hook"] + RANDOM.integers(1, 4, 300).astype(str)
    found = ask(frame.assign(series=series), facets=["hook", "series"])
    assert ("series", "", "each level occurs with only one level of hook: they are hard to tell apart") in said(found)
    assert found.table["facet"].tolist() == ["hook"] * 3 + ["series"] * 9


def test_five_hundred_levels_are_all_compared():
    hashtag = [f"#{number}" for number in RANDOM.integers(0, 500, 3000)]
    frame = table(3000, hashtag=hashtag, day=np.arange(3000) / 8)
    found = ask(frame, facets=["hook", "hashtag"], published_at="day")
    assert len(found.table) == 3 + len(set(hashtag))
    assert "winner" not in set(found.table["verdict"])
    assert found.seconds < 20


def test_a_level_for_every_video_is_not_compared():
    found = ask(table(2000, caption=[f"caption {row}" for row in range(2000)]), facets=["hook", "caption"])
    assert set(found.table["facet"]) == {"hook"}
    assert ("caption", "", "2000 levels with fewer than 2 videos are not compared") in said(found)


def test_missing_and_blank_cells_are_no_level():
    hook = table()["hook"].astype(object)
    hook[:30] = [None, "", " ", np.nan, pd.NA] * 6
    found = ask(table(hook=hook))
    assert found.table.query("facet == 'hook'")["level"].tolist() == ["a", "b", "c"]
    assert found.table.query("facet == 'hook'")["n"].sum() == 90


def test_a_facet_without_any_cell():
    assert set(ask(table(hook=None)).table["facet"]) == {"theme"}


def test_dates_in_the_future_are_left_out_when_now_is_known():
    day = pd.Series(pd.date_range("2025-01-01", periods=120, freq="3D", tz="UTC"))
    found = ask(table(day=day), published_at="day", now=pd.Timestamp("2025-12-01", tz="UTC"))
    late = int((day > "2025-12-01").sum())
    assert (found.videos, found.left_out) == (120 - late, late)
    assert ("", "", f"{late} videos are dated in the future and left out") in said(found)


def test_one_date_a_century_ahead_does_not_make_all_others_old():
    day = pd.Series(pd.date_range("2025-01-01", periods=120, freq="3D", tz="UTC"))
    before = ask(table(day=day), published_at="day").table["lift"]
    day[60] = pd.Timestamp("2125-01-01", tz="UTC")
    np.testing.assert_allclose(ask(table(day=day), published_at="day").table["lift"], before, atol=0.1)


def test_unreadable_dates_count_as_from_the_middle():
    day = pd.Series(pd.date_range("2025-01-01", periods=120, freq="3D").strftime("%Y-%m-%d"))
    day[[1, 2, 3]] = ["yesterday", "", "2025-13-45"]
    found = ask(table(day=day), published_at="day")
    assert ("", "", "3 videos have no readable date and count as from the middle of the time") in said(found)


def test_dates_that_are_none_leave_time_out():
    found = ask(table(day="soon"), published_at="day")
    assert ("", "", "most dates in day cannot be read: time is left out of the model") in said(found)


def test_all_videos_of_one_moment():
    ask(table(day="2025-05-05"), published_at="day")


@pytest.mark.parametrize("odd", [np.nan, -5.0, np.inf, 0.0])
def test_odd_followers_and_flags_do_no_harm(odd):
    values = np.where(np.arange(120) % 3 == 0, odd, 1000.0)
    ask(table(followers=values, paid=values), followers="followers", boosted="paid")
    ask(table(followers=odd, paid=odd), followers="followers", boosted="paid")


@pytest.mark.parametrize("age", [np.nan, -1.0, 0.2])
def test_ages_that_tell_nothing_leave_the_video_out(age):
    found = ask(table(age=np.where(np.arange(120) < 20, age, 40.0)), age_days="age")
    assert (found.videos, found.left_out) == (100, 20)


def test_a_rate_without_a_denominator_is_left_out():
    base = np.where(np.arange(120) < 10, 0, 1e6)
    assert ask(table(base=base), per="base").left_out == 10


def test_an_account_for_every_video():
    ask(table(account=[f"account {row}" for row in range(120)]), account="account")


def test_more_covariates_than_videos():
    ask(table(12, account=[f"account {row}" for row in range(12)], day=range(12)), account="account", published_at="day")


def test_facet_names_that_are_numbers_and_levels_that_are_numbers():
    found = learn(table().rename(columns={"hook": 1}).assign(theme=np.arange(120) % 3), outcome="views", facets=[1, "theme"])
    assert found.table["level"].tolist() == ["a", "b", "c", "0", "1", "2"]


def test_two_columns_of_one_name_are_refused():
    frame = table()
    doubled = pd.concat([frame, frame["hook"]], axis=1)
    with pytest.raises(ValueError, match="more than one column is called hook"):
        ask(doubled)


def test_a_facet_asked_twice_is_one():
    assert len(ask(table(), facets=["hook", "hook"]).table) == 3


def test_a_hundred_thousand_videos():
    found = ask(table(100_000, day=np.arange(100_000) / 250), published_at="day")
    assert (found.videos, len(found.table)) == (100_000, 5)


def test_five_hundred_hashtags_are_compared_together():
    random = np.random.default_rng(3)
    written = [" ".join(f"#tag{one}" for one in random.integers(0, 500, 6)) for _ in range(2000)]
    found = ask(table(2000, tags=written), hashtags="tags")
    assert (found.table["facet"] == "hashtag").sum() == 500
    assert not set(found.table.loc[found.table["facet"] == "hashtag", "verdict"]) & {"winner", "losing"}
    assert found.seconds < 20


@pytest.mark.parametrize("written", ["", "#only", None, 7])
def test_hashtags_that_tell_nothing_are_no_facet(written):
    found = ask(table(tags=written), hashtags="tags")
    assert "hashtag" not in set(found.table["facet"])


def test_pairs_and_a_prior_of_levels_that_do_not_exist_change_nothing():
    frame = table(400, copy="same")
    found = ask(frame, facets=["hook", "theme", "copy"], pairs=[("hook", "copy")], prior_means={"sound": {"loud": 2.0}})
    assert set(found.table["facet"]) == {"hook", "theme"}


def test_spend_and_dates_beyond_reason_stay_finite():
    odd = [np.nan, -5, 1e300, "much"] * 30
    ask(table(spend=odd, day=[0, 1e9, -1e9, np.nan] * 30), spend="spend", published_at="day")


def test_a_year_mistyped_is_a_stray_and_a_far_one_the_future():
    day = pd.date_range("2026-01-01", periods=120).strftime("%Y-%m-%d").to_list()
    day[3], day[5] = "0206-01-04", "9999-12-31"
    found = ask(table(day=day), published_at="day", now=pd.Timestamp("2026-11-23", tz="UTC"))
    assert (found.videos, found.left_out) == (119, 1)


def test_nothing_counted_at_any_age_is_a_reason():
    found = ask(table(views=0, age=np.linspace(1, 90, 120)), age_days="age")
    assert str(found.reason) == "all videos have the same outcome"
    assert (found.forecasts[["forecast", "lo90"]] >= 0).all(axis=None)
    assert ask(table(views=0, base=np.arange(1, 121)), per="base").reason.key == "no_spread"


@pytest.mark.parametrize(
    ("frame", "options", "told"),
    [
        (table(hook=[["a"], ["b"]] * 60), {}, "hook has several values in one cell"),
        (table(hashtag="x", tags="#a"), {"facets": ["hashtag"], "hashtags": "tags"}, "cannot be told from the hashtags"),
        (table(), {"half_life_days": None}, "half_life_days must be above 0"),
        (table(), {"prior_means": {"hook": {"a": 0.1}}, "prior_spread": 0}, "prior_spread must be above 0"),
    ],
)
def test_what_cannot_be_asked_is_said(frame, options, told):
    with pytest.raises(ValueError, match=told):
        ask(frame, **options)


def test_an_outcome_has_to_be_named():
    with pytest.raises(ValueError, match="no outcome is named"):
        learn(table(), outcome=None, facets=["hook"])


@pytest.mark.parametrize(
    "form", ["%d/%m/%Y", "%d.%m.%Y %H:%M", "%m/%d/%Y", "%Y/%m/%d", "%Y年%m月%d日", "%Y年%m月%d日 %H:%M", "%Y-%m-%dT%H:%MZ"]
)
def test_dates_are_read_as_they_are_written(form):
    day = pd.Series(pd.date_range("2026-01-01", periods=120))
    assert days(day.dt.strftime(form)).tolist() == days(day).tolist()
