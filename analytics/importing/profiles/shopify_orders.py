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
        Column("name", "text", ("Name",), required=True),
        Column("email", "text", ("Email",)),
        Column("financial_status", "text", ("Financial Status",)),
        Column("paid_at", "instant", ("Paid at",)),
        Column("fulfillment_status", "text", ("Fulfillment Status",)),
        Column("currency", "text", ("Currency",), required=True),
        Column("subtotal", "money", ("Subtotal",)),
        Column("shipping", "money", ("Shipping",)),
        Column("taxes", "money", ("Taxes",)),
        Column("total", "money", ("Total",), required=True),
        Column("discount_code", "text", ("Discount Code",)),
        Column("discount", "money", ("Discount Amount",)),
        Column("ordered_at", "instant", ("Created at",), required=True),
        Column("cancelled_at", "instant", ("Cancelled at",)),
        Column("refunded", "money", ("Refunded Amount",)),
        Column("id", "id", ("Id",)),
        Column("tags", "text", ("Tags",)),
        Column("source_name", "text", ("Source",)),
        Column("payment_method", "text", ("Payment Method",)),
        Column("note_attributes", "text", ("Note Attributes",)),
        Column("quantity", "count", ("Lineitem quantity",), required=True),
        Column("title", "text", ("Lineitem name",), required=True),
        Column("unit_price", "money", ("Lineitem price",), required=True),
        Column("sku", "text", ("Lineitem sku",)),
        Column("line_discount", "money", ("Lineitem discount",)),
    ),
)
