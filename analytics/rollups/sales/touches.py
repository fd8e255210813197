"""What led to an order, the surest first: `touch` holds every hint, (rank, how) of AttributedBy.

0 TikTok's own ids, out of the shop's or the affiliates' lines: the line with the highest amount is the last touch;
1 the UTM content of a tracked link of one video; 2 a coupon code of one video or creator, on its days; 3 a UTM content that
is a video's id. 4 tells the surface alone, which attributes nothing.
"""

from django.db.backends.utils import CursorWrapper

from .told import Values, make

AMOUNT = "coalesce(l.amount, l.quantity * l.unit_price - coalesce(l.discount, 0))"
TOUCHES = f"""
    SELECT c.shop, c.key, CASE WHEN l.content_id <> '' OR l.creator <> '' THEN 0 ELSE 4 END AS rank,
           CASE WHEN l.content_id <> '' OR l.creator <> '' THEN 'platform' ELSE '' END AS how,
           {AMOUNT} AS amount, l.position::bigint AS position, l.surface, l.content_id, l.creator, v.id AS video
    FROM counted_order c JOIN told_order t USING (shop, key) JOIN analytics_orderlinereading l ON l.order_id = t.reading
    LEFT JOIN planner_video v ON v.brand_id = %(brand)s AND v.external_id = l.content_id AND v.external_id <> ''
    WHERE l.content_id <> '' OR l.creator <> '' OR l.surface <> ''
    UNION ALL
    SELECT c.shop, c.key, 1, 'link', NULL, -l.id, '', v.external_id, '', v.id
    FROM counted_order c JOIN analytics_orderreading r ON r.id = c.reading AND r.utm_content <> ''
    JOIN planner_trackedlink l ON l.brand_id = %(brand)s AND l.utm_content = r.utm_content
    JOIN planner_video v ON v.id = l.video_id
    UNION ALL
    SELECT c.shop, c.key, 2, 'coupon', NULL, -u.id, '', coalesce(v.external_id, ''), u.creator, v.id
    FROM counted_order c JOIN analytics_orderreading r ON r.id = c.reading AND r.discount_code <> ''
    CROSS JOIN LATERAL regexp_split_to_table(r.discount_code, '\\s*,\\s*') AS typed (code)
    JOIN planner_coupon u ON u.brand_id = %(brand)s AND upper(u.code) = upper(trim(typed.code))
        AND (r.ordered_at AT TIME ZONE %(zone)s)::date
            BETWEEN coalesce(u.first_day, '-infinity') AND coalesce(u.last_day, 'infinity')
    LEFT JOIN planner_video v ON v.id = u.video_id
    WHERE u.video_id IS NOT NULL OR u.creator <> ''
    UNION ALL
    SELECT c.shop, c.key, 3, 'utm', NULL, 0, '', v.external_id, '', v.id
    FROM counted_order c JOIN analytics_orderreading r ON r.id = c.reading AND r.utm_content <> ''
    JOIN planner_video v ON v.brand_id = %(brand)s AND v.external_id = r.utm_content AND v.external_id <> ''
"""
LAST_FIRST = (
    'rank, amount DESC NULLS LAST, position, content_id COLLATE "C", creator COLLATE "C", surface COLLATE "C"'  # never a draw
)


def collect(cursor: CursorWrapper, values: Values) -> None:
    make(cursor, "touch", TOUCHES, values)
