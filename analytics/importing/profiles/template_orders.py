"""Orders out of a shop that no profile knows, or kept by hand: one row per product of an order."""

from django.utils.translation import gettext_noop

from .order_shape import OrderShape
from .profile import Column
from .template import Template, needed, template_profile

STATES = {
    "unpaid": "unpaid", "未入金": "unpaid", "入金待ち": "unpaid", "pending": "unpaid",
    "paid": "paid", "入金済み": "paid", "入金済": "paid", "支払済み": "paid", "新規受付": "paid", "未発送": "paid",
    "shipped": "shipped", "発送済み": "shipped", "発送済": "shipped", "出荷済み": "shipped", "fulfilled": "shipped",
    "delivered": "delivered", "配達完了": "delivered", "完了": "delivered", "completed": "delivered",
    "cancelled": "cancelled", "canceled": "cancelled", "キャンセル": "cancelled", "注文取消": "cancelled", "取消": "cancelled",
    "returned": "returned", "返品": "returned", "refunded": "returned", "返金済み": "returned",
}  # fmt: skip

TEMPLATE = Template(
    template_profile(
        "template.orders",
        title=gettext_noop("Template: orders"),
        mark=("Template: orders", "テンプレート：注文"),
        kind="order",
        grain=("order_id",),
        orders=OrderShape(channel="own_ec", states=STATES, sums={"total": "value"}, adds={"total": ("shipping",)}),
        columns=(
            needed("order_id", ("Order", "注文番号", "Order ID", "注文ID", "受注番号", "オーダー番号", "Order number")),
            needed("ordered_at", ("Ordered at", "注文日時", "注文日", "受注日", "受注日時", "Order date", "Created at")),
            Column("status", ("State", "状態", "ステータス", "注文状況", "対応状況", "Status", "処理状況")),
            Column("customer", ("Customer's e-mail", "メールアドレス", "E-mail", "Email", "購入者メールアドレス", "会員ID")),
            Column("shop", ("Shop", "店舗", "店舗名", "ショップ", "ショップ名", "Shop name")),
            Column("currency", ("Currency", "通貨")),
            Column("total", ("Total", "合計", "合計金額", "支払合計", "請求金額", "ご請求金額", "総合計", "Grand total")),
            Column("shipping", ("Shipping", "送料", "配送料", "Shipping fee")),
            Column("discount", ("Discount", "値引き", "割引", "クーポン値引", "クーポン割引額", "Discount amount")),
            Column("refunded", ("Refunded", "返金額", "Refunded amount", "返金")),
            Column("discount_code", ("Coupon", "クーポンコード", "クーポン", "Discount code", "Coupon code")),
            Column("sku", ("SKU", "商品コード", "品番", "Item code", "商品番号")),
            Column("product_id", ("Product ID", "商品ID", "Product id", "商品管理番号")),
            needed("title", ("Product", "商品名", "Product name", "アイテム名", "Item", "品名")),
            needed("quantity", ("Quantity", "数量", "個数", "Qty", "購入数")),
            Column("unit_price", ("Unit price", "単価", "価格", "販売価格", "商品単価", "Price")),
            Column("line_total", ("Line total", "小計", "金額", "商品小計", "Subtotal")),
            Column("utm_source", ("utm_source",)),
            Column("utm_medium", ("utm_medium",)),
            Column("utm_campaign", ("utm_campaign",)),
            Column("utm_content", ("utm_content",)),
        ),
    ),
    gettext_noop("Counts as sales of your own shop; customers become a keyed hash, never a name."),
    {
        "order_id": (gettext_noop("Number of the order; the same in all of its rows."), "A-1001"),
        "ordered_at": (gettext_noop("Day and time of the order."), "2026-11-20 10:30"),
        "status": (gettext_noop("paid, shipped, delivered, cancelled or returned."), "shipped"),
        "customer": (gettext_noop("Becomes a keyed hash at once; may be empty."), "hana@example.com"),
        "shop": (gettext_noop("Which shop, where you have several: each counts its own orders and customers."), ""),
        "currency": (gettext_noop("Empty: the brand's."), "JPY"),
        "total": (gettext_noop("What the customer paid for the whole order. Empty: products and shipping added up."), "¥4,100"),
        "shipping": (gettext_noop("Of the whole order."), "¥500"),
        "discount": (gettext_noop("Of the whole order, as a positive amount."), ""),
        "refunded": (gettext_noop("Of the whole order."), ""),
        "discount_code": (gettext_noop("Ties an order to the video or creator that named the code."), "TIKTOK10"),
        "sku": (gettext_noop("Your own code."), "SZ-100"),
        "product_id": (gettext_noop("As TikTok Shop or your shop counts; may be empty."), ""),
        "title": (gettext_noop("Name of the product, for people."), "しずくソープ 100g"),
        "quantity": (gettext_noop("How many of it."), "2"),
        "unit_price": (gettext_noop("Of one. Unit price or line total is needed."), "¥1,800"),
        "line_total": (gettext_noop("Of the row, before discounts."), "¥3,600"),
        "utm_source": (gettext_noop("As your links carry it; may be empty."), "tiktok"),
        "utm_medium": (gettext_noop("As your links carry it; may be empty."), "social"),
        "utm_campaign": (gettext_noop("As your links carry it; may be empty."), "fuyu"),
        "utm_content": (gettext_noop("As your links carry it; may be empty."), "v77"),
    },
)
