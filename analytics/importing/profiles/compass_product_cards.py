"""Seller Center → Data Compass → Product card → traffic by day (Product Card Traffic Stats). One row per day of the shop."""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_shop.product_cards",
    title=gettext_noop("TikTok Shop: product cards by day"),
    kind="period",
    grain=("day",),
    data_rows=("day", r".*\d.*"),
    periods=PeriodShape(grain="shop", gmv_kind="direct", surface="product_card", date_order="dmy"),
    columns=(
        Column("day", ("Time", "Date", "Hora", "Fecha", "Waktu", "Tanggal", "Thời gian"), required=True),
        Column("views", ("Views", "Page views", "Vistas", "Tayangan"), required=True),
        Column("viewers", ("Viewers", "Visitors", "Unique viewers", "Espectadores", "Penonton"), required=True),
        Column("product_clicks", ("Clicks", "Clics", "Klik"), required=True),
        Column("add_to_carts", ("Add-to-cart clicks", "Add to cart clicks", "Clics en agregar al carrito")),
        Column("customers", ("Customers", "Clientes", "Pembeli")),
        Column("gmv", ("Product card GMV", "Product card-attributed GMV", "GMV"), ranked=True),
        Column("sku_orders", ("SKU orders", "Pedidos de SKU")),
    ),
)
