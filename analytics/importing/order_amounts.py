"""Columns of amounts of an order export → exact amounts, and the currency that they name. Decimal commas go by the file."""

import re
from collections.abc import Sequence
from decimal import Decimal

import pandas
from django.utils.translation import gettext_noop

from .currency_signs import currency_of, sign_of_amount
from .draft import NOT_AN_AMOUNT, Draft
from .values import is_null, plain, read_money

MIXED_ROW = gettext_noop("The amounts of this row are in different currencies.")
_WITHOUT_DECIMALS = frozenset({"JPY", "VND", "KRW", "IDR"})
_COMMA = re.compile(r"\d,\d{1,2}(?!\d)(?!.*\d)")
_POINT = re.compile(r"\d\.\d{1,2}(?!\d)(?!.*\d)")
_POINTED_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?![\d,.])")

Amounts = dict[str, pandas.Series]


def read_amounts(draft: Draft, columns: Sequence[str], home: str) -> tuple[Amounts, pandas.Series]:
    """({column: Decimal or None}, currency that the row's cells name, "" for none). `home`: what a bare $ or ¥ may mean."""
    columns = [column for column in columns if column in draft.texts]
    texts = {text for column in columns for text in draft.texts[column].unique()}
    comma = _has_decimal_comma(texts)
    known = {text: found for text in texts if (found := _read(text, home, comma)) is not None}
    amounts = {}
    codes = pandas.Series("", index=draft.texts.index, dtype=object)
    for column in columns:
        told = draft.texts[column]
        for row, text in told[~told.isin(known.keys())].items():
            draft.leave_out(row, column, NOT_AN_AMOUNT, text)
        cells = [known.get(text, (None, "")) for text in told]
        amounts[column] = pandas.Series([amount for amount, _code in cells], index=told.index, dtype=object)
        named = pandas.Series([code for _amount, code in cells], index=told.index, dtype=object)
        for row in named.index[(codes != "") & (named != "") & (codes != named)]:
            draft.leave_out(row, column, MIXED_ROW, told[row])
        codes = codes.where(codes != "", named)
    return amounts, codes


def _has_decimal_comma(texts: set[str]) -> bool:
    """What most texts of the file say; those that say otherwise cannot be read."""
    return sum(bool(_COMMA.search(text)) for text in texts) > sum(bool(_POINT.search(text)) for text in texts)


def _read(text: str, home: str, comma: bool) -> tuple[Decimal | None, str] | None:
    """None when it cannot be read. Nothing but digits, separators and a currency that we know may stand in the cell."""
    if is_null(text):
        return None, ""
    try:
        sign = sign_of_amount(text)
        code = currency_of(sign, home)
        bare = plain(text).replace(sign, "", 1).strip() if sign else plain(text)
        bare = bare.removeprefix(".") if sign == "rp" else bare  # Rp.12000
        if re.search(r"[a-z]{2}", bare) or (comma and _POINT.search(bare)):
            return None
        if comma:
            bare = bare.replace(".", "").replace(",", ".")
        elif (code or home) in _WITHOUT_DECIMALS and _POINTED_THOUSANDS.search(bare):
            bare = bare.replace(".", "")
        return read_money(bare), code
    except ValueError:
        return None
