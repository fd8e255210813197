"""Every roll-up agrees with its slow oracle on messy data; twice equals once, any order equals sorted order."""

from random import Random

import oracles
import pytest
import sale_oracles
from factories import make_brand
from messy import fill

from analytics.models import AccountDay, ActiveHour, ImportedTable, SalesDay, VideoDay, VideoTotal
from analytics.models.rollups import Grain
from analytics.rollups.run import rebuild

ZONES = ["Asia/Tokyo", "Europe/Berlin", "America/New_York", "America/Santiago", "Asia/Kathmandu"]
pytestmark = pytest.mark.django_db


def keyed(model, brand, key, values):
    return {row[: len(key)]: row[len(key) :] for row in model.objects.filter(brand=brand).values_list(*key, *values)}


def stored(brand):
    totals = keyed(VideoTotal, brand, ("video_id",), ("as_of", "is_rounded", *VideoTotal.METRICS))
    sales = ("orders", "cancelled_orders", "items", "gross", "refunded", "net", "as_of")
    return {
        "account_days": keyed(AccountDay, brand, ("account_id", "day"), ("as_of", *AccountDay.METRICS)),
        "active_hours": keyed(ActiveHour, brand, ("account_id", "day", "hour"), ("as_of", "active_followers")),
        "video_days": keyed(VideoDay, brand, ("video_id", "day"), ("is_rounded", *VideoDay.METRICS)),
        "video_totals": {key[0]: row for key, row in totals.items()},
        "sales_days": keyed(SalesDay, brand, ("day", "channel", "currency"), sales),
    }


def expected(brand):
    return {name: getattr(sale_oracles if name == "sales_days" else oracles, name)(brand) for name in stored(brand)}


def rebuild_all(brand, days):
    for grain in Grain:
        rebuild(brand, grain, days)


@pytest.mark.parametrize("seed", range(10))
def test_rollups_agree_with_their_oracles(seed):
    brand = make_brand("messy", time_zone=ZONES[seed % len(ZONES)])
    rebuild_all(brand, fill(brand, Random(seed)))
    assert stored(brand) == expected(brand)


def test_rebuilding_twice_changes_nothing():
    brand = make_brand("messy")
    days = fill(brand, Random(1))
    rebuild_all(brand, days)
    once = stored(brand)
    rebuild_all(brand, days)
    assert stored(brand) == once


def test_days_rebuilt_one_by_one_in_any_order_give_the_same():
    brand = make_brand("messy", time_zone="Europe/Berlin")
    random = Random(2)
    days = fill(brand, random)
    for day in random.sample(days, len(days)):
        rebuild_all(brand, [day])
    assert stored(brand) == expected(brand)


def test_undoing_every_table_leaves_nothing():
    brand = make_brand("messy")
    days = fill(brand, Random(3))
    rebuild_all(brand, days)
    ImportedTable.objects.filter(brand=brand).update(live=False)
    rebuild_all(brand, days)
    assert not any(stored(brand).values())


def test_rebuilding_one_brand_leaves_the_other_alone():
    brand, other = make_brand("messy"), make_brand("other")
    days = fill(brand, Random(4))
    fill(other, Random(5))
    rebuild_all(other, days)
    before = stored(other)
    rebuild_all(brand, days)
    assert stored(other) == before
