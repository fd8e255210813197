"""The settings of approval: the chain and its people, and who stands in for whom. Editors may delegate their own steps."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from planner.approval.history import chain_history
from planner.approval.setting_forms import DelegationForm, StepForm, step_values
from planner.approval.steps import delegate, end_delegation, hide_step, move_step, save_step, show_step
from planner.models import ApprovalStep
from planner.refusals import Refused
from planner.scheduling import today_of
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role


@require_GET
@for_brand(Role.VIEWER)
def approval_settings(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _page(request, brand)


def _page(request: HttpRequest, brand: Brand, *, away: DelegationForm | None = None, status: int = 200) -> HttpResponse:
    today = today_of(brand)
    start = {"first_day": today, "last_day": today, "person": request.user.pk}
    context = {
        "steps": brand.approvalsteps.prefetch_related("people__user"),
        "delegations": brand.delegations.filter(ended_at=None, last_day__gte=today).select_related("person", "stand_in"),
        "away": away or DelegationForm(brand=brand, initial=start),
        "today": today,
        "history": chain_history(brand, today=today),
    }
    return render(request, "planner/approval_settings.html", context, status=status)


@for_brand(Role.MANAGER)
def approval_step_new(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _step_page(request, brand, ApprovalStep(brand=brand))


@for_brand(Role.MANAGER)
def approval_step_edit(request: HttpRequest, brand: Brand, step_id: int) -> HttpResponse:
    return _step_page(request, brand, get_object_or_404(brand.approvalsteps, pk=step_id))


def _step_page(request: HttpRequest, brand: Brand, step: ApprovalStep) -> HttpResponse:
    form = StepForm(request.POST or None, brand=brand, initial=step_values(step) if step.pk else {})
    if form.is_valid():
        try:
            saved = save_step(step=step, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The step “%(step)s” is saved.") % {"step": saved})
            return redirect("planner:approval-settings", brand.slug)
    context = {"form": form, "step": step if step.pk else None}
    return render(request, "planner/approval_step.html", context, status=422 if form.is_bound else 200)


@require_POST
@for_brand(Role.MANAGER)
def approval_step_hide(request: HttpRequest, brand: Brand, step_id: int) -> HttpResponse:
    step = get_object_or_404(brand.approvalsteps, pk=step_id)
    return _done(request, brand, lambda: _hidden(hide_step(step=step, by=request.user)))


@require_POST
@for_brand(Role.MANAGER)
def approval_step_show(request: HttpRequest, brand: Brand, step_id: int) -> HttpResponse:
    step = get_object_or_404(brand.approvalsteps, pk=step_id)
    return _done(request, brand, lambda: _hidden(show_step(step=step, by=request.user)))


@require_POST
@for_brand(Role.MANAGER)
def approval_step_up(request: HttpRequest, brand: Brand, step_id: int) -> HttpResponse:
    return _moved(request, brand, step_id, down=False)


@require_POST
@for_brand(Role.MANAGER)
def approval_step_down(request: HttpRequest, brand: Brand, step_id: int) -> HttpResponse:
    return _moved(request, brand, step_id, down=True)


@require_POST
@for_brand(Role.EDITOR)
def delegation_add(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = DelegationForm(request.POST, brand=brand)
    if not form.is_valid():
        return _page(request, brand, away=form, status=422)

    def act() -> str:
        made = delegate(brand=brand, by=request.user, **form.cleaned_data)
        return _("%(stand_in)s stands in for %(person)s.") % {"stand_in": made.stand_in, "person": made.person}

    return _done(request, brand, act)


@require_POST
@for_brand(Role.EDITOR)
def delegation_remove(request: HttpRequest, brand: Brand, delegation_id: int) -> HttpResponse:
    found = get_object_or_404(brand.delegations, pk=delegation_id)

    def act() -> str:
        end_delegation(delegation=found, by=request.user)
        return _("The stand-in has ended.")

    return _done(request, brand, act)


def _moved(request: HttpRequest, brand: Brand, step_id: int, *, down: bool) -> HttpResponse:
    step = get_object_or_404(brand.approvalsteps, pk=step_id)

    def act() -> str:
        move_step(step=step, by=request.user, down=down)
        return _("The order is changed.")

    return _done(request, brand, act)


def _hidden(step: ApprovalStep) -> str:
    text = _("“%(step)s” is no longer asked.") if step.hidden_at else _("“%(step)s” is asked again.")
    return text % {"step": step}


def _done(request: HttpRequest, brand: Brand, act: Callable[[], str]) -> HttpResponse:
    try:
        messages.success(request, act())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("planner:approval-settings", brand.slug)
