"""The bytes of attachments on the private disk. An upload is a stranger's: what it is, its first bytes say, not its name.

Pictures are decoded and written anew, which drops EXIF with its places and whatever hides behind the picture; clips and papers
are kept as they came and only ever handed out as downloads. Magic bytes: ISO/IEC 14496-12 (`ftyp`), ISO 32000 (`%PDF-`).
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from .refusals import Refused

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
    if upload.size > settings.UPLOAD_LIMIT:
        raise Refused(_("The file is larger than %(limit)s MB.") % {"limit": settings.UPLOAD_LIMIT // 2**20})
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
    place = Path(default_storage.path(thumbnail_of(kept.name)))
    if not place.exists():
        picture.thumbnail(THUMBNAIL)
        _write(place, [written_anew(picture, "WEBP")])
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


def _keep(chunks: Iterable[bytes], brand_id: int, content_type: str) -> Kept:
    folder = f"attachments/{brand_id}"
    passing = Path(default_storage.path(f"{folder}/incoming"))
    digest, size = _write(passing, chunks, rename=True)
    return Kept(f"{folder}/{digest}", content_type, size, digest)


def _write(place: Path, chunks: Iterable[bytes], *, rename: bool = False) -> tuple[str, int]:
    """Whole or not at all, safe against power loss; with `rename` under the hash of its content. Returns hash and size."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    handle, passing = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        os.replace(passing, place.with_name(digest.hexdigest()) if rename else place)
    except BaseException:
        os.unlink(passing)
        raise
    return digest.hexdigest(), size
