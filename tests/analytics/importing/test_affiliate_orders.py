"""Orders that creators brought, as the seller, a creator and a partner export them; creators' lists; settlements."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from analytics.importing.parse import parse_tables
from analytics.importing.tables import Hints, SourceFile

DATA = Path("tests/data/tiktok_shop")
HINTS = Hints(today=date(2026, 4, 1), zone="UTC", currency="JPY", market="JP")


def parsed(name, content=None):
    return parse_tables(SourceFile(name, content or DATA.joinpath(name).read_bytes()), HINTS)[0]


def replaced(name, old, new):
    text = DATA.joinpath(name).read_bytes()
    assert old.encode() in text
    return parsed(name, text.replace(old.encode(), new.encode()))


def test_the_sellers_export():
    table = parsed("en_affiliate_seller.csv")
    frame, lines = table.frame, table.lines

    assert (table.recognised.profile, table.rows_read, table.problems) == ("tiktok_affiliate.seller", 3, [])
    assert list(frame["order_id"]) == ["577400000000000101", "577400000000000202"]
    assert list(frame["total"]) == [Decimal("43.00"), Decimal("11.50")]
    assert list(frame["refunded"]) == [None, Decimal("11.50")]
    assert list(frame["state"]) == ["delivered", "returned"]
    assert set(frame["gmv_kind"]) == {"affiliate"}
    assert set(frame["email"]) == {""}
    assert frame["ordered_at"][0] == datetime(2026, 3, 14, 9, 15, 30, tzinfo=UTC)
    assert list(lines["creator"]) == ["hana.beauty", "hana.beauty", "ken_daily"]
    assert list(lines["surface"]) == ["video", "live", "showcase"]
    assert list(lines["content_id"]) == ["7500000000000000077", "7500000000000000088", ""]
    assert list(lines["product_id"]) == ["1730000000000000021", "1730000000000000022", "1730000000000000021"]
    assert list(lines["commission_rate"]) == [Decimal("0.15"), Decimal("0.2"), Decimal("0.15")]
    assert list(lines["commission_estimated"]) == [Decimal("3.45"), Decimal("5.00"), Decimal("1.73")]  # with Shop Ads' 1.00
    assert list(lines["commission_paid"]) == [Decimal("3.45"), None, Decimal("0.00")]
    assert list(lines["collaboration"]) == ["open", "target", "open"]


def test_a_creators_own_export():
    table = parsed("en_affiliate_creator.csv")
    line = table.lines.iloc[0]

    assert (table.recognised.profile, table.problems) == ("tiktok_affiliate.creator", [])
    assert (line["quantity"], line["returned_quantity"], line["amount"]) == (3, 1, 1170)
    assert (line["commission_rate"], line["commission_paid"], line["creator"]) == (Decimal("0.12"), Decimal("93.60"), "")
    assert table.frame["state"][0] == "delivered"


def test_a_partners_workbook_in_japanese_keeps_the_time_of_japan():
    table = parsed("ja_affiliate_partner.xlsx")
    frame, lines = table.frame, table.lines

    assert (table.recognised.profile, table.problems) == ("tiktok_affiliate.partner_ja", [])
    assert frame["ordered_at"][0] == datetime(2026, 1, 27, 9, 3, 56, tzinfo=UTC)
    assert list(frame["total"]) == [11000, 3200]
    assert list(frame["state"]) == ["delivered", "returned"]
    assert list(lines["surface"]) == ["video", "live"]
    assert list(lines["commission_estimated"]) == [1650, 640]


def test_the_older_file_with_commas_in_its_ids():
    frame = parsed("ja_affiliate_older.csv").frame

    assert list(frame["order_id"]) == ["577500000000000301"]
    assert frame["ordered_at"][0] == datetime(2026, 1, 3, 1, 0, tzinfo=UTC)


def test_a_content_type_that_nobody_knows_is_noted_once():
    table = replaced("en_affiliate_seller.csv", "Showcase", "Hologram")

    assert list(table.lines["surface"]) == ["video", "live", ""]
    assert [(problem.row, problem.params, problem.level) for problem in table.problems] == [(4, {"word": "Hologram"}, "note")]


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("577400000000000202", "5.774E+17", "Order ID"),
        ("7500000000000000077", "7.5E+18", "Content ID"),
        ("ken_daily,Showcase,,Open collaboration,15%", "ken_daily,Showcase,,Open collaboration,150%", "Standard commission rate"),
        ("15/03/2026 22:01:02", "15/03/2026 25:01:02", "Time Created"),
    ],
)
def test_bad_cells_are_named(old, new, column):
    table = replaced("en_affiliate_seller.csv", old, new)
    errors = [problem for problem in table.problems if problem.level == "error"]

    assert column in [problem.column for problem in errors]
    assert table.rows_read == len(table.lines) + len(errors)


def test_the_list_of_creators_counts_within_its_days():
    frame = parsed("en_affiliate_creators_20260101-20260131.csv").frame

    assert list(frame["creator"]) == ["hana.beauty", "sora"]
    assert list(frame["gmv"]) == [2281428, 0]
    assert list(frame["currency"]) == ["JPY", "JPY"]
    assert list(frame["items"]) == [310, 0]
    assert (frame["first_day"][0], frame["end_day"][0]) == (date(2026, 1, 1), date(2026, 2, 1))


def test_settlements_keep_fees_as_what_they_cost():
    table = parsed("en_settlement.xlsx")
    order = table.frame.iloc[0]

    assert (table.kind, table.recognised.profile, table.problems) == ("settlement", "tiktok_settlement.orders", [])
    assert list(table.frame["order_id"]) == ["577400000000000101", "577400000000000909"]
    assert list(table.frame["settled"]) == [Decimal("33.45"), Decimal("-3.20")]
    assert (order["day"], order["currency"], order["revenue"]) == (date(2026, 3, 20), "USD", Decimal("43.00"))
    assert order[["platform_fee", "affiliate_commission", "shipping_fee", "other_fees"]].tolist() == [
        Decimal("2.58"),
        Decimal("5.45"),
        Decimal("1.00"),
        Decimal("0.52"),
    ]
