"""The parts of a video's page: each is read on its card, and edited there on its own, so that two people seldom meet."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _, pgettext_lazy

from planner.models import Video
from planner.panels import MAIN, SIDE
from planner.scheduling import COLUMNS, EDITABLE_WHEN_POSTED
from planner.video_page.making import PARTS, Parts

BESIDE = "beside"  # in the main column, two next to each other
TOLD_BY_TIKTOK = ("kind", "seconds", "caption", "account")


@dataclass(frozen=True)
class Part:
    """`fields` are named as in `scheduling.EDITABLE`; `patterns`: the facets belong to it, too."""

    name: str
    title: str
    fields: tuple[str, ...]
    place: str = BESIDE
    patterns: bool = False

    @property
    def template(self) -> str:
        return f"planner/_video_{self.name}.html"

    def fields_of(self, *, is_out: bool) -> tuple[str, ...]:
        """What may change: of a posted video only what is ours to say."""
        return tuple(name for name in self.fields if not is_out or name in EDITABLE_WHEN_POSTED)

    @property
    def may_change_when_out(self) -> bool:
        return self.is_open(is_out=True)

    def is_open(self, *, is_out: bool) -> bool:
        """Whether anything of it may change."""
        return self.patterns or bool(self.fields_of(is_out=is_out))

    def is_unsaid(self, video: Video, making: Parts) -> bool:
        """Whether a person has said nothing of it yet: what TikTok told and what every new video starts with do not count."""
        ours = [name for name in self.fields if name not in TOLD_BY_TIKTOK]
        return not any(getattr(making, name) if name in PARTS else _is_said(video, name) for name in ours)


VIDEO_PARTS = (
    Part(
        "brief", _("Brief"), ("hook", "hypothesis", "kind", "campaign", "market", "seconds", "reference_url", "notes"), place=MAIN
    ),
    Part("script", _("Script"), ("script", "shot_list"), place=MAIN),
    Part("caption", _("Caption and patterns"), ("caption",), place=MAIN, patterns=True),
    Part("slot", pgettext_lazy("of a video", "Post"), ("day", "time", "account", "destination", "destination_url"), place=SIDE),
    Part("products", _("Products"), ("products",)),
    Part("crew", _("People and due days"), ("owner", "helpers", "dues")),
    Part("sound", _("Sound and disclosure"), ("sound", "sound_licence", "sound_proof", "relation", "is_ai", "is_boosted")),
)


def shown_parts(video: Video, making: Parts, *, editing: Part | None = None) -> tuple[list[Part], list[Part]]:
    """Those that stand on the page, and those of a posted video that nobody planned: they wait in one line to be added."""
    may_wait = [part for part in VIDEO_PARTS if video.is_out and not part.patterns and part.name != "slot" and part != editing]
    waiting = [part for part in may_wait if part.is_unsaid(video, making)]
    return [part for part in VIDEO_PARTS if part not in waiting], waiting


def _is_said(video: Video, name: str) -> bool:
    column = Video._meta.get_field(COLUMNS.get(name, name))
    return getattr(video, column.attname) not in (None, "", False, column.get_default())


def part_named(name: str) -> Part | None:
    return next((part for part in VIDEO_PARTS if part.name == name), None)
