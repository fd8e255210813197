"""A creator's own export of affiliate orders. It names no creator: its sales are those of the account that exported it."""

from dataclasses import replace

from django.utils.translation import gettext_noop

from .profile import Column, Profile
from .tiktok_affiliate_seller import SHAPE

PROFILE = Profile(
    key="tiktok_affiliate.creator",
    title=gettext_noop("TikTok Shop affiliate: orders of a creator"),
    kind="order",
    grain=("order_id",),
    columns=(
        Column("order_id", ("Order ID",), required=True),
        Column("sku_id", ("SKU ID",), required=True),
        Column("title", ("Product name",)),
        Column("product_id", ("Product ID",)),
        Column("unit_price", ("Price",), required=True),
        Column("quantity", ("Items sold",), required=True),
        Column("returned_quantity", ("Items refunded",)),
        Column("currency", ("Currency",)),
        Column("status", ("Order settlement status",), required=True),
        Column("collaboration", ("Commission type",)),
        Column("surface", ("Content Type",)),
        Column("content_id", ("Content ID",)),
        Column("commission_rate", ("Standard",)),
        Column("line_amount", ("GMV",)),
        Column("commission_estimated", ("Est. standard commission", "Est. commission"), ranked=True),
        Column("ads_commission_estimated", ("Est. Shop ads commission",)),
        Column("commission_paid", ("Total final earned amount",)),
        Column("ordered_at", ("Order date",), required=True),
    ),
    data_rows=("order_id", r"(?s)|.*\d.*"),
    orders=replace(SHAPE, sums={"total": "value"}),
)
