"""Seller Center → products: how many of each can be sold, also as a column of other lists of products."""

from django.utils.translation import gettext_noop

from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_shop.stock",
    title=gettext_noop("TikTok Shop: stock"),
    kind="stock",
    grain=("row",),
    data_rows=("product_id", r"\d.*"),
    beside=True,
    columns=(
        Column(
            "product_id", ("Product ID", "ID de producto", "ID del producto", "ID produk", "ID sản phẩm", "商品ID"), required=True
        ),
        Column("sku_id", ("SKU ID", "ID SKU", "ID de SKU")),
        Column("sku", ("Seller SKU", "セラーSKU")),
        Column("title", ("Product", "Product name", "Producto", "Nombre del producto", "Produk", "Nama produk", "Tên", "商品名")),
        Column("quantity", ("Available stock", "Stock", "Inventory", "Existencias", "Stok"), required=True),
    ),
)
