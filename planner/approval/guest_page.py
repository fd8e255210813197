"""What somebody outside sees of the one video she was asked about: its words, cover, products and checklist, and no names."""

from dataclasses import dataclass
from datetime import date

from planner.approval.content import Changed, changes_between, texts_of
from planner.checklist.of_video import Sheet, sheet_of
from planner.checklist.panel import Row, rows_of
from planner.models import ApprovalDecision, ApprovalRound, Attachment, GuestLink, Video
from tkcommerce.dates import day_of

SHOWN = ("hook", "caption", "script", "sound", "sound_licence", "relation", "account", "products")


@dataclass(frozen=True)
class GuestPage:
    video: Video
    texts: list[tuple[str, str]]
    has_cover: bool
    sheet: Sheet
    rows: list[Row]
    changed: list[Changed]  # since the round before, if there was one
    until: date  # the last day of the link where the brand is


def guest_page(link: GuestLink) -> GuestPage:
    """The content as it was when approval was asked: an edit would have ended the round."""
    round_, video = link.round, link.round.video
    sheet = sheet_of(video)
    before = video.rounds.filter(number__lt=round_.number).exclude(state=ApprovalRound.State.OPEN).first()
    return GuestPage(
        video=video,
        texts=texts_of(round_.content, SHOWN),
        has_cover=cover_of(video) is not None,
        sheet=sheet,
        rows=rows_of(sheet),
        changed=changes_between(before.content, round_.content) if before else [],
        until=day_of(link.expires_at, video.brand.time_zone),
    )


def cover_of(video: Video) -> Attachment | None:
    return video.attachments.filter(kind=Attachment.Kind.COVER, removed_at=None).first()


def decision_of(link: GuestLink) -> ApprovalDecision | None:
    """What this link decided."""
    return ApprovalDecision.objects.filter(link=link).first()
