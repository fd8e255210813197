"""Formats of one or two systems: NextEngine's orders, the search of Data Compass, reports as JSON, and what is known by sight."""

import json
from datetime import date
from decimal import Decimal

import pytest

from analytics.importing.parse import parse_tables
from analytics.importing.problems import UnknownTable, UnreadableFile
from analytics.importing.tables import Hints, SourceFile

HINTS = Hints(today=date(2026, 11, 23), zone="Asia/Tokyo", currency="JPY", market="JP")

_BUYER = "100,東京都,,山田,ﾔﾏﾀﾞ,03,{mail},,,,,,,代引,佐川"
_ROWS = (
    ("T-1,2026/11/03 09:05:00", "hana@example.jp", "5400,0,500,300,200,0,6000,0,,,,,しずくソープ,SZ-100,1800,2,,1,0,"),
    ("T-1,2026/11/03 09:05:00", "hana@example.jp", "5400,0,500,300,200,0,6000,0,,,,,ﾎﾞﾃﾞｨｵｲﾙ,SZ-200,1800,1,香り：ゆず,1,0,"),
    ("T-2,2026/11/04 00:10:00", "", "1800,0,0,0,0,0,1800,0,,,,,しずくソープ,SZ-100,1800,1,,0,0,"),
)
NEXT_ENGINE = (
    "店舗伝票番号,受注日,受注郵便番号,受注住所１,受注住所２,受注名,受注名カナ,受注電話番号,受注メールアドレス,発送郵便番号,発送先住所１,"
    "発送先住所２,発送先名,発送先カナ,発送電話番号,支払方法,発送方法,商品計,税金,発送料,手数料,ポイント,その他費用,合計金額,"
    "ギフトフラグ,時間帯指定,日付指定,作業者欄,備考,商品名,商品コード,商品価格,受注数量,商品オプション,出荷済フラグ,顧客区分,顧客コード\r\n"
) + "".join(f"{order},{_BUYER.format(mail=mail)},{rest}\r\n" for order, mail, rest in _ROWS)


def tables(name: str, content: bytes) -> list:
    return parse_tables(SourceFile(name, content), HINTS)


def test_next_engine_orders_are_read_with_their_lines():
    (table,) = tables("juchu.csv", NEXT_ENGINE.encode("cp932"))
    assert (table.recognised.profile, table.recognised.encoding, table.problems) == ("next_engine.orders", "cp932", [])
    orders = table.frame.set_index("order_id")
    assert list(orders["total"]) == [6000, 1800]
    assert list(orders["shipping"]) == [500, 0]
    assert list(orders["state"]) == ["shipped", "paid"]
    assert list(orders["items"]) == [3, 1]
    assert str(orders.at["T-1", "ordered_at"]) == "2026-11-03 00:05:00+00:00"
    assert list(table.lines["unit_price"]) == [1800, 1800, 1800]
    assert list(table.lines["title"]) == ["しずくソープ", "ﾎﾞﾃﾞｨｵｲﾙ / 香り：ゆず", "しずくソープ"]
    assert orders.at["T-1", "email"] == "hana@example.jp"
    assert "山田" not in str(table.frame) + str(table.lines)


def test_the_search_of_the_shop_stands_under_a_key_of_its_own():
    text = (
        "2026-05-01 ~ 2026-05-02\n\n"
        "Hora,GMV,GMV por cliente prom.,Pedidos,Clientes,Espectadores de productos,Clics,Visitante que agregó al carrito\n"
        '01/05/2026,"MX$1,234.50",MX$617.25,3,2,120,14,5\n02/05/2026,MX$0.00,--,0,0,80,9,1\n'
    )
    (table,) = tables("Channel Stats - Search_20260530163738.csv", text.encode())
    facts = table.frame[["first_day", "content_id", "gmv", "currency", "orders", "viewers", "product_clicks"]]
    assert facts.to_numpy().tolist() == [
        [date(2026, 5, 1), "search", Decimal("1234.50"), "MXN", 3, 120, 14],
        [date(2026, 5, 2), "search", Decimal("0.00"), "MXN", 0, 80, 9],
    ]


REPORT = {
    "reports": [
        {
            "date": "20261101", "advertiserName": "Shizuku", "campaignId": "autumn", "creativeId": "v77", "publisher": "TikTok",
            "Click-throughs": 120, "attributedTotalPurchases14d": "4", "totalAttributedSales14d": 58.20, "nested": {"a": 1},
        },
        {"date": "20261102", "campaignId": "autumn", "creativeId": "v77", "publisher": "TikTok", "Click-throughs": "80"},
    ],
    "size": 2,
    "cursorId": None,
}  # fmt: skip


@pytest.mark.parametrize("content", [REPORT, REPORT["reports"]], ids=["answer", "list"])
def test_a_report_of_amazon_attribution_may_be_json(content):
    (table,) = tables("report.json", json.dumps(content).encode())
    assert table.recognised.profile == "amazon_attribution.report"
    facts = table.frame[["first_day", "clicks", "orders", "gmv"]].astype(object)
    assert facts.where(facts.notna(), None).to_numpy().tolist() == [
        [date(2026, 11, 1), 120, 4, Decimal("58.2")],
        [date(2026, 11, 2), 80, None, None],
    ]


@pytest.mark.parametrize("content", [b"{}", b"[]", b"[1, 2]", b'{"a": {"b": [{"c": 1}]}}', b"[" * 100_000, b'{"date": "x"'])
def test_json_that_is_no_list_of_records_is_refused_in_words(content):
    with pytest.raises(UnreadableFile):
        tables("report.json", content)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("Service Analysis_2026.csv", "Agent,Chats\nA,3\n", "Service Analysis"),
        ("a.csv", "Identificación del agente,Chats asignados,Tasa de respuesta\nA,3,50%\n", "Service Analysis"),
        ("Channel Stats - Search_2026.csv", "Thời gian,Doanh thu\n01/05/2026,3\n", "Channel Stats - Search"),
        ("order.csv", "注文番号,INDEX,注文日時,商品管理番号,商品名,数量,商品単価\n1,1,2026-11-01 10:00:00,A,B,1,100\n", "aiship"),
    ],
)
def test_what_is_known_by_sight_is_named_and_leads_to_the_columns(name, text, told):
    with pytest.raises(UnknownTable, match=told):
        tables(name, text.encode())


def test_a_title_above_an_unknown_table_is_not_taken_for_its_columns():
    with pytest.raises(UnknownTable, match="伝票, 売上日, 品"):
        tables("レジ.csv", "店頭レジ日報,,\n伝票,売上日,品\nA-1,2026/02/03,ソープ\n".encode("cp932"))


def test_a_currency_that_the_file_denies_is_told_back():
    text = "Campaign name,Campaign ID,Ad ID,Ad name,By Day,Cost,Impressions,Currency\nA,18,17000000001,Ad,2026-11-01,1200,5,JPY\n"
    hints = Hints(today=date(2026, 11, 23), zone="Asia/Tokyo", currency="JPY", market="JP", answers={"currency": "USD"})
    (table,) = parse_tables(SourceFile("ads.csv", text.encode()), hints)
    assert list(table.frame["currency"]) == ["JPY"]
    assert table.recognised.evidence[-1][1] == {"said": "USD", "told": "JPY"}
