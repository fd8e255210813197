"""Which orders are looked at, who tells of them, and which telling counts. Temporary tables of one rebuild:

named_order    (source, order_id) that a version, or a sale made before, puts on one of the days
tiktok_number  TikTok's own numbers of those
known_order    both, and every order of any source under one of those numbers; `sale_key` is what each may be known as
told_order     the effective version of each: newest `as_of` of a live table, then newest table
counted_order  of each (shop, key) the one that counts: TikTok Shop's own export, then Shopify's, then the others
"""

from django.db.backends.utils import CursorWrapper

Values = dict[str, object]
TABLES = ("named_order", "tiktok_number", "known_order", "sale_key", "told_order", "counted_order")
TIKTOK = "('tiktok_shop', 'tiktok_affiliate')"  # sources whose order_id is TikTok's own
SHOP = f"CASE WHEN r.tiktok_order_id <> '' OR r.source IN {TIKTOK} THEN 'tiktok_shop' ELSE r.shop END"
KEY = "CASE WHEN r.tiktok_order_id <> '' THEN r.tiktok_order_id ELSE r.order_id END"
FIRST = "rank, as_of DESC, table_id DESC, source"  # who counts first

# The hours on both sides are for days whose midnight does not exist or comes twice.
NAMED = """
    SELECT r.source, r.order_id FROM unnest(%(days)s::date[]) AS d
    JOIN analytics_orderreading r ON r.brand_id = %(brand)s
        AND r.ordered_at >= (d::timestamp AT TIME ZONE %(zone)s) - interval '3 hours'
        AND r.ordered_at < ((d + 1)::timestamp AT TIME ZONE %(zone)s) + interval '3 hours'
        AND (r.ordered_at AT TIME ZONE %(zone)s)::date = d
    UNION SELECT r.source, r.order_id FROM analytics_sale s JOIN analytics_orderreading r ON r.id = s.reading
    WHERE s.brand_id = %(brand)s AND s.day = ANY(%(days)s)
    UNION SELECT 'tiktok_affiliate', order_id FROM analytics_affiliatesale
    WHERE brand_id = %(brand)s AND day = ANY(%(days)s)
"""
VERSIONS = "JOIN analytics_orderreading r ON r.brand_id = %(brand)s AND r.source = n.source AND r.order_id = n.order_id"
NUMBERS = f"""
    SELECT DISTINCT {KEY} AS number FROM named_order n {VERSIONS} WHERE r.tiktok_order_id <> '' OR r.source IN {TIKTOK}
"""
# A shop may be told by two kinds of file, so every source of the brand is asked for the same number.
KNOWN = """
    SELECT source, order_id FROM named_order
    UNION SELECT split_part(t.profile, '.', 1), order_id FROM named_order
    CROSS JOIN (SELECT DISTINCT profile FROM analytics_importedtable WHERE brand_id = %(brand)s AND kind = 'order') t
    UNION SELECT source, number FROM tiktok_number CROSS JOIN (VALUES ('tiktok_shop'), ('tiktok_affiliate')) AS own (source)
    UNION SELECT r.source, r.order_id FROM tiktok_number
    JOIN analytics_orderreading r ON r.brand_id = %(brand)s AND r.tiktok_order_id = number AND r.tiktok_order_id <> ''
"""
KEYS = f"SELECT DISTINCT {SHOP} AS shop, {KEY} AS key FROM known_order n {VERSIONS}"
TOLD = f"""
    SELECT DISTINCT ON (r.source, r.order_id) r.id AS reading, r.source, {SHOP} AS shop, {KEY} AS key, r.gmv_kind,
        CASE r.source WHEN 'tiktok_shop' THEN 0 WHEN 'shopify' THEN 1 ELSE 2 END AS rank, o.as_of, o.table_id
    FROM known_order n {VERSIONS} JOIN analytics_ordertelling o ON o.reading_id = r.id
    JOIN analytics_importedtable t ON t.id = o.table_id AND t.live
    ORDER BY r.source, r.order_id, o.as_of DESC, o.table_id DESC
"""
COUNTED = f"""
    SELECT DISTINCT ON (shop, key) shop, key, reading, source, as_of FROM told_order
    WHERE gmv_kind = 'direct' ORDER BY shop, key, {FIRST}
"""


def collect(cursor: CursorWrapper, values: Values) -> None:
    """Make the temporary tables. Each is analysed, so that a day looks up its orders and years are joined whole."""
    for table, question in zip(TABLES, (NAMED, NUMBERS, KNOWN, KEYS, TOLD, COUNTED), strict=True):
        make(cursor, table, question, values)


def make(cursor: CursorWrapper, table: str, question: str, values: Values) -> None:
    cursor.execute(f"CREATE TEMPORARY TABLE {table} ON COMMIT DROP AS {question}", values)
    cursor.execute(f"ANALYZE {table}")


def forget(cursor: CursorWrapper) -> None:
    """Further days may follow in the same transaction."""
    cursor.execute(f"DROP TABLE {', '.join(TABLES)}, touch, line_source, affiliate_line, customer")
