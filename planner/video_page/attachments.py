"""The files of videos, as pages show them and hand them out."""

from dataclasses import dataclass

from django.db.models import QuerySet

from planner.models import Attachment, Video
from tkcommerce.brands.models import Brand


@dataclass(frozen=True)
class Files:
    cover: Attachment | None
    others: tuple[Attachment, ...]


def files_of(video: Video) -> Files:
    """What was not removed; one query."""
    rows = list(video.attachments.filter(removed_at=None).select_related("by"))
    cover = next((row for row in rows if row.kind == Attachment.Kind.COVER), None)
    return Files(cover, tuple(row for row in rows if row is not cover))


def attachments_of(brand: Brand) -> QuerySet[Attachment]:
    """What a person can still see on a video of the brand."""
    return brand.attachments.filter(removed_at=None, video__in=brand.videos.visible()).select_related("video")
