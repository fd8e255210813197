"""The weekly report inside the app: the list of weeks, one week as a page, and one's own subscription."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_GET, require_http_methods

from analytics.forms.reports import ReportChoiceForm
from analytics.models import Edition
from analytics.queries.reports import edition_word
from analytics.report_page import page_of_week
from analytics.reports.archive import shared_token, week_named, weeks_of
from analytics.reports.readers import own_reader
from analytics.views.report_control import control
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.dates import Days


@require_GET
@for_brand(Role.VIEWER)
def reports(request: HttpRequest, brand: Brand) -> HttpResponse:
    reader = own_reader(brand=brand, user=request.user)
    language = translation.get_language()
    page = weeks_of(brand, edition=reader.edition, language=language, now=timezone.now(), number=request.GET.get("page"))
    return render(request, "analytics/reports.html", {"page": page, "reader": reader, "manages": request.role >= Role.MANAGER})


@require_GET
@for_brand(Role.VIEWER)
def report(request: HttpRequest, brand: Brand, week: str) -> HttpResponse:
    days = week_or_404(brand, week)
    choice = ReportChoiceForm(request.GET, edition=own_reader(brand=brand, user=request.user).edition).choice()
    manages = request.role >= Role.MANAGER
    link = reverse("reports:shared", args=[shared_token(brand, days, **choice)])
    context = {
        "pages": [page_of_week(brand, days, now=timezone.now(), **choice)],
        "editions": [(edition, edition_word(edition)) for edition in Edition.values],
        "languages": [("ja", "日本語"), ("en", "English")],
        "manages": manages,
        "shared": settings.SITE_URL + link if manages else "",
    }
    return render(request, "analytics/report_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_brand(Role.VIEWER)
def report_mine(request: HttpRequest, brand: Brand) -> HttpResponse:
    """Her own row only: no id comes from the browser."""
    reader = own_reader(brand=brand, user=request.user)
    form = control(request, reader)
    if form is None:
        return redirect("analytics:report-mine", brand_slug=brand.slug)
    context = {"form": form, "reader": reader, "manages": request.role >= Role.MANAGER}
    return render(request, "analytics/report_mine.html", context, status=422 if form.is_bound else 200)


def week_or_404(brand: Brand, text: str) -> Days:
    week = week_named(brand, text, now=timezone.now())
    if week is None:
        raise Http404
    return week
