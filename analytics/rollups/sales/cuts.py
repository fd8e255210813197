"""SalesCut out of Sale, ChannelCut out of SalesCut, SalesDay out of ChannelCut: so every sum is the same sum."""

from django.db.backends.utils import CursorWrapper

from analytics.models import SalesCut
from analytics.models.sale_rollups import ChannelFields

from .kept import CANCELLED
from .products import UNIT
from .told import Values

REAL = "NOT s.is_sample"
TELLS_DELIVERY = "s.told_by #>> '{0,0}' = 'tiktok_shop' OR s.delivered_at IS NOT NULL OR s.state = 'delivered'"
DELIVERED = "s.delivered_at IS NOT NULL OR s.state IN ('delivered', 'returned')"
GONE = CANCELLED.format("s")
SUMS = {
    "orders": f"count(*) FILTER (WHERE {REAL})",
    "cancelled_orders": f"count(*) FILTER (WHERE {REAL} AND {GONE})",
    "delivered_orders": f"CASE WHEN bool_or({TELLS_DELIVERY}) THEN count(*) FILTER (WHERE {REAL} AND ({DELIVERED})) END",
    "sku_orders": f"coalesce(sum(l.skus) FILTER (WHERE {REAL}), 0)",
    "items": f"coalesce(sum(s.items) FILTER (WHERE {REAL}), 0)",
    "first_orders": "count(*) FILTER (WHERE s.nth = 1)",
    "repeat_orders": "count(*) FILTER (WHERE s.nth > 1)",
    "gross": f"coalesce(sum(s.total) FILTER (WHERE {REAL}), 0)",
    "platform_discount": f"coalesce(sum(s.platform_discount) FILTER (WHERE {REAL}), 0)",
    "refunded": f"coalesce(sum(s.refunded) FILTER (WHERE {REAL}), 0)",
    "cancelled_gross": f"coalesce(sum(s.total) FILTER (WHERE {REAL} AND {GONE}), 0)",
    "net": "sum(s.net)",
    "samples": "count(*) FILTER (WHERE s.is_sample)",
}


def columns(dimensions: tuple[str, ...]) -> str:
    return ", ".join(f"{name}_id" if name in {"account", "campaign", "video"} else name for name in dimensions)


FINE, COARSE = columns(SalesCut.DIMENSIONS), columns(ChannelFields.DIMENSIONS)
SALES_CUT = f"""
    INSERT INTO analytics_salescut (brand_id, {FINE}, {", ".join(SUMS)}, as_of)
    SELECT s.brand_id, {", ".join("s." + name for name in FINE.split(", "))}, {", ".join(SUMS.values())}, max(s.as_of)
    FROM analytics_sale s
    CROSS JOIN LATERAL (SELECT count(DISTINCT {UNIT}) AS skus FROM analytics_saleline l WHERE l.sale_id = s.id) l
    WHERE s.brand_id = %(brand)s AND s.day = ANY(%(days)s)
    GROUP BY s.brand_id, {", ".join("s." + name for name in FINE.split(", "))}
"""
CHANNEL_CUT = f"""
    INSERT INTO analytics_channelcut (brand_id, {COARSE}, {", ".join(SUMS)}, as_of)
    SELECT brand_id, {COARSE}, {", ".join(f"sum({name})" for name in SUMS)}, max(as_of)
    FROM analytics_salescut WHERE brand_id = %(brand)s AND day = ANY(%(days)s) GROUP BY brand_id, {COARSE}
"""
OF_DAY = ("orders", "cancelled_orders", "items", "gross", "refunded", "net")
SALES_DAY = f"""
    INSERT INTO analytics_salesday (brand_id, day, channel, currency, {", ".join(OF_DAY)}, as_of)
    SELECT brand_id, day, channel, currency, {", ".join(f"sum({name})" for name in OF_DAY)}, max(as_of)
    FROM analytics_channelcut WHERE brand_id = %(brand)s AND day = ANY(%(days)s) AND gmv_kind = 'direct'
    GROUP BY brand_id, day, channel, currency HAVING sum(orders) > 0
"""


def replace(cursor: CursorWrapper, values: Values) -> None:
    """The slices of the days."""
    for table, insert in (("salescut", SALES_CUT), ("channelcut", CHANNEL_CUT), ("salesday", SALES_DAY)):
        cursor.execute(f"DELETE FROM analytics_{table} WHERE brand_id = %(brand)s AND day = ANY(%(days)s)", values)
        cursor.execute(insert, values)
