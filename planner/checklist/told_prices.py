"""Amounts of yen that a text tells as a price: ¥3,960 or 3960円. Discounts, points and thresholds are none. Pure."""

import re
from dataclasses import dataclass
from decimal import Decimal

from planner.checklist.text_match import Place, fold

_AMOUNT = re.compile(
    r"(?:¥\s?(?P<sign>\d[\d,]*)|(?<![\d,])(?P<yen>\d[\d,]*)\s?円)(?!\s?(?:おふ|off|引|割|ぽいんと|くーぽん|以上|以下|未満|分|相当|還元|お得|おとく))"
)


@dataclass(frozen=True)
class Amount:
    value: Decimal
    place: Place


def amounts_in(text: str) -> list[Amount]:
    """From the left."""
    folded = fold(text)
    return [
        Amount(Decimal((found["sign"] or found["yen"]).replace(",", "")), folded.place(*found.span()))
        for found in _AMOUNT.finditer(folded.text)
    ]
