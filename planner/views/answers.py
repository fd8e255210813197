"""What a write answers: to the calendar the weeks it touched and a toast, to a plain form a redirect that says the same."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from planner.month_page import month_page
from tkcommerce.brands.models import Brand


@dataclass(frozen=True)
class Toast:
    """What was done; with `undo_url`, how to take it back."""

    text: str
    undo_url: str = ""
    version: int = 0


def calendar_in_browser(request: HttpRequest, brand: Brand) -> QueryDict | None:
    """The address of the calendar month that sent this request through htmx; None if none did."""
    shown = urlsplit((request.htmx and request.htmx.current_url) or "")
    return QueryDict(shown.query) if shown.path == reverse("planner:calendar", args=[brand.slug]) else None


def fragment(request: HttpRequest, template: str, context: dict, *, status: int = 200) -> HttpResponse:
    """A part of a page; browsers must not keep it as the page of that address."""
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["HX-Request"])
    return response


def written(request: HttpRequest, brand: Brand, *, days: Iterable[date | None], toast: Toast, status: int = 200) -> HttpResponse:
    """The weeks of `days` as they are now, in place; without htmx the calendar page at the last of them."""
    touched = {day for day in days if day}
    asked = calendar_in_browser(request, brand)
    if asked is None:
        month = f"?month={max(touched):%Y-%m}" if touched else ""
        return leave_toast(request, toast, reverse("planner:calendar", args=[brand.slug]) + month)
    page = month_page(brand, asked, now=timezone.now())
    context = {"page": page, "weeks": page.weeks_with(touched), "toast": toast}
    response = fragment(request, "planner/_written.html", context, status=status)
    response["HX-Reswap"] = "none"  # each piece of the answer names its place itself
    if status == 200:
        response["HX-Trigger"] = "video-written"
    return response


def leave_toast(request: HttpRequest, toast: Toast, url: str, *, query: QueryDict | None = None) -> HttpResponse:
    """Go to `url`, which shows the toast."""
    request.session["toast"] = asdict(toast)
    return redirect(f"{url}?{query.urlencode()}" if query else url)


def take_toast(request: HttpRequest) -> Toast | None:
    """The toast a redirect left behind, once."""
    left = request.session.pop("toast", None)
    return Toast(**left) if left else None
