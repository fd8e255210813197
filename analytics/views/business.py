"""Costs, rates and the rule for sales: managers see and set them, because margins are nobody else's business."""

from collections.abc import Callable

from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from analytics.business.editing import remove_entry, set_cost, set_rate, set_rule
from analytics.business.forms import CostForm, RateForm, RuleForm
from analytics.business.page import business_changes, business_page, rule_of
from analytics.models import ExchangeRate, ProductCost
from analytics.write_undo import UNDONE, undo_write
from planner.refusals import Refused
from planner.scheduling import today_of
from planner.setting_log.changes import last_change_of
from planner.views.answers import Toast, leave_toast, take_toast
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role


@require_GET
@for_brand(Role.MANAGER)
def business(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _page(request, brand)


@require_POST
@for_brand(Role.MANAGER)
def business_rule(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = RuleForm(request.POST, instance=rule_of(brand), prefix="rule")
    return _saved(request, brand, "rule_form", form, lambda row: set_rule(rule=row, brand=brand, by=request.user))


@require_POST
@for_brand(Role.MANAGER)
def business_cost(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = _cost_form(brand, request.POST)
    return _saved(request, brand, "cost_form", form, lambda row: set_cost(cost=row, brand=brand, by=request.user))


@require_POST
@for_brand(Role.MANAGER)
def business_rate(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = _rate_form(brand, request.POST)
    return _saved(request, brand, "rate_form", form, lambda row: set_rate(rate=row, brand=brand, by=request.user))


@require_POST
@for_brand(Role.MANAGER)
def business_cost_remove(request: HttpRequest, brand: Brand, cost_id: int) -> HttpResponse:
    return _removed(request, brand, get_object_or_404(brand.productcosts, pk=cost_id))


@require_POST
@for_brand(Role.MANAGER)
def business_rate_remove(request: HttpRequest, brand: Brand, rate_id: int) -> HttpResponse:
    return _removed(request, brand, get_object_or_404(brand.exchangerates, pk=rate_id))


@require_POST
@for_brand(Role.MANAGER)
def business_undo(request: HttpRequest, brand: Brand, change_id: int) -> HttpResponse:
    change = get_object_or_404(business_changes(brand), pk=change_id)
    try:
        undo_write(change=change, brand=brand, by=request.user)
    except Refused as refusal:
        return _back(request, brand, str(refusal))
    return _back(request, brand, _("The change is undone."))


def _cost_form(brand: Brand, data: object = None) -> CostForm:
    return CostForm(data, instance=ProductCost(brand=brand), prefix="cost", initial={"valid_from": today_of(brand)})


def _rate_form(brand: Brand, data: object = None) -> RateForm:
    initial = {"day": today_of(brand), "quote": brand.currency}
    return RateForm(data, instance=ExchangeRate(brand=brand), prefix="rate", initial=initial)


def _saved(request: HttpRequest, brand: Brand, name: str, form: ModelForm, act: Callable) -> HttpResponse:
    if not form.is_valid():
        return _page(request, brand, status=422, **{name: form})
    try:
        row = act(form.save(commit=False))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, brand, status=422, **{name: form})
    return _back(request, brand, _("Saved."), undo=_undo_of(row))


def _removed(request: HttpRequest, brand: Brand, entry: ProductCost | ExchangeRate) -> HttpResponse:
    try:
        remove_entry(entry=entry, by=request.user)
    except Refused as refusal:
        return _back(request, brand, str(refusal))
    return _back(request, brand, _("“%(name)s” is removed.") % {"name": entry}, undo=_undo_of(entry))


def _page(request: HttpRequest, brand: Brand, *, status: int = 200, **forms: ModelForm) -> HttpResponse:
    context = {
        "page": business_page(brand, today=today_of(brand)), "rule_form": RuleForm(instance=rule_of(brand), prefix="rule"),
        "cost_form": _cost_form(brand), "rate_form": _rate_form(brand), "toast": take_toast(request), **forms,
    }  # fmt: skip
    return render(request, "analytics/business.html", context, status=status)


def _undo_of(row: Model) -> str:
    """The address that takes back what was just written; empty where nothing changed."""
    change = last_change_of(row)
    return reverse("analytics:business-undo", args=[row.brand.slug, change.pk]) if change and change.verb != UNDONE else ""


def _back(request: HttpRequest, brand: Brand, text: str, *, undo: str = "") -> HttpResponse:
    return leave_toast(request, Toast(text, undo), reverse("analytics:business", args=[brand.slug]))
