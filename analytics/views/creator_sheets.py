"""Collaborations and samples by file: the template, and the filled-in table back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from analytics.affiliates.sheets import LARGEST, SHEETS, Sheet, header_of, take_sheet
from analytics.csv_download import csv_response
from analytics.views.creators import collaborations_page
from planner.refusals import Refused
from planner.views.answers import Toast, leave_toast
from tkcommerce import words
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role


@require_GET
@for_brand(Role.VIEWER)
def creator_sheet_template(request: HttpRequest, brand: Brand, what: str) -> HttpResponse:
    return csv_response(f"{what}.csv", header_of(_sheet(what), brand), [])


@require_POST
@for_brand(Role.EDITOR)
def creator_sheet_take(request: HttpRequest, brand: Brand, what: str) -> HttpResponse:
    sheet, given = _sheet(what), request.FILES.get("file")
    if given is None:
        return collaborations_page(request, brand, status=422, refusals={what: _("Choose a file first.")})
    try:
        taken = take_sheet(sheet=sheet, brand=brand, content=given.read(LARGEST + 1), by=request.user)
    except Refused as refusal:
        return collaborations_page(request, brand, status=422, refusals={what: str(refusal)})
    told = {"n": words.count(taken.written), "there": words.count(taken.there)}
    text = _("%(n)s rows written down, %(there)s were there already.") % told
    return leave_toast(request, Toast(text), reverse("analytics:creator-collaborations", args=[brand.slug]))


def _sheet(what: str) -> Sheet:
    if what not in SHEETS:
        raise Http404
    return SHEETS[what]
