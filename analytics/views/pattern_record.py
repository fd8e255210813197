"""How good our calls have been, and how they are made."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from analytics.all_pairs import all_pairs
from analytics.pattern_charts import calibration_chart
from analytics.pattern_tables import calls_response
from analytics.queries.pattern_checks import agreement, checks_of
from analytics.queries.pattern_score import score_of
from analytics.queries.patterns import current_run, excluded_videos, words_of
from analytics.record_page import about_page, others_seen
from analytics.table_files import chart_response
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role


@require_GET
@for_brand(Role.VIEWER)
def pattern_score(request: HttpRequest, brand: Brand) -> HttpResponse:
    words = words_of(brand)
    score = score_of(brand, words, others_seen(brand, request.user))
    told = [one for one in score.past if one.bins]
    charts = [calibration_chart(f"past-{one.outcome}", one.calibration.get_outcome_display(), one.bins) for one in told]
    if kind := request.GET.get("format"):
        if "chart" not in request.GET:
            return calls_response(score, brand.slug, kind)
        return chart_response(brand.slug, charts, request.GET["chart"], kind)
    checks = checks_of(brand, all_pairs(brand, words))
    context = {"score": score, "charts": charts, "checks": checks, "agreement": agreement(checks)}
    return render(request, "analytics/pattern_score.html", context)


@require_GET
@for_brand(Role.VIEWER)
def pattern_about(request: HttpRequest, brand: Brand) -> HttpResponse:
    page = about_page(current_run(brand))
    return render(request, "analytics/pattern_about.html", {"page": page, "excluded": excluded_videos(brand)})
