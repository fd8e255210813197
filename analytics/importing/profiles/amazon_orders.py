"""Amazon Seller Central → All orders report: text divided by TABs, one row per item, amounts of the row and not of one piece.

item-price is before item-promotion-discount. No customer is told. Times carry an offset.
"""

from django.utils.translation import gettext_noop

from .order_shape import OrderShape
from .profile import Column, Profile

STATES = {
    "Pending": "unpaid", "Unshipped": "paid", "PartiallyShipped": "shipped", "Shipped": "shipped",
    "Shipped - Delivered to Buyer": "delivered", "Shipped - Picked Up": "shipped", "Shipped - Returned to Seller": "returned",
    "Shipped - Returning to Seller": "returned", "Shipped - Rejected by Buyer": "returned",
    "Shipped - Lost in Transit": "shipped", "Shipping": "shipped", "InvoiceUnconfirmed": "paid", "Cancelled": "cancelled",
    "Canceled": "cancelled",
}  # fmt: skip

PROFILE = Profile(
    key="amazon.all_orders",
    title=gettext_noop("Amazon: all orders report"),
    kind="order",
    grain=("order_id",),
    orders=OrderShape(
        channel="marketplace",
        states=STATES,
        zone="UTC",
        sums={
            "total": "value",
            "shipping": "line_shipping",
            "discount": "discount",
            "taxes": "line_tax",
            "shipping_tax": "line_shipping_tax",
            "gift_wrap": "line_gift_wrap",
            "gift_wrap_tax": "line_gift_wrap_tax",
            "ship_discount": "line_ship_discount",
        },
        adds={"taxes": ("shipping_tax", "gift_wrap_tax"), "total": ("taxes", "shipping", "gift_wrap", "-ship_discount")},
    ),
    columns=(
        Column("order_id", ("amazon-order-id",), required=True),
        Column("ordered_at", ("purchase-date",), required=True),
        Column("status", ("order-status",), required=True),
        Column("sku", ("sku",)),
        Column("product_id", ("asin",)),
        Column("title", ("product-name",), required=True),
        Column("quantity", ("quantity",), required=True),
        Column("currency", ("currency",), required=True),
        Column("line_total", ("item-price",), required=True),
        Column("line_tax", ("item-tax",)),
        Column("line_shipping", ("shipping-price",)),
        Column("line_shipping_tax", ("shipping-tax",)),
        Column("line_gift_wrap", ("gift-wrap-price",)),
        Column("line_gift_wrap_tax", ("gift-wrap-tax",)),
        Column("line_discount", ("item-promotion-discount",)),
        Column("line_ship_discount", ("ship-promotion-discount",)),
        Column("country", ("ship-country",)),
    ),
)
