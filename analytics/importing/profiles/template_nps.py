"""Answers to "would you recommend us", 0 to 10. Never the words: they hold names."""

from django.utils.translation import gettext_noop

from .profile import Column
from .template import Template, needed, template_profile

TEMPLATE = Template(
    template_profile(
        "template.nps",
        title=gettext_noop("Template: NPS answers"),
        mark=("Template: NPS", "テンプレート：NPS"),
        kind="voice",
        grain=("row",),
        dimension="nps",
        columns=(
            needed("day", ("Day", "日付", "Date", "回答日", "回答日時", "タイムスタンプ", "Timestamp", "Submitted at")),
            needed("score", ("Score", "スコア", "点数", "NPS", "おすすめ度", "推奨度", "Rating")),
            Column("shop", ("Shop", "店舗", "Channel", "販売チャネル")),
            Column("order_id", ("Order", "注文番号", "Order ID", "注文ID", "Order number")),
            Column("product_id", ("Product ID", "商品ID", "商品管理番号", "Product id")),
            Column("sku", ("SKU", "商品コード", "品番", "Seller SKU", "商品番号")),
        ),
    ),
    gettext_noop("Shows how many buyers would recommend the brand, and how that moves."),
    {
        "day": (gettext_noop("Day of the answer."), "2026-11-18"),
        "score": (gettext_noop("0 (never) to 10 (certainly)."), "9"),
        "shop": (gettext_noop("Where it was bought, such as shopify, rakuten, tiktok_shop."), "shopify"),
        "order_id": (gettext_noop("Number of the order, as the shop counts; may be empty."), "#1060"),
        "product_id": (gettext_noop("As TikTok Shop or your shop counts; may be empty."), ""),
        "sku": (gettext_noop("Your own code."), "SZ-100"),
    },
)
