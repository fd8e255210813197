"""Reviews: stars and day. The words of a review stay where they are, since they hold names."""

from django.utils.translation import gettext_noop

from .profile import Column
from .template import Template, needed, template_profile

TEMPLATE = Template(
    template_profile(
        "template.reviews",
        title=gettext_noop("Template: reviews"),
        mark=("Template: reviews", "テンプレート：レビュー"),
        kind="voice",
        grain=("row",),
        dimension="review",
        columns=(
            needed("day", ("Day", "日付", "Date", "投稿日", "レビュー投稿日", "投稿日時", "Review date", "Created at")),
            needed("score", ("Stars", "評価", "Rating", "星", "総合評価", "スコア", "点数", "Review rating")),
            Column("has_media", ("With picture or video", "写真・動画あり", "写真", "画像", "Has media")),
            Column("shop", ("Shop", "店舗", "Channel", "販売チャネル")),
            Column("order_id", ("Order", "注文番号", "Order ID", "注文ID", "Order number")),
            Column("product_id", ("Product ID", "商品ID", "商品管理番号", "Product id")),
            Column("sku", ("SKU", "商品コード", "品番", "Seller SKU", "商品番号")),
        ),
    ),
    gettext_noop("Shows whether buyers become fans. Scores only: the words of a review are never read."),
    {
        "day": (gettext_noop("Day of the review."), "2026-11-18"),
        "score": (gettext_noop("1 to 5 stars."), "5"),
        "has_media": (gettext_noop("yes or no; may be empty."), "yes"),
        "shop": (gettext_noop("Where it was bought, such as shopify, rakuten, tiktok_shop."), "shopify"),
        "order_id": (gettext_noop("Number of the order, as the shop counts; may be empty."), "#1060"),
        "product_id": (gettext_noop("As TikTok Shop or your shop counts; may be empty."), ""),
        "sku": (gettext_noop("Your own code."), "SZ-100"),
    },
)
