"""EC-CUBE 3 and 4 → 受注管理 → CSV (cp932, or UTF-8 with byte order mark). Shops choose columns and may rename them.

EC-CUBE 4 writes shipping, fees and discounts as rows of their own: only 明細区分 = 商品 are products. 送料 may occur twice,
of the order and of the shipment; the first one is the order's.
"""

from django.utils.translation import gettext_noop

from .order_shape import OrderShape
from .profile import Column, Profile

STATES = {
    "1": "paid", "新規受付": "paid", "新規受付(入金待ち)": "unpaid", "2": "unpaid", "入金待ち": "unpaid",
    "3": "cancelled", "キャンセル": "cancelled", "注文取消し": "cancelled", "注文取消": "cancelled",
    "4": "paid", "対応中": "paid", "取り寄せ中": "paid", "5": "shipped", "発送済み": "shipped", "発送済": "shipped",
    "6": "paid", "入金済み": "paid", "入金済": "paid", "7": "unpaid", "決済処理中": "unpaid", "8": "unpaid",
    "購入処理中": "unpaid", "9": "returned", "返品": "returned",
}  # fmt: skip

PROFILE = Profile(
    key="eccube.orders",
    title=gettext_noop("EC-CUBE: orders"),
    kind="order",
    grain=("order_id",),
    market="JP",
    orders=OrderShape(
        channel="own_ec",
        states=STATES,
        zone="Asia/Tokyo",
        currency="JPY",
        lines_only=("line_kind", r"商品|1|"),
    ),
    columns=(
        Column("order_id", ("注文番号", "注文ID", "注文コード"), required=True, ranked=True),
        Column("ordered_at", ("受注日", "注文日時", "注文日", "受注日時"), required=True, ranked=True),
        Column("paid_at", ("入金日",)),
        Column("shipped_at", ("発送日", "出荷日")),
        Column("customer", ("メールアドレス", "お客様メールアドレス"), ranked=True),
        Column("status", ("対応状況(名称)", "対応状況", "対応状況(ID)"), ranked=True),
        Column("subtotal", ("小計",)),
        Column("discount", ("値引き", "値引")),
        Column("shipping", ("送料", "送料合計"), ranked=True),
        Column("taxes", ("税金",)),
        Column("total", ("支払合計", "支払い合計", "お支払い合計", "合計"), required=True, ranked=True),
        Column("line_kind", ("明細区分(名称)", "明細区分", "明細区分(ID)"), ranked=True),
        Column("product_id", ("商品ID",)),
        Column("sku_id", ("商品規格ID",)),
        Column("sku", ("商品コード",)),
        Column("title", ("商品名",), required=True),
        Column("variation", ("規格分類名1", "規格名1"), ranked=True),
        Column("unit_price", ("価格", "単価"), required=True, ranked=True),
        Column("quantity", ("個数", "数量"), required=True, ranked=True),
        Column("discount_code", ("クーポンコード",)),
    ),
)
