"""TikTok Ads → GMV Max → campaign overview data. Rows by hour or by day, all campaigns together; the row `-` is the total."""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column, Profile

PROFILE = Profile(
    key="gmv_max.days",
    title=gettext_noop("GMV Max: cost and revenue by day"),
    kind="period",
    grain=("day",),
    data_rows=("day", r".*\d.*"),
    periods=PeriodShape(grain="ad", gmv_kind="gmv_max", adds_up=True),
    columns=(
        Column("day", ("Time", "Date", "Day", "Hour", "Waktu", "Tanggal", "Thời gian", "Ngày", "日付"), required=True),
        Column("cost", ("Cost", "Biaya", "Chi phí", "費用"), required=True),
        Column("sku_orders", ("SKU orders", "Orders (SKU)", "Pesanan SKU", "Số lượng đơn hàng SKU", "Đơn hàng SKU", "SKU注文数")),
        Column("gmv", ("Gross revenue", "Pendapatan kotor", "Doanh thu gộp", "総収益"), required=True),
        Column("currency", ("Currency", "Mata uang", "Đơn vị tiền tệ", "通貨")),
    ),
)
