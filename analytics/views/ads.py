"""Shop ads, and marketplaces as destinations."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from analytics.ads.marketplaces import marketplaces_page
from analytics.ads.page import ads_page
from analytics.table_files import table_response
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role


@require_GET
@for_brand(Role.VIEWER)
def ads(request: HttpRequest, brand: Brand) -> HttpResponse:
    page = ads_page(brand, request.GET)
    if page is None:
        return render(request, "analytics/ads_empty.html")
    if kind := request.GET.get("format"):
        return table_response(f"{brand.slug}-ads", *page.table(request.GET.get("chart", "")), kind)
    return render(request, "analytics/ads.html", {"page": page})


@require_GET
@for_brand(Role.VIEWER)
def marketplaces(request: HttpRequest, brand: Brand) -> HttpResponse:
    page = marketplaces_page(brand, request.GET)
    if page is None:
        return render(request, "analytics/marketplaces_empty.html")
    if kind := request.GET.get("format"):
        return table_response(f"{brand.slug}-marketplaces", *page.table(request.GET.get("chart", "")), kind)
    return render(request, "analytics/marketplaces.html", {"page": page})
