"""TikTok Ads → GMV Max → livestream data for live campaigns. One row per LIVE that a campaign promoted, on the day it began.

Cost and revenue count the whole; the columns "(Current shop)" are parts of them and are not read.
"""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column, Profile

PROFILE = Profile(
    key="gmv_max.lives",
    title=gettext_noop("GMV Max: LIVEs"),
    kind="period",
    grain=("campaign_id", "started_at"),
    data_rows=("campaign_id", r"\d.*"),
    periods=PeriodShape(grain="ad", gmv_kind="gmv_max", surface="live", by_start=True, needs=("campaign_id", "started_at")),
    columns=(
        Column("title", ("LIVE name", "Nama LIVE", "Tên LIVE"), required=True),
        Column("started_at", ("Launched time", "Waktu peluncuran", "Thời gian bắt đầu"), required=True),
        Column("campaign_name", ("Campaign name", "Nama kampanye", "Tên chiến dịch")),
        Column("campaign_id", ("Campaign ID", "ID Campaign", "ID kampanye", "ID chiến dịch"), required=True),
        Column("cost", ("Cost", "Biaya", "Chi phí"), required=True),
        Column("sku_orders", ("SKU orders", "Pesanan SKU", "Số lượng đơn hàng SKU")),
        Column("gmv", ("Gross revenue", "Pendapatan kotor", "Doanh thu gộp")),
        Column("views", ("LIVE views", "Tayangan LIVE")),
        Column("new_followers", ("LIVE follows",)),
        Column("currency", ("Currency", "Mata uang")),
    ),
)
