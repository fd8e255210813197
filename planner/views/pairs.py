"""A/B pairs: make the second variant of a video, take a pair apart."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from planner.cadence.free_day import next_free_day
from planner.forms import VersionForm
from planner.ideas.forms import SecondForm
from planner.queries import shown_videos
from planner.refusals import Refused
from planner.scheduling import today_of
from planner.series.pairing import make_second, separate
from planner.vocabulary.levels import vocabulary_of
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.words import day_word


@require_POST
@for_brand(Role.EDITOR)
def second_create(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    video = get_object_or_404(shown_videos(brand), pk=video_id)
    form = SecondForm(request.POST, vocabulary=vocabulary_of(brand))
    if not form.is_valid():
        return HttpResponseBadRequest()
    told = form.cleaned_data
    day = told.pop("day") or next_free_day(brand, video.account, but=video.day)[0]
    try:
        second = make_second(video=video, by=request.user, day=day, **told)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("planner:video", brand.slug, video_id)
    said = {"title": second.title, "day": day_word(second.day, today=today_of(brand))}
    messages.success(request, _("“%(title)s” is planned for %(day)s.") % said)
    return redirect("planner:video", brand.slug, second.pk)


@require_POST
@for_brand(Role.EDITOR)
def pair_remove(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    video, form = get_object_or_404(shown_videos(brand), pk=video_id), VersionForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    try:
        separate(video=video, by=request.user, **form.cleaned_data)
        messages.success(request, _("The pair is taken apart; both videos stay."))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("planner:video", brand.slug, video_id)
