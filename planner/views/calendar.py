"""The calendar month."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from planner.month_page import month_page
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

from .answers import take_toast


@for_brand(Role.VIEWER)
def calendar(request: HttpRequest, brand: Brand) -> HttpResponse:
    page = month_page(brand, request.GET, now=timezone.now())
    return render(request, "planner/calendar.html", {"page": page, "toast": take_toast(request)})
