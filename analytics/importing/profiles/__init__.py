"""One file per kind of export. To read another one: copy a file, change it, and list it here."""

from . import (
    shopify_orders,
    studio_content,
    studio_follower_activity,
    studio_follower_gender,
    studio_follower_history,
    studio_follower_territories,
    studio_overview,
    studio_viewers,
    tiktok_shop_orders,
    tiktok_shop_orders_ja,
    tiktok_shop_orders_us,
)
from .profile import Column, Profile

__all__ = ["PROFILES", "Column", "Profile"]

PROFILES: tuple[Profile, ...] = (
    studio_overview.PROFILE,
    studio_viewers.PROFILE,
    studio_follower_history.PROFILE,
    studio_follower_activity.PROFILE,
    studio_follower_gender.PROFILE,
    studio_follower_territories.PROFILE,
    studio_content.PROFILE,
    shopify_orders.PROFILE,
    tiktok_shop_orders.PROFILE,
    tiktok_shop_orders_us.PROFILE,
    tiktok_shop_orders_ja.PROFILE,
)
