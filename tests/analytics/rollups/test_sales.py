"""Sales agree with their slow oracle on messy data, whoever told them, in whatever order their days are rebuilt."""

from random import Random

import pytest
import sale_oracles
from factories import make_brand
from messy_sales import fill_sales

from analytics.models import AffiliateSale, ChannelCut, ImportedTable, ProductCut, Sale, SaleLine, SalesCut, SalesDay
from analytics.rollups.sales import rebuild

ZONES = ["Asia/Tokyo", "Europe/Berlin", "America/New_York", "America/Santiago", "Asia/Kathmandu", "Pacific/Apia"]
OF_SALE = (
    "reading", "day", "told_by", "as_of", "net", "items", "attributed_by", "surface", "content_id", "creator", "video",
    "assisted_by", "account", "campaign", "nth", "first_day",
)  # fmt: skip
OF_LINE = (
    "position", "catalogue", "amount", "surface", "content_id", "creator", "commission_rate", "commission_estimated",
    "commission_paid",
)  # fmt: skip
OF_PRODUCT = ("day", "shop", "currency", "surface", "catalogue", "product_id", "video", "content_id")
pytestmark = pytest.mark.django_db


def stored(brand):
    lines = {}
    for shop, order_id, *line in (
        SaleLine.objects.filter(brand=brand).order_by("position").values_list("sale__shop", "sale__order_id", *OF_LINE)
    ):
        lines.setdefault((shop, order_id), []).append(tuple(line))
    products = ProductCut.objects.filter(brand=brand).values_list(
        *OF_PRODUCT, "title", "sku_orders", "items", "returned_items", "gross", "cancelled_gross"
    )
    return {
        "sales": {
            row[:2]: dict(zip(OF_SALE, row[2:], strict=True))
            for row in Sale.objects.filter(brand=brand).values_list("shop", "order_id", *OF_SALE)
        },
        "lines": lines,
        "affiliates": {
            row[:2]: row[2:]
            for row in AffiliateSale.objects.filter(brand=brand).values_list(
                "order_id", "position", "day", "creator", "content_id", "gmv", "is_cancelled", "as_of"
            )
        },
        "cuts": cuts(SalesCut, brand),
        "channels": cuts(ChannelCut, brand),
        "days": cuts(SalesDay, brand, ("day", "channel", "currency"), DAY_SUMS),
        "products": {(*row[:8], row[8] if not row[5] else ""): row[9:] for row in products},
    }


DAY_SUMS = ("orders", "cancelled_orders", "items", "gross", "refunded", "net")


def cuts(model, brand, dimensions=None, sums=None):
    dimensions, sums = dimensions or model.DIMENSIONS, sums or model.SUMS
    rows = model.objects.filter(brand=brand).values_list(*dimensions, *sums, "as_of")
    return {row[: len(dimensions)]: row[len(dimensions) :] for row in rows}


def expected(brand):
    made = sale_oracles.sales(brand)
    return {
        "sales": {key: {name: sale[name] for name in OF_SALE} for key, sale in made.items()},
        "lines": {key: sale["lines"] for key, sale in made.items() if sale["lines"]},
        "affiliates": sale_oracles.affiliate_sales(brand),
        "cuts": sale_oracles.cuts(brand, SalesCut.DIMENSIONS),
        "channels": sale_oracles.cuts(brand, ChannelCut.DIMENSIONS),
        "days": sale_oracles.sales_days(brand),
        "products": sale_oracles.product_cuts(brand),
    }


def agree(brand):
    found, told = stored(brand), expected(brand)
    for name, rows in told.items():
        assert {key: (row, rows.get(key)) for key, row in found[name].items() if rows.get(key) != row} == {}, name
        assert found[name].keys() == rows.keys(), name


@pytest.mark.parametrize("seed", range(12))
def test_sales_agree_with_their_oracle(seed):
    brand = make_brand("messy", time_zone=ZONES[seed % len(ZONES)])
    days = fill_sales(brand, Random(seed))
    rebuild(brand, days)
    agree(brand)


@pytest.mark.parametrize("seed", range(3))
def test_days_rebuilt_one_by_one_in_any_order_give_the_same(seed):
    brand = make_brand("messy", time_zone=ZONES[seed])
    random = Random(seed)
    days = fill_sales(brand, random)
    for day in random.sample(days, len(days)):
        rebuild(brand, [day])
    agree(brand)


def test_rebuilding_twice_changes_nothing():
    brand = make_brand("messy")
    days = fill_sales(brand, Random(1))
    rebuild(brand, days)
    rebuild(brand, days[::2])
    agree(brand)


def test_what_is_undone_and_redone_leaves_no_trace():
    brand = make_brand("messy", time_zone="Europe/Berlin")
    random = Random(5)
    days = fill_sales(brand, random)
    rebuild(brand, days)
    tables = list(ImportedTable.objects.filter(brand=brand, live=True))
    for table in random.sample(tables, 3):
        ImportedTable.objects.filter(pk=table.pk).update(live=False)
        rebuild(brand, touched(brand, table))
        agree(brand)
    ImportedTable.objects.filter(pk__in=[table.pk for table in tables]).update(live=True)
    rebuild(brand, days)
    agree(brand)


def touched(brand, table):
    """The days that a version of an order of this table names, as an import marks them."""
    mine = {(o.reading.source, o.reading.order_id) for o in sale_oracles.OrderTelling.objects.filter(table=table)}
    versions = sale_oracles.OrderTelling.objects.filter(brand=brand).select_related("reading")
    return sorted({
        sale_oracles.day_of(o.reading.ordered_at, brand.time_zone)
        for o in versions if (o.reading.source, o.reading.order_id) in mine
    })  # fmt: skip


def test_undoing_everything_leaves_nothing():
    brand = make_brand("messy")
    days = fill_sales(brand, Random(3))
    rebuild(brand, days)
    ImportedTable.objects.filter(brand=brand).update(live=False)
    rebuild(brand, days)
    assert not any(stored(brand).values())


def test_the_other_brand_is_left_alone():
    brand, other = make_brand("messy"), make_brand("other")
    days = fill_sales(brand, Random(4))
    fill_sales(other, Random(6))
    rebuild(other, days)
    before = stored(other)
    rebuild(brand, days)
    assert stored(other) == before
    agree(brand)
