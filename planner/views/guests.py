"""Approvers outside: the links that members make for them, and the one page that such a link opens, without signing in."""

from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from planner.approval.forms import DecideForm, LinkForm
from planner.approval.guessing import guessed_wrong, may_guess
from planner.approval.guest_links import decide_as_guest, find_link, make_link, revoke_link, situation_of
from planner.approval.guest_page import cover_of, decision_of, guest_page
from planner.approval.panel import LINK_KEY
from planner.models import GuestLink
from planner.refusals import Refused
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.mail import send_mail

from .approvals import done

# Not "no-referrer": browsers would send the decision with "Origin: null", which the CSRF check refuses. Other hosts get nothing.
HEADERS = {"X-Robots-Tag": "noindex, nofollow, noarchive", "Referrer-Policy": "same-origin"}


@require_POST
@for_brand(Role.EDITOR)
def guest_link_create(request: HttpRequest, brand: Brand, round_id: int) -> HttpResponse:
    """The address is shown once, on the page that follows, and mailed where an address is given."""
    round_, form = get_object_or_404(brand.approvalrounds.select_related("video"), pk=round_id), LinkForm(request.POST)

    def act() -> str:
        if not form.is_valid():
            raise Refused(_("Say who gets the link, and for how many days (1 to 30)."))
        link, token = make_link(round_=round_, by=request.user, **form.cleaned_data)
        address = settings.SITE_URL + reverse("guest", args=[token])
        request.session[LINK_KEY] = {str(round_.pk): address}
        return _("The link for %(name)s is made.") % {"name": link.name} + _mailed(link, address)

    return done(request, brand, act, round_.video)


def _mailed(link: GuestLink, address: str) -> str:
    """A sentence about the mail; empty where none was wanted."""
    if not link.email:
        return ""
    context = {"brand": link.brand, "name": link.name, "url": address, "until": link.expires_at.date()}
    try:
        send_mail(name="guest_approval", to=link.email, language=link.brand.language, context=context)
    except (OSError, SMTPException):
        return " " + _("The mail server did not take the mail: copy the link.")
    return " " + _("It is mailed to %(email)s.") % {"email": link.email}


@require_POST
@for_brand(Role.EDITOR)
def guest_link_withdraw(request: HttpRequest, brand: Brand, link_id: int) -> HttpResponse:
    link = get_object_or_404(brand.guestlinks.select_related("round__video"), pk=link_id)

    def act() -> str:
        revoke_link(link=link, by=request.user)
        return _("The link of %(name)s opens nothing any more.") % {"name": link.name}

    return done(request, brand, act, link.round.video)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def guest(request: HttpRequest, token: str) -> HttpResponse:
    """Looking uses nothing up; a decision uses the link up."""
    link = _link(request, token)
    if link is None:
        return _bare(render(request, "planner/guest_gone.html", {"situation": "unknown"}, status=404))
    refusal, form = "", DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("verdict", "reason", "comment")}
        try:
            decide_as_guest(link=link, **told)
        except Refused as refused:
            refusal, link = str(refused), find_link(token)
        else:
            return _bare(redirect("guest", token=token))
    situation = situation_of(link, now=timezone.now())
    if situation != "open":
        context = {"situation": situation, "decision": decision_of(link)}
        return _bare(render(request, "planner/guest_gone.html", context, status=200 if situation == "used" else 410))
    context = {"page": guest_page(link), "link": link, "token": token, "refusal": refusal}
    return _bare(render(request, "planner/guest.html", context, status=409 if refusal else 200))


@require_GET
@never_cache
@login_not_required
def guest_cover(request: HttpRequest, token: str) -> HttpResponse:
    """The cover of the one video that the link is about, while it is open."""
    link = _link(request, token)
    cover = cover_of(link.round.video) if link and situation_of(link, now=timezone.now()) == "open" else None
    if cover is None:
        raise Http404
    return _bare(FileResponse(cover.file.open("rb"), content_type=cover.content_type))


def _link(request: HttpRequest, token: str) -> GuestLink | None:
    """None for a token that is none of ours; whoever tried too many gets none at all for a while."""
    address = request.META.get("REMOTE_ADDR", "")
    found = find_link(token) if may_guess(address) else None
    if found is None:
        guessed_wrong(address)
    return found


def _bare(response: HttpResponse) -> HttpResponse:
    """Kept nowhere, found by no search engine, its address told to nobody."""
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response
