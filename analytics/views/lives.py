"""The LIVEs of a brand: all of a period, and one with what moved it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from analytics.lives.list_page import live_list
from analytics.lives.live_page import live_page
from analytics.table_files import table_response
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role


@require_GET
@for_brand(Role.VIEWER)
def lives(request: HttpRequest, brand: Brand) -> HttpResponse:
    page = live_list(brand, request.GET)
    if page is None:
        return render(request, "analytics/lives_empty.html")
    if kind := request.GET.get("format"):
        return table_response(f"{brand.slug}-lives", *page.table(request.GET.get("chart", "")), kind)
    return render(request, "analytics/lives.html", {"page": page})


@require_GET
@for_brand(Role.VIEWER)
def live(request: HttpRequest, brand: Brand) -> HttpResponse:
    """`?room=`: TikTok's id of the room, or what stands for it: it may hold any sign."""
    page = live_page(brand, request.GET.get("room", ""), kind=request.GET.get("kind", ""))
    if page is None:
        raise Http404
    if kind := request.GET.get("format"):
        table = page.table(request.GET.get("chart", ""))
        if table is None:
            raise Http404
        return table_response(f"{brand.slug}-live-{page.session.day}", *table, kind)
    return render(request, "analytics/live.html", {"page": page})
