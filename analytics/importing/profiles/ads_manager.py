"""TikTok Ads Manager → reports, by advertisement or by campaign. Which columns there are is the user's choice.

Rows by day where the report has a day, else sums over the days that stand in the file's name. Rows without an id are totals.
"""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column, Profile

_METRICS = (
    Column("day", ("By Day", "Date", "Day", "Stat time day", "日付")),
    Column("campaign_name", ("Campaign name", "キャンペーン名")),
    Column("campaign_id", ("Campaign ID", "キャンペーンID")),
    Column("cost", ("Cost", "Total cost", "Spend", "費用"), required=True),
    Column("impressions", ("Impressions", "Impression", "インプレッション数"), required=True),
    Column("clicks", ("Clicks (destination)", "Clicks (all)", "Clicks", "クリック数(遷移先)", "クリック数"), ranked=True),
    Column("orders", ("Purchases (Shop)", "Complete payment (Shop)")),
    Column("gmv", ("Gross revenue (Shop)", "Gross revenue")),
    Column("add_to_carts", ("Adds to cart (Shop)",)),
    Column("checkouts", ("Checkouts initiated (Shop)",)),
    Column("product_views", ("Product page views (Shop)",)),
    Column("items", ("Items purchased (Shop)",)),
    Column("views", ("Video views", "動画視聴数")),
    Column("views_2s", ("2-second video views",)),
    Column("views_6s", ("6-second video views", "6-second views (Focused views)")),
    Column("views_p25", ("Video views at 25%",)),
    Column("views_p50", ("Video views at 50%",)),
    Column("views_p75", ("Video views at 75%",)),
    Column("views_p100", ("Video views at 100%",)),
    Column("watch_seconds", ("Average play time per video view",)),
    Column("likes", ("Paid likes",)),
    Column("comments", ("Paid comments",)),
    Column("shares", ("Paid shares",)),
    Column("new_followers", ("Paid follows", "Paid followers")),
    Column("profile_views", ("Paid profile visits",)),
    Column("currency", ("Currency", "通貨")),
)

ADS = Profile(
    key="tiktok_ads.ads",
    title=gettext_noop("TikTok Ads Manager: advertisements"),
    kind="period",
    grain=("day", "ad_id"),
    data_rows=("ad_id", r"\d.*"),
    periods=PeriodShape(grain="ad", gmv_kind="shop_ads", needs=("ad_id",)),
    columns=(
        Column("ad_id", ("Ad ID", "広告ID"), required=True),
        Column("title", ("Ad name", "広告名")),
        *_METRICS,
    ),
)

CAMPAIGNS = Profile(
    key="tiktok_ads.campaigns",
    title=gettext_noop("TikTok Ads Manager: campaigns"),
    kind="period",
    grain=("day", "campaign_id"),
    data_rows=("campaign_name", r"(?i)(?!total of \d|total$|合計$|-$).+"),
    periods=PeriodShape(grain="ad", gmv_kind="shop_ads", needs=("campaign_name",)),
    columns=tuple(
        Column(column.name, column.headers, required=True) if column.name == "campaign_name" else column for column in _METRICS
    ),
)
