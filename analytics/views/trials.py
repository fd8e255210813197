"""What to try next: the page, its card for other pages, and a person's yes, no and undo."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from analytics.forms.trials import PolicyForm
from analytics.models import Trial
from analytics.next_page import next_card, next_page
from analytics.trying import accept_trial, decline_trial, set_policy, undo_decision
from planner.refusals import Refused
from planner.scheduling import today_of
from planner.views.answers import Toast, leave_toast, take_toast
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.words import day_word

CALENDAR = "calendar"  # where a person came from and goes back to


@require_GET
@for_brand(Role.VIEWER)
def trials(request: HttpRequest, brand: Brand) -> HttpResponse:
    page = next_page(brand)
    form = PolicyForm(initial={"explore_percent": page.explore_percent})
    return render(request, "analytics/trials.html", {"page": page, "form": form, "toast": take_toast(request)})


@require_GET
@for_brand(Role.VIEWER)
def trials_part(request: HttpRequest, brand: Brand) -> HttpResponse:
    """The suggestions, a part of other pages; `?back=calendar` leads back there."""
    context = {"card": next_card(brand), "back": CALENDAR if request.GET.get("back") == CALENDAR else "", "is_part": True}
    return render(request, "analytics/_trials.html", context)


@require_POST
@for_brand(Role.EDITOR)
def trial_accept(request: HttpRequest, brand: Brand, trial_id: int) -> HttpResponse:
    return _decided(request, brand, trial_id, accept_trial)


@require_POST
@for_brand(Role.EDITOR)
def trial_decline(request: HttpRequest, brand: Brand, trial_id: int) -> HttpResponse:
    return _decided(request, brand, trial_id, decline_trial)


@require_POST
@for_brand(Role.EDITOR)
def trial_undo(request: HttpRequest, brand: Brand, trial_id: int) -> HttpResponse:
    return _decided(request, brand, trial_id, undo_decision)


@require_POST
@for_brand(Role.EDITOR)
def trial_policy(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = PolicyForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    set_policy(brand=brand, by=request.user, **form.cleaned_data)
    return redirect("analytics:pattern-next", brand.slug)


def _decided(request: HttpRequest, brand: Brand, trial_id: int, verb: Callable[..., Trial]) -> HttpResponse:
    trial = get_object_or_404(brand.trials, pk=trial_id)
    back = request.POST.get("back", "")
    try:
        trial = verb(trial=trial, by=request.user)
    except Refused as refusal:
        return leave_toast(request, Toast(str(refusal)), _url(brand, back, None))
    undo = reverse("analytics:pattern-next-undo", args=[brand.slug, trial.pk]) if trial.decided_at else ""
    return leave_toast(request, Toast(_sentence(trial, brand), undo), _url(brand, back, trial))


def _sentence(trial: Trial, brand: Brand) -> str:
    if trial.state == Trial.State.DECLINED:
        return _("The suggestion is declined.")
    if trial.video is None:
        return _("As before: nothing is decided.")
    params = {"title": trial.video.title, "day": day_word(trial.video.day, today=today_of(brand))}
    return _("“%(title)s” is planned for %(day)s.") % params


def _url(brand: Brand, back: str, trial: Trial | None) -> str:
    if back != CALENDAR:
        return reverse("analytics:pattern-next", args=[brand.slug])
    month = f"?month={trial.video.day:%Y-%m}" if trial and trial.video and trial.video.day else ""
    return reverse("planner:calendar", args=[brand.slug]) + month
