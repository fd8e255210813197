"""Post it by hand: what to have at hand, and the word that it is out."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from planner.forms import VersionForm
from planner.models import Video
from planner.posting.forms import PostedForm
from planner.posting.home import posting_today
from planner.posting.post_page import post_page
from planner.posting.publishing import mark_posted, needs_second_word, unmark_posted
from planner.queries import shown_videos
from planner.refusals import NotApproved, Refused
from planner.scheduling import today_of
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.words import day_word

from .answers import Toast, leave_toast, take_toast


@require_GET
@for_brand(Role.VIEWER)
def home_posting(request: HttpRequest, brand: Brand) -> HttpResponse:
    context = {"posting": posting_today(brand, now=timezone.now()), "today": today_of(brand)}
    return render(request, "planner/_home_posting.html", context)


@for_brand(Role.EDITOR)
def video_post(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    video = get_object_or_404(shown_videos(brand), pk=video_id)
    form = _form(request, video)
    if request.method != "POST":
        return _page(request, brand, video, form)
    if not form.is_valid():
        return _page(request, brand, video, form, status=422)
    try:
        posted = mark_posted(video=video, by=request.user, **form.cleaned_data)
    except NotApproved as refusal:
        return _page(request, brand, video, _form(request, video, unapproved=True), refusal=str(refusal), status=409)
    except Refused as refusal:
        video.refresh_from_db()
        return _page(request, brand, video, form, refusal=str(refusal), status=409)
    told = {"title": posted.title, "day": day_word(posted.posted_day, today=today_of(brand))}
    toast = Toast(_("“%(title)s” is out since %(day)s.") % told, _undo(brand, posted), posted.version)
    return leave_toast(request, toast, reverse("planner:video-post", args=[brand.slug, posted.pk]))


@require_POST
@for_brand(Role.EDITOR)
def video_unpost(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    video, form = get_object_or_404(shown_videos(brand), pk=video_id), VersionForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    try:
        unmark_posted(video=video, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _page(request, brand, video, _form(request, video), refusal=str(refusal), status=409)
    toast = Toast(_("“%(title)s” is a plan again.") % {"title": video.title})
    return leave_toast(request, toast, reverse("planner:video-post", args=[brand.slug, video.pk]))


def _form(request: HttpRequest, video: Video, *, unapproved: bool = False) -> PostedForm:
    """Asks for the second word where the video was not approved, or its checklist has opened since."""
    asked = unapproved or (not video.is_out and needs_second_word(video))
    initial = {"version": video.version}
    data = request.POST if request.method == "POST" and "link" in request.POST else None
    return PostedForm(data, video=video, unapproved=asked, initial=initial)


def _page(
    request: HttpRequest, brand: Brand, video: Video, form: PostedForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "page": post_page(video),
        "video": video,
        "form": form,
        "refusal": refusal,
        "today": today_of(brand),
        "toast": take_toast(request),
        "zone": video.account.time_zone if video.account else video.planned_zone,
    }
    return render(request, "planner/video_post.html", context, status=status)


def _undo(brand: Brand, video: Video) -> str:
    return reverse("planner:video-unpost", args=[brand.slug, video.pk])
