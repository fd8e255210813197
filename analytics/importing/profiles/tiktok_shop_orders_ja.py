"""TikTok Shop Seller Center in Japanese → 注文 → エクスポート (56 columns). Amounts `11,000 JPY`, times `01/27/2026 6:03:56 PM`.

Recipient, address and phone are not listed, so they never enter a frame.
"""

from dataclasses import replace

from django.utils.translation import gettext_noop

from .profile import Column, Profile
from .tiktok_shop_orders import PROFILE as GLOBAL

STATES = {
    "未払い": "unpaid",
    "支払い待ち": "unpaid",
    "保留中": "paid",
    "未発送": "paid",
    "発送待ち": "paid",
    "集荷待ち": "paid",
    "発送済み": "shipped",
    "発送済": "shipped",
    "配送中": "shipped",
    "輸送中": "shipped",
    "配達済み": "delivered",
    "配達完了": "delivered",
    "配送完了": "delivered",
    "完了": "delivered",
    "完了済み": "delivered",
    "キャンセル": "cancelled",
    "キャンセル済み": "cancelled",
    "キャンセル済": "cancelled",
}
RETURNS = {
    "キャンセル": "cancelled",
    "返品/返金": "returned",
    "返品・返金": "returned",
    "返品": "returned",
    "返金": "returned",
}

PROFILE = Profile(
    key="tiktok_shop.orders_ja",
    title=gettext_noop("TikTok Shop: orders (Japanese)"),
    kind="order",
    grain=("order_id",),
    columns=(
        Column("order_id", ("注文ID",), required=True),
        Column("status", ("注文状況",), required=True),
        Column("substatus", ("注文のサブ状況",)),
        Column("return_type", ("キャンセル/返品のタイプ",)),
        Column("order_type", ("通常の注文または予約注文",)),
        Column("product_id", ("商品ID",)),
        Column("sku_id", ("SKU ID",), required=True),
        Column("sku", ("セラーSKU",)),
        Column("title", ("商品名",)),
        Column("variation", ("バリエーション",)),
        Column("quantity", ("数量",), required=True),
        Column("returned_quantity", ("返品済みのSKU数",)),
        Column("unit_price", ("SKUの元の価格",)),
        Column("line_total", ("SKU小計（割引前）",)),
        Column("line_platform_discount", ("プラットフォームが資金提供を行うSKU割引",)),
        Column("line_discount", ("セラーSKU割引",)),
        Column("line_amount", ("SKU小計（割引後）",)),
        Column("shipping", ("割引後の送料",)),
        Column("payment_discount", ("プラットフォーム割引",)),
        Column("taxes", ("税金",)),
        Column("total", ("注文金額",), required=True),
        Column("refunded", ("注文の返金額",)),
        Column("ordered_at", ("注文作成時刻",), required=True),
        Column("paid_at", ("注文の支払い日時",)),
        Column("shipped_at", ("発送日時",)),
        Column("delivered_at", ("配達日時",)),
        Column("cancelled_at", ("キャンセル日時",)),
        Column("customer", ("カスタマーのユーザー名",)),
        Column("country", ("国",)),
        Column("package", ("荷物ID",)),
        Column("order_channel", ("注文チャネル",)),
        Column("surface", ("コンテンツタイプ",)),
        Column("content_id", ("コンテンツID",)),
        Column("creator", ("クリエイターのユーザー名",)),
    ),
    data_rows=GLOBAL.data_rows,
    orders=replace(
        GLOBAL.orders,
        states=GLOBAL.orders.states | STATES,
        return_types=GLOBAL.orders.return_types | RETURNS,
        date_order="mdy",
        currency="JPY",
    ),
    market="JP",
)
