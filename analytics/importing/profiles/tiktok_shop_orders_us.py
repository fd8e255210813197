"""TikTok Shop Seller Center of the United States → Orders → Export: other columns, US dates with a 12-hour clock, dollars."""

from dataclasses import replace

from django.utils.translation import gettext_noop

from .profile import Column, Profile
from .tiktok_shop_orders import COLUMNS, PROFILE as GLOBAL

# Only this dialect has these: they tell it apart and go nowhere.
_MARKS = (Column("fee", ("Retail Delivery Fee",), required=True), Column("delivery", ("Delivery Option Type",)))

PROFILE = Profile(
    key="tiktok_shop.orders_us",
    title=gettext_noop("TikTok Shop: orders (United States)"),
    kind="order",
    grain=("order_id",),
    columns=(*COLUMNS, *_MARKS),
    data_rows=GLOBAL.data_rows,
    orders=replace(GLOBAL.orders, date_order="mdy", currency="USD"),
    market="US",
)
