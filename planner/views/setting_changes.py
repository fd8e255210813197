"""Taking back the last edit of an event, a readiness step, a goal, a rule, a market, a product or a campaign."""

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from planner.markets.page import plan_told_of
from planner.models import SettingChange
from planner.refusals import Refused
from planner.setting_log.changes import last_change_of
from planner.setting_log.undo import undo_role_of, undo_setting
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

from .answers import Toast, leave_toast

Kind = SettingChange.Kind
EDITORS = {Kind.PRODUCT: "planner:product-edit", Kind.CAMPAIGN: "planner:campaign-edit"}


@require_POST
@for_brand(Role.EDITOR)
def setting_undo(request: HttpRequest, brand: Brand, change_id: int) -> HttpResponse:
    """What editors edit; the rest answers 404 here."""
    return _undone(request, brand, change_id)


@require_POST
@for_brand(Role.MANAGER)
def managed_setting_undo(request: HttpRequest, brand: Brand, change_id: int) -> HttpResponse:
    return _undone(request, brand, change_id)


def undo_url_since(last: SettingChange | None, row: models.Model) -> str:
    """How to take back what was done to it after `last`; empty where that was nothing, or cannot be."""
    change = last_change_of(row)
    role = undo_role_of(change) if change and change != last else None
    if role is None:
        return ""
    name = "planner:setting-undo" if role == Role.EDITOR else "planner:managed-setting-undo"
    return reverse(name, args=[row.brand.slug, change.pk])


def _undone(request: HttpRequest, brand: Brand, change_id: int) -> HttpResponse:
    change = get_object_or_404(brand.settingchanges.select_related("brand"), pk=change_id)
    if (undo_role_of(change) or Role.EDITOR) > request.role:
        raise Http404
    url = _page_of(brand, change)
    try:
        undo_setting(change=change, by=request.user)
    except Refused as refusal:
        return leave_toast(request, Toast(str(refusal)), url)
    return leave_toast(request, Toast(_("The change is undone.")), url)


def _page_of(brand: Brand, change: SettingChange) -> str:
    """Where this setting stands; the list of markets once its market is gone."""
    if change.kind in (Kind.GOAL, Kind.SLOT, Kind.RULE):
        return reverse("planner:cadence", args=[brand.slug])
    if change.kind == Kind.EVENT:
        return reverse("planner:event-rules", args=[brand.slug])
    if change.kind in EDITORS:
        return reverse(EDITORS[change.kind], args=[brand.slug, change.row])
    plan = plan_told_of(brand, change)
    return reverse("planner:market", args=[brand.slug, plan.pk]) if plan else reverse("planner:markets", args=[brand.slug])
