"""Seller Center → Data Compass → Product → product list. One row per product or SKU, counts within the days of the export.

Wide exports repeat their names under groups (All, Seller LIVE, Seller video …): the first group is the whole. The file
name tells the day of the export only, so a person is asked which days it counts where nothing above the table says so.
"""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_shop.products",
    title=gettext_noop("TikTok Shop: products and their sales"),
    kind="period",
    grain=("product_id", "sku_id"),
    data_rows=("product_id", r"\d.*"),
    periods=PeriodShape(grain="product", gmv_kind="direct", needs=("product_id",)),
    columns=(
        Column("sku_id", ("SKU ID", "ID SKU", "ID de SKU")),
        Column(
            "product_id",
            ("Product ID", "ID de producto", "ID del producto", "ID produk", "ID sản phẩm", "商品ID"),
            required=True,
        ),
        Column("title", ("Product", "Product name", "Producto", "Nombre del producto", "Produk", "Nama produk", "Tên", "商品名")),
        Column("gmv", ("GMV",), required=True),
        Column("items", ("Items sold", "Artículos vendidos", "Produk terjual", "Số món bán ra", "販売点数"), required=True),
        Column("sku_orders", ("SKU orders", "Pedidos de SKU", "Pesanan SKU", "Đơn hàng SKU")),
        Column("orders", ("Orders", "Pedidos", "Pesanan", "Đơn hàng")),
        Column("customers", ("Est. customers", "Customers", "Clientes", "Pembeli", "Khách hàng"), ranked=True),
        Column(
            "product_impressions", ("Product impressions", "Impresiones de productos", "Impresi produk", "Lượt hiển thị sản phẩm")
        ),
        Column("product_clicks", ("Product clicks", "Clics de productos", "Klik produk", "Lượt nhấp vào sản phẩm")),
        Column("add_to_carts", ("Add to cart", "Added to cart", "Add-to-cart clicks", "Agregar al carrito")),
        Column("refunded", ("Refunds", "Reembolsos", "Pengembalian dana", "Hoàn tiền")),
        Column("refunded_items", ("Items refunded", "Artículos reembolsados")),
    ),
)
