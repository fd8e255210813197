"""NextEngine's general format of orders (汎用 受注CSV): what shops write for it and what it takes in; cp932, one row per product.

Header: manual.next-engine.net, ID 5552 (店舗伝票番号 … 出荷予定日). It names no shop: these are orders of one own shop.
"""

from django.utils.translation import gettext_noop

from .order_shape import OrderShape
from .profile import Column, Profile

PROFILE = Profile(
    key="next_engine.orders",
    title=gettext_noop("NextEngine format: orders"),
    kind="order",
    grain=("order_id",),
    market="JP",
    orders=OrderShape(channel="own_ec", states={"0": "paid", "1": "shipped"}, zone="Asia/Tokyo", currency="JPY"),
    columns=(
        Column("order_id", ("店舗伝票番号",), required=True),
        Column("ordered_at", ("受注日",), required=True),
        Column("status", ("出荷済フラグ",)),
        Column("customer", ("受注メールアドレス",)),
        Column("total", ("合計金額",), required=True),
        Column("subtotal", ("商品計",)),
        Column("shipping", ("発送料",)),
        Column("taxes", ("税金",)),
        Column("sku", ("商品コード",)),
        Column("title", ("商品名",), required=True),
        Column("variation", ("商品オプション",)),
        Column("unit_price", ("商品価格",), required=True),
        Column("quantity", ("受注数量",), required=True),
    ),
)
