"""Products against content, and the next video: planned, or noted as an idea."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from analytics.catalogue_matrix import page as matrix_page
from analytics.catalogue_matrix.next_video import RULE, make_idea, plan_next
from analytics.table_files import table_response
from planner.models import Video
from planner.refusals import Refused
from planner.scheduling import today_of
from planner.views.answers import Toast, leave_toast, take_toast
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.words import day_word


@require_GET
@for_brand(Role.VIEWER)
def matrix(request: HttpRequest, brand: Brand) -> HttpResponse:
    page = matrix_page.matrix(brand, request.GET, today=today_of(brand))
    if page and (kind := request.GET.get("format")):
        return table_response(f"{brand.slug}-products-content", *page.table(), kind)
    return render(request, "analytics/matrix.html", {"page": page, "rule": RULE, "toast": take_toast(request)})


@require_POST
@for_brand(Role.EDITOR)
def matrix_plan(request: HttpRequest, brand: Brand, product_id: int) -> HttpResponse:
    def said(video: Video) -> str:
        day = day_word(video.day, today=today_of(brand))
        return _("“%(title)s” is planned for %(day)s, with its brief filled.") % {"title": video.title, "day": day}

    return _made(request, brand, product_id, plan_next, said, undo="planner:video-drop")


@require_POST
@for_brand(Role.EDITOR)
def matrix_idea(request: HttpRequest, brand: Brand, product_id: int) -> HttpResponse:
    def said(video: Video) -> str:
        return _("“%(title)s” is among the ideas.") % {"title": video.title}

    return _made(request, brand, product_id, make_idea, said, undo="planner:idea-drop")


def _made(
    request: HttpRequest, brand: Brand, product_id: int, act: Callable[..., Video], said: Callable[[Video], str], *, undo: str
) -> HttpResponse:
    url = reverse("analytics:matrix", args=[brand.slug])
    try:
        video = act(brand=brand, product=get_object_or_404(brand.products, pk=product_id), by=request.user)
    except Refused as refusal:
        return leave_toast(request, Toast(str(refusal)), url)
    return leave_toast(request, Toast(said(video), reverse(undo, args=[brand.slug, video.pk]), video.version), url)
