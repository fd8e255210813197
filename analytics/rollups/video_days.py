"""VideoDay: a video's counts to date on the day they were read. VideoTotal: the newest of them."""

from collections.abc import Sequence
from datetime import date

from django.db import connection

from analytics.models import VideoDay
from tkcommerce.brands.models import Brand

from .newest import NEWEST_FIRST, newest_fields

FIELDS = VideoDay.METRICS
# Rounded or not is told by the reading that the views come from; where none tells views, by the newest.
ROUNDED = f"(array_agg(r.is_rounded ORDER BY (r.views IS NULL), {NEWEST_FIRST}))[1]"

DELETE_DAYS = "DELETE FROM analytics_videoday WHERE brand_id = %s AND day = ANY(%s) RETURNING video_id"
INSERT_DAYS = f"""
    INSERT INTO analytics_videoday (brand_id, video_id, day, is_rounded, {", ".join(FIELDS)})
    SELECT r.brand_id, r.video_id, r.as_of, {ROUNDED}, {newest_fields(FIELDS)}
    FROM analytics_videoreading r JOIN analytics_importedtable t ON t.id = r.table_id
    WHERE r.brand_id = %s AND r.as_of = ANY(%s) AND t.live
    GROUP BY r.brand_id, r.video_id, r.as_of
    RETURNING video_id
"""
DELETE_TOTALS = "DELETE FROM analytics_videototal WHERE brand_id = %s AND video_id = ANY(%s)"
INSERT_TOTALS = f"""
    INSERT INTO analytics_videototal (brand_id, video_id, as_of, is_rounded, {", ".join(FIELDS)})
    SELECT r.brand_id, r.video_id, max(r.as_of), {ROUNDED}, {newest_fields(FIELDS)}
    FROM analytics_videoreading r JOIN analytics_importedtable t ON t.id = r.table_id
    WHERE r.brand_id = %s AND r.video_id = ANY(%s) AND t.live
    GROUP BY r.brand_id, r.video_id
"""


def rebuild(brand: Brand, days: Sequence[date]) -> None:
    """Replace the slice of these days, and the totals of every video that was or is read in it. Call inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(DELETE_DAYS, [brand.pk, list(days)])
        videos = {row[0] for row in cursor.fetchall()}
        cursor.execute(INSERT_DAYS, [brand.pk, list(days)])
        videos |= {row[0] for row in cursor.fetchall()}
        cursor.execute(DELETE_TOTALS, [brand.pk, sorted(videos)])
        cursor.execute(INSERT_TOTALS, [brand.pk, sorted(videos)])
