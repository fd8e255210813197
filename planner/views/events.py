"""Commerce events: what comes, and the brand's own list of them. Each change can be taken back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from planner.events.editing import add_event, change_event, hide_event, show_event
from planner.events.form import EventForm
from planner.events.page import coming_events, coming_holidays, event_list
from planner.models import CommerceEvent
from planner.refusals import Refused
from planner.scheduling import today_of
from planner.setting_log.changes import last_change_of
from planner.setting_log.history import event_history
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

from .answers import Toast, leave_toast, take_toast
from .setting_changes import undo_url_since


@require_GET
@for_brand(Role.VIEWER)
def events(request: HttpRequest, brand: Brand) -> HttpResponse:
    today = today_of(brand)
    context = {
        "today": today, "events": coming_events(brand, today=today), "holidays": coming_holidays(brand, today=today),
        "toast": take_toast(request),
    }  # fmt: skip
    return render(request, "planner/events.html", context)


@require_GET
@for_brand(Role.VIEWER)
def event_rules(request: HttpRequest, brand: Brand) -> HttpResponse:
    today = today_of(brand)
    context = {
        "today": today, "list": event_list(brand), "history": event_history(brand, today=today), "toast": take_toast(request),
    }  # fmt: skip
    return render(request, "planner/event_rules.html", context)


@for_brand(Role.EDITOR)
def event_new(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _form_page(request, brand, None)


@for_brand(Role.EDITOR)
def event_edit(request: HttpRequest, brand: Brand, event_id: int) -> HttpResponse:
    return _form_page(request, brand, get_object_or_404(brand.commerceevents, pk=event_id))


@require_POST
@for_brand(Role.EDITOR)
def event_hide(request: HttpRequest, brand: Brand, event_id: int) -> HttpResponse:
    event = hide_event(event=get_object_or_404(brand.commerceevents, pk=event_id), by=request.user)
    undo_url = reverse("planner:event-show", args=[brand.slug, event.pk])
    return _back(request, brand, Toast(_("“%(event)s” is off the calendar.") % {"event": event}, undo_url))


@require_POST
@for_brand(Role.EDITOR)
def event_show(request: HttpRequest, brand: Brand, event_id: int) -> HttpResponse:
    event = show_event(event=get_object_or_404(brand.commerceevents, pk=event_id), by=request.user)
    undo_url = reverse("planner:event-hide", args=[brand.slug, event.pk])
    return _back(request, brand, Toast(_("“%(event)s” is on the calendar.") % {"event": event}, undo_url))


def _form_page(request: HttpRequest, brand: Brand, event: CommerceEvent | None) -> HttpResponse:
    form = EventForm(request.POST or None, event=event, home_market=brand.home_market)
    if request.method != "POST" or not form.is_valid():
        history = event_history(brand, today=today_of(brand), event_id=event.pk) if event else []
        context = {"form": form, "event": event, "history": history}
        return render(request, "planner/event.html", context, status=422 if form.is_bound else 200)
    last = last_change_of(event) if event else None
    try:
        if event:
            saved = change_event(event=event, by=request.user, **form.values)
        else:
            saved = add_event(brand=brand, by=request.user, **form.values)
    except Refused as refusal:
        return _back(request, brand, Toast(str(refusal)))
    undo_url = undo_url_since(last, saved) if event else reverse("planner:event-hide", args=[brand.slug, saved.pk])
    return _back(request, brand, Toast(_("“%(event)s” is saved.") % {"event": saved}, undo_url))


def _back(request: HttpRequest, brand: Brand, toast: Toast) -> HttpResponse:
    return leave_toast(request, toast, reverse("planner:event-rules", args=[brand.slug]))
