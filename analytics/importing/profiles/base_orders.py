"""BASE → 注文管理 → CSV: paid orders only, one row per product, cp932 or UTF-8.

Rows 商品オプション「…」 without 商品ID are what a buyer chose at a product, with what that costs: no products, but part of
the price. 合計金額 is not read, since nothing published says whether it is the row's or the order's: the total is what rows,
shipping, 代引き手数料 and 調整金額 add up to.
"""

from django.utils.translation import gettext_noop

from .order_shape import OrderShape
from .profile import Column, Profile

STATES = {
    "未発送": "paid", "未対応": "paid", "対応中": "paid", "発送待ち": "paid", "発送済み": "shipped", "発送済": "shipped",
    "一部発送済み": "shipped", "配送中": "shipped", "キャンセル": "cancelled", "キャンセル済み": "cancelled",
}  # fmt: skip

PROFILE = Profile(
    key="base.orders",
    title=gettext_noop("BASE: orders"),
    kind="order",
    grain=("order_id",),
    market="JP",
    orders=OrderShape(
        channel="own_ec",
        states=STATES,
        zone="Asia/Tokyo",
        currency="JPY",
        lines_only=("product_id", r".+"),
        folds=True,
        sums={"total": "value"},
        adds={"total": ("shipping", "cod_fee", "adjustment")},
    ),
    columns=(
        Column("order_id", ("注文ID",), required=True),
        Column("ordered_at", ("注文日時",), required=True),
        Column("customer", ("メールアドレス(請求先)",)),
        Column("title", ("商品名",), required=True),
        Column("variation", ("バリエーション",)),
        Column("unit_price", ("価格",), required=True),
        Column("quantity", ("数量",), required=True),
        Column("shipping", ("送料",)),
        Column("cod_fee", ("代引き手数料",)),
        Column("adjustment", ("調整金額",)),
        Column("status", ("発送状況",), required=True),
        Column("product_id", ("商品ID",)),
        Column("sku_id", ("種類ID",)),
        Column("sku", ("種類コード", "商品コード"), ranked=True),
        Column("discount_code", ("クーポンコード",)),
    ),
)
