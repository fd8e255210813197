"""TikTok Ads → GMV Max → live campaign data, product campaign data. One row per campaign, or per campaign and hour.

A second Gross revenue repeats.
"""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column, Profile

PROFILE = Profile(
    key="gmv_max.campaigns",
    title=gettext_noop("GMV Max: campaigns"),
    kind="period",
    grain=("campaign_id", "day"),
    data_rows=("campaign_id", r"\d.*"),
    periods=PeriodShape(grain="ad", gmv_kind="gmv_max", needs=("campaign_id",), adds_up=True),
    columns=(
        Column("day", ("Time", "Date", "Day", "Hour", "Waktu", "Tanggal", "Thời gian", "Ngày")),
        Column("campaign_id", ("Campaign ID", "ID Campaign", "ID kampanye", "ID chiến dịch"), required=True),
        Column("campaign_name", ("Campaign name", "Nama kampanye", "Tên chiến dịch")),
        Column("cost", ("Cost", "Biaya", "Chi phí"), required=True),
        Column("gmv", ("Gross revenue", "Pendapatan kotor", "Doanh thu gộp"), required=True, ranked=True),
        Column("sku_orders", ("SKU orders", "Orders (SKU)", "Pesanan SKU", "Số lượng đơn hàng SKU")),
        Column("views", ("LIVE views", "Tayangan LIVE")),
        Column("new_followers", ("LIVE follows",)),
        Column("product_impressions", ("Product ad impressions",)),
        Column("product_clicks", ("Product ad clicks",)),
        Column("currency", ("Currency", "Mata uang")),
    ),
)
