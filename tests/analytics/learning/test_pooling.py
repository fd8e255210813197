"""Who learns from whom: brands of one owner always, others only when both sides opted in, and never from a few."""

import pytest
from factories import join, make_brand, make_user
from pattern_rows import make_run
from videos_made import add_videos, claimed

from analytics.learning.pooling import FEWEST_STRANGERS, means_elsewhere, others_of
from analytics.learning.run import recompute_patterns
from analytics.models import PatternSharing
from tkcommerce.brands.models import Role

pytestmark = pytest.mark.django_db


def share(brand, is_on=True):
    PatternSharing.objects.create(brand=brand, is_on=is_on)


@pytest.fixture
def sister(ours, theirs):
    """A second brand of our owner; `theirs` is a stranger's."""
    sister, owner = make_brand("sister"), make_user("owner@example.com")
    join(owner, ours, Role.OWNER)
    join(owner, sister, Role.OWNER)
    join(owner, theirs, Role.MANAGER)
    return sister


def test_brands_of_the_same_owner_learn_from_each_other(ours, sister, theirs):
    assert others_of(ours) == [sister.pk]
    assert others_of(theirs) == []


def test_strangers_count_only_where_both_opted_in_and_there_are_enough(ours, sister):
    strangers = [make_brand(f"stranger{number}") for number in range(FEWEST_STRANGERS)]
    for brand in strangers:
        share(brand)
    assert others_of(ours) == [sister.pk]
    share(ours)
    assert set(others_of(ours)) == {sister.pk, *(brand.pk for brand in strangers)}
    share(strangers[0], is_on=False)
    assert others_of(ours) == [sister.pk]


def test_what_a_level_brought_elsewhere_is_where_ours_starts(ours, sister):
    add_videos(sister, 90, lifts={"hook.question": 1.1})
    recompute_patterns(claimed(sister))
    means = means_elsewhere([sister.pk], sisters=[sister.pk])["views"]
    assert means["hook"]["question"] > 0.3 > abs(means["theme"]["howto"])
    add_videos(ours, 30, start=100)
    recompute_patterns(claimed(ours))
    fit = ours.patternruns.get(is_current=True).fits.get(outcome="views", scope="")
    row = fit.verdicts.get(level_code="question")
    alone = fit.posterior["own_lift"][fit.posterior["keys"].index(["hook", "question"])]
    assert row.lift > alone + 0.05


def test_another_owners_brand_changes_nothing(ours, sister, theirs):
    """Without opt-in: the same verdicts and calibrations to the last digit, however much the stranger has."""
    add_videos(sister, 30)
    add_videos(ours, 70, lifts={"hook.question": 0.8})
    recompute_patterns(claimed(sister))
    recompute_patterns(claimed(ours))
    alone = _said(ours)
    add_videos(theirs, 90, lifts={"hook.question": -1.5, "theme.howto": 1.5}, seed=9)
    recompute_patterns(claimed(theirs))
    share(theirs)
    recompute_patterns(claimed(ours), anew=True)
    assert ours.patternruns.count() == 2
    assert _said(ours) == alone


def _said(brand):
    run = brand.patternruns.get(is_current=True)
    verdicts = brand.patternverdicts.filter(fit__run=run).order_by("fit__outcome", "fit__scope", "facet_code", "level_code")
    newest = brand.patterncalibrations.order_by("outcome", "-run_id").distinct("outcome")
    figures = ("fit__outcome", "facet_code", "level_code", "lift", "sd", "lo90", "hi90", "chance", "shown")
    return [*verdicts.values_list(*figures)], [*newest.values_list("outcome", "b", "folds", "calls", "judged")]


def test_a_level_that_few_strangers_use_is_not_told(ours):
    strangers = [make_brand(f"stranger{number}") for number in range(FEWEST_STRANGERS)]
    for number, brand in enumerate(strangers):
        run = make_run(brand, {"hook.question": (9, 1.5, "winner"), **({} if number else {"hook.secret": (9, 2.0, "winner")})})
        keys = [["hook", "question"], *([] if number else [["hook", "secret"]])]
        told = {"keys": keys, "own_lift": [0.4] * len(keys), "own_sd": [0.1] * len(keys)}
        run.fits.filter(outcome="views").update(posterior=told)
    pks = [brand.pk for brand in strangers]
    assert means_elsewhere(pks, sisters=[])["views"] == {"hook": {"question": pytest.approx(0.373, abs=0.001)}}
    assert means_elsewhere(pks[1:], sisters=[]) == {}
    assert set(means_elsewhere(pks, sisters=pks[:1])["views"]["hook"]) == {"question", "secret"}


def test_new_numbers_of_a_sister_are_a_reason_to_learn_anew(ours, sister):
    add_videos(ours, 30)
    recompute_patterns(claimed(ours))
    first = ours.patternruns.get(is_current=True)
    add_videos(sister, 30, start=100)
    recompute_patterns(claimed(sister))
    recompute_patterns(claimed(ours))
    assert ours.patternruns.get(is_current=True).pk != first.pk
