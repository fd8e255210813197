"""The list of videos, and the patterns set on several of them at once."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_GET, require_POST

from planner.calendar.bulk_forms import BulkForm
from planner.calendar.filter_form import SearchForm
from planner.queries import videos_newest_first, videos_of
from planner.refusals import Refused
from planner.scheduling import today_of
from planner.vocabulary.tagging import bulk_set, undo_bulk
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

from .answers import Toast, leave_toast, take_toast

PAGE = 50


@require_GET
@for_brand(Role.VIEWER)
def video_list(request: HttpRequest, brand: Brand) -> HttpResponse:
    filters = SearchForm(request.GET, brand=brand, auto_id="filter_%s")
    page = Paginator(videos_newest_first(brand, filters.wanted), PAGE).get_page(request.GET.get("page"))
    context = {"filters": filters, "page": page, "today": today_of(brand), "toast": take_toast(request)}
    context["bulk"] = BulkForm(vocabulary=filters.vocabulary, auto_id="bulk_%s")
    return render(request, "planner/videos.html", context)


@require_POST
@for_brand(Role.EDITOR)
def videos_tag(request: HttpRequest, brand: Brand) -> HttpResponse:
    """The address carries the filters of the list that the boxes were ticked in."""
    filters = SearchForm(request.GET, brand=brand)
    form = BulkForm(request.POST, vocabulary=filters.vocabulary)
    listed = videos_of(brand, filters.wanted)
    if not form.is_valid() or not form.levels:
        return _back(request, brand, Toast(_("Choose what to set first.")))
    videos = listed if form.cleaned_data["all"] else brand.videos.filter(pk__in=form.cleaned_data["video"])
    try:
        act = bulk_set(brand=brand, videos=videos, levels=form.levels, by=request.user)
    except Refused as refusal:
        return _back(request, brand, Toast(str(refusal)))
    text = ngettext("%(n)s video has new patterns.", "%(n)s videos have new patterns.", act.changed) % {"n": act.changed}
    undo_url = reverse("planner:videos-untag", args=[brand.slug, act.batch]) if act.batch else ""
    return _back(request, brand, Toast(text if act.changed else _("Nothing changed: tick videos that differ."), undo_url))


@require_POST
@for_brand(Role.EDITOR)
def videos_untag(request: HttpRequest, brand: Brand, batch: UUID) -> HttpResponse:
    try:
        act = undo_bulk(brand=brand, batch=batch, by=request.user)
    except Refused as refusal:
        return _back(request, brand, Toast(str(refusal)))
    text = ngettext("%(n)s video is as it was.", "%(n)s videos are as they were.", act.changed) % {"n": act.changed}
    kept = ngettext(
        "%(n)s was changed since and stays.", "%(n)s were changed since and stay.", act.kept
    ) % {"n": act.kept}  # fmt: skip
    return _back(request, brand, Toast(f"{text} {kept}" if act.kept else text))


def _back(request: HttpRequest, brand: Brand, toast: Toast) -> HttpResponse:
    return leave_toast(request, toast, reverse("planner:videos", args=[brand.slug]), query=request.GET)
