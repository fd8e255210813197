"""What advertisements cost and brought, by day or over several days."""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column
from .template import Template, needed, template_profile

TEMPLATE = Template(
    template_profile(
        "template.ads",
        title=gettext_noop("Template: ads cost"),
        mark=("Template: ads cost", "テンプレート：広告費"),
        kind="period",
        grain=("day", "campaign_id", "ad_id"),
        periods=PeriodShape(grain="ad", gmv_kind="shop_ads"),
        columns=(
            needed("day", ("Day", "日付", "Date", "日")),
            Column("until", ("To", "終了日", "End date", "まで")),
            needed("campaign_name", ("Campaign", "キャンペーン", "Campaign name", "キャンペーン名")),
            Column("ad_id", ("Ad ID", "広告ID", "Ad", "広告")),
            needed("cost", ("Cost", "費用", "広告費", "消化金額", "Spend", "ご利用額")),
            Column("impressions", ("Impressions", "表示回数", "インプレッション", "インプレッション数")),
            Column("clicks", ("Clicks", "クリック数", "クリック")),
            Column("orders", ("Orders", "注文数", "コンバージョン", "Conversions", "購入数")),
            Column("gmv", ("Sales", "売上", "Revenue", "コンバージョン値", "売上金額")),
        ),
    ),
    gettext_noop("Lets costs of advertisements count in what a sale brought."),
    {
        "day": (gettext_noop("Day of the numbers, or the first of several."), "2026-11-18"),
        "until": (gettext_noop("Last day, where the numbers count several; else empty."), ""),
        "campaign_name": (gettext_noop("Name of the campaign."), "冬のはじめ"),
        "ad_id": (gettext_noop("May be empty."), ""),
        "cost": (gettext_noop("Amount in the brand's currency."), "¥12,000"),
        "impressions": (gettext_noop("Within the days; may be empty."), "84,000"),
        "clicks": (gettext_noop("Within the days; may be empty."), "640"),
        "orders": (gettext_noop("Within the days; may be empty."), "9"),
        "gmv": (gettext_noop("What the ads account counts for them."), "¥36,000"),
    },
)
