"""The advertising label of a caption: is there one, and can nobody overlook it? Pure.

The Consumer Affairs Agency's standard of 2023 names 広告, 宣伝, プロモーション and PR as clear,
and a label buried among many hashtags as unclear.
"""

import re
from dataclasses import dataclass

from planner.checklist.text_match import Folded, Place, find_word, fold

LABELS = (
    "有料パートナーシップ", "プロモーション", "タイアップ", "広告", "宣伝", "PR", "paid partnership", "sponsored",
    "advertisement", "ad",
)  # fmt: skip
START = 20  # letters that may stand before it: a greeting, not a story
_DENIED = re.compile(r"\s*(では|じゃ|費|代|なし)")  # 広告ではありません says the opposite
_HASHTAG = re.compile(r"[#\uff03]\S")
_OPENS = re.compile(r"[\s#\uff03【\[(〔<《]+$")  # what a label is wrapped in


@dataclass(frozen=True)
class Label:
    place: Place
    buried: bool  # other hashtags stand before it
    late: bool


def label_of(caption: str) -> Label | None:
    """The first label that counts, else the first that does not."""
    folded = fold(caption)
    places = sorted({place for label in LABELS for place in _places(folded, label)}, key=lambda place: place.start)
    labels = [_judged(caption, place) for place in places]
    return next((label for label in labels if not label.buried and not label.late), labels[0] if labels else None)


def _places(folded: Folded, label: str) -> list[Place]:
    text = folded.text
    ends = {place.end: place for place in find_word(folded, label)}
    return [place for end, place in ends.items() if not _DENIED.match(text[_index(folded, end) :])]


def _index(folded: Folded, at: int) -> int:
    """Where the original's letter `at` stands in the folded text."""
    return folded.origin.index(at)


def _judged(caption: str, place: Place) -> Label:
    before = _OPENS.sub("", caption[: place.start])
    return Label(place, buried=_HASHTAG.search(before) is not None, late=len(before.strip()) > START)
