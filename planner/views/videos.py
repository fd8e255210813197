"""One video: plan, look, edit, step, move, drop, undo."""

from collections.abc import Iterable
from datetime import date

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from planner.forms import MoveForm, PlanForm, PostedVideoForm, StateForm, VersionForm, values_of
from planner.history import Entry, entries_of, sentence_of
from planner.models import Video
from planner.queries import kept_videos, shown_videos
from planner.refusals import Refused, StaleVersion
from planner.scheduling import drop_video, edit_video, move_video, today_of
from planner.undoing import undo_change
from planner.video_page.merging import merged_data
from planner.video_page.part_forms import PartForm
from planner.video_page.parts import part_named
from planner.vocabulary.levels import vocabulary_of
from planner.vocabulary.tagging import edit_with_levels, plan_with_levels
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.words import day_word

from .answers import Toast, calendar_in_browser, fragment, leave_toast, written
from .video_pages import video_page


@for_brand(Role.EDITOR)
def video_new(request: HttpRequest, brand: Brand) -> HttpResponse:
    slot = {name: request.GET.get(name) for name in ("day", "time", "account")}  # a free slot of the calendar tells all three
    form = PlanForm(request.POST or None, brand=brand, initial=slot | {"owner": request.user.pk})
    if request.method != "POST" or not form.is_valid():
        return video_page(request, brand, None, form=form)
    try:
        video = plan_with_levels(brand=brand, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return video_page(request, brand, None, form=form, refusal=str(refusal), status=409)
    text = _("“%(title)s” is on the calendar: %(day)s") if video.planned_day else _("“%(title)s” is planned, without a day yet")
    return written(request, brand, days=[video.planned_day], toast=_undoable(text, video, brand, seen=0))


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
    form, seen = form_about(video, brand, request.POST), VersionForm(request.POST)
    if not seen.is_valid():
        return HttpResponseBadRequest()
    version = seen.cleaned_data["version"]
    if not form.is_valid():
        return video_page(request, brand, video, form=form, version=version)
    try:
        edited = edit_with_levels(video=video, by=request.user, version=version, **form.cleaned_data)
    except StaleVersion as stale:
        form = form_about(stale.video, brand, merged_data(form, request.POST, stale.changes))
        refusal = _("%(change)s What you typed is kept: save again to overwrite.") % {"change": _since(stale, brand)}
        return video_page(request, brand, stale.video, form=form, refusal=refusal, since=_entries(stale, brand), status=409)
    except Refused as refusal:
        return video_page(request, brand, video, form=form, refusal=str(refusal), status=409)
    toast = _undoable(_("“%(title)s” is saved"), edited, brand, seen=version)
    return _edited(request, brand, video, edited, toast)


@require_POST
@for_brand(Role.EDITOR)
def video_state(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    """One step of making, set by one press."""
    video, form = get_object_or_404(shown_videos(brand), pk=video_id), StateForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    try:
        edited = edit_video(video=video, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _refused(request, brand, video, refusal, days=[video.day])
    text = _("“%(title)s”: %(state)s") % {"title": edited.title, "state": edited.get_state_display()}
    return _edited(request, brand, video, edited, _undo_toast(text, edited, brand, seen=form.cleaned_data["version"]))


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
    toast = Toast(_undone(undone, brand))
    if undone.state == Video.State.DROPPED:
        return written(request, brand, days=[video.day], toast=toast)
    return _edited(request, brand, video, undone, toast)


def form_about(video: Video, brand: Brand, data: QueryDict) -> Form:
    """The form that was sent: of a part of the page, or the short one. Of a posted video only our own words can change."""
    part = part_named(data.get("part", ""))
    if part:
        return PartForm(data, brand=brand, video=video, part=part, today=today_of(brand))
    kind = PostedVideoForm if video.is_out else PlanForm
    return kind(data, brand=brand, initial=values_of(video))


def _edited(request: HttpRequest, brand: Brand, before: Video, after: Video, toast: Toast) -> HttpResponse:
    """To the calendar its weeks; whoever edits on the page of the video stays there."""
    if request.htmx and calendar_in_browser(request, brand) is not None:
        return written(request, brand, days=[before.day, after.day], toast=toast)
    return leave_toast(request, toast, reverse("planner:video", args=[brand.slug, after.pk]))


def _about(text: str, video: Video, brand: Brand) -> str:
    return text % {"title": video.title, "day": day_word(video.day, today=today_of(brand))}


def _undone(video: Video, brand: Brand) -> str:
    if video.state == Video.State.DROPPED:
        return _about(_("“%(title)s” is off the calendar"), video, brand)
    text = _("“%(title)s” is as it was before: %(day)s") if video.day else _("“%(title)s” is as it was before")
    return _about(text, video, brand)


def _undoable(text: str, video: Video, brand: Brand, *, seen: int) -> Toast:
    return _undo_toast(_about(text, video, brand), video, brand, seen=seen)


def _undo_toast(text: str, video: Video, brand: Brand, *, seen: int) -> Toast:
    """With an undo, unless nothing was written."""
    undo_url = reverse("planner:video-undo", args=[brand.slug, video.pk]) if video.version > seen else ""
    return Toast(text, undo_url, video.version)


def _entries(stale: StaleVersion, brand: Brand) -> list[Entry]:
    return entries_of(stale.changes, brand=brand, today=today_of(brand), vocabulary=vocabulary_of(brand))


def _since(stale: StaleVersion, brand: Brand) -> str:
    return sentence_of(_entries(stale, brand))


def _refused(request: HttpRequest, brand: Brand, video: Video, refusal: Refused, *, days: Iterable[date | None]) -> HttpResponse:
    """409: nothing was written; the calendar gets the truth of these days, a plain form the page of the video."""
    text = str(refusal)
    if isinstance(refusal, StaleVersion):
        days, video = [*days, refusal.video.day], refusal.video
        text = _("%(change)s Your change was not made.") % {"change": _since(refusal, brand)}
    if calendar_in_browser(request, brand) is None:
        return video_page(request, brand, video, refusal=text, status=409)
    return written(request, brand, days=days, toast=Toast(text), status=409)
