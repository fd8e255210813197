"""The engagement dashboard and the check of its numbers against the files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from analytics.dashboard_page import DashboardPage, page_of
from analytics.queries.dashboard import dashboard as dashboard_of
from analytics.queries.file_check import checks_of
from analytics.table_files import table_response
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.dates import day_of


@for_brand(Role.VIEWER)
def dashboard(request: HttpRequest, brand: Brand) -> HttpResponse:
    board = dashboard_of(brand, request.GET)
    if board is None:
        return render(request, "analytics/dashboard_empty.html")
    page = page_of(board, brand, today=day_of(timezone.now(), brand.time_zone))
    if kind := request.GET.get("format"):
        return _file(page, request.GET.get("chart", ""), brand, kind)
    return render(request, "analytics/dashboard.html", {"page": page, "board": board})


def _file(page: DashboardPage, key: str, brand: Brand, kind: str) -> HttpResponse:
    table = page.table(key)
    if table is None:
        raise Http404
    return table_response(f"{brand.slug}-{key}", *table, kind)


@for_brand(Role.VIEWER)
def dashboard_check(request: HttpRequest, brand: Brand) -> HttpResponse:
    checks = checks_of(brand)
    columns = [column for table in checks for column in table.columns]
    counts = {"columns": len(columns), "different": sum(not column.equal for column in columns)}
    return render(request, "analytics/dashboard_check.html", {"checks": checks, **counts})
