"""The made-up sales as shops export them: Shopify's orders_export.csv, TikTok Shop's order list in Japanese and in English."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from .csv_text import plain_csv
from .sales import Purchase, Sold
from .story import JAPAN
from .truth import Good

SHOPIFY = (
    "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Currency", "Subtotal", "Shipping", "Taxes", "Total",
    "Discount Code", "Discount Amount", "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem sku",
    "Note Attributes", "Cancelled at", "Payment Method", "Refunded Amount", "Id", "Tags", "Source", "Lineitem discount",
)  # fmt: skip
JAPANESE = (
    "注文ID", "注文状況", "注文のサブ状況", "キャンセル/返品のタイプ", "通常の注文または予約注文", "SKU ID", "セラーSKU",
    "商品名", "バリエーション", "数量", "返品済みのSKU数", "SKUの元の価格", "SKU小計（割引前）",
    "プラットフォームが資金提供を行うSKU割引", "セラーSKU割引", "SKU小計（割引後）", "割引後の送料", "元の送料",
    "セラー送料割引", "プラットフォーム送料割引", "プラットフォーム割引", "注文金額", "注文の返金額", "注文作成時刻",
    "注文の支払い日時", "発送準備完了日時", "発送日時", "配達日時", "キャンセル日時", "キャンセル元：", "キャンセル理由",
    "フルフィルメントタイプ", "倉庫名", "追跡ID", "配達オプションのタイプ", "配送業者名", "カスタマーのユーザー名", "受取人",
    "名", "姓", "国", "郵便番号", "都道府県", "市区町村", "町名", "詳細住所1", "詳細住所2", "支払い方法", "電話番号",
    "重量（kg）", "商品カテゴリー", "荷物ID", "セラーメモ", "配送先情報", "統合リスト", "カスタマーからのメッセージ",
)  # fmt: skip
ENGLISH = (
    "Order ID", "Order Status", "Order Substatus", "Cancelation/Return Type", "Normal or Pre-order", "SKU ID", "Seller SKU",
    "Product Name", "Variation", "Quantity", "Sku Quantity of return", "SKU Unit Original Price",
    "SKU Subtotal Before Discount", "SKU Platform Discount", "SKU Seller Discount", "SKU Subtotal After Discount",
    "Shipping Fee After Discount", "Original Shipping Fee", "Shipping Fee Seller Discount", "Shipping Fee Platform Discount",
    "Payment platform discount", "Taxes", "Order Amount", "Order Refund Amount", "Created Time", "Paid Time", "RTS Time",
    "Shipped Time", "Delivered Time", "Cancelled Time", "Cancel By", "Cancel Reason", "Buyer Username", "Country",
    "Payment Method", "Creator Handle",
)  # fmt: skip
DELIVERED_AFTER = timedelta(days=3)


def shopify_csv(sold: Sold, *, handle_of: dict[str, str] | None = None) -> tuple[str, bytes]:
    """(file name, csv): several lines per order; only the first carries the order's own cells. Newest first.

    `handle_of`: utm_content of a video, by its id; without it, the id itself.
    """
    rows = [row for one in reversed(sold.purchases) if one.number for row in _shopify_rows(one, handle_of or {})]
    return "orders_export.csv", plain_csv([SHOPIFY, *([row.get(name, "") for name in SHOPIFY] for row in rows)])


def coupon_of(one: Purchase) -> str:
    """One code a video."""
    return f"SHIZUKU-{one.video.external_id[-4:]}" if one.by == "coupon" and one.video else ""


def _shopify_rows(one: Purchase, handle_of: dict[str, str]) -> list[dict]:
    created = one.at.replace(tzinfo=JAPAN).strftime("%Y-%m-%d %H:%M:%S %z")
    is_tiktok = one.shop != "shopify"
    first = {
        "Financial Status": "paid" if one.fate == "paid" else "refunded", "Paid at": created, "Fulfillment Status": "fulfilled",
        "Currency": "JPY", "Subtotal": one.subtotal, "Shipping": one.shipping, "Taxes": round(one.total / 11),
        "Total": one.total, "Discount Code": coupon_of(one), "Discount Amount": one.coupon,
        "Cancelled at": created if one.fate == "cancelled" else "", "Id": 5_400_000_000_000 + one.number,
        "Payment Method": "tiktok_shop" if is_tiktok else "Shopify Payments",
        "Refunded Amount": 0 if one.fate == "paid" else one.total, "Source": "tiktok" if is_tiktok else "web",
        "Tags": f"TikTokOrderID:{one.order_id}" if is_tiktok else "", "Note Attributes": _utm(one, handle_of),
    }  # fmt: skip
    rows = [
        {"Name": f"#{one.number}", "Email": one.buyer, "Created at": created, "Lineitem quantity": quantity,
         "Lineitem name": good.title, "Lineitem price": good.yen, "Lineitem sku": good.sku, "Lineitem discount": 0}
        for good, quantity in one.goods
    ]  # fmt: skip
    rows[0] |= first
    return rows


def _utm(one: Purchase, handle_of: dict[str, str]) -> str:
    if one.shop != "shopify" or one.number % 5 == 0:  # some come by themselves
        return ""
    if one.by == "utm" and one.video:
        content = handle_of.get(one.video.external_id, one.video.external_id)
        return f"utm_source: tiktok\nutm_medium: organic_video\nutm_content: {content}"
    return "utm_source: tiktok\nutm_medium: profile"


def japanese_orders(sold: Sold, *, last: datetime) -> tuple[str, bytes]:
    """(file name, csv) of TikTok Shop in Japan: amounts like "11,000 JPY", American 12-hour times with a tab behind."""
    rows = [row for one in reversed(sold.of("tiktok_jp")) for row in _rows(one, JAPANESE_WORDS, last)]
    return f"全ての注文-{last:%Y-%m-%d}.csv", plain_csv([JAPANESE, *([row.get(name, "") for name in JAPANESE] for row in rows)])


def english_orders(sold: Sold, *, last: datetime) -> tuple[str, bytes]:
    """(file name, csv) of TikTok Shop in Malaysia: a description below the header, days before months, tabs behind ids."""
    rows = [row for one in reversed(sold.of("tiktok_my")) for row in _rows(one, ENGLISH_WORDS, last)]
    described = ["Platform unique order ID.", *[""] * (len(ENGLISH) - 1)]
    table = [ENGLISH, described, *([row.get(name, "") for name in ENGLISH] for row in rows)]
    return f"All order-{last:%Y-%m-%d}.csv", plain_csv(table)


class _Words:
    """One dialect: its columns in the order of ENGLISH where both have them, its amounts, times and statuses."""

    def __init__(self, columns: Iterable[str], amount: str, time: str, states: tuple[str, str, str, str], kinds: dict) -> None:
        self.columns, self.amount, self.time, self.states, self.kinds = list(columns), amount, time, states, kinds

    def money(self, value: int) -> str:
        return self.amount.format(value)

    def moment(self, at: datetime) -> str:
        return f"{at.strftime(self.time)}\t"


JAPANESE_WORDS = _Words(
    JAPANESE, "{:,} JPY", "%m/%d/%Y %-I:%M:%S %p", ("発送待ち", "完了", "完了", "キャンセル済み"),
    {"cancelled": "キャンセル", "refunded": "返品/返金"},
)  # fmt: skip
ENGLISH_WORDS = _Words(
    ENGLISH, "RM{:,}.00", "%d/%m/%Y %H:%M:%S", ("To ship", "Completed", "Completed", "Canceled"),
    {"cancelled": "Cancel", "refunded": "Return/Refund"},
)  # fmt: skip


def _rows(one: Purchase, words: _Words, last: datetime) -> Iterable[dict[str, object]]:
    delivered = one.at + DELIVERED_AFTER
    is_here = one.fate != "cancelled" and delivered <= last
    state = words.states[3] if one.fate == "cancelled" else words.states[1] if is_here else words.states[0]
    for good, quantity in one.goods:
        amount = quantity * one.price(good)
        cells = [
            f"{one.order_id}\t", state, state, words.kinds.get(one.fate, ""), "Normal", f"{sku_id(good)}\t", good.sku,
            good.title, "Default", quantity, quantity if one.fate == "refunded" else 0, words.money(one.price(good)),
            words.money(amount), words.money(0), words.money(0), words.money(amount), words.money(one.shipping),
            words.money(one.shipping), words.money(0), words.money(0), words.money(0),
        ]  # fmt: skip
        row = dict(zip(words.columns, cells, strict=False))
        yield row | (_japanese_rest if words is JAPANESE_WORDS else _english_rest)(one, is_here, words)


def _japanese_rest(one: Purchase, is_here: bool, words: _Words) -> dict[str, object]:
    return {
        "注文金額": words.money(one.total), "注文の返金額": words.money(0 if one.fate == "paid" else one.total),
        "注文作成時刻": words.moment(one.at), "注文の支払い日時": words.moment(one.at + timedelta(minutes=1)),
        "配達日時": words.moment(one.at + DELIVERED_AFTER) if is_here else "",
        "キャンセル日時": words.moment(one.at + timedelta(hours=2)) if one.fate == "cancelled" else "",
        "カスタマーのユーザー名": one.buyer.split("@")[0], "国": "Japan", "支払い方法": "クレジットカード",
    }  # fmt: skip


def _english_rest(one: Purchase, is_here: bool, words: _Words) -> dict[str, object]:
    return {
        "Taxes": words.money(0), "Order Amount": words.money(one.total),
        "Order Refund Amount": words.money(0 if one.fate == "paid" else one.total),
        "Created Time": words.moment(one.at), "Paid Time": words.moment(one.at + timedelta(minutes=1)),
        "Delivered Time": words.moment(one.at + DELIVERED_AFTER) if is_here else "",
        "Cancelled Time": words.moment(one.at + timedelta(hours=2)) if one.fate == "cancelled" else "",
        "Buyer Username": one.buyer.split("@")[0], "Country": "Malaysia", "Payment Method": "Card",
    }  # fmt: skip


def sku_id(good: Good) -> str:
    return str(int(good.product_id) + 1_000_000)
