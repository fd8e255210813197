"""Which earlier handle is whose: said by managers, taken back in one press."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from analytics.affiliates.forms import NameForm
from analytics.affiliates.names import join_creator, name_changes, names_of, separate_creator
from analytics.write_undo import undo_write
from planner.models import SettingChange
from planner.refusals import Refused
from planner.views.answers import Toast, leave_toast
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role


@require_POST
@for_brand(Role.MANAGER)
def creator_join(request: HttpRequest, brand: Brand) -> HttpResponse:
    """`?handle=` is the creator as it is called now."""
    handle = request.GET.get("handle", "").removeprefix("@")[:64]
    form = NameForm(request.POST)
    if not form.is_valid():
        return _back(request, brand, handle, " ".join(form.errors["before"]))
    try:
        name = join_creator(brand=brand, before=form.cleaned_data["before"], now=handle, by=request.user)
    except Refused as refusal:
        return _back(request, brand, handle, str(refusal))
    told = {"before": name.before, "now": name.now}
    return _back(request, brand, handle, _("@%(before)s now counts as @%(now)s.") % told, change=_change(brand, name.pk))


@require_POST
@for_brand(Role.MANAGER)
def creator_separate(request: HttpRequest, brand: Brand, name_id: int) -> HttpResponse:
    name = get_object_or_404(brand.creatornames, pk=name_id)
    handle = name.now
    try:
        separate_creator(name=name, by=request.user)
    except Refused as refusal:
        return _back(request, brand, handle, str(refusal))
    told = _("@%(before)s stands by itself again.") % {"before": name.before}
    return _back(request, brand, handle, told, change=_change(brand, name_id))


@require_POST
@for_brand(Role.MANAGER)
def creator_name_undo(request: HttpRequest, brand: Brand, change_id: int) -> HttpResponse:
    change = get_object_or_404(name_changes(brand), pk=change_id)
    told = [value for value in change.fields["now"] if value]
    try:
        undo_write(change=change, brand=brand, by=request.user)
    except Refused as refusal:
        return _back(request, brand, told[0], str(refusal))
    return _back(request, brand, told[0], _("The change is undone."))


def _change(brand: Brand, name_id: int) -> SettingChange | None:
    return name_changes(brand).filter(row=name_id).first()


def _back(request: HttpRequest, brand: Brand, handle: str, text: str, *, change: SettingChange | None = None) -> HttpResponse:
    undo = reverse("analytics:creator-name-undo", args=[brand.slug, change.pk]) if change else ""
    address = reverse("analytics:creator", args=[brand.slug])
    return leave_toast(request, Toast(text, undo), f"{address}?{urlencode({'handle': names_of(brand).now(handle)})}")
