"""The changes of a video in words: who, when, what, before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _, gettext_lazy

from tkcommerce.words import NOTHING, day_word

from .levels import Vocabulary
from .models import Video, VideoChange
from .tagging import FACET

VERBS = {
    "planned": gettext_lazy("planned it"),
    "edited": gettext_lazy("changed it"),
    "moved": gettext_lazy("moved it"),
    "dropped": gettext_lazy("dropped it"),
    "restored": gettext_lazy("brought it back"),
    "undone": gettext_lazy("moved it back"),
    "import": gettext_lazy("found it on TikTok"),
    "tagged": gettext_lazy("set its patterns"),
    "untagged": gettext_lazy("took its patterns back"),
    "merged": gettext_lazy("merged patterns"),
    "separated": gettext_lazy("separated patterns again"),
    "series made": gettext_lazy("made it for the series"),
    "series rewrote": gettext_lazy("changed its series"),
    "series ended": gettext_lazy("ended its series"),
    "series revived": gettext_lazy("brought its series back"),
    "paired": gettext_lazy("made a second hook for it"),
    "unpaired": gettext_lazy("took the pair apart"),
    "idea": gettext_lazy("noted the idea"),
    "again": gettext_lazy("planned it again from another"),
    "filed in": gettext_lazy("took it from a file"),
    "filed back": gettext_lazy("took the file back"),
}
# Short enough for one line.
SHOWN_VALUES = {"planned_day", "posted_day", "planned_time", "planned_zone", "state", "kind", "hook", "seconds"}


@dataclass(frozen=True)
class Line:
    """One field. `before` and `after` are empty where a value would be too long to print."""

    field: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Entry:
    who: str
    verb: str
    at: datetime
    lines: tuple[Line, ...]


def entries_of(changes: Iterable[VideoChange], *, today: date, vocabulary: Vocabulary) -> list[Entry]:
    """The changes for people, in the order given; `by` should be fetched with them. The vocabulary names the levels."""
    return [
        Entry(
            who=str(change.by or _("An import")),
            verb=str(VERBS.get(change.verb, change.verb)),
            at=change.at,
            lines=tuple(_lines(change, today, vocabulary)) if change.version > 1 else (),
        )
        for change in changes
    ]


def _lines(change: VideoChange, today: date, vocabulary: Vocabulary) -> Iterable[Line]:
    for name, (before, after) in change.fields.items():
        if name.startswith(FACET):
            yield _facet_line(name.removeprefix(FACET), before, after, vocabulary)
            continue
        label = _("zone") if name == "planned_zone" else Video._meta.get_field(name).verbose_name
        if name in SHOWN_VALUES:
            yield Line(capfirst(label), _word(name, before, today), _word(name, after, today))
        else:
            yield Line(capfirst(label))


def _facet_line(code: str, before: str | None, after: str | None, vocabulary: Vocabulary) -> Line:
    entry = vocabulary.all.get(code)
    words = (vocabulary.label(code, level) or NOTHING for level in (before, after))
    return Line(entry.facet.label if entry else code, *words)


def _word(name: str, value: str | None, today: date) -> str:
    if value in (None, ""):
        return NOTHING
    if name.endswith("_day"):
        return day_word(date.fromisoformat(value), today=today)
    if name == "planned_time":
        return value[:5]
    if name == "seconds":
        return str(value)
    choices = dict(Video._meta.get_field(name).choices or ())
    return str(choices.get(value, value))


def sentence_of(entries: list[Entry]) -> str:
    """Who changed what, newest change only: “Aiko moved it: Day 24 Nov → 25 Nov.”"""
    if not entries:
        return str(_("It was changed meanwhile."))
    entry = entries[0]
    parts = [f"{line.field} {line.before} → {line.after}" if line.after else line.field for line in entry.lines]
    told = {"who": entry.who, "verb": entry.verb, "what": _(", ").join(parts)}
    return _("%(who)s %(verb)s: %(what)s.") % told if parts else _("%(who)s %(verb)s.") % told
