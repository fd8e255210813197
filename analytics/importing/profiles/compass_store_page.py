"""Seller Center → Data Compass → Store Page Performance, overview. One row per day of the shop's own page."""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_shop.store_page",
    title=gettext_noop("TikTok Shop: the shop's page by day"),
    kind="period",
    grain=("day",),
    data_rows=("day", r".*\d.*"),
    periods=PeriodShape(grain="shop", gmv_kind="direct", date_order="dmy", fixed={"content_id": "store_page"}),
    columns=(
        Column("day", ("Time", "Date", "Hora", "Fecha", "Waktu", "Tanggal", "Thời gian"), required=True),
        Column("viewers", ("Store page visitors", "Shop page visitors", "Store visitors"), required=True),
        Column("views", ("Store page views", "Shop page views", "Store views")),
        Column("customers", ("Store page customers", "Customers"), ranked=True),
        Column("orders", ("Store page orders", "Orders"), ranked=True),
        Column("gmv", ("Store page GMV", "GMV"), ranked=True),
    ),
)
