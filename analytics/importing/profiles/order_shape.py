"""What an export of orders says by its layout and its words, beyond the names of its columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, eq=False)  # by identity, since mappings have no hash
class OrderShape:
    """How analytics/importing/order_rows.py reads one dialect. Words are compared without case, width and spaces.

    Canonical columns that the reader knows (a profile lists those that the file has; all are optional but those marked *):
    order  *order_id, name, *ordered_at (+ ordered_clock), paid_at, shipped_at, delivered_at, cancelled_at, status, substatus,
           currency, country, customer (becomes "email": a keyed hash), discount_code, utm_source …, tiktok_order_id,
           total, subtotal, shipping, taxes, discount, platform_discount, refunded, financial_status, fulfillment_status
    line   product_id, sku_id, sku, title, variation, *quantity, returned_quantity, fully_returned, unit_price, line_total
           (before discounts), line_amount (after them), line_discount, line_platform_discount, return_type, surface,
           content_id, creator, commission_rate, commission_estimated, commission_paid, collaboration
    An order's cell may repeat in each of its rows or stand in the first only: it counts once either way.
    """

    channel: str  # models.Channel
    gmv_kind: str = "direct"
    is_tiktok: bool = False  # order_id is TikTok's own: 15–20 digits, also the key that other systems tell
    states: Mapping[str, str] = field(default_factory=dict)  # words of status and substatus → models.OrderState
    return_types: Mapping[str, str] = field(default_factory=dict)  # words of return_type → cancelled or returned
    date_order: str = ""  # dmy or mdy where the digits do not tell; empty: by the brand's market, else a person is asked
    zone: str = ""  # of times without offset; empty: the brand's
    currency: str = ""  # where neither cell, column nor country tells; empty: the brand's
    sums: Mapping[str, str] = field(default_factory=dict)  # amount of the order, where not told ← column of its lines to add up
    # Amount of the order ← other amounts of it to add, "-name" to take away; to a summed one only where it was not told.
    adds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sample_marks: tuple[str, ...] = ()  # columns where "sample" marks an order of amount 0 as one
    lines_only: tuple[str, str] | None = None  # (column, regex): a row that does not match is no product, such as shipping
    same_row_once: bool = False  # two rows that are alike in every cell read are one
    folds: bool = False  # such a row is what the buyer chose at the product above: its price is part of that one's
