"""Columns of amounts of an order export → exact amounts, and the currency that they name. Decimal commas go by the file."""

import re
from collections.abc import Sequence
from decimal import Decimal

import numpy
import pandas
from django.utils.translation import gettext_noop

from .currency_signs import SOME_DOLLAR, agree, currency_of, sign_of_amount, surer
from .draft import NOT_AN_AMOUNT, Draft
from .values import are_bare_amounts, is_null, plain, read_money

MIXED_ROW = gettext_noop("The amounts of this row are in different currencies.")
_WITHOUT_DECIMALS = frozenset({"JPY", "VND", "KRW", "IDR"})
_COMMA = re.compile(r"\d,\d{1,2}(?!\d)(?!.*\d)")
_POINT = re.compile(r"\d\.\d{1,2}(?!\d)(?!.*\d)")
_POINTED_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?![\d,.])")

Amounts = dict[str, pandas.Series]


def read_amounts(draft: Draft, columns: Sequence[str], home: str) -> tuple[Amounts, pandas.Series]:
    """({column: Decimal or None}, currency that the row's cells name, "" for none, SOME_DOLLAR where they tell no more).

    `home`: what a bare $ or ¥ may mean.
    """
    columns = [column for column in columns if column in draft.texts]
    bare = {column for column in columns if are_bare_amounts(draft.coded(column).values)}
    texts = {text for column in columns if column not in bare for text in draft.coded(column).values}
    if comma := _has_decimal_comma(texts):  # unless the bare ones, which may have decimal points, outnumber them
        texts = texts.union(*(draft.coded(column).values for column in bare))
        comma, bare = _has_decimal_comma(texts), set()
    known = {text: _read(text, home, comma) for text in texts}
    index = draft.texts.index
    amounts = {}
    codes = numpy.full(len(index), "", dtype=object)
    for column in columns:
        if column in bare:
            amounts[column] = draft.coded(column).read(Decimal).series(index)
            continue
        found = draft.coded(column).read(known.__getitem__)
        if (bad := found.where(lambda told: told is None)).any():
            for row in index[bad]:
                draft.leave_out(row, column, NOT_AN_AMOUNT, draft.texts.at[row, column])
        amounts[column] = found.read(lambda told: told and told[0]).series(index)
        named = found.read(lambda told: told[1] if told else "")
        if not any(named.values):
            continue
        named = named.cells()
        differ = numpy.flatnonzero((codes != "") & (named != "") & (codes != named))
        for row in index[[place for place in differ if not agree(codes[place], named[place])]]:
            draft.leave_out(row, column, MIXED_ROW, draft.texts.at[row, column])
        for place in differ:
            named[place] = surer(codes[place], named[place])
        codes = numpy.where((codes != "") & (codes != SOME_DOLLAR) | (named == ""), codes, named)
    return amounts, pandas.Series(codes, index=index, dtype=object)


def _has_decimal_comma(texts: set[str]) -> bool:
    """What most texts of the file say; those that say otherwise cannot be read."""
    commas = sum(bool(_COMMA.search(text)) for text in texts if "," in text)
    return commas > 0 and commas > sum(bool(_POINT.search(text)) for text in texts if "." in text)


def _read(text: str, home: str, comma: bool) -> tuple[Decimal | None, str] | None:
    """None when it cannot be read. Nothing but digits, separators and a currency that we know may stand in the cell."""
    if is_null(text):
        return None, ""
    try:
        sign = sign_of_amount(text)
        code = currency_of(sign, home) or (sign if sign == SOME_DOLLAR else "")
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
