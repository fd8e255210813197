"""Orders brought by hand from several shops, each of which counts its own from 1: never one order, never one customer."""

from decimal import Decimal

import pytest
from uploads import bring

from analytics.importing.headers import fingerprint
from analytics.models import OrderReading, RollupRun, Sale, TableMapping
from analytics.rollups.run import rebuild_stale_days
from tkcommerce.work.running import perform

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_media")]

HEADER = ["伝票", "日", "品", "こ", "たんか", "客"]
COLUMNS = {
    "order_id": "伝票", "ordered_at": "日", "title": "品", "quantity": "こ", "unit_price": "たんか", "customer": "客",
}  # fmt: skip
ROWS = "1,2026-11-03,ソープ,2,{price},hana@example.jp\n2,2026-11-04,オイル,1,{price},hana@example.jp\n"


def ledger(price: int, header: list[str]) -> bytes:
    return (",".join(header) + "\n" + ROWS.format(price=price)).encode()


def explained(brand, header: list[str], **options) -> None:
    TableMapping.objects.create(
        brand=brand, fingerprint=fingerprint(header), name="台帳", profile="template.orders", columns=COLUMNS, options=options
    )


def sales(brand) -> list:
    perform(RollupRun, brand.rolluprun.pk, rebuild_stale_days)
    return list(Sale.objects.filter(brand=brand).order_by("shop", "order_id").values_list("shop", "order_id", "total", "nth"))


def test_the_same_numbers_in_two_shops_are_four_orders_of_two_customers(ours):
    other = [*HEADER, "備考"]
    explained(ours, HEADER, shop="店頭")
    explained(ours, other, shop="催事 A")
    assert bring(ours, "store.csv", ledger(1000, HEADER)).state == "done"
    assert bring(ours, "event.csv", ledger(300, other).replace(b".jp\n", b".jp,\n")).state == "done"

    assert sales(ours) == [
        ("催事 A", "1@催事 a", Decimal(600), 1),
        ("催事 A", "2@催事 a", Decimal(300), 2),
        ("店頭", "1@店頭", Decimal(2000), 1),
        ("店頭", "2@店頭", Decimal(1000), 2),
    ]
    assert set(OrderReading.objects.values_list("name", "source")) == {("1", "template"), ("2", "template")}


def test_the_next_file_of_a_shop_tells_its_orders_again(ours):
    explained(ours, HEADER, shop="店頭")
    bring(ours, "october.csv", ledger(1000, HEADER))
    again = bring(ours, "november.csv", ledger(1100, HEADER))
    assert again.tables.values_list("rows_new", "rows_changed").get() == (0, 2)
    assert [total for _shop, _id, total, _nth in sales(ours)] == [2200, 1100]


def test_a_template_names_the_shop_of_each_row(ours):
    head = "Template: orders,Order,Ordered at,Shop,Product,Quantity,Unit price\n"
    sold = (("Ａ 店", "ソープ", 100), ("B店", "ソープ", 200), ("", "ソープ", 400), ("A  店", "オイル", 50))
    rows = "".join(f",1,2026-11-03,{shop},{title},1,{price}\n" for shop, title, price in sold)
    assert bring(ours, "orders.csv", (head + rows).encode()).state == "done"
    assert sales(ours) == [
        ("A 店", "1@a 店", Decimal(150), None),
        ("B店", "1@b店", Decimal(200), None),
        ("template", "1", Decimal(400), None),
    ]


def test_a_file_that_names_no_shop_is_read_as_it_always_was(ours):
    explained(ours, HEADER)
    bring(ours, "store.csv", ledger(1000, HEADER))
    assert [(shop, order) for shop, order, _total, _nth in sales(ours)] == [("template", "1"), ("template", "2")]
