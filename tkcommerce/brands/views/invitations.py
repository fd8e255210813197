"""Where the link in an invitation leads, for whoever follows it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tkcommerce.brands.access import brands_of
from tkcommerce.brands.invitations import accept, find, situation_of


@never_cache
@login_not_required
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept, sign in, sign up, or why not. Opening it opens the sign-up for this address in this browser."""
    found = find(token)
    situation = situation_of(invitation=found, reader=request.user, now=timezone.now())
    if situation == "new":
        request.session["invitation"] = found.pk
    if situation == "used" and request.user.is_authenticated and brands_of(request.user).filter(pk=found.brand_id).exists():
        return redirect("brands:home", brand_slug=found.brand.slug)
    context = {"invitation": found, "situation": situation, "token": token}
    return render(request, "brands/invitation.html", context, status=404 if situation == "unknown" else 200)


@never_cache
@require_POST
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    found = find(token)
    if found is not None and accept(invitation=found, by=request.user):
        return redirect("brands:home", brand_slug=found.brand.slug)
    return redirect("invitation", token=token)  # that page says why not, or leads on if she is a member
