"""What a person needs in her hand while she posts a video: one page, made of what the plan says."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from planner.approval.stopping import stop_over
from planner.checklist.disclosure import label_of
from planner.checklist.of_video import Line, Sheet, sheet_of
from planner.models import ApprovalRound, PostingStop, Video, VideoProduct
from planner.posting.publishing import READY
from planner.video_page.attachments import Files, files_of

PAID = (Video.Relation.CREATOR, Video.Relation.AFFILIATE, Video.Relation.GIFT)


@dataclass(frozen=True)
class Switch:
    """One thing to switch on in TikTok before posting."""

    name: str
    why: str


@dataclass(frozen=True)
class PostPage:
    video: Video
    stop: PostingStop | None
    products: tuple[VideoProduct, ...]
    files: Files
    sheet: Sheet | None  # None once it is out
    switches: tuple[Switch, ...]
    opened: tuple[Line, ...]  # what blocks although its approval stands

    @property
    def approved(self) -> bool:
        return self.video.state in READY

    @property
    def may_undo(self) -> bool:
        return self.video.is_out and self.video.changes.filter(verb__in=("posted", "joined")).exists()


def post_page(video: Video) -> PostPage:
    """A fixed number of queries."""
    sheet = None if video.is_out else sheet_of(video)
    won = sheet is not None and bool(sheet.blocking) and video.rounds.filter(state=ApprovalRound.State.APPROVED).exists()
    return PostPage(
        video=video,
        stop=stop_over(video),
        products=tuple(video.products.select_related("product")),
        files=files_of(video),
        sheet=sheet,
        switches=tuple(switches_of(video)),
        opened=tuple(sheet.blocking) if won else (),
    )


def switches_of(video: Video) -> list[Switch]:
    """What has to be disclosed, and the label that the caption lacks."""
    found = []
    if video.relation in PAID:
        found.append(Switch(_("Content disclosure: branded content"), _("Somebody is paid, or was given something.")))
        if label_of(video.caption) is None:
            found.append(Switch(_("Label in the caption"), _("It has none yet: put #PR or 広告 at its start.")))
    else:
        found.append(Switch(_("Content disclosure: your brand"), _("The brand, or its staff, speak about its own products.")))
    if video.is_ai:
        found.append(Switch(_("AI-generated content"), _("It shows realistic scenes or people made by AI.")))
    return found
