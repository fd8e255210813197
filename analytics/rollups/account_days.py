"""AccountDay: one account, one day of the account's zone."""

from collections.abc import Sequence
from datetime import date

from django.db import connection

from analytics.models import AccountDay
from tkcommerce.brands.models import Brand

from .newest import newest_fields

FIELDS = AccountDay.METRICS
INSERT = f"""
    INSERT INTO analytics_accountday (brand_id, account_id, day, as_of, {", ".join(FIELDS)})
    SELECT r.brand_id, r.account_id, r.day, max(r.as_of), {newest_fields(FIELDS)}
    FROM analytics_accountdayreading r JOIN analytics_importedtable t ON t.id = r.table_id
    WHERE r.brand_id = %s AND r.day = ANY(%s) AND t.live
    GROUP BY r.brand_id, r.account_id, r.day
"""


def rebuild(brand: Brand, days: Sequence[date]) -> None:
    """Replace the slice of these days. Call inside a transaction."""
    AccountDay.objects.filter(brand=brand, day__in=days).delete()
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [brand.pk, list(days)])
