"""All A/B pairs together: grouped by their two kinds of hook, each compared with itself, silent below five."""

import pytest
from django.urls import reverse
from factories import make_account
from pattern_rows import add_pair, make_run

from analytics.all_pairs import all_pairs
from analytics.queries.patterns import words_of

RATIOS = [1.7, 1.9, 2.0, 2.2, 2.5, 2.1]


@pytest.fixture
def run(ours):
    make_account(ours)
    return make_run(ours)


def told(brand):
    return all_pairs(brand, words_of(brand))


def test_five_pairs_of_the_same_two_hooks_tell_which_is_better_and_how_sure_that_is(ours, run):
    for ratio in RATIOS:
        add_pair(run, ratio)
    (rival,) = told(ours).rivals
    assert (rival.level, rival.other, rival.pairs, rival.missing) == ("Question", "Pain point", 6, 0)
    assert 1.7 <= rival.found.lo90 <= rival.found.factor <= rival.found.hi90 <= 2.5
    assert rival.found.factor == pytest.approx(2.05, abs=0.05)
    assert rival.found.p_value == pytest.approx(2 / 2**6)
    assert rival.answer.startswith("“Question” brings 2.0")


def test_which_of_the_two_was_a_does_not_matter_and_the_better_one_is_named_first(ours, run):
    for n, ratio in enumerate(RATIOS):
        if n % 2:
            add_pair(run, ratio, a="pain", b="question")
        else:
            add_pair(run, 1 / ratio)
    (rival,) = told(ours).rivals
    assert (rival.level, rival.other, rival.pairs) == ("Pain point", "Question", 6)
    assert rival.found.factor == pytest.approx(2.05, abs=0.05)


def test_no_difference_is_said_as_such(ours, run):
    for ratio in (0.5, 2.0, 0.8, 1.25, 1.0, 1.1):
        add_pair(run, ratio)
    assert told(ours).rivals[0].answer.startswith("No difference is proven")


def test_below_five_it_says_how_many_more_are_needed(ours, run):
    for ratio in RATIOS[:3]:
        add_pair(run, ratio)
    add_pair(run, 9.0, age=2)
    add_pair(run, 9.0, age=None)
    (rival,) = told(ours).rivals
    assert (rival.pairs, rival.waiting, rival.missing, rival.answer, rival.found.factor) == (3, 2, 2, "", None)


def test_pairs_that_differ_in_their_line_only_are_not_mixed_in(ours, run):
    add_pair(run, 2.0, b="question")
    add_pair(run, 2.0, b=None)
    add_pair(run, 2.0, b="pain")
    found = told(ours)
    assert (found.alike, [rival.pairs for rival in found.rivals]) == (2, [1])


def test_a_pair_whose_partner_was_dropped_and_a_foreign_brand_tell_nothing(ours, theirs, run):
    add_pair(run, 2.0).videos.filter(pair_variant="B").update(state="dropped")
    assert told(ours).rivals == ()
    add_pair(run, 2.0)
    assert told(theirs).rivals == ()


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_three_questions_whatever_the_number_of_pairs(ours, run, number, django_assert_num_queries):
    for _ in range(number):
        add_pair(run, 2.0)
        add_pair(run, 2.0, b="loss")
    words = words_of(ours)
    with django_assert_num_queries(3):
        all_pairs(ours, words)


def test_the_page_of_tests_has_the_card(as_aiko, ours, run):
    page = reverse("analytics:pattern-next", args=["ours"])
    assert "five finished pairs of the same two kinds" in as_aiko.get(page).content.decode()
    for ratio in RATIOS[:4]:
        add_pair(run, ratio)
    few = as_aiko.get(page).content.decode()
    assert "Question / Pain point" not in few
    assert "1 more finished pair is needed" in few
    add_pair(run, 2.0)
    assert "of “Pain point” (90 % range" in as_aiko.get(page).content.decode()
