"""SalesDay: the orders placed on a day of the brand's zone, by channel and currency."""

from collections.abc import Sequence
from datetime import date

from django.db import connection

from analytics.models import SalesDay
from tkcommerce.brands.models import Brand

# An order is its newest live reading, wherever older ones put it: so first every order that any reading puts on one of
# the days, then the newest reading of each, then those that are still on one of the days. The wide window is for the
# index, which `live` would hide if it were made once for its two readers.
INSERT = """
    WITH live AS NOT MATERIALIZED (
        SELECT r.*, o.as_of, o.table_id FROM analytics_orderreading r
        JOIN analytics_ordertelling o ON o.reading_id = r.id JOIN analytics_importedtable t ON t.id = o.table_id
        WHERE r.brand_id = %(brand)s AND t.live AND r.gmv_kind = 'direct'
    ), touched AS (
        SELECT DISTINCT source, order_id FROM live
        WHERE ordered_at >= %(first)s::date::timestamptz - interval '2 days'
          AND ordered_at < %(last)s::date::timestamptz + interval '3 days'
    ), effective AS (
        SELECT DISTINCT ON (source, order_id) live.*, (ordered_at AT TIME ZONE %(zone)s)::date AS day
        FROM live JOIN touched USING (source, order_id)
        ORDER BY source, order_id, as_of DESC, table_id DESC
    )
    INSERT INTO analytics_salesday
        (brand_id, day, channel, currency, orders, cancelled_orders, items, gross, refunded, net, as_of)
    SELECT %(brand)s, day, channel, currency, count(*), count(cancelled_at), coalesce(sum(items), 0),
           sum(total), coalesce(sum(refunded), 0),
           coalesce(sum(total - coalesce(refunded, 0)) FILTER (WHERE cancelled_at IS NULL), 0), max(as_of)
    FROM effective WHERE day = ANY(%(days)s)
    GROUP BY day, channel, currency
"""


def rebuild(brand: Brand, days: Sequence[date]) -> None:
    """Replace the slice of these days. Call inside a transaction."""
    SalesDay.objects.filter(brand=brand, day__in=days).delete()
    if not days:
        return
    slice_ = {"brand": brand.pk, "zone": brand.time_zone, "days": list(days), "first": min(days), "last": max(days)}
    with connection.cursor() as cursor:
        cursor.execute(INSERT, slice_)
