"""ActiveHour: one account, one day and hour of the account's zone."""

from collections.abc import Sequence
from datetime import date

from django.db import connection

from analytics.models import ActiveHour
from tkcommerce.brands.models import Brand

from .newest import newest

INSERT = f"""
    INSERT INTO analytics_activehour (brand_id, account_id, day, hour, as_of, active_followers)
    SELECT r.brand_id, r.account_id, r.day, r.hour, max(r.as_of), {newest("active_followers")}
    FROM analytics_activehourreading r JOIN analytics_importedtable t ON t.id = r.table_id
    WHERE r.brand_id = %s AND r.day = ANY(%s) AND t.live
    GROUP BY r.brand_id, r.account_id, r.day, r.hour
"""


def rebuild(brand: Brand, days: Sequence[date]) -> None:
    """Replace the slice of these days. Call inside a transaction."""
    ActiveHour.objects.filter(brand=brand, day__in=days).delete()
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [brand.pk, list(days)])
