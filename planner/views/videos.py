"""One video: plan, look, edit, move, drop, undo."""

from collections.abc import Iterable
from datetime import date

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from planner.forms import MoveForm, PlanForm, PostedVideoForm, VersionForm, values_of
from planner.history import entries_of, sentence_of
from planner.levels import vocabulary_of
from planner.models import Video
from planner.queries import kept_videos, shown_videos
from planner.refusals import Refused, StaleVersion
from planner.scheduling import drop_video, move_video, today_of
from planner.tagging import edit_with_levels, plan_with_levels
from planner.undoing import undo_change
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.words import day_word

from .answers import Toast, calendar_in_browser, fragment, written
from .video_pages import video_page


@for_brand(Role.EDITOR)
def video_new(request: HttpRequest, brand: Brand) -> HttpResponse:
    initial = {"day": request.GET.get("day"), "owner": request.user.pk}
    form = PlanForm(request.POST or None, brand=brand, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return video_page(request, brand, None, form=form)
    try:
        video = plan_with_levels(brand=brand, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return video_page(request, brand, None, form=form, refusal=str(refusal), status=409)
    text = _("“%(title)s” is on the calendar: %(day)s") if video.planned_day else _("“%(title)s” is planned, without a day yet")
    return written(request, brand, days=[video.planned_day], toast=Toast(_about(text, video, brand)))


@require_POST
@for_brand(Role.EDITOR)
def video_suggestions(request: HttpRequest, brand: Brand) -> HttpResponse:
    """The patterns that the caption as typed so far hints at; writes nothing."""
    return fragment(request, "planner/_suggestions.html", {"form": PlanForm(request.POST, brand=brand)})


@require_GET
@for_brand(Role.VIEWER)
def video(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    return video_page(request, brand, get_object_or_404(shown_videos(brand), pk=video_id))


@require_POST
@for_brand(Role.EDITOR)
def video_edit(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    video = get_object_or_404(shown_videos(brand), pk=video_id)
    form, seen = form_about(video, brand, request), VersionForm(request.POST)
    if not seen.is_valid():
        return HttpResponseBadRequest()
    if not form.is_valid():
        return video_page(request, brand, video, form=form, version=seen.cleaned_data["version"])
    try:
        edited = edit_with_levels(video=video, by=request.user, **seen.cleaned_data, **form.cleaned_data)
    except StaleVersion as stale:
        form = form_about(stale.video, brand, request)
        refusal = _("%(change)s What you typed is kept: save again to overwrite.") % {"change": _since(stale, brand)}
        return video_page(request, brand, stale.video, form=form, refusal=refusal, status=409)
    except Refused as refusal:
        return video_page(request, brand, video, form=form, refusal=str(refusal), status=409)
    toast = Toast(_about(_("“%(title)s” is saved"), edited, brand))
    return written(request, brand, days=[video.day, edited.day], toast=toast)


@require_POST
@for_brand(Role.EDITOR)
def video_move(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    video, form = get_object_or_404(shown_videos(brand), pk=video_id), MoveForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    to, version = form.cleaned_data["day"], form.cleaned_data["version"]
    try:
        moved = move_video(video=video, to=to, by=request.user, version=version)
    except Refused as refusal:
        return _refused(request, brand, video, refusal, days=[video.day, to])
    toast = _undoable(_("“%(title)s” moved to %(day)s"), moved, brand, seen=version)
    return written(request, brand, days=[video.day, moved.day], toast=toast)


@require_POST
@for_brand(Role.EDITOR)
def video_drop(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    video, form = get_object_or_404(shown_videos(brand), pk=video_id), VersionForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    version = form.cleaned_data["version"]
    try:
        dropped = drop_video(video=video, by=request.user, version=version)
    except Refused as refusal:
        return _refused(request, brand, video, refusal, days=[video.day])
    toast = _undoable(_("“%(title)s” is off the calendar"), dropped, brand, seen=version)
    return written(request, brand, days=[video.day], toast=toast)


@require_POST
@for_brand(Role.EDITOR)
def video_undo(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    video, form = get_object_or_404(kept_videos(brand), pk=video_id), VersionForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    try:
        undone = undo_change(video=video, by=request.user, version=form.cleaned_data["version"])
    except Refused as refusal:
        return _refused(request, brand, video, refusal, days=[video.day])
    toast = Toast(_about(_("“%(title)s” is back on %(day)s") if undone.day else _("“%(title)s” is back"), undone, brand))
    return written(request, brand, days=[video.day, undone.day], toast=toast)


def form_about(video: Video, brand: Brand, request: HttpRequest) -> Form:
    """The form that fits what the video is: of a posted one only our own words can change."""
    kind = PostedVideoForm if video.is_out else PlanForm
    return kind(request.POST or None, brand=brand, initial=values_of(video))


def _about(text: str, video: Video, brand: Brand) -> str:
    return text % {"title": video.title, "day": day_word(video.day, today=today_of(brand))}


def _undoable(text: str, video: Video, brand: Brand, *, seen: int) -> Toast:
    """With an undo, unless nothing was written."""
    undo_url = reverse("planner:video-undo", args=[brand.slug, video.pk]) if video.version > seen else ""
    return Toast(_about(text, video, brand), undo_url, video.version)


def _since(stale: StaleVersion, brand: Brand) -> str:
    return sentence_of(entries_of(stale.changes, brand=brand, today=today_of(brand), vocabulary=vocabulary_of(brand)))


def _refused(request: HttpRequest, brand: Brand, video: Video, refusal: Refused, *, days: Iterable[date | None]) -> HttpResponse:
    """409: nothing was written; the calendar gets the truth of these days, a plain form the page of the video."""
    text = str(refusal)
    if isinstance(refusal, StaleVersion):
        days, video = [*days, refusal.video.day], refusal.video
        text = _("%(change)s Your change was not made.") % {"change": _since(refusal, brand)}
    if calendar_in_browser(request, brand) is None:
        return video_page(request, brand, video, refusal=text, status=409)
    return written(request, brand, days=days, toast=Toast(text), status=409)
