"""Files of a video: add, remove, hand out. Only pictures that we wrote anew are shown; everything else is a download."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from planner.forms import AttachForm
from planner.models import Attachment, Video
from planner.queries import shown_videos
from planner.refusals import Refused
from planner.video_page.attached_files import THUMBNAIL_TYPE, thumbnail_of
from planner.video_page.attaching import attach_file, remove_file
from planner.video_page.attachments import attachments_of
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

from .answers import Toast, leave_toast

KEEP = "private, max-age=86400"  # the bytes behind an id never change


@require_POST
@for_brand(Role.EDITOR)
def attachment_add(request: HttpRequest, brand: Brand, video_id: int) -> HttpResponse:
    video, form = get_object_or_404(shown_videos(brand), pk=video_id), AttachForm(request.POST, request.FILES)
    if not form.is_valid():
        return _back(request, brand, video, Toast(_("Choose a file that is not empty.")))
    kind, upload = form.cleaned_data["kind"], form.cleaned_data["file"]
    try:
        attachment = attach_file(video=video, kind=kind, upload=upload, by=request.user)
    except Refused as refusal:
        return _back(request, brand, video, Toast(str(refusal)))
    return _done(request, brand, attachment.video, _("“%(name)s” is added.") % {"name": attachment})


@require_POST
@for_brand(Role.EDITOR)
def attachment_remove(request: HttpRequest, brand: Brand, attachment_id: int) -> HttpResponse:
    attachment = get_object_or_404(attachments_of(brand), pk=attachment_id)
    try:
        video = remove_file(attachment=attachment, by=request.user)
    except Refused as refusal:
        return _back(request, brand, attachment.video, Toast(str(refusal)))
    return _done(request, brand, video, _("“%(name)s” is removed.") % {"name": attachment})


@require_GET
@for_brand(Role.VIEWER)
def attachment_file(request: HttpRequest, brand: Brand, attachment_id: int) -> FileResponse:
    """As a download, whatever it is: a stranger's bytes never run in our pages."""
    attachment = get_object_or_404(attachments_of(brand), pk=attachment_id)
    return _sent(attachment.file.name, attachment, "application/octet-stream", as_attachment=True)


@require_GET
@for_brand(Role.VIEWER)
def attachment_picture(request: HttpRequest, brand: Brand, attachment_id: int) -> FileResponse:
    attachment = _picture(brand, attachment_id)
    return _sent(attachment.file.name, attachment, attachment.content_type)


@require_GET
@for_brand(Role.VIEWER)
def attachment_thumb(request: HttpRequest, brand: Brand, attachment_id: int) -> FileResponse:
    attachment = _picture(brand, attachment_id)
    return _sent(thumbnail_of(attachment.file.name), attachment, THUMBNAIL_TYPE)


def _picture(brand: Brand, attachment_id: int) -> Attachment:
    attachment = get_object_or_404(attachments_of(brand), pk=attachment_id)
    if not attachment.is_picture:
        raise Http404
    return attachment


def _sent(name: str, attachment: Attachment, content_type: str, *, as_attachment: bool = False) -> FileResponse:
    """404 where the media volume has lost the bytes."""
    if not default_storage.exists(name):
        raise Http404
    response = FileResponse(
        default_storage.open(name), as_attachment=as_attachment, filename=attachment.name, content_type=content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = KEEP
    return response


def _done(request: HttpRequest, brand: Brand, video: Video, text: str) -> HttpResponse:
    undo_url = reverse("planner:video-undo", args=[brand.slug, video.pk])
    return _back(request, brand, video, Toast(text, undo_url, video.version))


def _back(request: HttpRequest, brand: Brand, video: Video, toast: Toast) -> HttpResponse:
    return leave_toast(request, toast, reverse("planner:video", args=[brand.slug, video.pk]))
