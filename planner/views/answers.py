"""What a write answers: to the calendar what changed of it and a toast, to a plain form a redirect that says the same."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from planner.calendar.page import MONTH, VIEWS
from planner.calendar.views_by_name import page_of
from planner.history import entries_of, sentence_of
from planner.refusals import Refused, StaleVersion
from planner.scheduling import today_of
from planner.vocabulary.levels import vocabulary_of
from tkcommerce.brands.models import Brand


@dataclass(frozen=True)
class Toast:
    """What was done; with `undo_url`, how to take it back."""

    text: str
    undo_url: str = ""
    version: int = 0


@dataclass(frozen=True)
class Shown:
    """A view of the calendar as it stands in somebody's browser."""

    view: str
    asked: QueryDict


def calendar_in_browser(request: HttpRequest, brand: Brand) -> Shown | None:
    """The calendar that sent this request through htmx; None if none did."""
    shown = urlsplit((request.htmx and request.htmx.current_url) or "")
    views = {reverse(name, args=[brand.slug]): view for view, (name, _label) in VIEWS.items()}
    return Shown(views[shown.path], QueryDict(shown.query)) if shown.path in views else None


def fragment(request: HttpRequest, template: str, context: dict, *, status: int = 200) -> HttpResponse:
    """A part of a page; browsers must not keep it as the page of that address."""
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["HX-Request"])
    return response


def written(request: HttpRequest, brand: Brand, *, days: Iterable[date | None], toast: Toast, status: int = 200) -> HttpResponse:
    """Of a month the weeks of `days` as they are now, of the other views all; without htmx the month of the last of them."""
    touched = {day for day in days if day}
    shown = calendar_in_browser(request, brand)
    if shown is None:
        month = f"?month={max(touched):%Y-%m}" if touched else ""
        return leave_toast(request, toast, reverse("planner:calendar", args=[brand.slug]) + month)
    page = page_of(shown.view, brand, request.user, shown.asked, now=timezone.now())
    context = {"page": page, "toast": toast}
    if shown.view == MONTH:
        context["weeks"] = page.touched(touched)
    response = fragment(request, f"planner/_written_{shown.view}.html", context, status=status)
    response["HX-Reswap"] = "none"  # each piece of the answer names its place itself
    if status == 200:
        response["HX-Trigger"] = "video-written"
    return response


def refusal_in_words(refusal: Refused, brand: Brand) -> str:
    """Of a stale tab: who changed what since."""
    if not isinstance(refusal, StaleVersion):
        return str(refusal)
    entries = entries_of(refusal.changes, brand=brand, today=today_of(brand), vocabulary=vocabulary_of(brand))
    told = {"title": refusal.video.title, "change": sentence_of(entries)}
    return _("“%(title)s”: %(change)s Your change was not made.") % told


def leave_toast(request: HttpRequest, toast: Toast, url: str, *, query: QueryDict | None = None) -> HttpResponse:
    """Go to `url`, which shows the toast."""
    request.session["toast"] = asdict(toast)
    return redirect(f"{url}?{query.urlencode()}" if query else url)


def take_toast(request: HttpRequest) -> Toast | None:
    """The toast a redirect left behind, once."""
    left = request.session.pop("toast", None)
    return Toast(**left) if left else None
