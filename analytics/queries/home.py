"""What of the imports waits for a person."""

from django.db.models import QuerySet

from analytics.models import MetricImport
from tkcommerce.brands.models import Brand
from tkcommerce.work.models import STUCK


def stuck_imports(brand: Brand) -> QuerySet[MetricImport]:
    """Held or failed and not yet undone or discarded, newest first, at most ten."""
    return brand.metricimports.filter(state__in=STUCK)[:10]
