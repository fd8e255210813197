"""The analytics' part of a brand's home: imports that need a person, the last week's numbers, or the first steps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from analytics.answer import answer
from analytics.first_steps import first_steps
from analytics.queries.dashboard import dashboard
from analytics.queries.home import stuck_imports
from analytics.tiles import account_tiles
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.dates import day_of


@require_GET
@for_brand(Role.VIEWER)
def home_imports(request: HttpRequest, brand: Brand) -> HttpResponse:
    board = dashboard(brand, {"days": "7"})
    context = {"stuck": stuck_imports(brand), "board": board}
    if board:
        today = day_of(timezone.now(), brand.time_zone)
        context |= {"answer": answer(board, today=today), "tiles": account_tiles(board)[:4]}
    else:
        context["steps"] = first_steps(brand, request.role)
    return render(request, "analytics/_home_imports.html", context)
