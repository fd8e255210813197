"""What changed between two texts, by words: Japanese is cut into phrases (budoux), the rest at spaces and marks. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import groupby

import budoux

SAME, GONE, NEW = "same", "gone", "new"
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]")
_TOKEN = re.compile(r"\n|[^\S\n]+|[#@]?[A-Za-z0-9_]+(?:[.,'][A-Za-z0-9_]+)*|[#@][^\s#@]+|[^\sA-Za-z0-9_#@]+|.")


@dataclass(frozen=True)
class Piece:
    """A run of text that stayed, went or came: `kind` is "same", "gone" or "new"."""

    kind: str
    text: str


@cache
def _phrases() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


def words_of(text: str) -> list[str]:
    """Tokens that put together are the text again."""
    return [word for token in _TOKEN.findall(text) for word in _cut(token)]


def _cut(token: str) -> Iterable[str]:
    return _phrases().parse(token) if len(token) > 1 and token[0] not in "#@" and _JAPANESE.search(token) else [token]


def word_diff(before: str, after: str) -> list[Piece]:
    """The pieces in reading order; of what was replaced the old comes before the new."""
    return [
        Piece(kind, "".join(piece.text for piece in run)) for kind, run in groupby(_pieces(before, after), key=lambda p: p.kind)
    ]


def _pieces(before: str, after: str) -> Iterator[Piece]:
    old, new = words_of(before), words_of(after)
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(SAME, "".join(old[old_from:old_to]))
            continue
        if old_to > old_from:
            yield Piece(GONE, "".join(old[old_from:old_to]))
        if new_to > new_from:
            yield Piece(NEW, "".join(new[new_from:new_to]))
