"""Sale: each order as the telling that counts has it. SaleLine: the lines of the best source that has any, with what
affiliates tell of the same SKU."""

from datetime import date

from django.db.backends.utils import CursorWrapper

from analytics.models.sales import OrderFields

from .told import FIRST, Values, make
from .touches import AMOUNT, LAST_FIRST

_MANY_LINES = 1_000

COPIED = ", ".join(
    field.name
    for field in OrderFields._meta.get_fields()
    if field.name not in {"shop", "order_id", "tiktok_order_id", "items"}
)  # fmt: skip
CANCELLED = "({0}.cancelled_at IS NOT NULL OR {0}.state = 'cancelled')"

# Customers of what goes are numbered anew, and days of what goes are added up anew.
DELETE = """
    WITH gone AS (
        SELECT id FROM analytics_sale s WHERE s.brand_id = %(brand)s AND s.day = ANY(%(days)s)
        UNION SELECT s.id FROM analytics_sale s
        JOIN sale_key k ON s.brand_id = %(brand)s AND s.shop = k.shop AND s.order_id = k.key
    ), lines AS (DELETE FROM analytics_saleline l USING gone WHERE l.sale_id = gone.id)
    DELETE FROM analytics_sale s USING gone WHERE s.id = gone.id RETURNING s.day, s.shop, s.customer_key
"""
INSERT = f"""
    WITH teller AS (
        SELECT t.shop, t.key, jsonb_agg(jsonb_build_array(t.source, t.table_id)
            ORDER BY t.gmv_kind <> 'direct', {", ".join("t." + part for part in FIRST.split(", "))}) AS told_by
        FROM told_order t GROUP BY t.shop, t.key
    ), last_touch AS (
        SELECT DISTINCT ON (shop, key) * FROM touch ORDER BY shop, key, {LAST_FIRST}
    ), assisted AS (
        SELECT shop, key, jsonb_agg(video ORDER BY first, video) AS videos FROM (
            SELECT t.shop, t.key, t.video, min(t.rank) AS first FROM touch t JOIN last_touch l USING (shop, key)
            WHERE t.video IS NOT NULL AND t.video IS DISTINCT FROM l.video GROUP BY 1, 2, 3) others
        GROUP BY shop, key
    ), pieces AS (
        SELECT c.shop, c.key, sum(l.quantity) AS items
        FROM counted_order c JOIN analytics_orderlinereading l ON l.order_id = c.reading GROUP BY 1, 2
    )
    INSERT INTO analytics_sale (brand_id, shop, order_id, tiktok_order_id, items, {COPIED}, day, reading, told_by, gmv_kind,
        as_of, net, surface, content_id, video_id, assisted_by, creator, account_id, campaign_id, attributed_by)
    SELECT %(brand)s, c.shop, c.key,
        CASE WHEN c.source = 'tiktok_shop' THEN c.key ELSE r.tiktok_order_id END, coalesce(r.items, pieces.items),
        {", ".join("r." + name for name in COPIED.split(", "))},
        (r.ordered_at AT TIME ZONE %(zone)s)::date, c.reading, teller.told_by, 'direct', c.as_of,
        CASE WHEN r.is_sample OR {CANCELLED.format("r")} THEN 0 ELSE r.total - coalesce(r.refunded, 0) END,
        CASE WHEN l.surface <> '' THEN l.surface WHEN v.kind = 'live' THEN 'live' WHEN v.id IS NOT NULL THEN 'video' ELSE '' END,
        coalesce(l.content_id, ''), l.video, coalesce(assisted.videos, '[]'), coalesce(l.creator, ''),
        coalesce(v.account_id, a.id), v.campaign_id, coalesce(l.how, '')
    FROM counted_order c JOIN teller USING (shop, key) LEFT JOIN pieces USING (shop, key)
    LEFT JOIN last_touch l USING (shop, key) LEFT JOIN assisted USING (shop, key)
    JOIN analytics_orderreading r ON r.id = c.reading
    LEFT JOIN planner_video v ON v.id = l.video
    LEFT JOIN planner_account a ON a.brand_id = %(brand)s AND a.handle = lower(l.creator) AND l.creator <> ''
    RETURNING day, shop, customer_key
"""

LINE_SOURCES = f"""
    SELECT DISTINCT ON (shop, key) shop, key, reading, lines FROM (
        SELECT t.*, count(*) OVER (PARTITION BY t.reading) AS lines
        FROM told_order t JOIN analytics_orderlinereading l ON l.order_id = t.reading WHERE t.gmv_kind = 'direct') told
    ORDER BY shop, key, {FIRST}
"""
AFFILIATE_LINES = """
    SELECT t.shop, t.key, l.id, l.sku_id, l.product_id, l.position, count(*) OVER (PARTITION BY t.shop, t.key) AS lines
    FROM told_order t JOIN analytics_orderlinereading l ON l.order_id = t.reading WHERE t.gmv_kind = 'affiliate'
"""
# A line of the affiliates' file is of the same SKU; of the same product where one of the two names no SKU; or both are alone.
LINES = f"""
    WITH matched AS (
        SELECT DISTINCT ON (l.id) l.id, c.shop, c.key, f.id AS affiliate
        FROM line_source c JOIN analytics_orderlinereading l ON l.order_id = c.reading
        LEFT JOIN affiliate_line f ON f.shop = c.shop AND f.key = c.key AND (
            f.sku_id <> '' AND f.sku_id = l.sku_id
            OR (f.sku_id = '' OR l.sku_id = '') AND (
                f.product_id <> '' AND f.product_id = l.product_id
                OR (f.product_id = '' OR l.product_id = '') AND f.lines = 1 AND c.lines = 1))
        ORDER BY l.id, f.sku_id <> '' AND f.sku_id = l.sku_id DESC, f.position
    ), told AS (
        SELECT matched.*, row_number() OVER (PARTITION BY affiliate ORDER BY id) AS nth FROM matched
    )
    INSERT INTO analytics_saleline (brand_id, sale_id, position, day, catalogue_id, product_id, sku_id, sku, title, quantity,
        returned_quantity, unit_price, discount, amount, surface, content_id, creator, commission_rate, commission_estimated,
        commission_paid, collaboration)
    SELECT %(brand)s, s.id, l.position, s.day, coalesce(p.id, q.id), l.product_id, l.sku_id, l.sku, l.title, l.quantity,
        l.returned_quantity, l.unit_price, l.discount, {AMOUNT},
        coalesce(nullif(l.surface, ''), f.surface, ''), coalesce(nullif(l.content_id, ''), f.content_id, ''),
        coalesce(nullif(l.creator, ''), f.creator, ''), coalesce(l.commission_rate, f.commission_rate),
        coalesce(l.commission_estimated, CASE WHEN m.nth = 1 THEN f.commission_estimated END),
        coalesce(l.commission_paid, CASE WHEN m.nth = 1 THEN f.commission_paid END),
        coalesce(nullif(l.collaboration, ''), f.collaboration, '')
    FROM told m JOIN analytics_orderlinereading l ON l.id = m.id
    JOIN analytics_sale s ON s.brand_id = %(brand)s AND s.shop = m.shop AND s.order_id = m.key
    LEFT JOIN analytics_orderlinereading f ON f.id = m.affiliate
    LEFT JOIN planner_product p ON p.brand_id = %(brand)s AND p.tiktok_id = l.product_id AND p.tiktok_id <> ''
    LEFT JOIN planner_product q ON q.brand_id = %(brand)s AND q.sku = l.sku AND q.sku <> ''
"""


def replace(cursor: CursorWrapper, values: Values) -> set[date]:
    """The days that sales left or came to. Leaves `customer`: whose orders are to be numbered anew."""
    make(cursor, "line_source", LINE_SOURCES, values)
    make(cursor, "affiliate_line", AFFILIATE_LINES, values)
    cursor.execute(DELETE, values)
    moved = set(cursor.fetchall())
    cursor.execute(INSERT, values)
    moved |= set(cursor.fetchall())
    cursor.execute(LINES, values)
    _know_sizes(cursor, lines=cursor.rowcount)
    customers = sorted({(shop, key) for _day, shop, key in moved if key})
    make(
        cursor,
        "customer",
        "SELECT * FROM unnest(%(shops)s::text[], %(keys)s::text[]) AS customer (shop, customer_key)",
        {"shops": [shop for shop, _key in customers], "keys": [key for _shop, key in customers]},
    )
    return {day for day, _shop, _key in moved}


def _know_sizes(cursor: CursorWrapper, *, lines: int) -> None:
    """Nobody else looks into this transaction: where a good part of all lines is of it, PostgreSQL would plan what follows for
    the tables as they were before."""
    cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'analytics_saleline'::regclass")
    [(known,)] = cursor.fetchall()
    if lines >= _MANY_LINES and lines * 10 > known:
        cursor.execute("ANALYZE analytics_sale, analytics_saleline")
