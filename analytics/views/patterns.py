"""What wins: the pages of patterns. Each reads the current run and computes nothing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from analytics.forms.patterns import SelectionForm
from analytics.level_page import level_answer, level_page
from analytics.models.pattern_selections import SELECTION
from analytics.pattern_export import pattern_table_response
from analytics.pattern_page import TONES_SHOWN, answer_of, pattern_page
from analytics.pattern_selecting import select_videos
from analytics.pattern_tables import level_videos_response, slots_response
from analytics.queries.pattern_state import state_of
from analytics.queries.patterns import current_run, words_of
from analytics.selection_bar import selection_bar
from analytics.slots_page import slots_page
from analytics.table_files import chart_response
from analytics.verdict_news import home_patterns as patterns_of_home
from planner.refusals import Refused
from planner.views.answers import Toast, leave_toast, take_toast
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
    context = {"page": page, "answer": answer_of(page), "state": state, "tones": TONES_SHOWN, "form": SelectionForm(brand=brand)}
    return render(request, "analytics/patterns.html", context | {"toast": take_toast(request)})


@require_POST
@for_brand(Role.EDITOR)
def pattern_select(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = SelectionForm(request.POST, brand=brand)
    back = reverse("analytics:patterns", args=[brand.slug])
    if not form.is_valid():
        unread = (
            _("A day cannot be read.") if {"first_day", "last_day"} & {*form.errors} else _("Choose which videos to look at.")
        )
        return leave_toast(request, Toast(unread), back)
    try:
        selection = select_videos(brand=brand, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return leave_toast(request, Toast(str(refusal)), back)
    asked = {name: request.POST[name] for name in ("outcome", "facet") if request.POST.get(name)}
    return redirect(f"{back}?{urlencode(asked | {'scope': selection.scope})}")


@require_GET
@for_brand(Role.VIEWER)
def pattern_selection(request: HttpRequest, brand: Brand, selection_id: int) -> HttpResponse:
    """How far its learning is, a part of the page of patterns, which it calls again once it is done."""
    bar = selection_bar(brand, words_of(brand), f"{SELECTION}{selection_id}")
    if bar is None:
        raise Http404
    response = render(request, "analytics/_pattern_selection.html", {"bar": bar})
    if not bar.is_open:
        response["HX-Refresh"] = "true"
    return response


@require_GET
@for_brand(Role.VIEWER)
def pattern_level(request: HttpRequest, brand: Brand) -> HttpResponse:
    run = current_run(brand)
    page = level_page(run, words_of(brand), request.GET) if run else None
    if page is None:
        raise Http404
    if kind := request.GET.get("format"):
        if "chart" not in request.GET:
            return level_videos_response(page, brand.slug, kind)
        return chart_response(brand.slug, [page.chart] if page.chart else [], request.GET["chart"], kind)
    return render(request, "analytics/pattern_level.html", {"page": page, "answer": level_answer(page)})


@require_GET
@for_brand(Role.VIEWER)
def pattern_slots(request: HttpRequest, brand: Brand) -> HttpResponse:
    page = slots_page(brand)
    if kind := request.GET.get("format"):
        return slots_response(page, brand.slug, kind)
    return render(request, "analytics/pattern_slots.html", {"page": page})


@require_GET
@for_brand(Role.VIEWER)
def home_patterns(request: HttpRequest, brand: Brand) -> HttpResponse:
    """The newest calls, a part of the brand's home."""
    return render(request, "analytics/_home_patterns.html", {"home": patterns_of_home(brand, now=timezone.now())})
