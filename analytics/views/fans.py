"""Customers and fans: who comes back, through what, and how the ladder moves."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from analytics.fans.page import fans_page
from analytics.table_files import table_response
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.dates import day_of


@require_GET
@for_brand(Role.VIEWER)
def fans(request: HttpRequest, brand: Brand) -> HttpResponse:
    page = fans_page(brand, request.GET, today=day_of(timezone.now(), brand.time_zone))
    if kind := request.GET.get("format"):
        table = page.table(request.GET.get("chart", ""))
        if table is None:
            raise Http404
        return table_response(f"{brand.slug}-fans", *table, kind)
    return render(request, "analytics/fans.html", {"page": page})
