"""Costs, rates and the rule for sales: written with their history, by managers of the brand alone."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from factories import at

from analytics.business.editing import set_cost, set_rate
from analytics.business.page import business_page
from analytics.models import ExchangeRate, ProductCost
from planner.models import Product
from planner.refusals import NotOfBrand, Refused

TODAY = date(2026, 11, 16)
NOW = at("2026-11-16T03:00:00+00:00")
PAGE = "/b/ours/business/"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def serum(ours):
    return Product.objects.create(brand=ours, name="serum")


def cost(brand, product, amount, day, by):
    row = ProductCost(brand=brand, product=product, cost=amount, currency="JPY", valid_from=day)
    return set_cost(cost=row, brand=brand, by=by)


def test_the_newest_cost_that_has_begun_holds_and_older_ones_stay(ours, aiko, serum):
    for amount, day in ((300, date(2026, 1, 1)), (320, date(2026, 10, 1)), (350, date(2026, 12, 1))):
        cost(ours, serum, amount, day, aiko)
    page = business_page(ours, today=TODAY)
    assert [(row.cost, holds) for row, holds in page.cost_rows] == [(350, False), (320, True), (300, False)]
    assert page.unknown == []


def test_a_cost_of_the_same_day_replaces_the_old_one_and_the_history_tells_both(ours, aiko, serum):
    first = cost(ours, serum, 300, TODAY, aiko)
    assert cost(ours, serum, 310, TODAY, aiko) == first
    assert cost(ours, serum, 310, TODAY, aiko) == first  # nothing changed, nothing recorded
    entries = business_page(ours, today=TODAY).history
    assert [(one.verb, [(line.before, line.after) for line in one.lines]) for one in entries] == [
        ("changed", [("300", "310")]), ("added", []),
    ]  # fmt: skip


def test_a_cost_belongs_to_its_brand(ours, theirs, aiko):
    with pytest.raises(NotOfBrand):
        cost(ours, Product.objects.create(brand=theirs, name="secret"), 1, TODAY, aiko)


def test_a_rate_is_between_two_currencies(ours, aiko):
    with pytest.raises(Refused):
        set_rate(rate=ExchangeRate(brand=ours, base="JPY", quote="JPY", day=TODAY, rate=1), brand=ours, by=aiko)


def test_a_manager_fills_in_all_three_forms(client, ours, aiko, serum):
    client.force_login(aiko)
    rule = {"rule-estimates_own_ec": "on", "rule-window_days": "１４", "rule-shows_in": "jpy"}
    assert client.post(f"{PAGE}rule/", rule).status_code == 302
    typed = {"cost-product": serum.pk, "cost-cost": "320", "cost-currency": "", "cost-valid_from": "2026-11-01"}
    assert client.post(f"{PAGE}costs/", typed).status_code == 302
    typed = {"rate-base": "usd", "rate-quote": "JPY", "rate-rate": "151.25", "rate-day": "2026-11-01", "rate-source": "三菱UFJ"}
    assert client.post(f"{PAGE}rates/", typed).status_code == 302
    assert list(ours.salespolicys.values_list("estimates_own_ec", "window_days", "shows_in")) == [(True, 14, "JPY")]
    assert list(ours.productcosts.values_list("cost", "currency")) == [(320, "JPY")]
    assert list(ours.exchangerates.values_list("base", "quote", "rate")) == [("USD", "JPY", Decimal("151.25"))]
    assert list(ours.settingchanges.values_list("kind", "verb", "by")) == [
        ("exchange", "added", aiko.pk), ("cost", "added", aiko.pk), ("sales", "added", aiko.pk),
    ]  # fmt: skip
    client.post(f"{PAGE}rule/", rule | {"rule-window_days": "7"})
    assert ours.salespolicys.get().window_days == 7
    client.post(f"{PAGE}costs/{ours.productcosts.get().pk}/remove/")
    client.post(f"{PAGE}rates/{ours.exchangerates.get().pk}/remove/")
    assert (ours.productcosts.count(), ours.exchangerates.count()) == (0, 0)


@pytest.mark.parametrize(
    ("part", "typed", "said"),
    [
        ("rates", {"rate-base": "JPY", "rate-quote": "JPY", "rate-rate": "1", "rate-day": "2026-11-01"}, "between two"),
        ("rates", {"rate-base": "USD", "rate-quote": "JPY", "rate-rate": "0", "rate-day": "2026-11-01"}, "more than nothing"),
        ("rule", {"rule-window_days": "0"}, "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_is_explained(client, ours, aiko, part, typed, said):
    client.force_login(aiko)
    answer = client.post(f"{PAGE}{part}/", typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_margins_are_for_managers_of_the_brand(client, ours, theirs, ben, aiko, serum):
    row = cost(ours, serum, 300, TODAY, aiko)
    client.force_login(ben)
    assert client.get(PAGE).status_code == 403
    for path in ("rule/", "costs/", "rates/", f"costs/{row.pk}/remove/"):
        assert client.post(PAGE + path).status_code == 403
    client.force_login(aiko)
    assert client.get("/b/theirs/business/").status_code == 404
    other = Product.objects.create(brand=theirs, name="secret")
    typed = {"cost-product": other.pk, "cost-cost": "320", "cost-valid_from": "2026-11-01"}
    assert client.post(f"{PAGE}costs/", typed).status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_questions_whatever_it_shows(client, ours, aiko, count, django_assert_num_queries):
    for n in range(count):
        cost(ours, Product.objects.create(brand=ours, name=f"serum{n}"), 300, TODAY, aiko)
        set_rate(rate=ExchangeRate(brand=ours, base="USD", quote=f"JP{n}", day=TODAY, rate=150), brand=ours, by=aiko)
    client.force_login(aiko)
    client.get(PAGE)
    with django_assert_num_queries(10):
        client.get(PAGE)


def undo_newest(client, ours):
    return client.post(f"{PAGE}changes/{ours.settingchanges.first().pk}/undo/", follow=True).content.decode()


def test_one_press_takes_back_what_was_added_changed_and_removed(client, ours, theirs, ben, aiko, serum):
    client.force_login(aiko)
    typed = {"cost-product": serum.pk, "cost-cost": "320.50", "cost-currency": "", "cost-valid_from": "2026-11-01"}
    page = client.post(f"{PAGE}costs/", typed, follow=True).content.decode()
    assert f"{PAGE}changes/{ours.settingchanges.first().pk}/undo/" in page
    client.post(f"{PAGE}costs/", typed | {"cost-cost": "400"})
    assert "The change is undone." in undo_newest(client, ours)
    assert ours.productcosts.get().cost == Decimal("320.50")
    assert "There is nothing to undo any more." in undo_newest(client, ours)
    row = ours.productcosts.get().pk
    client.post(f"{PAGE}costs/{row}/remove/")
    undo_newest(client, ours)
    assert list(ours.productcosts.values_list("pk", "product", "cost", "valid_from")) == [
        (row, serum.pk, Decimal("320.50"), date(2026, 11, 1))
    ]  # fmt: skip
    client.post(f"{PAGE}rates/", {"rate-base": "usd", "rate-quote": "JPY", "rate-rate": "151.25", "rate-day": "2026-11-01"})
    undo_newest(client, ours)
    client.post(f"{PAGE}rule/", {"rule-window_days": "14"})
    undo_newest(client, ours)
    assert (ours.exchangerates.count(), ours.salespolicys.count()) == (0, 0)
    assert [change.verb for change in ours.settingchanges.all()][:2] == ["undone", "added"]
    change = ours.settingchanges.last().pk
    client.force_login(ben)
    assert client.post(f"{PAGE}changes/{change}/undo/").status_code == 403
    client.force_login(aiko)
    assert client.post(f"/b/theirs/business/changes/{change}/undo/").status_code == 404


def test_a_removed_cost_does_not_come_back_over_a_new_one_or_without_its_product(client, ours, aiko, serum):
    client.force_login(aiko)
    row = cost(ours, serum, 300, TODAY, aiko)
    client.post(f"{PAGE}costs/{row.pk}/remove/")
    removed = ours.settingchanges.first().pk
    cost(ours, serum, 310, TODAY, aiko)
    answer = client.post(f"{PAGE}changes/{removed}/undo/", follow=True).content.decode()
    assert "taken by another entry now" in answer
    serum.delete()
    assert "choose anew" in client.post(f"{PAGE}changes/{removed}/undo/", follow=True).content.decode()


def test_an_empty_choice_has_a_name(client, ours, aiko, serum):
    client.force_login(aiko)
    page = client.get(PAGE).content.decode()
    assert ("---------" in page, '<option value="" selected>Choose</option>' in page) == (False, True)
