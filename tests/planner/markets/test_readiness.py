"""Market readiness: the checklist, its score, what comes next, and what is known of a market."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from factories import make_user

from planner.markets.editing import (
    add_market,
    add_step,
    change_step,
    hide_step,
    remove_market,
    set_market,
    show_step,
    tick,
    untick,
)
from planner.markets.facts_seed import seeded_facts
from planner.markets.page import facts_of, open_markets, readiness_of
from planner.models import MarketFact
from planner.refusals import NotOfBrand, Refused
from tkcommerce.brands.models import Market

TODAY = date(2026, 11, 22)


@pytest.fixture
def plan(ours):
    return ours.marketplans.get()


def only(brand):
    (found,) = readiness_of(brand, today=TODAY)
    return found


def test_a_new_brand_gets_ready_for_its_home_market_without_any_shop(ours, plan):
    found = only(ours)
    assert (plan.market, plan.state, found.done, found.score, len(found.steps)) == ("JP", "preparing", 0, 0, 24)
    assert [len(phase.steps) for phase in found.phases] == [10, 8, 6]
    assert str(found.next_step) == "Set the goal and its tree of KPIs"
    with translation.override("ja"):
        assert str(found.next_step) == "目標とKPIツリーを決める"


def test_ticks_say_who_and_when_and_the_first_stays(ours, plan, aiko, ben):
    step = plan.steps.get(code="goal")
    tick(step=step, by=aiko)
    done = tick(step=step, by=ben)
    assert (done.done_by, done.done_at is not None, only(ours).done, only(ours).next_step.code) == (aiko, True, 1, "account")
    assert untick(step=step, by=ben).done_at is None
    assert only(ours).done == 0


def test_what_is_late_comes_first_and_what_is_hidden_does_not_count(ours, plan, aiko):
    step = plan.steps.get(code="reviews")
    change_step(step=step, owner=aiko, due_day=TODAY - timedelta(days=1), evidence="", by=aiko)
    assert (only(ours).next_step.code, only(ours).late) == ("reviews", 1)
    change_step(step=step, owner=aiko, due_day=TODAY, evidence="", by=aiko)
    assert (only(ours).next_step.code, only(ours).late) == ("goal", 0)
    hide_step(step=plan.steps.get(code="goal"), by=aiko)
    assert (only(ours).next_step.code, len(only(ours).steps), len(only(ours).hidden)) == ("account", 23, 1)
    show_step(step=plan.steps.get(code="goal"), by=aiko)
    assert only(ours).next_step.code == "goal"


def test_an_owner_is_a_member(plan, aiko):
    stranger = make_user("x@example.com")
    with pytest.raises(NotOfBrand):
        change_step(step=plan.steps.first(), owner=stranger, due_day=None, evidence="", by=aiko)


def test_a_state_has_its_day_and_the_countdown_ends_with_opening(ours, plan, aiko):
    set_market(plan=plan, state="applied", opens_on=TODAY + timedelta(days=9), today=TODAY, by=aiko)
    assert (only(ours).plan.state_since, only(ours).days_left) == (TODAY, 9)
    later = TODAY + timedelta(days=3)
    set_market(plan=plan, state="applied", opens_on=None, today=later, by=aiko)
    assert (only(ours).plan.state_since, only(ours).days_left) == (TODAY, None)
    set_market(plan=plan, state="open", opens_on=TODAY + timedelta(days=9), today=later, by=aiko)
    assert (only(ours).plan.state_since, only(ours).days_left) == (later, None)
    with pytest.raises(Refused):
        set_market(plan=plan, state="gone", opens_on=None, today=TODAY, by=aiko)


def test_markets_are_added_once_and_taken_back_while_untouched(ours, aiko):
    added = add_market(brand=ours, market="ID", by=aiko)
    assert [one.plan.market for one in readiness_of(ours, today=TODAY)] == ["JP", "ID"]
    assert "ID" not in dict(open_markets(ours))
    with pytest.raises(Refused):
        add_market(brand=ours, market="ID", by=aiko)
    tick(step=added.steps.first(), by=aiko)
    with pytest.raises(Refused):
        remove_market(plan=added, by=aiko)
    untick(step=added.steps.first(), by=aiko)
    remove_market(plan=added, by=aiko)
    assert [one.plan.market for one in readiness_of(ours, today=TODAY)] == ["JP"]


def test_own_steps(plan, aiko):
    step = add_step(plan=plan, phase="open", label_ja="倉庫", label_en="", by=aiko)
    assert (step.code, step.label_en) == ("own-1", "倉庫")
    with pytest.raises(Refused):
        add_step(plan=plan, phase="open", label_ja=" ", label_en="", by=aiko)


def test_a_fee_is_the_one_of_the_day(db):
    def fee(market, day):
        return [str(fact.rate) for fact in facts_of(market, today=day) if fact.topic == "seller_fee"]

    assert (fee("DE", date(2025, 12, 1)), fee("DE", date(2026, 1, 8))) == (["0.0500", "0.0900"], ["0.0900"])
    assert fee("JP", TODAY) == ["0.0700"]


def test_every_market_has_facts_and_every_fact_its_source(db):
    assert {fact.market for fact in MarketFact.objects.all()} == set(Market.values)
    assert MarketFact.objects.count() == len(seeded_facts())
    assert [fact for fact in MarketFact.objects.all() if not fact.source or "UNCONFIRMED" in fact.value_en] == []


def test_other_brands_have_their_own(ours, theirs, aiko):
    tick(step=ours.marketplans.get().steps.first(), by=aiko)
    assert (only(ours).done, only(theirs).done) == (1, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_all_markets_take_two_queries(ours, aiko, count, django_assert_num_queries):
    for market in ["ID", "TH", "VN"][:count]:
        add_market(brand=ours, market=market, by=aiko)
    with django_assert_num_queries(2):
        assert all(one.next_step for one in readiness_of(ours, today=TODAY))
