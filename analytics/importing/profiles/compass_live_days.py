"""Seller Center → Data Compass → LIVE → Live Performance Core Stats. One row per day, all LIVEs of the shop together."""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_shop.live_days",
    title=gettext_noop("TikTok Shop: LIVE sales by day"),
    kind="period",
    grain=("day",),
    data_rows=("day", r".*\d.*"),
    periods=PeriodShape(
        grain="shop", gmv_kind="direct", surface="live", date_order="dmy", parts={"attributed": {"gmv_kind": "affiliate"}}
    ),
    columns=(
        Column("day", ("Time", "Date", "Hora", "Fecha", "Waktu", "Tanggal", "Thời gian", "日付"), required=True),
        Column("gmv", ("LIVE GMV", "GMV LIVE", "GMV de LIVE"), required=True),
        Column("lives", ("LIVE streams", "Buổi LIVE", "Transmisiones LIVE")),
        Column("views", ("LIVE views", "Lượt xem phiên LIVE", "Visualizaciones de LIVE")),
        Column("watch_seconds", ("Average viewing duration (LIVE streams)", "Thời lượng xem trung bình (Buổi LIVE)")),
        Column("attributed:gmv", ("LIVE-attributed GMV", "GMV đến từ buổi LIVE", "GMV atribuido a LIVE")),
        Column("attributed:items", ("LIVE-attributed items sold", "Số món bán ra ghi nhận vào buổi LIVE")),
        Column("attributed:sku_orders", ("Attributed SKU orders", "Đơn hàng SKU đã ghi nhận", "Pedidos con SKU atribuidos")),
    ),
)
