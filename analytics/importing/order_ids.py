"""Ids of 15–20 digits that programs shorten when they take them for numbers. Kept as text, refused when damaged."""

import re

import pandas
from django.utils.translation import gettext_noop

from .draft import Draft
from .order_cells import cleaned, each
from .video_table import DAMAGED_ID

NOT_AN_ID = gettext_noop("This is not one of TikTok's numbers.")
NO_ORDER = gettext_noop("The order has no number.")
_ID = re.compile(r"\d{6,20}", re.ASCII)
_FLOAT = re.compile(r"\d([.,]\d+)?e\+?\d+", re.IGNORECASE | re.ASCII)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?e\+\d{2,}", re.IGNORECASE | re.ASCII)
_AS_TEXT = re.compile(r'="(.*)"')  # how a spreadsheet is told that 0012 is a text
_SHORTENED = re.compile(r"\d{13,16}0000", re.ASCII)
_EXACT_DIGITS = 15  # as many as a spreadsheet keeps of a number
_ONE_IN_TEN_THOUSAND = 1000  # real ids end like this too; among so many one proves nothing


def read_ids(draft: Draft, column: str) -> pandas.Series:
    """TikTok's numbers, None where the file tells none. TAB, apostrophe and thousands commas around them do not matter."""
    texts = each(cleaned(draft, column), _bare)
    told = set(texts.unique()) - {""}
    ids = {text for text in told if _ID.fullmatch(text)}
    damaged = _damaged(ids) | {text for text in told if _FLOAT.fullmatch(text)}
    for row, text in texts[texts.isin(told - (ids - damaged))].items():
        draft.leave_out(row, column, DAMAGED_ID if text in damaged else NOT_AN_ID, text)
    return texts.where(texts.isin(ids - damaged), None)


def read_names(draft: Draft, column: str) -> pandas.Series:
    """What a shop calls its orders, None where the file tells none. Two that a program shortened to 5.76E+17 would be one."""
    texts = each(cleaned(draft, column), lambda text: _AS_TEXT.sub(r"\1", text).removeprefix("'").strip())
    for row, text in texts[each(texts, lambda text: bool(_SCIENTIFIC.fullmatch(text))).astype(bool)].items():
        draft.leave_out(row, column, DAMAGED_ID, text)
    return texts.where(texts != "", None)


def _bare(text: str) -> str:
    text = text.strip().lstrip("'").removesuffix(".0")
    return text.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+", text) else text


def _damaged(ids: set[str]) -> set[str]:
    """Those that end in 0000 unless so few do that chance explains it, and all of them where none has an exact tail."""
    shortened = {text for text in ids if _SHORTENED.fullmatch(text)}
    long = {text for text in ids if len(text) > _EXACT_DIGITS + 1}
    if len(long) > 1 and not any(text[_EXACT_DIGITS:].strip("0") for text in long):
        return long
    return shortened if len(shortened) * _ONE_IN_TEN_THOUSAND > len(ids) else set()
