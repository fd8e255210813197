"""STORES → オーダー → CSV (cp932 or UTF-8), one row per item. The full order of its columns is not published: names decide."""

from django.utils.translation import gettext_noop

from .order_shape import OrderShape
from .profile import Column, Profile

STATES = {
    "未入金": "unpaid", "入金待ち": "unpaid", "支払い待ち": "unpaid",
    "未発送": "paid", "発送待ち": "paid", "入金済み": "paid", "新規": "paid", "対応中": "paid",
    "発送済み": "shipped", "発送済": "shipped", "発送完了": "shipped", "完了": "shipped",
    "キャンセル": "cancelled", "キャンセル済み": "cancelled",
}  # fmt: skip

PROFILE = Profile(
    key="stores.orders",
    title=gettext_noop("STORES: orders"),
    kind="order",
    grain=("order_id",),
    market="JP",
    orders=OrderShape(
        channel="own_ec",
        states=STATES,
        zone="Asia/Tokyo",
        currency="JPY",
        sums={"total": "value"},
        adds={"total": ("shipping",)},
    ),
    columns=(
        Column("order_id", ("オーダー番号",), required=True),
        Column("ordered_at", ("オーダー日時", "オーダー日"), required=True, ranked=True),
        Column("status", ("ステータス", "状況", "発送状況")),
        Column("customer", ("メールアドレス(購入者)", "メールアドレス", "購入者メールアドレス"), ranked=True),
        Column("title", ("アイテム名",), required=True),
        Column("variation", ("種類", "バリエーション")),
        Column("quantity", ("個数",), required=True),
        Column("unit_price", ("単価", "価格", "販売価格", "商品単価"), ranked=True),
        Column("line_total", ("小計", "アイテム小計", "商品小計"), ranked=True),
        Column("shipping", ("配送料", "送料")),
        Column("taxes", ("内消費税",)),
        Column("total", ("合計", "合計金額", "総合計"), ranked=True),
        Column("discount", ("クーポン割引額", "クーポン値引", "割引額")),
        Column("discount_code", ("クーポンコード",)),
        Column("sku", ("品番", "SKU", "商品コード"), ranked=True),
        Column("product_id", ("アイテムID", "商品ID"), ranked=True),
    ),
)
