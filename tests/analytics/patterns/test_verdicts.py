import numpy as np

from analytics.patterns.posterior import Posterior
from analytics.patterns.verdicts import s_values, still_needed, verdicts


def posterior(*levels):
    """From (mean, sd, p_positive, p_over_10pct, p_under_10pct)."""
    mean, sd, positive, over, under = np.array(levels).T
    return Posterior(mean, sd, mean - sd, mean + sd, positive, over, under, np.zeros(len(mean)))


WINS = (0.5, 0.1, 0.999, 0.99, 0.0)
LIKELY = (0.15, 0.15, 0.85, 0.6, 0.05)
USUAL = (0.0, 0.05, 0.5, 0.05, 0.05)
UNKNOWN = (0.05, 0.4, 0.55, 0.4, 0.3)
LOSES = (-0.5, 0.1, 0.001, 0.0, 0.99)
ALL = posterior(WINS, LIKELY, USUAL, UNKNOWN, LOSES)
PLENTY = np.full(5, 50)


def test_each_verdict_has_its_case():
    words, _ = verdicts(ALL, PLENTY, videos=250)
    assert words.tolist() == ["winner", "promising", "average", "unproven", "losing"]


def test_below_sixty_videos_nothing_wins_loses_or_is_average():
    words, _ = verdicts(ALL, PLENTY, videos=59)
    assert words.tolist() == ["promising", "promising", "unproven", "unproven", "unproven"]


def test_a_level_of_four_videos_does_not_win():
    words, _ = verdicts(posterior(WINS), np.array([4]), videos=250)
    assert words.tolist() == ["promising"]


def test_s_values_are_the_mean_error_of_all_calls_at_least_as_sure():
    np.testing.assert_allclose(s_values(np.array([0.2, 0.0, 0.1])), [0.1, 0.0, 0.05])


def test_many_unsure_calls_are_not_all_made():
    """Each of them would be right by itself 89 times in 100, and one call in nine would be wrong."""
    unsure = [(0.3, 0.2, 0.89, 0.85, 0.0)] * 20
    words, s = verdicts(posterior(*unsure), np.full(20, 50), videos=500)
    assert set(words) == {"promising"}
    np.testing.assert_allclose(s, 0.11)


def test_small_brands_are_called_more_carefully():
    words = [verdicts(posterior((0.3, 0.2, 0.93, 0.85, 0.0)), np.array([50]), videos=videos)[0].item() for videos in (199, 200)]
    assert words == ["promising", "winner"]


def test_still_needed_is_how_many_videos_bring_the_spread_down_to_a_call():
    levels = posterior((0.3, 0.3, 0.84, 0.75, 0.05), WINS, USUAL, UNKNOWN)
    words, _ = verdicts(levels, np.full(4, 50), videos=500)
    needed = still_needed(levels, np.full(4, 50), words, videos=500, sigma2=1.44)
    target = min(0.3 / 1.12639, (0.3 - np.log(1.1)) / 0.84162)
    assert needed[0] == np.ceil(1.44 * (1 / target**2 - 1 / 0.3**2))
    assert np.isnan(needed[1:]).all()


def test_still_needed_never_promises_a_call_below_the_gates():
    needed = still_needed(posterior((0.6, 0.3, 0.97, 0.9, 0.0)), np.array([3]), np.array(["promising"]), videos=50, sigma2=1.0)
    assert needed.tolist() == [10]


def test_what_no_video_can_tell_is_never_promised():
    level = posterior((0.3, 0.4, 0.8, 0.7, 0.1))
    unknowable = Posterior(**(vars(level) | {"fresh_sd": np.array([0.3])}))
    assert np.isnan(still_needed(unknowable, np.array([50]), np.array(["promising"]), videos=500, sigma2=1.0)).all()
