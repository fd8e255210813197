"""What happens here when something changes below: a brand's new zone cuts its sales days anew."""

from zoneinfo import ZoneInfo

from django.db.models.functions import TruncDate
from django.dispatch import receiver

from analytics.models import OrderReading, SalesDay
from analytics.models.rollups import Grain
from analytics.stale import mark_stale
from tkcommerce.brands.brand_settings import brand_zone_changed
from tkcommerce.brands.models import Brand


@receiver(brand_zone_changed)
def recut_sales_days(brand: Brand, **signal: object) -> None:
    """Mark the days that sales stood on until now, and those that orders fall on in the new zone."""
    orders = OrderReading.objects.filter(brand=brand)
    new_days = orders.values_list(TruncDate("ordered_at", tzinfo=ZoneInfo(brand.time_zone)), flat=True).distinct()
    old_days = SalesDay.objects.filter(brand=brand).values_list("day", flat=True).distinct()
    mark_stale(brand.pk, Grain.SALES, {*old_days, *new_days})
