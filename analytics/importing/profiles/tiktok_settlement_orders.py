"""Seller Center → Finance → Settlements → Export (XLSX, sheet `Order details`): what was paid out per order or adjustment.

Only the key and a few columns are sure; what else a market's file has is accepted and left alone.
"""

from django.utils.translation import gettext_noop

from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_settlement.orders",
    title=gettext_noop("TikTok Shop: settlements"),
    kind="settlement",
    grain=("order_id", "kind"),
    columns=(
        Column("order_id", ("Order/adjustment ID", "Order/Adjustment ID"), required=True),
        Column("kind", ("Type", "Transaction type"), ranked=True),
        Column("day", ("Order settled time", "Order settled time(UTC)", "Settled time", "Statement date"), ranked=True),
        Column("created", ("Order created time", "Order created time(UTC)"), ranked=True),
        Column("currency", ("Currency",)),
        Column("settled", ("Total settlement amount", "Settlement amount"), required=True, ranked=True),
        Column("revenue", ("Total revenue", "Revenue"), ranked=True),
        Column(
            "platform_fee",
            ("TikTok Shop commission fee", "Platform commission fee", "Platform commission", "Referral fee"),
            ranked=True,
        ),
        Column("affiliate_commission", ("Affiliate commission", "Affiliate commission fee"), ranked=True),
        Column("shipping_fee", ("Seller shipping fee", "Shipping fee", "Shipping costs"), ranked=True),
        Column("fees", ("Total fees",)),
    ),
    data_rows=("order_id", r"(?s)|.*\d.*"),
)
