"""Clicks become counts per link and day. Each sweep calls `count_hits`; one statement moves them, so none is lost or doubled."""

from django.db import connection

AT_ONCE = 20_000
_COUNT = """
    WITH taken AS (
        DELETE FROM planner_linkhit WHERE id IN (SELECT id FROM planner_linkhit ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)
        RETURNING brand_id, link_id, at, is_bot
    ), counted AS (
        SELECT t.brand_id, t.link_id, (t.at AT TIME ZONE b.time_zone)::date AS day,
               count(*) FILTER (WHERE NOT t.is_bot) AS clicks, count(*) FILTER (WHERE t.is_bot) AS bots
        FROM taken t JOIN brands_brand b ON b.id = t.brand_id GROUP BY 1, 2, 3 ORDER BY 2, 3
    ), written AS (
        INSERT INTO planner_linkday AS kept (brand_id, link_id, day, clicks, bots) SELECT * FROM counted
        ON CONFLICT (link_id, day) DO UPDATE SET clicks = kept.clicks + excluded.clicks, bots = kept.bots + excluded.bots
    )
    SELECT count(*) FROM taken
"""


def count_hits() -> int:
    """How many clicks were counted; the rest waits for the next sweep."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [AT_ONCE])
        return cursor.fetchone()[0]
