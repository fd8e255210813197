"""amazon.co.jp → order report (unshipped, MFN): Shift_JIS until 2021-10, UTF-8 since; TABs. item-price is of the row, not of one
piece; times are GMT."""

from django.utils.translation import gettext_noop

from .order_shape import OrderShape
from .profile import Column, Profile

PROFILE = Profile(
    key="amazon.orders",
    title=gettext_noop("Amazon: order report"),
    kind="order",
    grain=("order_id",),
    orders=OrderShape(
        channel="marketplace",
        zone="UTC",
        sums={"total": "value", "shipping": "line_shipping"},
        adds={"total": ("shipping",)},
    ),
    columns=(
        Column("order_id", ("order-id",), required=True),
        Column("order_item_id", ("order-item-id",), required=True),
        Column("ordered_at", ("purchase-date",), required=True),
        Column("paid_at", ("payments-date",)),
        Column("customer", ("buyer-email",)),
        Column("sku", ("sku",)),
        Column("title", ("product-name",), required=True),
        Column("quantity", ("quantity-purchased",), required=True),
        Column("currency", ("currency",)),
        Column("line_total", ("item-price",), required=True),
        Column("line_shipping", ("shipping-price",)),
        Column("country", ("ship-country",)),
    ),
)
