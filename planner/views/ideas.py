"""The inbox of ideas, and a brief made again from a video or from patterns."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from planner.cadence.free_day import next_free_day
from planner.forms import VersionForm
from planner.ideas.briefs import Brief, brief_from_levels, brief_of, make_video
from planner.ideas.forms import BriefForm, IdeaForm, PlanIdeaForm, brief_values
from planner.ideas.inbox import SORTS, add_idea, ideas_of, plan_idea, take_vote_back, unplan_idea, vote
from planner.models import Video
from planner.queries import kept_videos, shown_videos
from planner.refusals import Refused
from planner.scheduling import drop_video, restore_video, today_of
from planner.vocabulary.levels import vocabulary_of
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.words import day_word

from .answers import Toast, leave_toast, take_toast


@require_GET
@for_brand(Role.VIEWER)
def ideas(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _inbox(request, brand, IdeaForm(vocabulary=vocabulary_of(brand)))


@require_POST
@for_brand(Role.EDITOR)
def idea_add(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = IdeaForm(request.POST, vocabulary=vocabulary_of(brand))
    if not form.is_valid():
        return _inbox(request, brand, form, status=422)
    video = add_idea(brand=brand, by=request.user, **form.told)
    return _back(request, brand, _toast(_("“%(title)s” is noted."), video, undo="idea-drop"))


@require_POST
@for_brand(Role.EDITOR)
def idea_vote(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    """The person's vote, or no longer."""
    video = get_object_or_404(ideas_of(brand, request.user), pk=video_id)
    (take_vote_back if video.voted else vote)(video=video, by=request.user)
    if request.htmx:
        fresh = get_object_or_404(ideas_of(brand, request.user), pk=video_id)
        return render(request, "planner/_idea_vote.html", {"idea": fresh})
    return redirect(f"{reverse('planner:ideas', args=[brand.slug])}#idea-{video_id}")


@require_POST
@for_brand(Role.EDITOR)
def idea_plan(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    video, form = get_object_or_404(shown_videos(brand), pk=video_id), PlanIdeaForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    day, at = (form.cleaned_data["day"], None) if form.cleaned_data["day"] else next_free_day(brand, video.account)
    text = _("“%(title)s” is planned for %(day)s.")

    def act() -> Toast:
        planned = plan_idea(video=video, by=request.user, version=form.cleaned_data["version"], day=day, at=at)
        return _toast(text, planned, undo="idea-unplan-undo")

    return _done(request, brand, act)


@require_POST
@for_brand(Role.EDITOR)
def idea_unplan_undo(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    return _versioned(request, brand, video_id, unplan_idea, _("“%(title)s” is an idea again."))


@require_POST
@for_brand(Role.EDITOR)
def idea_drop(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    return _versioned(request, brand, video_id, drop_video, _("“%(title)s” is dropped."), undo="idea-restore")


@require_POST
@for_brand(Role.EDITOR)
def idea_restore(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    return _versioned(request, brand, video_id, restore_video, _("“%(title)s” is back."))


@for_brand(Role.EDITOR)
def again_new(request: HttpRequest, brand: Brand) -> HttpResponse:
    """`?video=12` repeats a video, `?level=theme.backstage` (several times if need be) patterns: a filled brief to complete."""
    source, brief = _source(request, brand)
    form = BriefForm(request.POST or None, brand=brand, initial=brief_values(brief) | {"owner": request.user.pk})
    context = {"form": form, "source": source, "products": brief.products, "today": today_of(brand)}
    if request.method != "POST" or not form.is_valid():
        return render(request, "planner/again.html", context, status=422 if form.is_bound else 200)
    completed, slot = form.completed(brief)
    try:
        video = make_video(brand=brand, by=request.user, brief=completed, verb="again", made_from=source, **slot)
    except Refused as refusal:
        return render(request, "planner/again.html", context | {"refusal": str(refusal)}, status=409)
    text = _("“%(title)s” is planned for %(day)s.") if video.day else _("“%(title)s” is planned, without a day yet")
    messages.success(request, text % {"title": video.title, "day": day_word(video.day, today=today_of(brand))})
    return redirect("planner:video", brand.slug, video.pk)


def _source(request: HttpRequest, brand: Brand) -> tuple[Video | None, Brief]:
    asked = request.GET.get("video", "")
    if not asked:
        return None, brief_from_levels(vocabulary_of(brand), request.GET.getlist("level"))
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else 0
    source = get_object_or_404(shown_videos(brand), pk=number)
    return source, brief_of(source)


def _inbox(request: HttpRequest, brand: Brand, form: IdeaForm, *, status: int = 200) -> HttpResponse:
    sort = request.GET.get("sort") if request.GET.get("sort") in SORTS else SORTS[0]
    found = ideas_of(brand, request.user, sort=sort)[:200]
    context = {"ideas": found, "form": form, "sort": sort, "today": today_of(brand), "toast": take_toast(request)}
    return render(request, "planner/ideas.html", context, status=status)


def _versioned(
    request: HttpRequest, brand: Brand, video_id: int, verb: Callable[..., Video], text: str, *, undo: str = ""
) -> HttpResponse:
    video, form = get_object_or_404(kept_videos(brand), pk=video_id), VersionForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    return _done(request, brand, lambda: _toast(text, verb(video=video, by=request.user, **form.cleaned_data), undo=undo))


def _toast(text: str, video: Video, *, undo: str = "") -> Toast:
    undo_url = reverse(f"planner:{undo}", args=[video.brand.slug, video.pk]) if undo else ""
    told = {"title": video.title, "day": day_word(video.planned_day, today=today_of(video.brand))}
    return Toast(text % told, undo_url, video.version)


def _done(request: HttpRequest, brand: Brand, act: Callable[[], Toast]) -> HttpResponse:
    try:
        toast = act()
    except Refused as refusal:
        toast = Toast(str(refusal))
    return _back(request, brand, toast)


def _back(request: HttpRequest, brand: Brand, toast: Toast) -> HttpResponse:
    return leave_toast(request, toast, reverse("planner:ideas", args=[brand.slug]))
