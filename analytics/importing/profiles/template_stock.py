"""Stock of products or SKUs on a day, from whatever system keeps it."""

from django.utils.translation import gettext_noop

from .profile import Column
from .template import Template, needed, template_profile

TEMPLATE = Template(
    template_profile(
        "template.stock",
        title=gettext_noop("Template: stock"),
        mark=("Template: stock", "テンプレート：在庫"),
        kind="stock",
        grain=("row",),
        columns=(
            Column("day", ("Day", "日付", "在庫日", "基準日", "Date", "更新日")),
            Column("product_id", ("Product ID", "商品ID", "Product id", "商品管理番号")),
            Column("sku_id", ("SKU ID", "SKU番号", "Variant ID", "種類ID", "SKU管理番号")),
            Column("sku", ("SKU", "商品コード", "品番", "Seller SKU", "商品番号", "JANコード", "Item code")),
            Column("title", ("Product", "商品名", "Product name", "Title", "品名")),
            needed("quantity", ("Stock", "在庫数", "在庫", "Quantity", "Available", "数量", "現在庫", "販売可能数", "On hand")),
        ),
    ),
    gettext_noop("Warns before a product that a video sells runs out."),
    {
        "day": (gettext_noop("Day of the stock. Empty: the day of the upload."), "2026-11-20"),
        "product_id": (gettext_noop("As TikTok Shop or your shop counts. One of product ID, SKU ID and SKU is needed."), ""),
        "sku_id": (gettext_noop("As TikTok Shop counts it."), ""),
        "sku": (gettext_noop("Your own code."), "SZ-100"),
        "title": (gettext_noop("Name of the product, for people."), "しずくソープ 100g"),
        "quantity": (gettext_noop("How many can be sold."), "1,250"),
    },
)
