"""Where a person lands after signing in, and a brand's home."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tkcommerce.brands.access import brands_of, for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.dates import day_of


def start(request: HttpRequest) -> HttpResponse:
    """Straight to the only brand; a choice of several; an explanation if there is none yet."""
    brands = list(brands_of(request.user))
    if len(brands) == 1:
        return redirect("brands:home", brand_slug=brands[0].slug)
    return render(request, "brands/choose.html", {"brands": brands})


@for_brand(Role.VIEWER)
def home(request: HttpRequest, brand: Brand) -> HttpResponse:
    """What needs me and this week. The planner's and the analytics' parts are fragments of theirs, loaded by the page."""
    return render(request, "brands/home.html", {"today": day_of(timezone.now(), brand.time_zone)})
