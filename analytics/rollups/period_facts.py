"""PeriodFact: what is true of a key now. Each metric is its newest non-null value of live tables."""

from collections.abc import Sequence
from datetime import date

from django.db import connection

from analytics.models import PeriodFact
from analytics.models.periods import PeriodKeys, PeriodMetrics
from tkcommerce.brands.models import Brand

NEWEST_FIRST = "o.as_of DESC, o.table_id DESC"
KEYS = tuple(name if name != "account" else "account_id" for name in PeriodKeys.KEYS)


def _newest(column: str, told: str) -> str:
    return f"(array_agg(r.{column} ORDER BY {NEWEST_FIRST}) FILTER (WHERE r.{column} {told}))[1]"


TOLD = "<> ''"
TEXTS = ", ".join(f"coalesce({_newest(name, TOLD)}, '')" for name in PeriodMetrics.TEXTS)
METRICS = ", ".join(_newest(name, "IS NOT NULL") for name in PeriodMetrics.METRICS)
INSERT = f"""
    INSERT INTO analytics_periodfact
        (brand_id, key, as_of, {", ".join(KEYS)}, {", ".join(PeriodMetrics.TEXTS)}, {", ".join(PeriodMetrics.METRICS)})
    SELECT r.brand_id, r.key, max(o.as_of), {", ".join("r." + name for name in KEYS)}, {TEXTS}, {METRICS}
    FROM analytics_periodreading r JOIN analytics_periodtelling o ON o.reading_id = r.id
    JOIN analytics_importedtable t ON t.id = o.table_id
    WHERE r.brand_id = %s AND r.first_day = ANY(%s) AND t.live
    GROUP BY r.brand_id, r.key, {", ".join("r." + name for name in KEYS)}
"""


def rebuild(brand: Brand, days: Sequence[date]) -> None:
    """Replace the slice of facts that begin on these days. Call inside a transaction."""
    PeriodFact.objects.filter(brand=brand, first_day__in=days).delete()
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [brand.pk, list(days)])
