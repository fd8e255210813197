"""Own-EC sales above the usual of the same weekdays: off by default, with a range, never below nothing."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from factories import make_account, make_import, make_order, make_posted_video, make_table

from analytics.models import SalesPolicy
from analytics.models.rollups import Grain
from analytics.queries.own_ec_estimate import above_usual, estimate_own_ec
from analytics.rollups.run import rebuild
from tkcommerce.dates import Days

POSTED = date(2026, 11, 2)


def test_what_is_above_the_usual_has_a_range():
    week = Days(POSTED, POSTED + timedelta(days=7))
    net = {POSTED - timedelta(days=n): Decimal(100 + 10 * (n // 8 % 2)) for n in range(1, 57)}
    net |= dict.fromkeys(week, Decimal(150))
    low, middle, high = above_usual(net, week)
    assert 0 < low < middle < high
    assert middle == pytest.approx(7 * 150 - sum(net[POSTED - timedelta(days=n)] for n in range(1, 57)) / 8)
    assert above_usual(net | dict.fromkeys(week, 1), week) == (0, 0, 0)


@pytest.mark.parametrize("weeks", [4, 8])
def test_the_range_holds_what_a_post_really_brought_nine_times_in_ten(weeks):
    chance, week, held, brought = random.Random(7), Days(POSTED, POSTED + timedelta(days=7)), 0, 500
    for _attempt in range(400):
        days = [POSTED + timedelta(days=n) for n in range(-7 * weeks, 7)]
        net = {day: Decimal(max(round(chance.gauss(1000, 300)), 0)) for day in days}
        net[POSTED] += brought
        low, _middle, high = above_usual(net, week)
        held += low <= brought <= high
    assert 340 <= held <= 380


def test_without_four_weeks_before_there_is_none():
    week = Days(POSTED, POSTED + timedelta(days=7))
    assert above_usual({POSTED - timedelta(days=n): 100 for n in range(1, 25)}, week) is None
    assert above_usual({}, week) is None


@pytest.mark.django_db
def test_it_is_off_until_the_brand_switches_it_on(as_ben, ours):
    video = make_posted_video(make_account(ours), POSTED, external_id="7001")
    table = make_table(make_import(ours), kind="order", as_of=POSTED)
    days = [POSTED - timedelta(days=n) for n in range(-7, 60)]
    for day in days:
        make_order(table, day.isoformat(), ordered_at=f"{day}T03:00:00Z", total=300 if day >= POSTED else 100)
    rebuild(ours, Grain.SALES, days)
    page = f"/b/ours/funnel/video/{video.pk}/"
    assert estimate_own_ec(ours, video) == ()
    assert "Estimate" not in as_ben.get(page).content.decode()
    SalesPolicy.objects.create(brand=ours, estimates_own_ec=True)
    [found] = estimate_own_ec(ours, video)
    assert (found.currency, found.low, found.middle, found.high, found.others) == ("JPY", 1400, 1400, 1400, 0)
    assert "Own EC after the post, estimated: ¥1,400 (¥1,400 to ¥1,400)" in as_ben.get(page).content.decode()
    assert "stand with each video, never in these numbers" in as_ben.get("/b/ours/sales/assists/").content.decode()
