"""What happened in each minute of a LIVE, as typed from the LIVE dashboard."""

from django.utils.translation import gettext_noop

from .profile import Column
from .template import Template, needed, template_profile

TEMPLATE = Template(
    template_profile(
        "template.live_minutes",
        title=gettext_noop("Template: minutes of a LIVE"),
        mark=("Template: LIVE minutes", "テンプレート：LIVE分刻み"),
        kind="live_minute",
        grain=("content_id", "minute"),
        columns=(
            needed("content_id", ("LIVE ID", "ルームID", "Room ID", "LIVE room ID", "ライブID", "配信ID")),
            needed("minute", ("Minute", "分", "経過時間", "経過分", "Time")),
            Column("viewers", ("Viewers", "視聴者数", "同時視聴者数", "Concurrent viewers", "視聴数")),
            Column("product_clicks", ("Product clicks", "商品クリック数", "商品クリック", "Clicks")),
            Column("orders", ("Orders", "注文数", "注文件数", "SKU orders")),
            Column("gmv", ("GMV", "流通総額", "売上", "Revenue", "Sales")),
        ),
    ),
    gettext_noop("Shows which minutes of a LIVE sold, beside what was said then."),
    {
        "content_id": (gettext_noop("Id of the LIVE room, 17 to 19 digits, as text."), "'7450000000000000011"),
        "minute": (gettext_noop("Minutes since the beginning, 0 for the first one; 1:05 is one hour and five minutes."), "12"),
        "viewers": (gettext_noop("Viewers in that minute."), "830"),
        "product_clicks": (gettext_noop("Clicks on products in that minute."), "42"),
        "orders": (gettext_noop("Orders in that minute."), "6"),
        "gmv": (gettext_noop("Amount in the brand's currency."), "¥14,800"),
    },
)
