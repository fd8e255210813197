"""The page of one video, a part of it, or its short form where the calendar opens it in a dialog."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planner.calendar.cards import card_of
from planner.forms import PlanForm, PostedVideoForm, values_of
from planner.history import Entry, entries_of
from planner.models import Attachment, Video, VideoDue
from planner.panels import panels_of
from planner.queries import changes_of
from planner.scheduling import today_of
from planner.undoing import act_to_undo
from planner.video_page.attachments import files_of
from planner.video_page.due_days import suggested_dues
from planner.video_page.making import parts_of
from planner.video_page.part_forms import PartForm
from planner.video_page.parts import Part, part_named, shown_parts
from planner.video_page.reads import vocabulary_read
from planner.video_page.shots import shots_of
from planner.vocabulary.levels import Vocabulary, chips_of
from tkcommerce.brands.models import Brand, Role

from .answers import calendar_in_browser, fragment, take_toast


def video_page(
    request: HttpRequest,
    brand: Brand,
    video: Video | None,
    *,
    form: Form | None = None,
    version: int | None = None,
    refusal: str = "",
    since: Sequence[Entry] = (),
    status: int = 200,
) -> HttpResponse:
    """`video` None: a new one. `version` is what the form will send; else the newest. 422 where the form has errors.

    `since`: what others changed meanwhile, told field by field under the refusal.
    """
    context = {"video": video, "form": form, "refusal": refusal, "since": since, "today": today_of(brand)}
    context["version"] = version or (video.version if video else None)
    status = 422 if status == 200 and form is not None and form.is_bound and not form.is_valid() else status
    if request.role >= Role.EDITOR and calendar_in_browser(request, brand) is not None:
        context["form"] = form or short_form(video, brand)
        return fragment(request, "planner/_video_dialog.html", context, status=status)
    if video is None:
        return render(request, "planner/video_new.html", context, status=status)
    part = form.part if isinstance(form, PartForm) else asked_part(request, video)
    if part and form is None:
        context["form"] = PartForm(
            brand=brand, video=video, part=part, today=context["today"], vocabulary=vocabulary_read(request, brand)
        )  # fmt: skip
    if request.htmx and part and request.method == "GET":
        return fragment(
            request, "planner/_video_part.html", context | shown_of(request, brand, video, part) | {"part": part, "editing": part}
        )
    context |= shown_of(request, brand, video, part)
    context |= history_of(brand, video, context["today"], context["vocabulary"]) | {
        "editing": part,
        "panels": panels_of(request, brand, video),
        "toast": take_toast(request),
        "states": Video.MAKING,
    }
    return render(request, "planner/video.html", context, status=status)


def asked_part(request: HttpRequest, video: Video) -> Part | None:
    """The part that the address wants to edit, for whoever may."""
    part = part_named(request.GET.get("edit", ""))
    may = request.role >= Role.EDITOR and video.state != Video.State.DROPPED
    return part if may and part and part.is_open(is_out=video.is_out) else None


def shown_of(request: HttpRequest, brand: Brand, video: Video, editing: Part | None) -> dict:
    """What the cards of the page read out."""
    vocabulary = vocabulary_read(request, brand)
    making, today = parts_of(video), today_of(brand)
    parts, waiting = shown_parts(video, making, editing=editing)
    return {
        "parts": parts,
        "waiting_parts": waiting,
        "card": card_of(video, ""),
        "link": link_to_tiktok(video.url),
        "making": making,
        "dues": [(step.label, making.dues[step]) for step in VideoDue.STEPS if step in making.dues],
        "suggested": suggested_dues(video.day, today=today),
        "shots": shots_of(video.shot_list),
        "vocabulary": vocabulary,
        "patterns": chips_of(video, vocabulary),
        "files": files_of(video),
        "file_kinds": Attachment.Kind.choices,
        "upload_limit": settings.UPLOAD_LIMIT // 2**20,
    }


def history_of(brand: Brand, video: Video, today: date, vocabulary: Vocabulary) -> dict:
    changes = list(changes_of(video))
    entries = entries_of(changes, brand=brand, today=today, vocabulary=vocabulary)
    return {"history": entries, "undoable": bool(act_to_undo(changes))}


def short_form(video: Video | None, brand: Brand) -> Form:
    """The form of the dialog: the fields one needs in the calendar. Of a posted video only our own words."""
    if video is None:
        return PlanForm(brand=brand)
    kind = PostedVideoForm if video.is_out else PlanForm
    return kind(brand=brand, initial=values_of(video))


def link_to_tiktok(url: str) -> str:
    """The address if it leads to www.tiktok.com and nowhere else; an import may carry any text."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme == "https" and parts.netloc == "www.tiktok.com" else ""
