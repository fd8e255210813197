"""The bytes of attachments on the private disk. An upload is a stranger's: what it is, its first bytes say, not its name.

Pictures are decoded and written anew, which drops EXIF with its places and whatever hides behind the picture; clips and papers
are kept as they came and only ever handed out as downloads. Magic bytes: ISO/IEC 14496-12 (`ftyp`), ISO 32000 (`%PDF-`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from planner.models import Attachment
from planner.refusals import Refused
from tkcommerce.stored_bytes import TooLarge, forget_abandoned, settle, spool

ROOM = "attachments"
REMOVED_FOR = timedelta(days=30)  # so long an undo brings the bytes back
PAUSE = 3600  # s between two looks at the disk
PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
PICTURE_BYTES = 20 * 2**20
PICTURE_PIXELS = 40_000_000  # of a stranger's picture, before it is decoded
LONGEST_SIDE = 3840  # px of what we keep
THUMBNAIL = (270, 480)  # px, three times a card's picture
THUMBNAIL_TYPE = "image/webp"
_TOO_MUCH = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)  # what Pillow raises at broken files


@dataclass(frozen=True)
class Kept:
    """Bytes in their place, under a name made of their content."""

    name: str
    content_type: str
    size: int  # bytes
    sha256: str


def take_in(upload: UploadedFile, brand_id: int) -> Kept:
    """Look what it is, and keep it; Refused where it is none of ours or too large. The same bytes are kept once."""
    kind = kind_of(upload.read(16))
    upload.seek(0)
    if kind == "":
        raise Refused(_("This file is none of JPEG, PNG, WebP, MP4, MOV and PDF."))
    if not kind.startswith("image/"):
        return _keep(upload.chunks(), brand_id, kind)
    if upload.size > PICTURE_BYTES:
        raise Refused(_("The picture is larger than %(limit)s MB.") % {"limit": PICTURE_BYTES // 2**20})
    picture, form = decoded(upload.read())
    kept = _keep([written_anew(picture, form)], brand_id, PICTURES[form])
    picture.thumbnail(THUMBNAIL)
    settle(spool(ROOM, [written_anew(picture, "WEBP")], limit=PICTURE_BYTES), thumbnail_of(kept.name))
    return kept


def kind_of(head: bytes) -> str:
    """The content type that the first bytes tell; empty for all that is not taken."""
    if head[4:8] == b"ftyp":
        return "video/quicktime" if head[8:12] == b"qt  " else "video/mp4"
    starts = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png", b"%PDF-": "application/pdf"}
    found = next((kind for start, kind in starts.items() if head.startswith(start)), "")
    return "image/webp" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else found


def decoded(content: bytes) -> tuple[Image.Image, str]:
    """The picture, upright and not larger than we keep, and its format."""
    try:
        picture = Image.open(BytesIO(content), formats=list(PICTURES))
        if picture.width * picture.height > PICTURE_PIXELS:
            raise Refused(_("The picture has more than %(limit)s megapixels.") % {"limit": PICTURE_PIXELS // 10**6})
        form = picture.format
        picture = ImageOps.exif_transpose(picture)
        picture = picture.convert("RGBA" if picture.has_transparency_data and form != "JPEG" else "RGB")
    except _TOO_MUCH:
        raise Refused(_("This picture is broken: it cannot be opened.")) from None
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return picture, form


def written_anew(picture: Image.Image, form: str) -> bytes:
    """The pixels alone."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    out = BytesIO()
    bare.save(out, form, **({} if form == "PNG" else {"quality": 88}))
    return out.getvalue()


def thumbnail_of(name: str) -> str:
    return f"{name}.thumb"


def forget_files() -> int:
    """Each hour: what was removed 30 days ago, and what a killed process left a day ago. Returns how many files are gone.

    Rows stay for the history. Bytes that another row still knows stay, and those that arrived within a day.
    """
    if not cache.add("attachments-forgotten", 1, PAUSE):
        return 0
    Attachment.objects.filter(removed_at__lt=Now() - REMOVED_FOR).exclude(file="").update(file="")
    return forget_abandoned(ROOM, _known)


def _known() -> set[str]:
    names = Attachment.objects.exclude(file="").values_list("file", flat=True)
    return {known for name in names for known in (name, thumbnail_of(name))}


def _keep(chunks: Iterable[bytes], brand_id: int, content_type: str) -> Kept:
    try:
        spooled = spool(ROOM, chunks, limit=settings.UPLOAD_LIMIT)
    except TooLarge:
        raise Refused(_("The file is larger than %(limit)s MB.") % {"limit": settings.UPLOAD_LIMIT // 2**20}) from None
    name = f"{ROOM}/{brand_id}/{spooled.sha256}"
    settle(spooled, name)
    return Kept(name, content_type, spooled.size, spooled.sha256)
