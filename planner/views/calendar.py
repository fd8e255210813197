"""The calendar as month, week, list and board, and a card put into another column of the board."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from planner.calendar.bulk_forms import PickedForm, StateForm
from planner.calendar.page import BOARD, LIST, MONTH, WEEK
from planner.calendar.states_by_hand import to_state
from planner.calendar.views_by_name import page_of
from planner.calendar.week_forms import CopyWeekForm
from planner.queries import shown_videos
from planner.refusals import Refused
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

from .answers import Toast, refusal_in_words, take_toast, written


@require_GET
@for_brand(Role.VIEWER)
def month(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _page(request, brand, MONTH)


@require_GET
@for_brand(Role.VIEWER)
def week(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _page(request, brand, WEEK, copy=CopyWeekForm())


@require_GET
@for_brand(Role.VIEWER)
def listing(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _page(request, brand, LIST)


@require_GET
@for_brand(Role.VIEWER)
def board(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _page(request, brand, BOARD)


@require_POST
@for_brand(Role.EDITOR)
def card_to_state(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    video, form = get_object_or_404(shown_videos(brand), pk=video_id), StateForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    try:
        moved = to_state(video=video, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return written(request, brand, days=[video.day], toast=Toast(refusal_in_words(refusal, brand)), status=409)
    text = _("“%(title)s” is now: %(state)s") % {"title": moved.title, "state": moved.get_state_display()}
    undo_url = reverse("planner:video-undo", args=[brand.slug, moved.pk])
    return written(request, brand, days=[moved.day], toast=Toast(text, undo_url, moved.version))


def _page(request: HttpRequest, brand: Brand, view: str, **context: object) -> HttpResponse:
    page = page_of(view, brand, request.user, request.GET, now=timezone.now())
    context |= {"page": page, "toast": take_toast(request)}
    if request.role >= Role.EDITOR:
        context["picked"] = PickedForm(filters=page.place.filters, brand=brand, auto_id="picked_%s")
    return render(request, f"planner/calendar_{view}.html", context)
