"""Shopify admin → Orders → Export (orders_export.csv). One row per order line; order cells stand in the first of them.

Headers are English in every language. Columns with personal data are not listed, so they never enter a frame; the
e-mail is read only to be turned into a keyed hash.
"""

from django.utils.translation import gettext_noop

from .profile import Column, Profile

PROFILE = Profile(
    key="shopify.orders",
    title=gettext_noop("Shopify: orders"),
    kind="order",
    grain=("order_id",),
    columns=(
        Column("name", ("Name",), required=True),
        Column("email", ("Email",)),
        Column("financial_status", ("Financial Status",)),
        Column("paid_at", ("Paid at",)),
        Column("fulfillment_status", ("Fulfillment Status",)),
        Column("currency", ("Currency",), required=True),
        Column("subtotal", ("Subtotal",)),
        Column("shipping", ("Shipping",)),
        Column("taxes", ("Taxes",)),
        Column("total", ("Total",), required=True),
        Column("country", ("Shipping Country",)),
        Column("discount_code", ("Discount Code",)),
        Column("discount", ("Discount Amount",)),
        Column("ordered_at", ("Created at",), required=True),
        Column("cancelled_at", ("Cancelled at",)),
        Column("refunded", ("Refunded Amount",)),
        Column("id", ("Id",)),
        Column("tags", ("Tags",)),
        Column("source_name", ("Source",)),
        Column("payment_method", ("Payment Method",)),
        Column("note_attributes", ("Note Attributes",)),
        Column("quantity", ("Lineitem quantity",), required=True),
        Column("title", ("Lineitem name",), required=True),
        Column("unit_price", ("Lineitem price",), required=True),
        Column("sku", ("Lineitem sku",)),
        Column("line_discount", ("Lineitem discount",)),
    ),
)
