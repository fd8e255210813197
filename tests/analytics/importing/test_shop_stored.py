"""Exports of TikTok Shop from stored bytes to readings."""

from decimal import Decimal
from pathlib import Path

import pytest
from uploads import bring

from analytics.importing.personal import customer_key
from analytics.models import OrderLineReading, OrderReading, SettlementReading
from tkcommerce.work.models import State

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_media")]
DATA = Path("tests/data/tiktok_shop")


def brought(brand, name):
    return bring(brand, name, DATA.joinpath(name).read_bytes())


def test_orders_of_the_shop_and_of_its_creators_stand_beside_each_other(ours):
    for name in ("en_orders.csv", "ja_orders.csv", "en_affiliate_seller.csv", "ja_affiliate_partner.xlsx"):
        assert brought(ours, name).state == State.DONE

    told = OrderReading.objects.filter(brand=ours).values_list("source", "gmv_kind", "shop").distinct()
    assert set(told) == {("tiktok_shop", "direct", "tiktok_shop"), ("tiktok_affiliate", "affiliate", "tiktok_shop")}
    assert ours.orderreadings.count() == 4 + 2 + 2 + 2
    order = ours.orderreadings.get(order_id="577100000000000101")
    assert (order.total, order.currency, order.state, order.items) == (258000, "VND", "delivered", 3)
    assert order.customer_key == customer_key(ours.pepper, "hoa.le")
    assert order.platform_discount == 12000
    line = OrderLineReading.objects.get(order__order_id="577400000000000101", position=1)
    assert (line.creator, line.surface, line.content_id) == ("hana.beauty", "video", "7500000000000000077")
    assert (line.commission_rate, line.commission_paid) == (Decimal("0.15"), Decimal("3.45"))


def test_the_same_export_again_adds_no_version(ours):
    brought(ours, "ja_orders.csv")
    again = bring(ours, "again.csv", DATA.joinpath("ja_orders.csv").read_bytes() + b"\n")

    assert ours.orderreadings.count() == 2
    assert again.tables.get().rows_same == 2


def test_settlements(ours):
    brought(ours, "en_settlement.xlsx")

    assert list(SettlementReading.objects.filter(brand=ours).values_list("settled", "platform_fee", "other_fees")) == [
        (Decimal("33.45"), Decimal("2.58"), Decimal("0.52")),
        (Decimal("-3.20"), Decimal(0), Decimal("3.20")),
    ]


def test_no_problem_quotes_a_person(ours):
    text = DATA.joinpath("ja_orders.csv").read_bytes().decode().replace("01/27/2026 6:03:56 PM", "山田 花子 090-0000-0000")
    problem = bring(ours, "shifted.csv", text.encode()).problems.get()

    assert (problem.row, problem.column, problem.value) == (2, "注文作成時刻", "")
