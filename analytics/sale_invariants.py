"""What must always hold of sales: every cut adds up to the days, and the days to the orders that the files tell."""

from collections.abc import Iterator

from tkcommerce.work.invariants import Invariant

# A day beside a mark is excused too: another source may tell an order on the other side of midnight.
_NOT_STALE = """NOT EXISTS (SELECT FROM analytics_staleday m WHERE m.brand_id = differ.brand_id AND m.grain = 'sales'
    AND m.day BETWEEN differ.day - 1 AND differ.day + 1)"""
# Written apart from the roll-up's own SQL: by windows over all tellings of a brand, without its steps.
_TOLD = """
    SELECT *, row_number() OVER (PARTITION BY brand_id, source, order_id ORDER BY as_of DESC, table_id DESC) AS newness
    FROM (SELECT r.*, o.as_of, o.table_id, (r.ordered_at AT TIME ZONE b.time_zone)::date AS day
          FROM analytics_orderreading r JOIN analytics_ordertelling o ON o.reading_id = r.id
          JOIN analytics_importedtable t ON t.id = o.table_id AND t.live JOIN brands_brand b ON b.id = r.brand_id) told
"""
_ONCE = f"""
    SELECT *, row_number() OVER (
        PARTITION BY brand_id, coalesce(nullif(tiktok_order_id, ''), order_id),
            CASE WHEN tiktok_order_id <> '' OR source = 'tiktok_shop' THEN 'tiktok_shop' ELSE shop END
        ORDER BY source = 'tiktok_shop' DESC, source = 'shopify' DESC, as_of DESC, table_id DESC, source) AS rank
    FROM ({_TOLD}) told WHERE newness = 1 AND gmv_kind = 'direct'
"""


def of_sales() -> Iterator[Invariant]:
    yield Invariant(
        "sales_day_sums",
        "A day's orders or amount differ from the orders themselves, and the day is not marked to be rebuilt.",
        f"""WITH summed AS (SELECT brand_id, day, channel, currency, count(*) AS orders, sum(total) AS gross
                            FROM ({_ONCE}) once WHERE rank = 1 AND NOT is_sample GROUP BY 1, 2, 3, 4),
            differ AS (
                SELECT brand_id, day, channel, d.orders AS kept, s.orders AS recomputed, d.gross AS kept_gross, s.gross
                FROM analytics_salesday d FULL JOIN summed s USING (brand_id, day, channel, currency)
                WHERE (d.orders, d.gross) IS DISTINCT FROM (s.orders, s.gross))
            SELECT * FROM differ WHERE {_NOT_STALE}""",
    )
    for cut in ("salescut", "channelcut"):
        yield Invariant(
            f"{cut}_sums",
            "The sums over a cut of sales differ from the sums of their days.",
            f"""WITH summed AS (
                    SELECT brand_id, day, channel, currency, sum(orders) AS orders, sum(cancelled_orders) AS cancelled,
                           sum(items) AS items, sum(gross) AS gross, sum(refunded) AS refunded, sum(net) AS net
                    FROM analytics_{cut} WHERE gmv_kind = 'direct' GROUP BY 1, 2, 3, 4 HAVING sum(orders) > 0),
                differ AS (
                    SELECT brand_id, day, channel, currency, d.gross AS kept, s.gross AS recomputed
                    FROM analytics_salesday d FULL JOIN summed s USING (brand_id, day, channel, currency)
                    WHERE (d.orders, d.cancelled_orders, d.items, d.gross, d.refunded, d.net)
                        IS DISTINCT FROM (s.orders, s.cancelled, s.items, s.gross, s.refunded, s.net))
                SELECT * FROM differ WHERE {_NOT_STALE}""",
        )
    yield Invariant(
        "productcut_sums",
        "The sums over products differ from the lines of the sales.",
        """WITH kept AS (SELECT brand_id, day, currency, sum(gross) AS gross, sum(items) AS items
                         FROM analytics_productcut GROUP BY 1, 2, 3),
           lines AS (SELECT s.brand_id, s.day, s.currency, sum(l.amount) AS gross, sum(l.quantity) AS items
                     FROM analytics_saleline l JOIN analytics_sale s ON s.id = l.sale_id WHERE NOT s.is_sample GROUP BY 1, 2, 3)
           SELECT brand_id, day, currency, kept.gross, lines.gross AS of_lines
           FROM kept FULL JOIN lines USING (brand_id, day, currency)
           WHERE (kept.gross, kept.items) IS DISTINCT FROM (lines.gross, lines.items)""",
    )
    yield Invariant(
        "an_order_is_one_sale",
        "An order of TikTok Shop is there more than once.",
        """SELECT brand_id, tiktok_order_id, count(*) FROM analytics_sale
           WHERE tiktok_order_id <> '' GROUP BY 1, 2 HAVING count(*) > 1""",
    )
    yield Invariant(
        "affiliate_sale_sums",
        "A day's affiliate sales differ from the lines that the newest files tell, and the day is not marked to be rebuilt.",
        f"""WITH summed AS (
                SELECT t.brand_id, t.day, t.currency, count(*) AS lines,
                       sum(coalesce(l.amount, l.quantity * l.unit_price - coalesce(l.discount, 0))) AS gmv
                FROM ({_TOLD}) t JOIN analytics_orderlinereading l ON l.order_id = t.id
                WHERE newness = 1 AND gmv_kind = 'affiliate' AND NOT is_sample GROUP BY 1, 2, 3),
            kept AS (SELECT brand_id, day, currency, count(*) AS lines, sum(gmv) AS gmv
                     FROM analytics_affiliatesale GROUP BY 1, 2, 3),
            differ AS (SELECT brand_id, day, currency, kept.gmv AS kept, summed.gmv AS recomputed
                       FROM kept FULL JOIN summed USING (brand_id, day, currency)
                       WHERE (kept.lines, kept.gmv) IS DISTINCT FROM (summed.lines, summed.gmv))
            SELECT * FROM differ WHERE {_NOT_STALE}""",
    )
