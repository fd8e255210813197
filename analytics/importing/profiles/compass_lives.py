"""Seller Center → Data Compass → LIVE → Creator-Live-Performance. One row per LIVE; a LIVE counts on the day it began.

Two dialects were seen: with room ids, and without (then a LIVE goes by who and when). The amounts are attributed GMV.
"""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_shop.lives",
    title=gettext_noop("TikTok Shop: LIVEs and their sales"),
    kind="period",
    grain=("content_id",),
    data_rows=("started_at", r"(?s).*\d.*"),
    periods=PeriodShape(
        grain="live",
        gmv_kind="affiliate",
        surface="live",
        by_start=True,
        parts={"direct": {"gmv_kind": "direct"}, "day": {"gmv_kind": "live_24h"}, "ads": {"gmv_kind": "shop_ads"}},
    ),
    columns=(
        Column("content_id", ("Room ID", "LIVE ID", "Livestream ID", "ルームID")),
        Column("title", ("Room Title", "Livestream", "LIVE name", "LIVE title", "Nama LIVE", "LIVEのタイトル")),
        Column("creator", ("Creator username", "Creator", "Creator name", "Kreator", "クリエイター")),
        Column("started_at", ("Start time", "Launched time", "Hora de inicio", "Waktu mulai", "開始日時"), required=True),
        Column("seconds", ("Duration", "Duración", "Durasi", "LIVE時間(秒)", "LIVE時間")),
        Column("impressions", ("Impressions", "LIVE impressions", "Impresiones", "インプレッション"), ranked=True),
        Column("views", ("Views", "LIVE views", "Visualizaciones", "視聴数"), required=True),
        Column("viewers", ("Viewers", "Unique viewers", "Espectadores", "Penonton", "ユニーク視聴者数")),
        Column("peak_viewers", ("PCU", "Peak viewers", "Peak concurrent users", "最高同時視聴者数")),
        Column("average_viewers", ("ACU", "Average concurrent users", "Average viewers", "平均同時視聴者数")),
        Column(
            "watch_seconds",
            ("Avg. viewing duration per view", "Avg. viewing duration", "Average viewing duration", "平均視聴時間"),
            ranked=True,
        ),
        Column("likes", ("Likes", "Me gusta", "いいね")),
        Column("comments", ("Comments", "Comentarios", "コメント")),
        Column("shares", ("Shares", "Compartidos", "シェア")),
        Column("new_followers", ("New followers", "Seguidores nuevos", "新規フォロワー")),
        Column("product_impressions", ("Product impressions", "Impresiones de productos", "商品表示回数")),
        Column("product_clicks", ("Product clicks", "Clics de productos", "商品クリック数")),
        Column("customers", ("Customers", "Clientes", "購入者数")),
        Column("orders", ("Attributed orders", "Attributed main orders")),
        Column("sku_orders", ("Attributed SKU orders",)),
        Column("items", ("Attributed items sold",)),
        Column("gmv", ("Attributed GMV",)),
        Column("direct:gmv", ("Direct GMV", "LIVE GMV", "GMV")),
        Column("direct:orders", ("Orders",)),
        Column("direct:sku_orders", ("SKU orders",)),
        Column("direct:items", ("Items sold",)),
        Column("day:gmv", ("24h LIVE GMV",)),
        Column("ads:cost", ("Ads Cost",)),
        Column("ads:gmv", ("Ads GMV",)),
    ),
)
