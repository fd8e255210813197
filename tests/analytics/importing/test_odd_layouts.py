"""Layouts that the other files of a kind do not have: totals without a mark, grouped headers, days beside campaigns."""

from datetime import date
from decimal import Decimal

import pytest

from analytics.importing.parse import parse_tables
from analytics.importing.tables import Hints, SourceFile

TODAY = Hints(today=date(2026, 11, 22), zone="Asia/Tokyo", currency="JPY", market="JP")


def parsed(name, *lines):
    return parse_tables(SourceFile(name, "\n".join(lines).encode()), TODAY)


@pytest.mark.parametrize("word", ["Total", "Grand total", "Total of 2 results", "合計", "Tổng cộng"])
def test_a_total_of_campaigns_creatives_is_no_creative(word):
    [table] = parsed(
        "creative data for product campaigns 2026-07-01 00 ~ 2026-07-07 23.csv",
        "Campaign name,Campaign ID,Post ID,Creative,Cost,SKU orders,Gross revenue,Currency",
        "Autumn,1840000000000000010,7640000000000000014,x,10,1,30,USD",
        "Total sale,1840000000000000011,7640000000000000015,y,5,1,20,USD",
        f"{word},-,-,-,15,2,50,USD",
    )

    assert (table.rows_read, list(table.frame["gmv"])) == (2, [Decimal(30), Decimal(20)])
    assert [(problem.row, problem.level, problem.params) for problem in table.problems] == [(4, "note", {"count": 1})]


def test_hours_of_a_campaign_are_added_up_to_its_days():
    [table] = parsed(
        "Campaign overview data 2026-07-01 - 2026-07-02.csv",
        "Time,Campaign ID,Campaign name,Cost,SKU orders,Gross revenue,Currency",
        "2026-07-01 00:00:00,1840000000000000010,Autumn,1,0,0,USD",
        "2026-07-01 01:00:00,1840000000000000010,Autumn,2,1,30,USD",
        "2026-07-02 00:00:00,1840000000000000010,Autumn,4,0,0,USD",
        "-,-,-,7,1,30,USD",
    )

    days = table.frame.sort_values("first_day")
    assert list(zip(days["first_day"], days["cost"], days["gmv"], strict=True)) == [
        (date(2026, 7, 1), Decimal(3), Decimal(30)),
        (date(2026, 7, 2), Decimal(4), Decimal(0)),
    ]


def test_a_shops_day_by_surface_under_groups():
    [table] = parsed(
        "Shop Analytics_Key metrics_20260116.csv",
        "2026-01-13 ~ 2026-01-14,,,,,,,,",
        ",All,,,LIVE,,Video,Affiliate,",
        "Date,GMV,Orders,Items sold,GMV,Items sold,GMV,GMV,Items sold",
        "2026-01-13,¥100,4,5,¥40,2,¥60,¥70,3",
        "2026-01-14,¥0,0,0,¥0,0,¥0,--,--",
    )

    told = table.frame[table.frame["first_day"] == date(2026, 1, 13)]
    assert table.recognised.profile == "tiktok_shop.shop_surfaces"
    keys = zip(told["gmv_kind"], told["surface"].fillna(""), strict=True)
    assert dict(zip(keys, told["gmv"], strict=True)) == {
        ("direct", ""): Decimal(100),
        ("direct", "live"): Decimal(40),
        ("direct", "video"): Decimal(60),
        ("affiliate", ""): Decimal(70),
    }


def test_ga4s_overview_in_indonesian():
    users, channels = parsed(
        "Ringkasan.csv",
        "# Tanggal mulai: 20260901",
        "# Tanggal akhir: 20260902",
        "Hari ke-n,Pengguna aktif,Pengguna baru",
        "0000,10,5",
        "0001,11,6",
        "",
        "# Tanggal mulai: 20260901",
        "# Tanggal akhir: 20260902",
        "Grup saluran utama sesi (Grup Saluran Default),Sesi",
        "Organic Social,30",
    )

    assert list(zip(users.frame["first_day"], users.frame["users"], strict=True)) == [
        (date(2026, 9, 1), 10),
        (date(2026, 9, 2), 11),
    ]
    assert list(zip(channels.frame["channel_group"], channels.frame["sessions"], strict=True)) == [("Organic Social", 30)]


@pytest.mark.parametrize(
    ("clocks", "instants"),
    [
        (("103309", "3309"), ["2026-08-10T01:33:09+00:00", "2026-08-09T15:33:09+00:00"]),
        (("93309", "5"), ["2026-08-10T00:33:09+00:00", "2026-08-09T15:00:05+00:00"]),
    ],
)
def test_clocks_that_lost_their_zeros(clocks, instants):
    [table] = parsed(
        "order.csv",
        "注文番号,日付,注文時間,処理状況,商品名,価格,数量,合計金額",
        *(f"A-{number},2026/8/10,{clock},配送,美容液,3300,1,3300" for number, clock in enumerate(clocks)),
    )

    assert [instant.isoformat() for instant in table.frame["ordered_at"]] == instants


def test_where_shopifys_orders_went():
    [table] = parsed(
        "orders_export.csv",
        "Name,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Shipping Country",
        "#1,JPY,3300,2026-10-02 09:00:00 +0900,1,Serum,3300,JP",
        "#1,,,2026-10-02 09:00:00 +0900,1,Toner,0,",
        "#2,JPY,3300,2026-10-02 09:00:00 +0900,1,Serum,3300,CA",
    )

    assert list(table.frame["market"]) == ["JP", ""]
