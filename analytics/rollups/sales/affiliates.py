"""AffiliateSale: each line of an affiliate order as its newest live file has it. Never added to Sale."""

from django.db.backends.utils import CursorWrapper

from .kept import CANCELLED
from .told import Values
from .touches import AMOUNT

# By day and by order apart: asked for together, PostgreSQL reads every line there ever was.
DELETE = """
    WITH gone AS (
        SELECT id FROM analytics_affiliatesale WHERE brand_id = %(brand)s AND day = ANY(%(days)s)
        UNION SELECT s.id FROM known_order k
        JOIN analytics_affiliatesale s ON s.brand_id = %(brand)s AND s.order_id = k.order_id AND k.source = 'tiktok_affiliate'
    )
    DELETE FROM analytics_affiliatesale s USING gone WHERE s.id = gone.id
"""
INSERT = f"""
    INSERT INTO analytics_affiliatesale (brand_id, day, order_id, position, creator, surface, content_id, product_id, sku_id,
        title, collaboration, currency, quantity, returned_quantity, gmv, commission_rate, commission_estimated,
        commission_paid, is_cancelled, as_of)
    SELECT %(brand)s, (r.ordered_at AT TIME ZONE %(zone)s)::date, r.order_id, l.position, l.creator, l.surface, l.content_id,
        l.product_id, l.sku_id, l.title, l.collaboration, r.currency, l.quantity, l.returned_quantity, {AMOUNT},
        l.commission_rate, l.commission_estimated, l.commission_paid, {CANCELLED.format("r")}, t.as_of
    FROM told_order t JOIN analytics_orderreading r ON r.id = t.reading
    JOIN analytics_orderlinereading l ON l.order_id = r.id
    WHERE t.gmv_kind = 'affiliate' AND NOT r.is_sample
"""


def replace(cursor: CursorWrapper, values: Values) -> None:
    cursor.execute(DELETE, values)
    cursor.execute(INSERT, values)
