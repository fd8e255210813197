"""Seller Center → Data Compass → Shop Analytics, Key metrics under groups: All, LIVE, Video, Product card, Affiliate.

One row per day. The amounts of the groups are parts of All, but for Affiliate: it counts otherwise and overlaps with them.
"""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column, Profile

_GROUPS = {
    "live": ("LIVE", "LIVEs"),
    "video": ("Video", "Videos"),
    "card": ("Product card", "Product cards"),
    "affiliate": ("Affiliate", "Affiliates"),
}
_METRICS = {
    "gmv": ("GMV",),
    "orders": ("Orders",),
    "sku_orders": ("SKU orders",),
    "items": ("Items sold",),
    "customers": ("Customers",),
    "viewers": ("Visitors",),
    "product_views": ("Page views",),
    "refunded": ("Refunds",),
    "product_impressions": ("Product impressions",),
    "product_clicks": ("Product clicks",),
}


def _under(groups: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{group} · {name}" for group in groups for name in names)


PROFILE = Profile(
    key="tiktok_shop.shop_surfaces",
    title=gettext_noop("TikTok Shop: the shop by day and surface"),
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
            "affiliate": {"gmv_kind": "affiliate"},
        },
    ),
    columns=(
        Column("day", ("Date", "Day", "Fecha", "Tanggal", "Ngày", "日付"), required=True),
        *(Column(name, _under(("All",), names), name == "gmv") for name, names in _METRICS.items()),
        *(
            Column(f"{part}:{name}", _under(groups, names))
            for part, groups in _GROUPS.items()
            for name, names in _METRICS.items()
        ),
    ),
)
