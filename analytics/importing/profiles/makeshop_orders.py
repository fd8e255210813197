"""MakeShop → 注文データのダウンロード. The shop's template decides which columns there are; day and time stand apart."""

from django.utils.translation import gettext_noop

from .order_shape import OrderShape
from .profile import Column, Profile

STATES = {
    "未処理": "paid", "未入金": "unpaid", "入金待ち": "unpaid", "入金確認": "paid", "入金済": "paid", "処理中": "paid",
    "配送": "shipped", "配送済": "shipped", "発送済": "shipped", "配送完了": "shipped",
    "注文キャンセル": "cancelled", "キャンセル": "cancelled", "返送": "returned", "返品": "returned",
}  # fmt: skip

PROFILE = Profile(
    key="makeshop.orders",
    title=gettext_noop("MakeShop: orders"),
    kind="order",
    grain=("order_id",),
    market="JP",
    orders=OrderShape(channel="own_ec", states=STATES, zone="Asia/Tokyo", currency="JPY"),
    columns=(
        Column("order_id", ("注文番号",), required=True),
        Column("ordered_at", ("日付", "注文日"), required=True, ranked=True),
        Column("ordered_clock", ("注文時間", "時間"), required=True, ranked=True),
        Column("status", ("処理状況",), required=True),
        Column("customer", ("注文者メールアドレス", "購入者メールアドレス", "メールアドレス"), ranked=True),
        Column("total", ("合計金額", "注文合計金額", "総合計金額", "決済金額"), required=True, ranked=True),
        Column("subtotal", ("商品合計金額", "商品合計")),
        Column("shipping", ("送料",)),
        Column("taxes", ("消費税",)),
        Column("discount", ("クーポン割引", "クーポン値引き額", "割引金額"), ranked=True),
        Column("discount_code", ("クーポン番号", "クーポンコード")),
        Column("product_id", ("システム商品コード", "商品番号"), ranked=True),
        Column("sku", ("独自商品コード", "商品コード"), ranked=True),
        Column("title", ("商品名",), required=True),
        Column("variation", ("オプション", "オプション1"), ranked=True),
        Column("unit_price", ("価格", "販売価格", "単価", "商品単価"), required=True, ranked=True),
        Column("quantity", ("数量", "個数"), required=True, ranked=True),
    ),
)
