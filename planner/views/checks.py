"""The checklist and the comments on the page of a video: each write answers with its card alone, or leads back to the page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from planner.approval.commenting import add_comment, remove_comment, restore_comment
from planner.approval.comments_panel import comments_panel
from planner.approval.forms import CommentForm, TickForm
from planner.approval.panel import approval_panel
from planner.checklist.panel import checklist_panel
from planner.checklist.ticking import tick, untick
from planner.models import Video
from planner.panels import PanelMaker
from planner.queries import shown_videos
from planner.refusals import Refused
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

from .answers import fragment


@require_POST
@for_brand(Role.EDITOR)
def check_tick(request: HttpRequest, brand: Brand, video_id: int, item_id: int) -> HttpResponse:
    video = get_object_or_404(shown_videos(brand), pk=video_id)
    item, form = get_object_or_404(brand.checklistitems, pk=item_id), TickForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    chosen = form.cleaned_data["attachment"]
    proof = get_object_or_404(video.attachments, pk=chosen, removed_at=None) if chosen else None
    evidence = form.cleaned_data["evidence"]
    return _checked(
        request, brand, video, lambda: tick(video=video, item=item, by=request.user, evidence=evidence, attachment=proof)
    )


@require_POST
@for_brand(Role.EDITOR)
def check_untick(request: HttpRequest, brand: Brand, tick_id: int) -> HttpResponse:
    found = get_object_or_404(brand.checklistticks.select_related("video"), pk=tick_id)
    return _checked(request, brand, found.video, lambda: untick(tick=found, by=request.user))


@require_POST
@for_brand(Role.EDITOR)
def comment_add(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    video, form = get_object_or_404(shown_videos(brand), pk=video_id), CommentForm(request.POST)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    return _said(request, brand, video, lambda: add_comment(video=video, text=text, by=request.user))


@require_POST
@for_brand(Role.EDITOR)
def comment_remove(request: HttpRequest, brand: Brand, comment_id: int) -> HttpResponse:
    comment = get_object_or_404(brand.comments.select_related("video"), pk=comment_id)
    return _said(request, brand, comment.video, lambda: remove_comment(comment=comment, by=request.user))


@require_POST
@for_brand(Role.EDITOR)
def comment_restore(request: HttpRequest, brand: Brand, comment_id: int) -> HttpResponse:
    comment = get_object_or_404(brand.comments.select_related("video"), pk=comment_id)
    return _said(request, brand, comment.video, lambda: restore_comment(comment=comment, by=request.user))


def _checked(request: HttpRequest, brand: Brand, video: Video, act: Callable[[], object]) -> HttpResponse:
    return _answer(request, brand, video, act, checklist_panel, also=approval_panel)


def _said(request: HttpRequest, brand: Brand, video: Video, act: Callable[[], object]) -> HttpResponse:
    return _answer(request, brand, video, act, comments_panel)


def _answer(
    request: HttpRequest,
    brand: Brand,
    video: Video,
    act: Callable[[], object],
    maker: PanelMaker,
    *,
    also: PanelMaker | None = None,
) -> HttpResponse:
    refusal = ""
    try:
        act()
    except Refused as refused:
        refusal = str(refused)
    if not request.htmx:
        if refusal:
            messages.warning(request, refusal)
        return redirect(reverse("planner:video", args=[brand.slug, video.pk]))
    video.refresh_from_db()
    panel, other = maker(request, brand, video), also(request, brand, video) if also else None
    context = {"panel": panel, "other": other, "refusal": refusal, "video": video}
    return fragment(request, "planner/_panel_answer.html", context, status=409 if refusal else 200)
