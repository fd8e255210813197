"""Series: the list, one with its next occurrences, start, change, stop."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_GET, require_POST

from planner.models import Series
from planner.refusals import Refused
from planner.scheduling import today_of
from planner.series.form import SeriesForm, rule_words, series_values
from planner.series.page import occurrences_of, series_list_of
from planner.series.recurring import edit_series, restart_series, start_series, stop_series
from planner.vocabulary.levels import vocabulary_of
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

from .answers import Toast, leave_toast, take_toast


@require_GET
@for_brand(Role.VIEWER)
def series_list(request: HttpRequest, brand: Brand) -> HttpResponse:
    context = {"rows": series_list_of(brand, today=today_of(brand)), "today": today_of(brand), "toast": take_toast(request)}
    return render(request, "planner/series_list.html", context)


@for_brand(Role.EDITOR)
def series_new(request: HttpRequest, brand: Brand) -> HttpResponse:
    initial = {"owner": request.user.pk, "first_day": today_of(brand)}
    form = SeriesForm(request.POST or None, brand=brand, initial=initial)
    context = {"form": form, "today": today_of(brand)}
    if request.method != "POST" or not form.is_valid():
        return render(request, "planner/series_new.html", context, status=422 if form.is_bound else 200)
    try:
        series = start_series(brand=brand, by=request.user, first_day=form.cleaned_data["first_day"], **form.told)
    except Refused as refusal:
        return render(request, "planner/series_new.html", context | {"refusal": str(refusal)}, status=409)
    messages.success(request, _("“%(name)s” runs: its next eight weeks are on the calendar.") % {"name": series.name})
    return redirect("planner:series", brand.slug, series.pk)


@require_GET
@for_brand(Role.VIEWER)
def series(request: HttpRequest, brand: Brand, series_id: int) -> HttpResponse:
    return _page(request, brand, get_object_or_404(brand.series, pk=series_id))


@require_POST
@for_brand(Role.EDITOR)
def series_edit(request: HttpRequest, brand: Brand, series_id: int) -> HttpResponse:
    """This and later, from the day the form says."""
    found = get_object_or_404(brand.series, pk=series_id)
    form = SeriesForm(request.POST, brand=brand, series=found, initial=series_values(found, vocabulary_of(brand)))
    if not form.is_valid():
        return _page(request, brand, found, form=form, status=422)
    try:
        kept = edit_series(series=found, by=request.user, from_day=form.cleaned_data["first_day"], **form.told)
    except Refused as refusal:
        return _page(request, brand, found, form=form, refusal=str(refusal), status=409)
    text = _("“%(name)s” is saved.") % {"name": form.cleaned_data["name"]}
    if kept:
        text += " " + ngettext(
            "%(n)s video that somebody changed stays as it is.", "%(n)s videos that somebody changed stay as they are.", kept
        ) % {"n": kept}  # fmt: skip
    messages.success(request, text)
    return redirect("planner:series", brand.slug, series_id)


@require_POST
@for_brand(Role.EDITOR)
def series_stop(request: HttpRequest, brand: Brand, series_id: int) -> HttpResponse:
    found = get_object_or_404(brand.series, pk=series_id)
    try:
        gone = stop_series(series=found, by=request.user)
    except Refused as refusal:
        return _back(request, brand, Toast(str(refusal)))
    text = ngettext(
        "“%(name)s” has stopped; %(n)s video ahead is off the calendar.",
        "“%(name)s” has stopped; %(n)s videos ahead are off the calendar.",
        gone,
    ) % {"name": found.name, "n": gone}
    return _back(request, brand, Toast(text, reverse("planner:series-restart", args=[brand.slug, series_id])))


@require_POST
@for_brand(Role.EDITOR)
def series_restart(request: HttpRequest, brand: Brand, series_id: int) -> HttpResponse:
    found = get_object_or_404(brand.series, pk=series_id)
    try:
        restart_series(series=found, by=request.user)
    except Refused as refusal:
        return _back(request, brand, Toast(str(refusal)))
    undo_url = reverse("planner:series-stop", args=[brand.slug, series_id])
    return _back(request, brand, Toast(_("“%(name)s” runs again.") % {"name": found.name}, undo_url))


def _page(
    request: HttpRequest, brand: Brand, found: Series, *, form: SeriesForm | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    today = today_of(brand)
    if form is None:
        initial = series_values(found, vocabulary_of(brand)) | {"first_day": _asked_day(request, today)}
        form = SeriesForm(brand=brand, series=found, initial=initial)
    context = {
        "series": found, "rule": rule_words(found, today=today), "occurrences": occurrences_of(found, today=today),
        "form": form, "refusal": refusal, "today": today,
    }  # fmt: skip
    return render(request, "planner/series.html", context, status=status)


def _asked_day(request: HttpRequest, today: date) -> date:
    """`?from=2026-12-01`: the page of an occurrence asks for its own day."""
    try:
        return max(date.fromisoformat(request.GET.get("from", "")), today)
    except ValueError:
        return today


def _back(request: HttpRequest, brand: Brand, toast: Toast) -> HttpResponse:
    return leave_toast(request, toast, reverse("planner:series-list", args=[brand.slug]))
