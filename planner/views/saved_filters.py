"""Filters kept by name: the page that lists them, and what is done to one."""

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from planner.calendar.filter_form import FilterForm
from planner.calendar.page import place_of
from planner.calendar.saved_filter_forms import FilterNameForm, SaveFilterForm
from planner.calendar.saved_filters import change_filter, delete_filter, save_filter
from planner.refusals import Refused
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

from .answers import Toast, leave_toast, take_toast

UNDO_SALT = "planner.saved_filter"
UNDO_SECONDS = 600


@require_GET
@for_brand(Role.VIEWER)
def filter_list(request: HttpRequest, brand: Brand) -> HttpResponse:
    place = place_of("month", brand, request.user, request.GET, now=timezone.now())
    return render(request, "planner/saved_filters.html", {"place": place, "toast": take_toast(request)})


@require_POST
@for_brand(Role.EDITOR)
def filter_save(request: HttpRequest, brand: Brand) -> HttpResponse:
    """The address carries the filters to keep."""
    form, filters = SaveFilterForm(request.POST), FilterForm(request.GET, brand=brand)
    if not form.is_valid():
        return _back(request, brand, Toast(_("Give the filter a name first.")))
    try:
        saved = save_filter(brand=brand, by=request.user, told=filters.told, **form.cleaned_data)
    except Refused as refusal:
        return _back(request, brand, Toast(str(refusal)))
    return _back(request, brand, Toast(_("The filter “%(name)s” is saved.") % {"name": saved}))


@require_POST
@for_brand(Role.EDITOR)
def filter_change(request: HttpRequest, brand: Brand, filter_id: int) -> HttpResponse:
    saved, form = get_object_or_404(brand.savedfilters.filter(user=request.user), pk=filter_id), FilterNameForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    try:
        changed = change_filter(saved=saved, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _back(request, brand, Toast(str(refusal)))
    return _back(request, brand, Toast(_("The filter “%(name)s” is saved.") % {"name": changed}))


@require_POST
@for_brand(Role.EDITOR)
def filter_delete(request: HttpRequest, brand: Brand, filter_id: int) -> HttpResponse:
    saved = get_object_or_404(brand.savedfilters.filter(user=request.user), pk=filter_id)
    gone = delete_filter(saved=saved, by=request.user)
    undo = signing.dumps([brand.pk, request.user.pk, gone], salt=UNDO_SALT)
    text = _("The filter “%(name)s” is deleted.") % gone
    return _back(request, brand, Toast(text, reverse("planner:filter-restore", args=[brand.slug, undo])))


@require_POST
@for_brand(Role.EDITOR)
def filter_restore(request: HttpRequest, brand: Brand, undo: str) -> HttpResponse:
    """Undo of a deletion: signed, for the person who deleted, and good for ten minutes."""
    try:
        brand_id, user_id, gone = signing.loads(undo, salt=UNDO_SALT, max_age=UNDO_SECONDS)
    except signing.BadSignature:
        raise Http404 from None
    if (brand_id, user_id) != (brand.pk, request.user.pk):
        raise Http404
    saved = save_filter(brand=brand, by=request.user, **gone)
    return _back(request, brand, Toast(_("The filter “%(name)s” is back.") % {"name": saved}))


def _back(request: HttpRequest, brand: Brand, toast: Toast) -> HttpResponse:
    return leave_toast(request, toast, reverse("planner:saved-filters", args=[brand.slug]))
