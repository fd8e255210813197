"""Rakuten RMS → 受注・決済管理 → CSV (cp932, one row per 商品明細). The shop chooses which of the fields it downloads.

Points and Rakuten's own coupons are paid to the shop by Rakuten: they are what the platform gave, not a discount of the
seller. Status 900 is a cancelled order.
"""

from django.utils.translation import gettext_noop

from .order_shape import OrderShape
from .profile import Column, Profile

STATES = {
    "100": "unpaid", "注文確認待ち": "unpaid",
    "200": "unpaid", "楽天処理中": "unpaid",
    "300": "paid", "発送待ち": "paid",
    "400": "paid", "変更確定待ち": "paid",
    "500": "shipped", "発送済": "shipped",
    "600": "shipped", "支払手続き中": "shipped",
    "700": "shipped", "支払手続き済": "shipped",
    "800": "cancelled", "キャンセル確定待ち": "cancelled",
    "900": "cancelled", "キャンセル確定": "cancelled",
}  # fmt: skip

PROFILE = Profile(
    key="rakuten.orders",
    title=gettext_noop("Rakuten RMS: orders"),
    kind="order",
    grain=("order_id",),
    market="JP",
    orders=OrderShape(
        channel="marketplace",
        states=STATES,
        zone="Asia/Tokyo",
        currency="JPY",
        adds={"platform_discount": ("points",)},
    ),
    columns=(
        Column("order_id", ("注文番号",), required=True),
        Column("status", ("ステータス",), required=True),
        Column("ordered_at", ("注文日時",), required=True),
        Column("paid_at", ("注文確定日時",)),
        Column("shipped_at", ("発送完了報告日時",)),
        Column("customer", ("注文者メールアドレス",)),
        Column("subtotal", ("商品合計金額",)),
        Column("taxes", ("消費税合計",)),
        Column("shipping", ("送料合計",)),
        Column("total", ("請求金額",), required=True),
        Column("points", ("ポイント利用額",)),
        Column("discount", ("店舗発行クーポン利用額",)),
        Column("platform_discount", ("楽天発行クーポン利用額",)),
        Column("product_id", ("商品管理番号",)),
        Column("sku_id", ("SKU管理番号",)),
        Column("sku", ("システム連携用SKU番号", "商品番号"), ranked=True),
        Column("title", ("商品名",), required=True),
        Column("variation", ("SKU情報", "項目・選択肢"), ranked=True),
        Column("unit_price", ("商品毎税込価格", "単価"), ranked=True, required=True),
        Column("quantity", ("個数",), required=True),
    ),
)
