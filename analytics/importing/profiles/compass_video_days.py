"""Seller Center → Data Compass → Video → Video Performance Core Stats. One row per day, all videos of the shop together."""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_shop.video_days",
    title=gettext_noop("TikTok Shop: video sales by day"),
    kind="period",
    grain=("day",),
    data_rows=("day", r".*\d.*"),
    periods=PeriodShape(
        grain="shop", gmv_kind="direct", surface="video", date_order="dmy", parts={"attributed": {"gmv_kind": "affiliate"}}
    ),
    columns=(
        Column("day", ("Time", "Date", "Hora", "Fecha", "Waktu", "Tanggal", "Thời gian", "日付"), required=True),
        Column("views", ("VV", "Video views", "Vistas de videos"), required=True),
        Column("videos", ("Videos", "Shoppable videos", "Videos con productos")),
        Column("product_impressions", ("Product impressions", "Impresiones de productos", "Impresi produk")),
        Column("product_clicks", ("Product clicks", "Clics de productos", "Klik produk")),
        Column("customers", ("Customers", "Clientes", "Clientes únicos")),
        Column("sku_orders", ("Video SKU orders", "SKU orders", "Pedidos con SKU de videos"), ranked=True),
        Column("items", ("Video items sold", "Items sold", "Artículos de video vendidos"), ranked=True),
        Column("gmv", ("Video GMV", "GMV", "GMV de videos", "GMV video"), required=True, ranked=True),
        Column("attributed:gmv", ("Video-attributed GMV", "GMV atribuido al video")),
        Column("attributed:sku_orders", ("Attributed SKU orders", "Pedidos con SKU atribuidos")),
    ),
)
