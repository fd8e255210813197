"""Language and appearance, changed from the frame of every page; and the page of all preferences."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tkcommerce.brands.models import User
from tkcommerce.brands.preference_form import PreferenceForm


def back(request: HttpRequest) -> HttpResponse:
    """To the page the form stood on; never to another host."""
    target = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if safe else "/")


def remember_language(response: HttpResponse, language: str) -> None:
    """For the pages before signing in, in this browser."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 86400, samesite="Lax", secure=settings.HTTPS, httponly=True
    )


@require_POST
@login_not_required
def set_language(request: HttpRequest) -> HttpResponse:
    language = request.POST.get("language", "")
    response = back(request)
    if language not in dict(settings.LANGUAGES):
        return response
    remember_language(response, language)
    if request.user.is_authenticated:
        request.user.language = language
        request.user.save(update_fields=["language"])
    return response


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    theme = request.POST.get("theme", "")
    if theme in User.Theme.values:
        request.user.theme = theme
        request.user.save(update_fields=["theme"])
    return back(request)


def preferences(request: HttpRequest) -> HttpResponse:
    """The person's own page: name, language, appearance, and the ways to her e-mail address and password."""
    form = PreferenceForm(request.POST or None, instance=request.user)
    if request.method != "POST" or not form.is_valid():
        return render(request, "account/preferences.html", {"form": form}, status=422 if form.is_bound else 200)
    person = form.save()
    with translation.override(person.language):
        messages.success(request, _("Saved."))
    response = redirect("preferences")
    remember_language(response, person.language)
    return response
