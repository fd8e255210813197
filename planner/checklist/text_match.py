"""Finds words in text however they are written: full or half width, hiragana or katakana, small or capital letters. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}  # ァ–ヶ onto ぁ–ゖ
_JOINS_ON = "ﾞﾟ\u3099\u309a"  # voicing marks that belong to the letter before
_LATIN = re.compile(r"[a-z0-9]")
_LONGER = {"必ず": "しも", "絶対": "温度", "治る": "療"}  # word: what must not follow


@dataclass(frozen=True)
class Place:
    """text[start:end] of the original text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True)
class Folded:
    """A text in its plainest form; `origin[i]` is where its i-th letter began in the original, and one more for the end."""

    text: str
    origin: tuple[int, ...]

    def place(self, start: int, end: int) -> Place:
        return Place(self.origin[start], self.origin[end])


def fold(text: str) -> Folded:
    """NFKC, katakana as hiragana, small letters; line breaks stay."""
    letters: list[str] = []
    origin: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and (text[end] in _JOINS_ON or unicodedata.combining(text[end])):
            end += 1
        plain = unicodedata.normalize("NFKC", text[at:end]).translate(_KATAKANA).casefold()
        letters.append(plain)
        origin.extend([at] * len(plain))
        at = end
    return Folded("".join(letters), (*origin, len(text)))


def find_word(text: Folded, word: str) -> list[Place]:
    """Every place, from the left. A word of Latin letters or digits counts only where it stands alone: “PR” is not in “PRICE”."""
    wanted = fold(word).text
    if not wanted:
        return []
    before = r"(?<![a-z0-9])" if _LATIN.match(wanted[0]) else ""
    after = r"(?![a-z0-9])" if _LATIN.match(wanted[-1]) else ""
    longer = f"(?!{fold(_LONGER[word]).text})" if word in _LONGER else ""
    return [text.place(*found.span()) for found in re.finditer(before + re.escape(wanted) + after + longer, text.text)]


def first_of(text: Folded, words: Iterable[str]) -> Place | None:
    """Where the earliest of these words stands."""
    return min((place for word in words for place in find_word(text, word)), key=lambda place: place.start, default=None)
