"""Background work: what waits, runs, stopped and is done, with retry and discard for what stopped."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.work.claiming import drop, retry
from tkcommerce.work.models import Work
from tkcommerce.work.overview import overview_of
from tkcommerce.work.sweeping import kinds


@for_brand(Role.VIEWER)
def work(request: HttpRequest, brand: Brand) -> HttpResponse:
    """The page; asked by itself every few seconds, only its rows."""
    template = "brands/_work_rows.html" if request.htmx else "brands/work.html"
    return render(request, template, {"work": overview_of(brand.pk), "may_act": request.role >= Role.EDITOR})


@require_POST
@for_brand(Role.EDITOR)
def work_retry(request: HttpRequest, brand: Brand, kind: str, work_id: int) -> HttpResponse:
    row = _row(brand, kind, work_id)
    if retry(row):
        messages.success(request, _("It will be tried again: %(work)s") % {"work": row.describe()})
    return redirect("brands:work", brand_slug=brand.slug)


@require_POST
@for_brand(Role.EDITOR)
def work_discard(request: HttpRequest, brand: Brand, kind: str, work_id: int) -> HttpResponse:
    row = _row(brand, kind, work_id)
    if drop(row):
        messages.success(request, _("Discarded: %(work)s") % {"work": row.describe()})
    return redirect("brands:work", brand_slug=brand.slug)


def _row(brand: Brand, kind: str, work_id: int) -> Work:
    for model in kinds():
        if model._meta.model_name == kind:
            return get_object_or_404(model, brand=brand, pk=work_id)
    raise Http404
