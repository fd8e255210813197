"""The checklist of one video: which items apply, what the program found, what people ticked, and what still blocks approval."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from planner.checklist.checking import FAILED, NOT_NEEDED, PASSED, RULES, Draft, Finding, Spoken, Word
from planner.models import ApprovalRound, Attachment, ChecklistItem, ChecklistTick, Video, VideoProduct

DONE, OPEN = "done", "open"


@dataclass(frozen=True)
class Line:
    """One item for one video: `outcome` is "done", "open" or "not_needed"; `finding` is None where only a person can say."""

    item: ChecklistItem
    outcome: str
    finding: Finding | None = None
    tick: ChecklistTick | None = None

    @property
    def blocks(self) -> bool:
        return self.outcome == OPEN and self.item.severity == ChecklistItem.Severity.BLOCK

    @property
    def by_program(self) -> bool:
        """Done because the program says so."""
        return self.finding is not None and self.finding.outcome == PASSED

    @property
    def may_tick(self) -> bool:
        """What a program found wrong is only overruled where the item asks for proof, or merely warns."""
        if self.finding is None:
            return self.outcome != NOT_NEEDED
        overrules = self.item.needs_proof or self.item.severity == ChecklistItem.Severity.WARN
        return self.finding.outcome == FAILED and overrules


@dataclass(frozen=True)
class Sheet:
    """All lines of a video in their order; the program looked at `version` at `checked_at`."""

    lines: tuple[Line, ...]
    draft: Draft
    version: int
    checked_at: datetime

    @cached_property
    def needed(self) -> list[Line]:
        """What blocks first, then what warns, then what is done."""
        wanted = [line for line in self.lines if line.outcome != NOT_NEEDED]
        return sorted(wanted, key=lambda line: (line.outcome == DONE, not line.blocks))

    @property
    def not_needed(self) -> list[Line]:
        return [line for line in self.lines if line.outcome == NOT_NEEDED]

    @property
    def blocking(self) -> list[Line]:
        return [line for line in self.lines if line.blocks]

    @property
    def done(self) -> int:
        return sum(line.outcome == DONE for line in self.needed)


def sheet_of(video: Video) -> Sheet:
    """Nine queries, whatever the number of items."""
    rows = list(video.products.select_related("product"))
    categories = {row.product.category for row in rows} or set(_categories_sold(video))
    draft = draft_of(video, rows, categories)
    ticks = {tick.item_id: tick for tick in video.ticks.filter(taken_back_at=None).select_related("by", "attachment")}
    items = video.brand.checklistitems.filter(hidden_at=None)
    lines = tuple(_line(item, video, draft, categories, ticks.get(item.pk)) for item in items)
    return Sheet(lines, draft, video.version, timezone.now())


def blocking_lines(video: Video) -> list[Line]:
    return sheet_of(video).blocking


def opened_since_approval(video: Video) -> list[Line]:
    """What blocks although its approval stands: an item, an NG word or a product's price was changed since. Else empty."""
    return blocking_lines(video) if video.rounds.filter(state=ApprovalRound.State.APPROVED).exists() else []


def recorded_checks(video: Video) -> list[dict]:
    """What a round keeps of the list: each item by code with its outcome, who said so, and the evidence."""
    return [
        {
            "code": line.item.code,
            "outcome": line.outcome,
            "by": "program" if line.by_program else str(line.tick.by or "") if line.tick else "",
            "evidence": line.tick.evidence if line.tick else "",
        }
        for line in sheet_of(video).lines
    ]


def applies(item: ChecklistItem, relation: str, categories: Iterable[str]) -> bool:
    """Empty lists of an item mean always."""
    fits_relation = not item.relations or relation in item.relations
    return fits_relation and (not item.categories or bool(set(item.categories) & set(categories)))


def _line(item: ChecklistItem, video: Video, draft: Draft, categories: set[str], tick: ChecklistTick | None) -> Line:
    if not applies(item, video.relation, categories):
        return Line(item, NOT_NEEDED)
    finding = RULES[item.rule](draft) if item.rule in RULES else None
    if finding is not None and finding.outcome == NOT_NEEDED:
        return Line(item, NOT_NEEDED, finding)
    done = tick is not None or (finding is not None and finding.outcome == PASSED)
    return Line(item, DONE if done else OPEN, finding, tick)


def draft_of(video: Video, rows: list[VideoProduct], categories: set[str]) -> Draft:
    return Draft(
        texts={"hook": video.hook, "caption": video.caption, "script": video.script},
        relation=video.relation,
        is_ai=video.is_ai,
        sound_licence=video.sound_licence,
        sound_proof=video.sound_proof,
        destination=video.destination,
        destination_url=video.destination_url,
        products=tuple(_spoken(row) for row in rows),
        words=tuple(
            Word(word.word, word.law, word.instead)
            for word in video.brand.ngwords.filter(hidden_at=None)
            if not word.categories or set(word.categories) & categories
        ),
        has_cover=video.attachments.filter(kind=Attachment.Kind.COVER, removed_at=None).exists(),
        has_slot=video.planned_day is not None and video.planned_time is not None,
        facets=_facets(video),
    )


def _spoken(row: VideoProduct) -> Spoken:
    product = row.product
    return Spoken(product.name, row.price, product.price, product.currency, bool(product.url or product.tiktok_id))


def _facets(video: Video) -> tuple[int, int]:
    """(set, to be set) of those that a person sets."""
    settable = {"is_derived": False, "hidden_at": None}
    filled = video.levels.filter(**{f"facet__{name}": value for name, value in settable.items()}).count()
    return filled, video.brand.facets.filter(**settable).count()


def _categories_sold(video: Video) -> list[str]:
    """Where a video names no product, it may be about any that the brand sells."""
    return video.brand.products.filter(hidden_at=None).values_list("category", flat=True).distinct().order_by()
