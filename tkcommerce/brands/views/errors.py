"""Error pages in the reader's language: what happened, to what, what to do. htmx gets a note for the top of the page."""

from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tkcommerce.brands.access import membership_in
from tkcommerce.brands.models import Role


@dataclass(frozen=True)
class Trouble:
    status: int
    title: str
    text: str


BAD_REQUEST = Trouble(
    400,
    _("That could not be read"),
    _("The browser sent something this page does not expect. Nothing was saved. Go back, reload the page and try again."),
)
TOO_LARGE = Trouble(413, _("That is too large"), _("Nothing was saved. Send fewer or smaller files at once."))
EXPIRED = Trouble(
    403,
    _("This page was open too long"),
    _("Nothing was saved. Go back, reload the page and send it again. If that does not help, allow cookies for this site."),
)
FORBIDDEN = Trouble(403, _("Your role does not allow this"), _("Nothing was changed."))
NOT_FOUND = Trouble(
    404,
    _("This page is not here"),
    _("The address may be mistyped, the thing may be gone, or it belongs to a brand you are not in."),
)
BROKEN = Trouble(
    500,
    _("Something broke on our side"),
    _("What you did was probably not saved. Wait a moment, reload the page and try again. The log knows the details."),
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return told(request, TOO_LARGE if isinstance(exception, RequestDataTooBig | TooManyFilesSent) else BAD_REQUEST)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a page older than the session, or a browser without cookies."""
    return told(request, EXPIRED)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Says the reader's role, and who of the brand may change it."""
    slug = request.resolver_match.kwargs.get("brand_slug") if request.resolver_match else None
    membership = membership_in(slug, request.user) if slug else None
    if membership is None:
        return told(request, FORBIDDEN)
    request.brand, request.role = membership.brand, Role(membership.role)  # the frame stays that of the brand
    managers = membership.brand.memberships.filter(role__gte=Role.MANAGER).select_related("user").order_by("-role", "pk")
    return told(request, FORBIDDEN, managers=[str(manager.user) for manager in managers])


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return told(request, NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs nothing that may be what failed: no database, no person."""
    language = getattr(request, "LANGUAGE_CODE", None) or translation.get_language_from_request(request)
    with translation.override(language):
        if request.headers.get("HX-Request"):
            return note(None, BROKEN)
        return HttpResponse(render_to_string("errors/page.html", {"trouble": BROKEN}), status=BROKEN.status)


def told(request: HttpRequest, trouble: Trouble, **context: object) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return note(request, trouble, **context)
    return render(request, "errors/page.html", {"trouble": trouble} | context, status=trouble.status)


def note(request: HttpRequest | None, trouble: Trouble, **context: object) -> HttpResponse:
    """For a part of a page: lands among the notes above it, whatever was to be swapped (static/js/answers.js)."""
    response = render(request, "errors/_note.html", {"trouble": trouble} | context, status=trouble.status)
    response.headers["HX-Retarget"] = "#notes"
    response.headers["HX-Reswap"] = "innerHTML"
    return response
