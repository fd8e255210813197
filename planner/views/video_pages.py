"""The page of one video, or its form alone where the calendar opens it in a dialog."""

from urllib.parse import urlsplit

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planner.forms import PlanForm, PostedVideoForm, values_of
from planner.history import entries_of
from planner.levels import chips_of
from planner.models import Video
from planner.cards import card_of
from planner.panels import panels_of
from planner.queries import changes_of
from planner.scheduling import today_of
from tkcommerce.brands.models import Brand, Role

from .answers import calendar_in_browser, fragment


def video_page(
    request: HttpRequest,
    brand: Brand,
    video: Video | None,
    *,
    form: Form | None = None,
    version: int | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """`video` None: a new one. `version` is what the form will send; else the newest. 422 where the form has errors."""
    if form is None and video:
        kind = PostedVideoForm if video.is_out else PlanForm
        form = kind(brand=brand, initial=values_of(video))
    context = {"video": video, "form": form, "refusal": refusal, "today": today_of(brand)}
    if video:
        context["version"] = version or video.version
    status = 422 if status == 200 and form.is_bound and not form.is_valid() else status
    if request.role >= Role.EDITOR and calendar_in_browser(request, brand) is not None:
        return fragment(request, "planner/_video_dialog.html", context, status=status)
    if video:
        context |= {
            "card": card_of(video, ""),
            "panels": panels_of(request, brand, video),
            "link": link_to_tiktok(video.url),
            "history": entries_of(changes_of(video), brand=brand, today=context["today"], vocabulary=form.vocabulary),
            "patterns": chips_of(video, form.vocabulary),
        }
    return render(request, "planner/video.html" if video else "planner/video_new.html", context, status=status)


def link_to_tiktok(url: str) -> str:
    """The address if it leads to www.tiktok.com and nowhere else; an import may carry any text."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme == "https" and parts.netloc == "www.tiktok.com" else ""
