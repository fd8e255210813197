"""Approval in the browser: ask, decide, take back, withdraw; what waits for me; the emergency stop."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_GET, require_POST

from planner.approval.approving import ask_approval, decide, take_back, withdraw
from planner.approval.deciding import approve_several
from planner.approval.forms import DecideForm, SeveralForm, StopForm
from planner.approval.inbox import count_waiting, inbox_of
from planner.approval.stopping import end_stop, standing_stops, stop_posting
from planner.forms import VersionForm
from planner.models import ApprovalDecision, Video
from planner.queries import shown_videos
from planner.refusals import Refused
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

Verdict = ApprovalDecision.Verdict


@require_GET
@for_brand(Role.VIEWER)
def approvals(request: HttpRequest, brand: Brand) -> HttpResponse:
    return render(request, "planner/approvals.html", {"inbox": inbox_of(brand, request.user, now=timezone.now())})


@require_GET
@for_brand(Role.VIEWER)
def home_approvals(request: HttpRequest, brand: Brand) -> HttpResponse:
    waiting = count_waiting(brand, request.user, now=timezone.now())
    return render(request, "planner/_home_approvals.html", {"waiting": waiting})


@require_GET
@for_brand(Role.VIEWER)
def stops(request: HttpRequest, brand: Brand) -> HttpResponse:
    """For the pages where people plan: they ask for it once they stand."""
    return render(request, "planner/_stops.html", {"stops": standing_stops(brand)})


@require_POST
@for_brand(Role.EDITOR)
def approval_ask(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    video, form = get_object_or_404(shown_videos(brand), pk=video_id), VersionForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()

    def act() -> str:
        asked = ask_approval(video=video, by=request.user, version=form.cleaned_data["version"])
        return _("Approval is asked.") if asked.state == Video.State.REVIEW else _("The video is approved.")

    return done(request, brand, act, video)


@require_POST
@for_brand(Role.EDITOR)
def approval_decide(request: HttpRequest, brand: Brand, round_id: int) -> HttpResponse:
    round_, form = get_object_or_404(brand.approvalrounds, pk=round_id), DecideForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()

    def act() -> str:
        decision = decide(round_=round_, by=request.user, **form.cleaned_data)
        text = _("“%(title)s” is approved by you.") if decision.verdict == Verdict.APPROVED else _("“%(title)s” is sent back.")
        return text % {"title": round_.video.title}

    return done(request, brand, act, round_.video)


@require_POST
@for_brand(Role.EDITOR)
def approvals_accept(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = SeveralForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Tick the videos first."))
        return redirect("planner:approvals", brand.slug)
    given, refused = approve_several(brand=brand, steps=form.steps, by=request.user)
    if given:
        text = ngettext("%(n)s video is approved by you.", "%(n)s videos are approved by you.", given)
        messages.success(request, text % {"n": given})
    for title, why in refused:
        messages.warning(request, _("“%(title)s”: %(why)s") % {"title": title, "why": why})
    return redirect("planner:approvals", brand.slug)


@require_POST
@for_brand(Role.EDITOR)
def approval_undo(request: HttpRequest, brand: Brand, decision_id: int) -> HttpResponse:
    decision = get_object_or_404(brand.approvaldecisions.select_related("round__video"), pk=decision_id)

    def act() -> str:
        take_back(decision=decision, by=request.user)
        return _("Your approval is taken back.")

    return done(request, brand, act, decision.round.video)


@require_POST
@for_brand(Role.EDITOR)
def approval_withdraw(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    video, form = get_object_or_404(shown_videos(brand), pk=video_id), VersionForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()

    def act() -> str:
        withdraw(video=video, by=request.user, version=form.cleaned_data["version"])
        return _("The video is being edited again.")

    return done(request, brand, act, video)


@require_POST
@for_brand(Role.EDITOR)
def video_stop(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    return _stop(request, brand, get_object_or_404(shown_videos(brand), pk=video_id))


@require_POST
@for_brand(Role.EDITOR)
def brand_stop(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _stop(request, brand, None)


@require_POST
@for_brand(Role.EDITOR)
def stop_remove(request: HttpRequest, brand: Brand, stop_id: int) -> HttpResponse:
    stop = get_object_or_404(brand.postingstops.select_related("video"), pk=stop_id)

    def act() -> str:
        end_stop(stop=stop, by=request.user)
        return _("The stop has ended.")

    return done(request, brand, act, stop.video)


def _stop(request: HttpRequest, brand: Brand, video: Video | None) -> HttpResponse:
    form = StopForm(request.POST)

    def act() -> str:
        reason = form.cleaned_data.get("reason", "") if form.is_valid() else ""
        stop_posting(brand=brand, video=video, reason=reason, by=request.user)
        return _("Stopped. Nothing is approved or posted until it ends.")

    return done(request, brand, act, video)


def done(request: HttpRequest, brand: Brand, act: Callable[[], str], video: Video | None) -> HttpResponse:
    """Do it and say so, or say why not; then back to the page that asked, else to the video's, else to what waits."""
    try:
        messages.success(request, act())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    asked_from = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(asked_from)
    if video is None:
        return redirect("planner:approvals", brand.slug)
    return redirect(reverse("planner:video", args=[brand.slug, video.pk]) + "#approval")
