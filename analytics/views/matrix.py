"""Products against content, and the idea for the next video."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from analytics.catalogue_matrix import page as matrix_page
from analytics.catalogue_matrix.next_video import RULE, make_idea
from analytics.table_files import table_response
from planner.refusals import Refused
from planner.scheduling import today_of
from planner.views.answers import Toast, leave_toast, take_toast
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role


@require_GET
@for_brand(Role.VIEWER)
def matrix(request: HttpRequest, brand: Brand) -> HttpResponse:
    page = matrix_page.matrix(brand, request.GET, today=today_of(brand))
    if page and (kind := request.GET.get("format")):
        return table_response(f"{brand.slug}-products-content", *page.table(), kind)
    return render(request, "analytics/matrix.html", {"page": page, "rule": RULE, "toast": take_toast(request)})


@require_POST
@for_brand(Role.EDITOR)
def matrix_idea(request: HttpRequest, brand: Brand, product_id: int) -> HttpResponse:
    url = reverse("analytics:matrix", args=[brand.slug])
    try:
        video = make_idea(brand=brand, product=get_object_or_404(brand.products, pk=product_id), by=request.user)
    except Refused as refusal:
        return leave_toast(request, Toast(str(refusal)), url)
    undo = reverse("planner:idea-drop", args=[brand.slug, video.pk])
    return leave_toast(request, Toast(_("“%(title)s” is among the ideas.") % {"title": video.title}, undo, video.version), url)
