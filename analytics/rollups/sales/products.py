"""ProductCut: lines sold by product and by what led to them. Samples are left out."""

from django.db.backends.utils import CursorWrapper

from .kept import CANCELLED
from .told import Values

# What makes a line another SKU of its order, as a number: some twenty times faster to tell apart than the texts.
UNIT = """hashtextextended(concat_ws(E'\\x1f', l.sku_id, l.sku,
    CASE WHEN l.sku_id || l.sku = '' THEN l.product_id || E'\\x1f' || l.title END), 0)"""
DELETE = "DELETE FROM analytics_productcut WHERE brand_id = %(brand)s AND day = ANY(%(days)s)"
# What a line says of its content wins over what its order says.
INSERT = f"""
    WITH sold AS (
        SELECT s.day, s.channel, s.shop, s.currency, s.as_of, l.catalogue_id, l.quantity, l.amount, l.title,
            coalesce(nullif(l.surface, ''), s.surface) AS surface,
            coalesce(nullif(l.content_id, ''), s.content_id) AS content_id,
            CASE WHEN l.content_id IN ('', s.content_id) THEN s.video_id ELSE v.id END AS video_id,
            coalesce(nullif(l.product_id, ''), left(l.sku, 64)) AS product_id,
            hashtextextended(s.id || E'\\x1f' || {UNIT}, 0) AS unit,
            coalesce(l.returned_quantity, 0) AS returned, {CANCELLED.format("s")} AS gone
        FROM analytics_sale s JOIN analytics_saleline l ON l.sale_id = s.id
        LEFT JOIN planner_video v ON v.brand_id = s.brand_id AND v.external_id = l.content_id AND v.external_id <> ''
        WHERE s.brand_id = %(brand)s AND s.day = ANY(%(days)s) AND NOT s.is_sample
    )
    INSERT INTO analytics_productcut (brand_id, day, channel, shop, currency, surface, catalogue_id, product_id, title, video_id,
        content_id, sku_orders, items, returned_items, gross, cancelled_gross, as_of)
    SELECT %(brand)s, day, channel, shop, currency, surface, catalogue_id, product_id, max(title), video_id, content_id,
        count(DISTINCT unit), sum(quantity), sum(returned), sum(amount),
        coalesce(sum(amount) FILTER (WHERE gone), 0), max(as_of)
    FROM sold
    GROUP BY day, channel, shop, currency, surface, catalogue_id, product_id, video_id, content_id,
        CASE WHEN product_id = '' THEN title END
"""


def replace(cursor: CursorWrapper, values: Values) -> None:
    """The slices of the days."""
    cursor.execute(DELETE, values)
    cursor.execute(INSERT, values)
