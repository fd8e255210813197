"""The settings page, and what follows from a new time zone."""

from datetime import date

import pytest
from factories import at, make_account, make_import, make_order, make_table

from analytics.models import StaleDay
from tkcommerce.brands.time_zones import time_zone_choices

PAGE = "/b/ours/settings/"
FORM = {
    "name": "しずくの庭", "time_zone": "Asia/Tokyo", "currency": "JPY", "home_market": "JP", "language": "ja",
    "week_starts_on": "0",
}  # fmt: skip


@pytest.fixture
def order(ours):
    """Placed at 01:30 on the 2nd in Tokyo, which is the 1st in Jakarta."""
    make_account(ours)
    table = make_table(make_import(ours), kind="orders", as_of=date(2026, 11, 3))
    return make_order(
        table, "1",
        ordered_at=at("2026-11-01T16:30Z"), currency="JPY", total=100,
    )  # fmt: skip


def test_settings_are_saved(as_aiko, ours):
    form = FORM | {"name": "New", "currency": "usd", "home_market": "US", "language": "en", "week_starts_on": "6"}
    assert as_aiko.post(PAGE, form).status_code == 302
    ours.refresh_from_db()
    assert (ours.name, ours.currency, ours.home_market, ours.language, ours.week_starts_on) == ("New", "USD", "US", "en", 6)


def test_a_new_zone_cuts_the_sales_days_anew(as_aiko, ours, order):
    as_aiko.post(PAGE, FORM | {"time_zone": "Asia/Jakarta"})
    assert list(StaleDay.objects.values_list("brand", "grain", "day")) == [(ours.pk, "sales", date(2026, 11, 1))]


def test_the_same_zone_leaves_the_days_alone(as_aiko, order):
    as_aiko.post(PAGE, FORM | {"name": "New"})
    assert StaleDay.objects.count() == 0


@pytest.mark.parametrize(
    "wrong", [{"time_zone": "Mars/Olympus"}, {"currency": "yen!"}, {"name": ""}, {"language": "xx"}, {"week_starts_on": "3"}]
)
def test_a_wrong_value_is_refused_and_the_frame_keeps_what_is_saved(as_aiko, ours, wrong):
    page = as_aiko.post(PAGE, FORM | {"name": "Typed"} | wrong)
    assert (page.status_code, page.context["brand"].name) == (422, "しずくの庭")
    ours.refresh_from_db()
    assert (ours.name, ours.time_zone, ours.currency) == ("しずくの庭", "Asia/Tokyo", "JPY")


def test_asia_stands_first_and_a_legacy_zone_stays_choosable(as_aiko, ours):
    assert time_zone_choices("Asia/Tokyo")[0][0] == "Asia"
    ours.time_zone = "Japan"
    ours.save(update_fields=["time_zone"])
    page = as_aiko.get(PAGE)
    assert page.context["form"].fields["time_zone"].choices[0] == ("Now", [("Japan", "Japan")])
    assert as_aiko.post(PAGE, FORM | {"time_zone": "Japan"}).status_code == 302


def test_a_viewer_may_not_open_them(as_ben):
    assert as_ben.get(PAGE).status_code == 403
