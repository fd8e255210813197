"""The weekly report inside the app: the list of weeks, one week as a page, and one's own subscription."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from analytics.forms.reports import ReportChoiceForm
from analytics.models import Edition
from analytics.queries.reports import edition_word
from analytics.report_page import page_of_week
from analytics.reports.archive import shared_token, week_around, week_named, weeks_of
from analytics.reports.readers import own_reader
from analytics.views.report_control import control
from planner.scheduling import today_of
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
    """A week by any of its days or its ISO name leads to its own address; one without a report to the list, which says so."""
    days = week_named(brand, week, now=timezone.now())
    if days is None:
        return _elsewhere(request, brand, week)
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


def _elsewhere(request: HttpRequest, brand: Brand, text: str) -> HttpResponse:
    week = week_around(brand, text)
    if week is None:
        raise Http404
    if text != week.start.isoformat() and week_named(brand, week.start.isoformat(), now=timezone.now()):
        return redirect("analytics:report", brand.slug, week.start.isoformat())
    if week.end > today_of(brand):
        messages.info(request, _("That week is not over: its report comes once it is. The newest that is ready stands below."))
    else:
        messages.info(request, _("There is no report of that week."))
    return redirect("analytics:reports", brand.slug)


def week_or_404(brand: Brand, text: str) -> Days:
    week = week_named(brand, text, now=timezone.now())
    if week is None:
        raise Http404
    return week
