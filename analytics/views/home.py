"""The analytics' part of a brand's home: imports that need a person, and last week's views."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from analytics.queries.dashboard import dashboard
from analytics.queries.home import stuck_imports
from analytics.tiles import account_tiles
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role


@require_GET
@for_brand(Role.VIEWER)
def home_imports(request: HttpRequest, brand: Brand) -> HttpResponse:
    board = dashboard(brand, {"days": "7"})
    tiles = account_tiles(board)[:4] if board else []
    return render(request, "analytics/_home_imports.html", {"stuck": stuck_imports(brand), "board": board, "tiles": tiles})
