"""The writes of files on a video: cover, reference, proof. Removed ones stay on disk for 30 days for an undo.

In VideoChange.fields: {"cover:12": [None, "file name"]}, by kind and row id. Raises `Refused`.
"""

import unicodedata
from collections.abc import Mapping

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.approval.reset import content_edited
from planner.changes import refuse_dropped, write_change
from planner.models import Attachment, Video
from planner.refusals import Refused
from planner.video_page.attached_files import take_in
from tkcommerce.brands.models import User

MOST = 30  # files of one video
_LONGEST_NAME = 200


def attach_file(*, video: Video, kind: str, upload: UploadedFile, by: User) -> Attachment:
    """A new cover takes the place of the old one. Several people may add files at once: no version is asked for."""
    kept = take_in(upload, video.brand_id)
    if kind == Attachment.Kind.COVER and not kept.content_type.startswith("image/"):
        raise Refused(_("A cover is a picture: JPEG, PNG or WebP."))
    with transaction.atomic():
        current = _locked(video)
        refuse_dropped(current)
        there = current.attachments.filter(removed_at=None)
        if there.count() >= MOST:
            raise Refused(_("A video has at most %(most)s files.") % {"most": MOST})
        told = _remove(there.filter(kind=kind)) if kind == Attachment.Kind.COVER else {}
        attachment = Attachment.objects.create(
            brand_id=current.brand_id, video=current, kind=kind, file=kept.name, name=shown_name(upload.name or ""),
            content_type=kept.content_type, size=kept.size, sha256=kept.sha256, by=by,
        )  # fmt: skip
        told[f"{kind}:{attachment.pk}"] = [None, attachment.name]
        attachment.video = content_edited(write_change(current, by, "attached", {}, told=told), by, told)
    return attachment


@transaction.atomic
def remove_file(*, attachment: Attachment, by: User) -> Video:
    """Off the video; `undo_change` brings it back."""
    current = _locked(attachment.video)
    refuse_dropped(current)
    told = _remove(current.attachments.filter(pk=attachment.pk, removed_at=None))
    if not told:
        raise Refused(_("This file was removed already."))
    return content_edited(write_change(current, by, "detached", {}, told=told), by, told)


def is_attachment(name: str) -> bool:
    """Whether VideoChange.fields tells of a file under this name."""
    return name.partition(":")[0] in Attachment.Kind.values and ":" in name


def put_files_back(video: Video, was_there: Mapping[str, bool]) -> dict:
    """Of a locked video, {"cover:12": whether it was there}: take off what was not, then bring back what was."""
    ids = {int(name.partition(":")[2]): there for name, there in was_there.items()}
    rows = video.attachments.filter(pk__in=ids)
    told = _remove(rows.filter(pk__in=[pk for pk, there in ids.items() if not there], removed_at=None))
    for row in rows.filter(pk__in=[pk for pk, there in ids.items() if there]).exclude(removed_at=None):
        if not row.file:
            raise Refused(_("“%(name)s” was removed too long ago: its bytes are deleted.") % {"name": row.name})
        row.removed_at = None
        row.save(update_fields=["removed_at"])
        told[f"{row.kind}:{row.pk}"] = [None, row.name]
    return told


def shown_name(name: str) -> str:
    """A stranger's file name for showing: its last part, without control and direction signs."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))
    return plain.strip()[:_LONGEST_NAME] or "?"


def _remove(rows: object) -> dict:
    told = {f"{row.kind}:{row.pk}": [row.name, None] for row in rows}
    rows.update(removed_at=timezone.now())
    return told


def _locked(video: Video) -> Video:
    """As it is now: whatever version the person saw, a file is only added or taken off."""
    return Video.objects.select_for_update(of=("self",)).select_related("brand", "account", "owner").get(pk=video.pk)
