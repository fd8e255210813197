"""What wins: the pages of patterns. Each reads the current run and computes nothing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from analytics.level_page import level_answer, level_page
from analytics.pattern_export import pattern_table_response
from analytics.pattern_page import TONES_SHOWN, answer_of, pattern_page
from analytics.queries.pattern_state import state_of
from analytics.queries.patterns import current_run, words_of
from analytics.slots_page import slots_page
from analytics.table_files import chart_response
from analytics.verdict_news import news_of
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role


@require_GET
@for_brand(Role.VIEWER)
def patterns(request: HttpRequest, brand: Brand) -> HttpResponse:
    run, state = current_run(brand), state_of(brand)
    if run is None:
        return render(request, "analytics/patterns_empty.html", {"state": state})
    page = pattern_page(brand, run, words_of(brand), request.GET)
    if request.GET.get("format"):
        return pattern_table_response(page, brand, request.GET["format"])
    return render(
        request, "analytics/patterns.html", {"page": page, "answer": answer_of(page), "state": state, "tones": TONES_SHOWN}
    )


@require_GET
@for_brand(Role.VIEWER)
def pattern_level(request: HttpRequest, brand: Brand) -> HttpResponse:
    run = current_run(brand)
    page = level_page(run, words_of(brand), request.GET) if run else None
    if page is None:
        raise Http404
    if kind := request.GET.get("format"):
        return chart_response(brand.slug, [page.chart] if page.chart else [], request.GET.get("chart", ""), kind)
    return render(request, "analytics/pattern_level.html", {"page": page, "answer": level_answer(page)})


@require_GET
@for_brand(Role.VIEWER)
def pattern_slots(request: HttpRequest, brand: Brand) -> HttpResponse:
    return render(request, "analytics/pattern_slots.html", {"page": slots_page(brand)})


@require_GET
@for_brand(Role.VIEWER)
def home_patterns(request: HttpRequest, brand: Brand) -> HttpResponse:
    """The newest calls, a part of the brand's home."""
    return render(request, "analytics/_home_patterns.html", {"news": news_of(brand)})
