"""Seller Center → Data Compass → Channel Stats - Search. One row per day of what was found by search.

The Spanish header is that of exports of a Mexican shop; no other language is known. Its orders are parts of the shop's, so
they stand under a key of their own and are never added to them.
"""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_shop.search_days",
    title=gettext_noop("TikTok Shop: the search by day"),
    kind="period",
    grain=("day",),
    data_rows=("day", r".*\d.*"),
    periods=PeriodShape(grain="shop", gmv_kind="direct", date_order="dmy", fixed={"content_id": "search"}),
    columns=(
        Column("day", ("Hora", "Fecha"), required=True),
        Column("gmv", ("GMV",), required=True),
        Column("orders", ("Pedidos",), required=True),
        Column("customers", ("Clientes",), required=True),
        Column("viewers", ("Espectadores de productos",), required=True),
        Column("product_clicks", ("Clics", "Clics de productos"), ranked=True),
    ),
)
