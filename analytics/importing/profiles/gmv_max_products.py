"""TikTok Ads → GMV Max → product data of one campaign. One row per product; the campaign stands in the file's name only."""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column, Profile

PROFILE = Profile(
    key="gmv_max.products",
    title=gettext_noop("GMV Max: products"),
    kind="period",
    grain=("product_id",),
    data_rows=("product_id", r"\d.*"),
    periods=PeriodShape(grain="ad", gmv_kind="gmv_max", needs=("product_id",), name_key=("campaign_id", r"Campaign (\d{6,20})")),
    columns=(
        Column("product_id", ("Product ID", "ID produk", "ID sản phẩm"), required=True),
        Column("title", ("Product name", "Product", "Nama produk", "Tên sản phẩm")),
        Column("cost", ("Cost", "Biaya", "Chi phí"), required=True),
        Column("gmv", ("Gross revenue", "Pendapatan kotor", "Doanh thu gộp"), required=True),
        Column("sku_orders", ("SKU orders", "Orders (SKU)", "Pesanan SKU", "Số lượng đơn hàng SKU")),
        Column("product_impressions", ("Product ad impressions", "Số lượt hiển thị quảng cáo sản phẩm")),
        Column("product_clicks", ("Product ad clicks", "Số lượt nhấp vào quảng cáo sản phẩm")),
        Column("currency", ("Currency", "Mata uang")),
    ),
)
