"""Spans of a window: never two that overlap, as many days as can be, and what is missing is told."""

from datetime import date, timedelta

from factories import make_account, make_import, make_period, make_table
from hypothesis import given, strategies as st
from pytest_django.asserts import assertNumQueries

from analytics.models import FactGrain
from analytics.models.rollups import Grain
from analytics.queries.spans import choose, content_of, facts_in
from analytics.rollups.run import rebuild
from tkcommerce.dates import Days

MONDAY = date(2026, 11, 2)
DAY = timedelta(days=1)


def days(first, length):
    return Days(MONDAY + first * DAY, MONDAY + (first + length) * DAY)


def lengths(coverage):
    return [len(span) for span in coverage.spans]


def test_days_are_taken_before_the_week_that_they_make_up():
    coverage = choose([days(0, 7), *(days(n, 1) for n in range(7))], days(0, 7))
    assert (lengths(coverage), coverage.missing) == ([1] * 7, 0)


def test_a_week_is_taken_where_its_days_are_not_all_told():
    coverage = choose([days(0, 7), days(2, 1), days(7, 1)], days(0, 14))
    assert (lengths(coverage), coverage.gaps) == ([7, 1], (days(8, 6),))


def test_what_reaches_outside_the_window_is_left_out():
    coverage = choose([days(-1, 3), days(5, 4)], days(0, 7))
    assert (coverage.spans, coverage.gaps) == ((), (days(0, 7),))


spans_made = st.lists(st.builds(days, st.integers(-5, 30), st.integers(0, 12)), max_size=25)


@given(spans_made, st.builds(days, st.integers(0, 10), st.integers(0, 25)))
def test_chosen_spans_are_disjoint_half_open_and_inside(spans, window):
    coverage = choose(spans, window)
    assert all(before.end <= after.start for before, after in zip(coverage.spans, coverage.spans[1:], strict=False))
    assert all(window.start <= span.start < span.end <= window.end and span in spans for span in coverage.spans)
    told = {day for span in coverage.spans for day in span}
    assert (len(told), coverage.covered, coverage.missing) == (coverage.covered, len(told), len(window) - len(told))
    assert {day for gap in coverage.gaps for day in gap} == set(window) - told


def covered_at_most(spans, window):
    """The slow obvious way: every subset."""
    best = (0, 0)
    for mask in range(1 << len(spans)):
        picked = [span for number, span in enumerate(spans) if mask >> number & 1]
        told = [day for span in picked for day in span]
        if all(len(span) and set(span) <= set(window) for span in picked) and len(told) == len(set(told)):
            best = max(best, (len(told), len(picked)))
    return best


@given(st.lists(st.builds(days, st.integers(0, 8), st.integers(0, 5)), max_size=7, unique_by=lambda one: (one.start, one.end)))
def test_no_other_choice_covers_more_or_is_finer(spans):
    coverage = choose(spans, days(0, 9))
    assert (coverage.covered, len(coverage.spans)) == covered_at_most(spans, days(0, 9))


def test_a_stream_is_chosen_as_a_whole_and_another_account_by_itself(ours):
    table = make_table(make_import(ours), kind="period", as_of=MONDAY)
    one, two = make_account(ours, "one"), make_account(ours, "two")
    make_period(table, MONDAY, 7, content_id="a", account=one, views=70)
    for n in range(7):
        make_period(table, MONDAY + n * DAY, 1, content_id="b", account=one, views=10)
    make_period(table, MONDAY, 7, content_id="c", account=two, views=5)
    rebuild(ours, Grain.FACTS, list(days(0, 7)))
    with assertNumQueries(1):
        found = facts_in(ours, days(0, 7), grain=FactGrain.VIDEO)
    assert sorted((row.content_id, row.views) for row in found.rows) == [*[("b", 10)] * 7, ("c", 5)]
    assert sorted(coverage.missing for coverage in found.coverage.values()) == [0, 0]


def test_two_lives_of_one_day_both_count(ours):
    table = make_table(make_import(ours), kind="period", as_of=MONDAY)
    make_period(table, MONDAY, 1, grain="live", content_id="noon", views=3)
    make_period(table, MONDAY, 2, grain="live", content_id="night", views=4)
    rebuild(ours, Grain.FACTS, list(days(0, 7)))
    found = facts_in(ours, days(0, 7), grain=FactGrain.LIVE, same=content_of)
    assert sum(row.views for row in found.rows) == 7


def test_facts_of_another_brand_are_not_among_them(ours, theirs):
    make_period(make_table(make_import(theirs), kind="period", as_of=MONDAY), MONDAY, 1, views=1)
    rebuild(theirs, Grain.FACTS, [MONDAY])
    assert facts_in(ours, days(0, 7), grain=FactGrain.VIDEO).rows == ()
