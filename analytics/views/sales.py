"""Sales by kind of GMV, channel and surface, and what ties them to content."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from analytics.funnels.benchmarks import BENCHMARKS
from analytics.funnels.sales_board import sales_board, sales_file
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.dates import day_of


@require_GET
@for_brand(Role.VIEWER)
def sales(request: HttpRequest, brand: Brand) -> HttpResponse:
    board = sales_board(brand, request.GET, today=day_of(timezone.now(), brand.time_zone))
    if board is None:
        return render(request, "analytics/funnel_empty.html", {"here": "sales"})
    if request.GET.get("format"):
        return sales_file(board, brand, request.GET["format"], request.GET.get("table", ""))
    return render(request, "analytics/sales.html", {"board": board, "page": board.page, "benchmarks": BENCHMARKS})
