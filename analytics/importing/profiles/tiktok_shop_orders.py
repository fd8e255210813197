"""TikTok Shop Seller Center → Orders → Export, in English (CSV, or XLSX with the sheet OrderSKUList). One row per SKU.

A description row follows the header. Ids and times end in a TAB. `Order Amount` repeats in every row of an order. Status
words follow the language of the seller's account while the headers stay English. Buyer, recipient, phone and address are
not listed, so they never enter a frame; the user name is read only to be turned into a keyed hash.
"""

from django.utils.translation import gettext_noop

from .order_shape import OrderShape
from .profile import Column, Profile

STATES = {
    "Unpaid": "unpaid",
    "On hold": "paid",
    "To ship": "paid",
    "Awaiting shipment": "paid",
    "Awaiting collection": "paid",
    "Partially shipping": "paid",
    "Shipped": "shipped",
    "In transit": "shipped",
    "Delivered": "delivered",
    "Completed": "delivered",
    "Cancelled": "cancelled",
    "Canceled": "cancelled",
    "Belum dibayar": "unpaid",  # Indonesian
    "Perlu dikirim": "paid",
    "Menunggu pengiriman": "paid",
    "Menunggu pengambilan": "paid",
    "Dikirim": "shipped",
    "Dalam perjalanan": "shipped",
    "Terkirim": "delivered",
    "Selesai": "delivered",
    "Dibatalkan": "cancelled",
    "ยังไม่ชำระเงิน": "unpaid",  # Thai
    "ที่ต้องจัดส่ง": "paid",
    "รอการจัดส่ง": "paid",
    "รอเข้ารับ": "paid",
    "จัดส่งแล้ว": "shipped",
    "อยู่ระหว่างการขนส่ง": "shipped",
    "จัดส่งสำเร็จ": "delivered",
    "จัดส่งสำเร็จแล้ว": "delivered",
    "เสร็จสมบูรณ์": "delivered",
    "สำเร็จแล้ว": "delivered",
    "ยกเลิกแล้ว": "cancelled",
}
RETURNS = {
    "Cancel": "cancelled",
    "Cancelled": "cancelled",
    "Return/Refund": "returned",
    "Return": "returned",
    "Refund": "returned",
}
SUMS = {"subtotal": "value", "discount": "discount", "platform_discount": "platform_discount"}
ADDS = {"platform_discount": ("payment_discount",)}
SAMPLE_MARKS = ("order_type", "substatus", "order_channel")

COLUMNS = (
    Column("order_id", ("Order ID",), required=True),
    Column("status", ("Order Status",), required=True),
    Column("substatus", ("Order Substatus",)),
    Column("return_type", ("Cancelation/Return Type", "Cancellation/Return Type")),
    Column("order_type", ("Normal or Pre-order",)),
    Column("product_id", ("Product ID",)),
    Column("sku_id", ("SKU ID",), required=True),
    Column("sku", ("Seller SKU",)),
    Column("title", ("Product Name",)),
    Column("variation", ("Variation",)),
    Column("quantity", ("Quantity",), required=True),
    Column("returned_quantity", ("Sku Quantity of return",)),
    Column("unit_price", ("SKU Unit Original Price",)),
    Column("line_total", ("SKU Subtotal Before Discount",)),
    Column("line_platform_discount", ("SKU Platform Discount",)),
    Column("line_discount", ("SKU Seller Discount",)),
    Column("line_amount", ("SKU Subtotal After Discount",)),
    Column("shipping", ("Shipping Fee After Discount",)),
    Column("payment_discount", ("Payment platform discount",)),
    Column("taxes", ("Taxes",)),
    Column("total", ("Order Amount",), required=True),
    Column("refunded", ("Order Refund Amount",)),
    Column("ordered_at", ("Created Time",), required=True),
    Column("paid_at", ("Paid Time",)),
    Column("shipped_at", ("Shipped Time",)),
    Column("delivered_at", ("Delivered Time",)),
    Column("cancelled_at", ("Cancelled Time",)),
    Column("customer", ("Buyer Username",)),
    Column("country", ("Country",)),
    Column("package", ("Package ID",)),
    Column("order_channel", ("Order Channel",)),
    Column("surface", ("Content Type",)),
    Column("content_id", ("Content ID",)),
    Column("creator", ("Creator Handle", "Creator Username")),
)

PROFILE = Profile(
    key="tiktok_shop.orders",
    title=gettext_noop("TikTok Shop: orders"),
    kind="order",
    grain=("order_id",),
    columns=COLUMNS,
    data_rows=("order_id", r"(?s)\s*|.*\d.*"),
    orders=OrderShape(
        channel="tiktok_shop",
        is_tiktok=True,
        states=STATES,
        return_types=RETURNS,
        sums=SUMS,
        adds=ADDS,
        sample_marks=SAMPLE_MARKS,
        same_row_once=True,
    ),
)
