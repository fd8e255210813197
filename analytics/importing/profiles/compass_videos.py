"""Seller Center → Data Compass → Video → Video Performance List. One row per video, counts within the days of the export.

Headers are in the language of the screen; those in Spanish were seen in a real file, of the others most are known from
programs that read them. GMV of a video is what was bought by a click in it; attributed GMV also counts what came later.
"""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_shop.videos",
    title=gettext_noop("TikTok Shop: videos and their sales"),
    kind="period",
    grain=("content_id",),
    data_rows=("content_id", r"\d.*"),
    periods=PeriodShape(
        grain="video",
        gmv_kind="direct",
        surface="video",
        needs=("content_id",),
        parts={"attributed": {"gmv_kind": "affiliate"}},
    ),
    columns=(
        Column("creator", ("Creator name", "Creator username", "Nombre del creador", "Nama kreator", "クリエイター名")),
        Column("title", ("Video Info", "Video title", "Información del video", "Info video", "Thông tin video", "動画情報")),
        Column("content_id", ("Video ID", "ID del video", "ID video", "動画ID"), required=True),
        Column("started_at", ("Time", "Hora", "Video post time", "Waktu", "Thời gian", "投稿日時")),
        Column("views", ("VV", "Video views", "Views", "動画視聴数"), required=True),
        Column("likes", ("Likes", "Me gusta", "Suka", "Lượt thích", "いいね")),
        Column("comments", ("Comments", "Comentarios", "Komentar", "Bình luận", "コメント")),
        Column("shares", ("Shares", "Compartidos", "Dibagikan", "シェア")),
        Column("new_followers", ("New followers", "Seguidores nuevos", "Pengikut baru", "新規フォロワー")),
        Column("product_impressions", ("Product impressions", "Impresiones de productos", "Impresi produk", "商品表示回数")),
        Column(
            "product_clicks", ("Product clicks", "Clics de productos", "Klik produk", "Lượt nhấp vào sản phẩm", "商品クリック数")
        ),
        Column("customers", ("Customers", "Buyers", "Unique customers", "Clientes únicos", "Pembeli", "購入者数")),
        Column("orders", ("Orders", "Video orders")),
        Column("sku_orders", ("Video SKU orders", "SKU orders", "Pedidos con SKU de videos", "Pesanan SKU"), ranked=True),
        Column("items", ("Video items sold", "Items sold", "Unit sales", "Artículos de video vendidos"), ranked=True),
        Column("gmv", ("Video GMV", "GMV", "Video Revenue", "GMV de videos", "GMV video"), ranked=True),
        Column("completion_rate", ("Video finish rate", "Video completion rate", "Tasa de finalización de videos", "完全視聴率")),
        Column("attributed:sku_orders", ("Attributed SKU orders", "Pedidos con SKU atribuidos")),
        Column("attributed:items", ("Video-attributed items sold", "Ventas de artículos atribuidas a videos")),
        Column(
            "attributed:gmv",
            ("Video-attributed GMV", "Attributed GMV", "Shoppable video attributed GMV", "GMV atribuido al video"),
            ranked=True,
        ),
    ),
)
