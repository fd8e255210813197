"""Creators, what is offered to them, and samples."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from analytics.affiliates.collaboration_page import collaboration_page
from analytics.affiliates.creator_page import creator_page
from analytics.affiliates.forms import CollaborationForm, NameForm, SampleForm
from analytics.affiliates.list_page import creator_list
from analytics.affiliates.offering import end_collaboration, give_sample, offer, remove_sample
from analytics.models import Collaboration, SentSample
from analytics.table_files import table_response
from planner.refusals import Refused
from planner.scheduling import today_of
from planner.views.answers import Toast, leave_toast, take_toast
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role


@require_GET
@for_brand(Role.VIEWER)
def creators(request: HttpRequest, brand: Brand) -> HttpResponse:
    page = creator_list(brand, request.GET, today=today_of(brand))
    if page is None:
        return render(request, "analytics/creators_empty.html")
    if kind := request.GET.get("format"):
        return table_response(f"{brand.slug}-creators", *page.table(request.GET.get("chart", "")), kind)
    return render(request, "analytics/creators.html", {"page": page})


@require_GET
@for_brand(Role.VIEWER)
def creator(request: HttpRequest, brand: Brand) -> HttpResponse:
    """`?handle=`, with or without @."""
    page = creator_page(brand, request.GET.get("handle", "").removeprefix("@"))
    if page is None:
        raise Http404
    if kind := request.GET.get("format"):
        table = page.table(request.GET.get("chart", ""))
        if table is None:
            raise Http404
        return table_response(f"{brand.slug}-creator", *table, kind)
    return render(request, "analytics/creator.html", {"page": page, "name_form": NameForm(), "toast": take_toast(request)})


@require_GET
@for_brand(Role.VIEWER)
def collaborations(request: HttpRequest, brand: Brand) -> HttpResponse:
    asked = {"creator": request.GET.get("creator", ""), "kind": "target"} if request.GET.get("creator") else {}
    forms = {"offer_form": _offer_form(brand, initial=asked), "sample_form": _sample_form(brand, initial=asked)}
    return collaborations_page(request, brand, **forms)


@require_POST
@for_brand(Role.EDITOR)
def collaboration_offer(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = _offer_form(brand, request.POST)
    if not form.is_valid():
        return collaborations_page(request, brand, offer_form=form, status=422)
    try:
        saved = offer(collaboration=form.save(commit=False), brand=brand, by=request.user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return collaborations_page(request, brand, offer_form=form, status=422)
    return _back(request, brand, _("“%(title)s” is saved") % {"title": saved})


@require_POST
@for_brand(Role.EDITOR)
def collaboration_end(request: HttpRequest, brand: Brand, collaboration_id: int) -> HttpResponse:
    row = get_object_or_404(brand.collaborations, pk=collaboration_id)
    try:
        end_collaboration(collaboration=row, day=max(today_of(brand), row.valid_from), by=request.user)
    except Refused as refusal:
        return _back(request, brand, str(refusal))
    return _back(request, brand, _("The collaboration is ended."))


@require_POST
@for_brand(Role.EDITOR)
def sample_give(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = _sample_form(brand, request.POST)
    if not form.is_valid():
        return collaborations_page(request, brand, sample_form=form, status=422)
    try:
        give_sample(sample=form.save(commit=False), brand=brand, by=request.user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return collaborations_page(request, brand, sample_form=form, status=422)
    return _back(request, brand, _("The sample is written down."))


@require_POST
@for_brand(Role.EDITOR)
def sample_remove(request: HttpRequest, brand: Brand, sample_id: int) -> HttpResponse:
    try:
        remove_sample(sample=get_object_or_404(brand.sentsamples, pk=sample_id), by=request.user)
    except Refused as refusal:
        return _back(request, brand, str(refusal))
    return _back(request, brand, _("The sample is removed."))


def _offer_form(brand: Brand, data: object = None, **more: object) -> CollaborationForm:
    today = today_of(brand)
    more["initial"] = {"valid_from": today} | more.get("initial", {})
    return CollaborationForm(data, instance=Collaboration(brand=brand), prefix="offer", **more)


def _sample_form(brand: Brand, data: object = None, **more: object) -> SampleForm:
    more["initial"] = {"sent_on": today_of(brand)} | more.get("initial", {})
    return SampleForm(data, instance=SentSample(brand=brand), prefix="sample", **more)


def collaborations_page(request: HttpRequest, brand: Brand, *, status: int = 200, **forms: object) -> HttpResponse:
    """`forms`: with what was typed, and `refusals` of files."""
    forms = {"offer_form": _offer_form(brand), "sample_form": _sample_form(brand)} | forms
    context = {"page": collaboration_page(brand, today=today_of(brand)), "toast": take_toast(request), **forms}
    return render(request, "analytics/collaborations.html", context, status=status)


def _back(request: HttpRequest, brand: Brand, text: str) -> HttpResponse:
    return leave_toast(request, Toast(text), reverse("analytics:creator-collaborations", args=[brand.slug]))
