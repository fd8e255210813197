"""The planner's part of a brand's home: this week's posts, and the first steps where nothing is there yet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from planner.calendar.cards import cards_of
from planner.calendar.month_grid import weeks_of
from planner.queries import VideoFilter, videos_on
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.dates import day_of, week_of


@require_GET
@for_brand(Role.VIEWER)
def home_week(request: HttpRequest, brand: Brand) -> HttpResponse:
    today = day_of(timezone.now(), brand.time_zone)
    starts_on = brand.week_starts_on
    days = week_of(today, starts_on=starts_on)
    cards = cards_of(brand, videos_on(brand, days, VideoFilter()))
    week = weeks_of(cards, days, today=today, starts_on=starts_on)[0]
    context = {"week": week, "today": today, "cards": len(cards)}
    return render(request, "planner/_home_week.html", context)
