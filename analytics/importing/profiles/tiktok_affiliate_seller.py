"""Seller Center → Affiliate orders → Export (affiliate_orders_….xlsx, all_….csv). One row per SKU of an attributed order.

The orders are those of the shop seen through its creators: gmv_kind affiliate, never added to the shop's own orders.
"""

from django.utils.translation import gettext_noop

from .order_shape import OrderShape
from .profile import Column, Profile

STATES = {
    "Completed": "delivered",
    "Settled": "delivered",
    "Processing": "paid",
    "Pending": "paid",
    "Awaiting payment": "paid",
    "Cancelled": "cancelled",
    "Canceled": "cancelled",
    "Refunded": "returned",
    "Ineligible": "",  # for a commission; why is not told
    "Unsettled": "",
}
SHAPE = OrderShape(
    channel="tiktok_shop",
    gmv_kind="affiliate",
    is_tiktok=True,
    states=STATES,
    date_order="dmy",
    sums={"total": "value", "refunded": "returned_value"},
    adds={"commission_estimated": ("ads_commission_estimated",), "commission_paid": ("ads_commission_paid",)},
    same_row_once=True,
)

PROFILE = Profile(
    key="tiktok_affiliate.seller",
    title=gettext_noop("TikTok Shop affiliate: orders of the seller"),
    kind="order",
    grain=("order_id",),
    columns=(
        Column("order_id", ("Order ID",), required=True),
        Column("product_id", ("Product ID",)),
        Column("title", ("Product Name",)),
        Column("sku_id", ("SKU ID",), required=True),
        Column("sku", ("Seller Sku",)),
        Column("unit_price", ("Price",), required=True),
        Column("line_amount", ("Payment Amount",)),
        Column("currency", ("Currency",)),
        Column("quantity", ("Quantity",), required=True),
        Column("fully_returned", ("Fully returned or refunded", "Fully refunded")),
        Column("status", ("Order Status",)),
        Column("creator", ("Creator Username",), required=True),
        Column("surface", ("Content Type",)),
        Column("content_id", ("Content ID",)),
        Column("collaboration", ("Commission model",)),
        Column("commission_rate", ("Standard commission rate", "Commission rate"), ranked=True),
        Column(
            "commission_estimated", ("Est. standard commission payment", "Est. commission payment", "Est. Commission Payment")
        ),
        Column("ads_commission_estimated", ("Est. Shop Ads commission payment",)),
        Column("commission_paid", ("Actual Commission Payment", "Actual standard commission payment"), ranked=True),
        Column("ads_commission_paid", ("Actual Shop Ads commission payment",)),
        Column("ordered_at", ("Time Created",), required=True),
        Column("paid_at", ("Payment time",)),
        Column("delivered_at", ("Order Delivery Time",)),
    ),
    data_rows=("order_id", r"(?s)|.*\d.*"),
    orders=SHAPE,
)
