"""Sessions of the own shop by source, from whatever web analytics counts them."""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column
from .template import Template, needed, template_profile

TEMPLATE = Template(
    template_profile(
        "template.site",
        title=gettext_noop("Template: site sessions"),
        mark=("Template: site sessions", "テンプレート：サイト訪問"),
        kind="period",
        grain=("day", "utm_source", "utm_medium", "utm_campaign", "landing_page"),
        periods=PeriodShape(grain="site"),
        columns=(
            needed("day", ("Day", "日付", "Date", "日")),
            Column("until", ("To", "終了日", "End date", "まで")),
            Column("utm_source", ("Source", "参照元", "utm_source", "流入元", "Referrer")),
            Column("utm_medium", ("Medium", "メディア", "utm_medium")),
            Column("utm_campaign", ("Campaign", "キャンペーン", "utm_campaign")),
            Column("utm_content", ("Content", "コンテンツ", "utm_content")),
            Column("landing_page", ("Landing page", "ランディングページ", "Page", "ページ")),
            needed("sessions", ("Sessions", "セッション", "セッション数", "訪問数", "Visits", "アクセス数")),
            Column("users", ("Users", "ユーザー数", "訪問者数", "Visitors")),
            Column("product_views", ("Product views", "商品閲覧数", "商品ページ表示")),
            Column("add_to_carts", ("Added to cart", "カート追加", "Add to carts", "カート追加数")),
            Column("checkouts", ("Checkouts", "購入手続き", "購入手続き数")),
            Column("orders", ("Orders", "注文数", "注文件数")),
            Column("gmv", ("Sales", "売上", "Revenue", "売上金額")),
        ),
    ),
    gettext_noop("Shows the funnel of your own shop: sessions, products, carts, orders."),
    {
        "day": (gettext_noop("Day of the numbers, or the first of several."), "2026-11-18"),
        "until": (gettext_noop("Last day, where the numbers count several; else empty."), ""),
        "utm_source": (gettext_noop("As your links carry it; may be empty."), "tiktok"),
        "utm_medium": (gettext_noop("As your links carry it; may be empty."), "social"),
        "utm_campaign": (gettext_noop("As your links carry it; may be empty."), "fuyu"),
        "utm_content": (gettext_noop("As your links carry it; may be empty."), "v77"),
        "landing_page": (gettext_noop("Path of the first page, without what follows “?”."), "/products/soap"),
        "sessions": (gettext_noop("Within the days; may be empty."), "412"),
        "users": (gettext_noop("Within the days; may be empty."), "380"),
        "product_views": (gettext_noop("Within the days; may be empty."), "300"),
        "add_to_carts": (gettext_noop("Within the days; may be empty."), "41"),
        "checkouts": (gettext_noop("Within the days; may be empty."), "20"),
        "orders": (gettext_noop("Within the days; may be empty."), "12"),
        "gmv": (gettext_noop("Amount in the brand's currency."), "¥48,200"),
    },
)
