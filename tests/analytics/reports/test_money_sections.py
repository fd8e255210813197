"""Sales and the weakest funnel step in the weekly report: of both editions, frozen with the week, currencies apart."""

from dataclasses import replace
from decimal import Decimal

import pytest
from factories import at
from funnels_made import LAST, WEEK, add_cut, add_weeks

from analytics.reports.content import MoneyFact, StepFact, WeeklyContent
from analytics.reports.story import story_of
from analytics.reports.weekly import build_content

NOW = at("2026-11-24T03:00:00+00:00")
EDITIONS = ("marketer", "manager")
pytestmark = pytest.mark.django_db


def built(brand):
    return WeeklyContent.from_json(build_content(brand, WEEK, now=NOW).to_json())


def rows(content, edition="marketer"):
    story = story_of(content, edition=edition, language="en")
    found = [section for section in story.sections if section.title == "Sales and their weakest step"]
    return [(row.name, row.note) for section in found for row in section.rows]


@pytest.mark.parametrize("edition", EDITIONS)
def test_channels_stand_in_one_line_and_currencies_apart(ours, theirs, edition):
    add_cut(ours, LAST, orders=10, platform_discount=500)
    add_cut(ours, LAST, orders=2, channel="own_ec")
    add_cut(ours, LAST, orders=1, currency="USD")
    add_cut(theirs, LAST, orders=99)
    assert rows(built(ours), edition) == [
        ("Sales in JPY", "TikTok Shop GMV ¥10,500 · Own EC gross ¥2,000 · net of all ¥10,800"),
        ("Sales in USD", "TikTok Shop GMV $1,000.00 · net of all $900.00"),
    ]


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_weakest_step_is_named_with_what_it_costs(ours, edition):
    add_weeks(ours, {"add_to_carts": 300, "orders": 150})
    [(name, note)] = rows(built(ours), edition)
    assert name == "The weakest step"
    assert note == (
        "The weakest step is “Product clicks → Added to cart” (In the app): 15.0%, usually 20.0%. "
        "At that rate there would have been about 50 more orders."
    )


def test_a_step_that_is_a_share_of_none_is_named_alone(ours):
    fact = StepFact("own_ec", "repeat", "", 0.1, 0.2, False, 1.2)
    [(_name, note)] = rows(replace(built(ours), weakest=fact))
    assert note.startswith("The weakest step is “Repeat orders” (Own EC): 10.0%, in the period before 20.0%.")


def test_a_week_without_sales_and_steps_has_no_section(ours):
    assert rows(built(ours)) == []
    assert rows(replace(built(ours), money=(MoneyFact("own_ec", "JPY", 1, Decimal(5), Decimal(4)),))) != []
