"""Seller Center → Data Compass → Shop Analytics, Key metrics. One row per day; the summary above the days is passed over.

Days are written DD/MM/YYYY. The amounts of LIVE, video and product card, by the last content clicked, add up to the whole.
"""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_shop.shop_days",
    title=gettext_noop("TikTok Shop: the shop by day"),
    kind="period",
    grain=("day",),
    data_rows=("day", r".*\d.*"),
    periods=PeriodShape(
        grain="shop",
        gmv_kind="direct",
        date_order="dmy",
        parts={
            "live": {"surface": "live"},
            "video": {"surface": "video"},
            "card": {"surface": "product_card"},
        },
    ),
    columns=(
        Column("day", ("Date", "Day", "Fecha", "Tanggal", "Ngày", "日付"), required=True),
        Column("gmv", ("GMV",), required=True),
        Column("orders", ("Orders", "Pedidos", "Pesanan", "Đơn hàng", "注文数"), required=True),
        Column("viewers", ("Visitors", "Visitantes", "Pengunjung", "Khách truy cập", "訪問者数"), required=True),
        Column("product_views", ("Page views", "Vistas de página", "Tayangan halaman", "Lượt xem trang", "ページビュー")),
        Column("customers", ("Customers", "Clientes", "Pembeli", "Khách hàng", "購入者数")),
        Column("sku_orders", ("SKU orders", "Pedidos de SKU", "Pesanan SKU", "Đơn hàng SKU")),
        Column("items", ("Items sold", "Artículos vendidos", "Produk terjual", "Số món bán ra", "販売点数")),
        Column("refunded", ("Refunds", "Reembolsos", "Pengembalian dana", "Hoàn tiền", "返金額")),
        Column("refunded_items", ("Items refunded", "Artículos reembolsados")),
        Column(
            "product_impressions", ("Product impressions", "Impresiones de productos", "Impresi produk", "Lượt hiển thị sản phẩm")
        ),
        Column("product_clicks", ("Product clicks", "Clics de productos", "Klik produk", "Lượt nhấp vào sản phẩm")),
        Column("live:gmv", ("LIVE GMV", "All · LIVE GMV")),
        Column("video:gmv", ("Video GMV",)),
        Column("card:gmv", ("Product card GMV",)),
    ),
)
