"""TikTok Ads → GMV Max → creative data for product campaigns. One row per campaign, product and creative.

The whole export names the campaign in each row; that of one campaign says Post ID and Creative instead. Gross revenue
counts paid and organic orders of the promoted products: a kind of GMV of its own. Rates of views are not kept.
"""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column, Profile

PROFILE = Profile(
    key="gmv_max.creatives",
    title=gettext_noop("GMV Max: creatives"),
    kind="period",
    grain=("campaign_id", "product_id", "content_id", "creator"),
    data_rows=("surface", r"[^\W\d_].*"),
    periods=PeriodShape(
        grain="ad",
        gmv_kind="gmv_max",
        adds_up=True,
        words={"surface": {"video": "video", "product card": "product_card", "kartu produk": "product_card"}},
    ),
    columns=(
        Column("campaign_name", ("Campaign name", "Nama kampanye", "Tên chiến dịch", "キャンペーン名")),
        Column("campaign_id", ("Campaign ID", "ID Campaign", "ID kampanye", "ID chiến dịch", "キャンペーンID")),
        Column("product_id", ("Product ID", "ID produk", "ID sản phẩm", "商品ID")),
        Column("surface", ("Creative type", "Jenis materi iklan", "Loại nội dung sáng tạo", "クリエイティブタイプ")),
        Column("title", ("Video title", "Creative", "Judul video", "Tiêu đề video", "動画タイトル")),
        Column("content_id", ("Video ID", "Post ID", "ID video", "動画ID"), required=True),
        Column("creator", ("TikTok account", "Akun TikTok", "Tài khoản TikTok", "TikTokアカウント")),
        Column("started_at", ("Time posted", "Waktu posting", "Thời gian đăng", "投稿日時")),
        Column("cost", ("Cost", "Biaya", "Chi phí", "費用"), required=True),
        Column("sku_orders", ("SKU orders", "Orders (SKU)", "Pesanan SKU", "Số lượng đơn hàng SKU", "Đơn hàng SKU", "SKU注文数")),
        Column("gmv", ("Gross revenue", "Pendapatan kotor", "Doanh thu gộp", "総収益"), required=True),
        Column("product_impressions", ("Product ad impressions", "Số lượt hiển thị quảng cáo sản phẩm")),
        Column("product_clicks", ("Product ad clicks", "Số lượt nhấp vào quảng cáo sản phẩm")),
        Column("currency", ("Currency", "Mata uang", "Đơn vị tiền tệ", "通貨")),
    ),
)
