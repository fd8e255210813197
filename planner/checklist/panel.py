"""The checklist of a video as its page shows it, and as somebody outside sees it: with the places that the program found."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language, gettext as _

from planner.approval.content import label_of
from planner.checklist.checking import FAILED, Draft, Finding
from planner.checklist.of_video import Line, Sheet
from planner.models import Attachment, Video
from planner.panels import Panel
from planner.video_page.reads import sheet_read
from tkcommerce.brands.models import Brand, Role

AROUND = 12  # letters shown on each side of what was found
MOST = 8  # places shown of one item


@dataclass(frozen=True)
class Excerpt:
    """A piece of a text with what was found in the middle."""

    field: str
    before: str
    hit: str
    after: str
    instead: str


@dataclass(frozen=True)
class Row:
    """A line for people."""

    line: Line
    why: str  # why the item is there
    told: str  # what the program says
    excerpts: tuple[Excerpt, ...]


def checklist_panel(request: HttpRequest, brand: Brand, video: Video) -> Panel | None:
    """None for what was dropped or is out without a checklist of its own."""
    if video.state == Video.State.DROPPED or (video.is_out and not video.ticks.exists()):
        return None
    sheet = sheet_read(request, video)
    proofs = video.attachments.filter(removed_at=None, kind=Attachment.Kind.PROOF)
    may_tick = request.role >= Role.EDITOR and not video.is_out
    context = {
        "sheet": sheet,
        "rows": rows_of(sheet),
        "video": video,
        "may_tick": may_tick,
        "proofs": list(proofs) if may_tick else [],
    }
    return Panel("planner/_checklist_panel.html", context)


def rows_of(sheet: Sheet) -> list[Row]:
    return [_row(line, sheet.draft) for line in sheet.needed]


def _row(line: Line, draft: Draft) -> Row:
    item, finding = line.item, line.finding
    why = item.why_ja if (get_language() or "").startswith("ja") else item.why_en
    told = _(finding.why) % finding.told if finding and finding.why else ""
    failed = finding is not None and finding.outcome == FAILED
    return Row(line, why, told, tuple(excerpts_of(finding, draft)) if failed else ())


def excerpts_of(finding: Finding, draft: Draft) -> list[Excerpt]:
    return [
        Excerpt(
            label_of(found.field),
            draft.texts[found.field][max(0, found.place.start - AROUND) : found.place.start],
            found.place.of(draft.texts[found.field]),
            draft.texts[found.field][found.place.end : found.place.end + AROUND],
            found.instead,
        )
        for found in finding.found[:MOST]
    ]
