"""Market readiness: how far the brand is with TikTok Shop in each of its markets."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from planner.events.page import AT_HOME, coming_events
from planner.markets.editing import (
    add_market,
    add_step,
    change_step,
    hide_step,
    remove_market,
    set_market,
    show_step,
    tick,
    untick,
)
from planner.markets.forms import MarketForm, NewMarketForm, NewStepForm, StepForm
from planner.markets.page import facts_of, readiness_of, states_before
from planner.models import MarketPlan, ReadinessStep
from planner.refusals import Refused
from planner.scheduling import today_of
from planner.setting_log.changes import last_change_of
from planner.setting_log.history import market_history
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

from .answers import Toast, leave_toast, take_toast
from .setting_changes import undo_url_since


@require_GET
@for_brand(Role.VIEWER)
def markets(request: HttpRequest, brand: Brand) -> HttpResponse:
    today = today_of(brand)
    context = {
        "markets": readiness_of(brand, today=today), "form": NewMarketForm(brand=brand),
        "history": market_history(brand, today=today), "toast": take_toast(request),
    }  # fmt: skip
    return render(request, "planner/markets.html", context)


@require_GET
@for_brand(Role.VIEWER)
def market(request: HttpRequest, brand: Brand, plan_id: int) -> HttpResponse:
    today = today_of(brand)
    plan = get_object_or_404(brand.marketplans, pk=plan_id)
    (found,) = readiness_of(brand, today=today, plan_id=plan.pk)
    context = {
        "found": found, "plan": plan, "today": today, "states": MarketPlan.State, "past": states_before(plan.state),
        "people": brand.members.order_by("name", "email"), "facts": facts_of(plan.market, today=today),
        "new_step": NewStepForm(), "history": market_history(brand, today=today, plan_id=plan.pk), "toast": take_toast(request),
    }  # fmt: skip
    return render(request, "planner/market.html", context)


@require_GET
@for_brand(Role.VIEWER)
def home_ahead(request: HttpRequest, brand: Brand) -> HttpResponse:
    """The home page's part: the next events, and the next step towards each market."""
    today = today_of(brand)
    context = {
        "today": today, "events": coming_events(brand, today=today, ahead=AT_HOME)[:4],
        "markets": [one for one in readiness_of(brand, today=today) if one.next_step],
    }  # fmt: skip
    return render(request, "planner/_home_ahead.html", context)


@require_POST
@for_brand(Role.MANAGER)
def market_add(request: HttpRequest, brand: Brand) -> HttpResponse:
    form, url = NewMarketForm(request.POST, brand=brand), reverse("planner:markets", args=[brand.slug])
    if not form.is_valid():
        return leave_toast(request, Toast(_("This market is there already.")), url)
    try:
        plan = add_market(brand=brand, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return leave_toast(request, Toast(str(refusal)), url)
    text = _("%(market)s: its events and holidays are on the calendar now.") % {"market": plan.get_market_display()}
    return leave_toast(request, Toast(text, reverse("planner:market-remove", args=[brand.slug, plan.pk])), url)


@require_POST
@for_brand(Role.MANAGER)
def market_remove(request: HttpRequest, brand: Brand, plan_id: int) -> HttpResponse:
    """Undo of an addition."""
    plan = get_object_or_404(brand.marketplans, pk=plan_id)
    try:
        remove_market(plan=plan, by=request.user)
        toast = Toast(_("%(market)s is gone.") % {"market": plan.get_market_display()})
    except Refused as refusal:
        toast = Toast(str(refusal))
    return leave_toast(request, toast, reverse("planner:markets", args=[brand.slug]))


@require_POST
@for_brand(Role.MANAGER)
def market_edit(request: HttpRequest, brand: Brand, plan_id: int) -> HttpResponse:
    plan, form = get_object_or_404(brand.marketplans, pk=plan_id), MarketForm(request.POST)
    if not form.is_valid():
        return _back(request, plan, Toast(_in_words(form)))
    last = last_change_of(plan)
    saved = set_market(plan=plan, today=today_of(brand), by=request.user, **form.cleaned_data)
    told = {"market": saved.get_market_display(), "state": saved.get_state_display()}
    return _back(request, plan, Toast(_("%(market)s: %(state)s.") % told, undo_url_since(last, plan)))


@require_POST
@for_brand(Role.MANAGER)
def step_add(request: HttpRequest, brand: Brand, plan_id: int) -> HttpResponse:
    plan, form = get_object_or_404(brand.marketplans, pk=plan_id), NewStepForm(request.POST)
    if not form.is_valid():
        return _back(request, plan, Toast(_in_words(form)))
    try:
        step = add_step(plan=plan, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _back(request, plan, Toast(str(refusal)))
    undo_url = reverse("planner:market-step-hide", args=[brand.slug, step.pk])
    return _back(request, plan, Toast(_("“%(step)s” is added.") % {"step": step}, undo_url))


@require_POST
@for_brand(Role.EDITOR)
def step_edit(request: HttpRequest, brand: Brand, step_id: int) -> HttpResponse:
    step, form = _step(brand, step_id), StepForm(request.POST, brand=brand)
    if not form.is_valid():
        return _back(request, step.plan, Toast(_in_words(form)))
    last = last_change_of(step)
    change_step(step=step, by=request.user, **form.cleaned_data)
    return _back(request, step.plan, Toast(_("“%(step)s” is saved.") % {"step": step}, undo_url_since(last, step)))


@require_POST
@for_brand(Role.EDITOR)
def step_tick(request: HttpRequest, brand: Brand, step_id: int) -> HttpResponse:
    return _turned(request, brand, step_id, tick, _("“%(step)s” is done."), "planner:market-step-untick")


@require_POST
@for_brand(Role.EDITOR)
def step_untick(request: HttpRequest, brand: Brand, step_id: int) -> HttpResponse:
    return _turned(request, brand, step_id, untick, _("“%(step)s” is open again."), "planner:market-step-tick")


@require_POST
@for_brand(Role.MANAGER)
def step_hide(request: HttpRequest, brand: Brand, step_id: int) -> HttpResponse:
    return _turned(request, brand, step_id, hide_step, _("“%(step)s” does not apply."), "planner:market-step-show")


@require_POST
@for_brand(Role.MANAGER)
def step_show(request: HttpRequest, brand: Brand, step_id: int) -> HttpResponse:
    return _turned(request, brand, step_id, show_step, _("“%(step)s” applies again."), "planner:market-step-hide")


def _turned(request: HttpRequest, brand: Brand, step_id: int, act: Callable, text: str, undo: str) -> HttpResponse:
    step = act(step=_step(brand, step_id), by=request.user)
    return _back(request, step.plan, Toast(text % {"step": step}, reverse(undo, args=[brand.slug, step.pk])))


def _in_words(form: Form) -> str:
    """Its errors, each after the name of its field."""
    return " ".join(f"{form.fields[name].label}: {error}" for name, errors in form.errors.items() for error in errors)


def _step(brand: Brand, step_id: int) -> ReadinessStep:
    return get_object_or_404(brand.readinesssteps.select_related("plan", "brand"), pk=step_id)


def _back(request: HttpRequest, plan: MarketPlan, toast: Toast) -> HttpResponse:
    return leave_toast(request, toast, reverse("planner:market", args=[request.brand.slug, plan.pk]))
