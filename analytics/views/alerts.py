"""What is unusual today, on a brand's home."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from analytics.alerts.finding import alerts_of
from analytics.alerts.telling import told_of
from analytics.queries.sources import sources_of
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.dates import day_of


@require_GET
@for_brand(Role.VIEWER)
def home_alerts(request: HttpRequest, brand: Brand) -> HttpResponse:
    found = alerts_of(brand, sources_of(brand), today=day_of(timezone.now(), brand.time_zone))
    return render(request, "analytics/_home_alerts.html", {"alerts": [told_of(alert) for alert in found]})
