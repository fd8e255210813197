"""One typed line → title, link and patterns: `Snow on the farm https://… #backstage`. Pure but for the vocabulary given."""

import re
import unicodedata
from dataclasses import dataclass

from planner.models import Level
from planner.vocabulary.levels import Vocabulary

_LINK = re.compile(r"https?://\S+")
_PARTS = re.compile(r"[・/／,、]")
_TAG = re.compile(r"[#＃](\S+)")


@dataclass(frozen=True)
class IdeaLine:
    """`levels`: at most one of each facet, the last that was named. A #word that is no level stays in the title."""

    title: str
    link: str
    levels: tuple[Level, ...]


def read_line(text: str, vocabulary: Vocabulary) -> IdeaLine:
    link = _LINK.search(text)
    rest = text.replace(link[0], " ", 1) if link else text
    named: dict[int, Level] = {}
    words = _words(vocabulary)

    def taken(match: re.Match) -> str:
        level = words.get(key_of(match[1]))
        if level is None:
            return match[0]
        named[level.facet_id] = level
        return " "

    title = " ".join(_TAG.sub(taken, rest).split())
    return IdeaLine(title, link[0] if link else "", tuple(named.values()))


def _words(vocabulary: Vocabulary) -> dict[str, Level]:
    """What people may call a level: its code, a name without its spaces, or one part of a name of several.

    A shared word belongs to the first facet; a whole name comes before a part.
    """
    words: dict[str, Level] = {}
    levels = [level for entry in vocabulary.settable for level in entry.open]
    for level in levels:
        for word in (level.code, level.label_ja, level.label_en):
            words.setdefault(key_of(word), level)
    for level in levels:
        for part in _PARTS.split(f"{level.label_ja}・{level.label_en}"):
            words.setdefault(key_of(part), level)
    return words


def key_of(word: str) -> str:
    """Case, width and spaces do not matter."""
    return "".join(unicodedata.normalize("NFKC", word).split()).casefold()
