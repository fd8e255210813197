"""How often products were seen, clicked and bought, by day or over several days."""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column
from .template import Template, needed, template_profile

TEMPLATE = Template(
    template_profile(
        "template.products",
        title=gettext_noop("Template: products"),
        mark=("Template: products", "テンプレート：商品"),
        kind="period",
        grain=("day", "product_id"),
        periods=PeriodShape(grain="product", gmv_kind="direct", needs=("product_id",)),
        columns=(
            needed("day", ("Day", "日付", "Date", "日")),
            Column("until", ("To", "終了日", "End date", "まで")),
            needed("product_id", ("Product ID", "商品ID", "Product id", "商品管理番号", "SKU", "商品コード")),
            Column("title", ("Product", "商品名", "Product name", "Title")),
            Column("product_impressions", ("Impressions", "表示回数", "Product impressions", "商品表示回数", "インプレッション")),
            Column("product_clicks", ("Clicks", "クリック数", "Product clicks", "商品クリック数")),
            Column("add_to_carts", ("Added to cart", "カート追加", "Add to carts", "カート追加数")),
            Column("orders", ("Orders", "注文数", "注文件数")),
            Column("items", ("Items sold", "販売数", "販売点数", "Units sold", "販売個数")),
            Column("gmv", ("GMV", "流通総額", "売上", "Sales", "売上金額")),
        ),
    ),
    gettext_noop("Shows where buyers of a product drop out."),
    {
        "day": (gettext_noop("Day of the numbers, or the first of several."), "2026-11-18"),
        "until": (gettext_noop("Last day, where the numbers count several; else empty."), ""),
        "product_id": (gettext_noop("As TikTok Shop or your shop counts."), "'1729000000000000033"),
        "title": (gettext_noop("Name of the product, for people."), "しずくソープ 100g"),
        "product_impressions": (gettext_noop("Within the days; may be empty."), "12,400"),
        "product_clicks": (gettext_noop("Within the days; may be empty."), "530"),
        "add_to_carts": (gettext_noop("Within the days; may be empty."), "88"),
        "orders": (gettext_noop("Within the days; may be empty."), "31"),
        "items": (gettext_noop("Within the days; may be empty."), "35"),
        "gmv": (gettext_noop("Amount in the brand's currency."), "¥63,000"),
    },
)
