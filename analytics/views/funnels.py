"""The funnel in the app and the one of the own EC, side by side, down to one video."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from analytics.funnels.funnel_board import board_of
from analytics.funnels.funnel_files import funnel_file
from analytics.funnels.video_funnel import video_funnel
from analytics.period import read_period
from analytics.queries.files_behind import UnknownBase, files_behind
from analytics.queries.own_ec_estimate import estimate_own_ec
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.brands.parts import render_part
from tkcommerce.dates import day_of

_SOURCES = "analytics/_funnel_sources.html"


@require_GET
@for_brand(Role.VIEWER)
def funnel(request: HttpRequest, brand: Brand) -> HttpResponse:
    board = board_of(brand, request.GET, today=day_of(timezone.now(), brand.time_zone))
    if board is None:
        return render(request, "analytics/funnel_empty.html", {"here": "funnel"})
    if request.GET.get("format"):
        return funnel_file(board, brand, request.GET["format"], request.GET.get("chart", ""))
    return render(request, "analytics/funnel.html", {"board": board, "page": board.page})


@require_GET
@for_brand(Role.VIEWER)
def funnel_video(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    """Both funnels of one video since it was posted: a part of the video's page."""
    video = get_object_or_404(brand.videos, pk=video_id)
    told = video_funnel(brand, video, today=day_of(timezone.now(), brand.time_zone))
    return render(request, "analytics/_funnel_video.html", {"told": told, "estimates": estimate_own_ec(brand, video)})


@require_GET
@for_brand(Role.VIEWER)
def funnel_sources(request: HttpRequest, brand: Brand, base: str) -> HttpResponse:
    """The files behind one way of counting, or several with a dot between: a part of the page, and a page by itself."""
    if base == "links":
        return render_part(request, _SOURCES, {"files": (), "base": base}, title=_("Files behind a number"))
    asked = read_period(request.GET, newest=day_of(timezone.now(), brand.time_zone)).days if request.GET.get("from") else None
    try:
        files = files_behind(brand, base.split("."), asked, gmv_kind=request.GET.get("kind", "").replace("\x00", ""))
    except UnknownBase as unknown:
        raise Http404 from unknown
    return render_part(request, _SOURCES, {"files": files}, title=_("Files behind a number"))
