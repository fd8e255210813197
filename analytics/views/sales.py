"""Sales by kind of GMV, channel and surface, and what ties them to content."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from analytics.funnels.benchmarks import BENCHMARKS
from analytics.funnels.made import control_made
from analytics.funnels.sales_board import sales_board, sales_file
from analytics.period import read_period
from analytics.queries.assists import assists_of
from analytics.queries.control_total import control_totals
from analytics.queries.own_ec_estimate import estimates_own_ec
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.brands.parts import render_part
from tkcommerce.dates import day_of


@require_GET
@for_brand(Role.VIEWER)
def sales(request: HttpRequest, brand: Brand) -> HttpResponse:
    board = sales_board(brand, request.GET, today=day_of(timezone.now(), brand.time_zone))
    if board is None:
        return render(request, "analytics/funnel_empty.html", {"here": "sales"})
    if request.GET.get("format"):
        return sales_file(board, brand, request.GET["format"], request.GET.get("chart", ""))
    return render(request, "analytics/sales.html", {"board": board, "page": board.page, "benchmarks": BENCHMARKS})


@require_GET
@for_brand(Role.VIEWER)
def sales_control(request: HttpRequest, brand: Brand) -> HttpResponse:
    """The control total of a period against the files: a part of the page, and a page by itself."""
    days = read_period(request.GET, newest=day_of(timezone.now(), brand.time_zone)).days
    controls = control_totals(brand, days)
    made = control_made([one.currency for one in controls])
    told = {"days": days, "controls": controls, "made": made}
    return render_part(request, "analytics/_sales_control.html", told, title=_("Control total"))


@require_GET
@for_brand(Role.VIEWER)
def sales_assists(request: HttpRequest, brand: Brand) -> HttpResponse:
    """What was touched before the last touch: a part of the page, and a page by itself."""
    days = read_period(request.GET, newest=day_of(timezone.now(), brand.time_zone)).days
    told = {"assists": assists_of(brand, days), "estimates": estimates_own_ec(brand)}
    return render_part(request, "analytics/_sales_assists.html", told, title=_("Touched before the last touch"))
