"""Which days the readings of some tables have a say in. Asked after writing, undoing and redoing them."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Sum

from analytics.models import ImportedTable
from analytics.models.rollups import Grain
from analytics.stale import mark_stale
from tkcommerce.brands.models import Brand

# An order counts on the day its newest reading says, so every day that any reading of it names is touched. A video that
# is told of after the orders that its id stands on touches their days.
_DAYS = {
    Grain.ACCOUNT: """
        SELECT day FROM analytics_accountdayreading WHERE brand_id = %(brand)s AND table_id = ANY(%(tables)s)
        UNION SELECT day FROM analytics_activehourreading WHERE brand_id = %(brand)s AND table_id = ANY(%(tables)s)
    """,
    Grain.VIDEO: """
        SELECT DISTINCT as_of FROM analytics_videoreading WHERE brand_id = %(brand)s AND table_id = ANY(%(tables)s)
    """,
    Grain.SALES: """
        SELECT DISTINCT (told.ordered_at AT TIME ZONE %(zone)s)::date
        FROM analytics_ordertelling o JOIN analytics_orderreading mine ON mine.id = o.reading_id
        JOIN analytics_orderreading told
        ON (told.brand_id, told.source, told.order_id) = (mine.brand_id, mine.source, mine.order_id)
        WHERE o.brand_id = %(brand)s AND o.table_id = ANY(%(tables)s)
        UNION SELECT s.day FROM analytics_videoreading r JOIN planner_video v ON v.id = r.video_id AND v.external_id <> ''
        JOIN analytics_sale s ON s.brand_id = v.brand_id AND s.content_id = v.external_id
        WHERE r.brand_id = %(brand)s AND r.table_id = ANY(%(tables)s)
            AND (s.video_id, s.account_id) IS DISTINCT FROM (v.id, v.account_id)
        UNION SELECT s.day FROM analytics_videoreading r JOIN planner_video v ON v.id = r.video_id AND v.external_id <> ''
        JOIN analytics_sale s ON s.brand_id = v.brand_id AND s.utm_content = v.external_id AND s.attributed_by = ''
        WHERE r.brand_id = %(brand)s AND r.table_id = ANY(%(tables)s)
    """,
    Grain.FACTS: """
        SELECT DISTINCT r.first_day FROM analytics_periodtelling o JOIN analytics_periodreading r ON r.id = o.reading_id
        WHERE o.brand_id = %(brand)s AND o.table_id = ANY(%(tables)s)
    """,
}


# Nobody else can look into the caller's transaction: without this PostgreSQL plans for the tables as they were before it,
# and a first import of some thousand orders is read through once per order.
_MANY_ROWS = 1_000
_SIZES = {
    "order": "analytics_orderlinereading, analytics_orderreading, analytics_ordertelling",
    "period": "analytics_periodreading, analytics_periodtelling",
    "video": "analytics_videoreading, planner_video",
}


def mark_touched(brand: Brand, table_ids: Sequence[int]) -> None:
    """Mark the days of these tables stale, in the caller's transaction."""
    tables = ImportedTable.objects.filter(pk__in=table_ids, kind__in=_SIZES).order_by("kind")
    rows = tables.values_list("kind").annotate(Sum("rows_good"))
    for kind, number in rows:
        if number >= _MANY_ROWS:
            with connection.cursor() as cursor:
                cursor.execute(f"ANALYZE {_SIZES[kind]}")
    values = {"brand": brand.pk, "tables": list(table_ids), "zone": brand.time_zone}
    for grain, question in _DAYS.items():
        with connection.cursor() as cursor:
            cursor.execute(question, values)
            days = [day for (day,) in cursor.fetchall()]
        mark_stale(brand.pk, grain, days)
