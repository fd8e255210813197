"""SpanTotal out of SpanSum, VideoSpan out of PeriodFact: what pages of years read. Rebuilt after both."""

from collections.abc import Sequence
from datetime import date

from django.db import connection

from analytics.models.span_sums import TOLD_KEYS
from analytics.models.span_totals import SpanTotal, VideoSpan
from tkcommerce.brands.models import Brand

KEYS = ", ".join((*SpanTotal.STREAM, "first_day", "end_day", *SpanTotal.SPLIT))
TOTAL = f"""
    INSERT INTO analytics_spantotal (brand_id, {KEYS}, as_of, {", ".join(SpanTotal.SUMS)})
    SELECT brand_id, {KEYS}, max(as_of), {", ".join(f"sum({name})" for name in SpanTotal.SUMS)}
    FROM analytics_spansum WHERE brand_id = %s AND first_day = ANY(%s) GROUP BY brand_id, {KEYS}
"""
OF_VIDEO = "gmv_kind, first_day, end_day, content_id, currency"
VIDEO = f"""
    INSERT INTO analytics_videospan (brand_id, {OF_VIDEO}, as_of, {", ".join(VideoSpan.SUMS)})
    SELECT brand_id, {OF_VIDEO}, max(as_of), {", ".join(f"sum({name})" for name in VideoSpan.SUMS)}
    FROM analytics_periodfact WHERE brand_id = %s AND first_day = ANY(%s) AND grain = 'video' AND content_id <> ''
        AND {" AND ".join(f"{key} = ''" for key in TOLD_KEYS)}
    GROUP BY brand_id, {OF_VIDEO}
"""


def rebuild(brand: Brand, days: Sequence[date]) -> None:
    """Replace the slices whose spans begin on these days. Call inside a transaction, after the facts and their sums."""
    with connection.cursor() as cursor:
        for table, insert in (("spantotal", TOTAL), ("videospan", VIDEO)):
            cursor.execute(f"DELETE FROM analytics_{table} WHERE brand_id = %s AND first_day = ANY(%s)", [brand.pk, list(days)])
            cursor.execute(insert, [brand.pk, list(days)])
