"""The queue of posts that may be plans: confirm, decline, take back."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_GET, require_POST

from planner.forms import VersionForm
from planner.models import MatchGuess
from planner.posting.match_guesses import confirm_guess, confirm_sure, decline_guess, undo_guess, waiting_guesses
from planner.posting.match_page import match_page
from planner.refusals import Refused
from planner.scheduling import today_of
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

from .answers import Toast, leave_toast, take_toast


@require_GET
@for_brand(Role.VIEWER)
def matches(request: HttpRequest, brand: Brand) -> HttpResponse:
    context = {"page": match_page(brand), "today": today_of(brand), "toast": take_toast(request)}
    return render(request, "planner/matches.html", context)


@require_POST
@for_brand(Role.EDITOR)
def match_confirm(request: HttpRequest, brand: Brand, guess_id: int) -> HttpResponse:
    guess, form = get_object_or_404(waiting_guesses(brand), pk=guess_id), VersionForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    try:
        plan = confirm_guess(guess=guess, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _back(request, brand, Toast(str(refusal)))
    return _back(request, brand, Toast(_("“%(title)s” and its post are one.") % {"title": plan.title}, _undo(brand, guess)))


@require_POST
@for_brand(Role.EDITOR)
def match_decline(request: HttpRequest, brand: Brand, guess_id: int) -> HttpResponse:
    guess = get_object_or_404(waiting_guesses(brand), pk=guess_id)
    decline_guess(guess=guess, by=request.user)
    return _back(request, brand, Toast(_("They stay two videos."), _undo(brand, guess)))


@require_POST
@for_brand(Role.EDITOR)
def match_undo(request: HttpRequest, brand: Brand, guess_id: int) -> HttpResponse:
    guess = get_object_or_404(brand.matchguesss.select_related("plan"), pk=guess_id)
    try:
        undo_guess(guess=guess, by=request.user)
    except Refused as refusal:
        return _back(request, brand, Toast(str(refusal)))
    return _back(request, brand, Toast(_("It waits for your answer again.")))


@require_POST
@for_brand(Role.EDITOR)
def matches_confirm_sure(request: HttpRequest, brand: Brand) -> HttpResponse:
    count = len(confirm_sure(brand=brand, by=request.user))
    text = ngettext("%(count)s match is confirmed.", "%(count)s matches are confirmed.", count)
    return _back(request, brand, Toast(text % {"count": count}))


def _undo(brand: Brand, guess: MatchGuess) -> str:
    return reverse("planner:match-undo", args=[brand.slug, guess.pk])


def _back(request: HttpRequest, brand: Brand, toast: Toast) -> HttpResponse:
    return leave_toast(request, toast, reverse("planner:matches", args=[brand.slug]))
