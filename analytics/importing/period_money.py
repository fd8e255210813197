"""The amounts of a file of sums and their currency, told by a column, the cells, the header, a person, or the brand. Pure."""

from collections.abc import Sequence

import pandas
from django.utils.translation import gettext_noop

from .choices import ChoiceNeeded
from .currency_signs import CODES, DOLLARS, SIGNS, SOME_DOLLAR, agree, currency_of, sign_of_amount, sign_of_header
from .draft import Draft
from .order_amounts import MIXED_ROW, Amounts, read_amounts
from .tables import Hints
from .values import is_null

KEY = "currency"
_NOT_A_CODE = gettext_noop("This is not a currency code.")
_IN_HEADER = gettext_noop("Amounts are in %(currency)s, as the headers say.")
_ANSWERED = gettext_noop("Amounts are in %(currency)s, as you said.")
_HOME = gettext_noop("Amounts are taken to be in %(currency)s, your brand's currency, since the file names none.")
_QUESTION = gettext_noop("Which currency is “%(sign)s” in this file?")
_OPTION = "%(currency)s"


def read_money(draft: Draft, columns: Sequence[str], hints: Hints) -> tuple[Amounts, pandas.Series, list]:
    """({column: Decimal or None}, currency of each row, evidence). A file without amounts has no currency at all."""
    columns = [column for column in columns if column in draft.texts]
    if not columns:
        return {}, pandas.Series("", index=draft.texts.index, dtype=object), []
    home = hints.answers.get(KEY) or hints.currency
    amounts, codes = read_amounts(draft, columns, home)
    if "currency" in draft.texts:
        told = draft.read("currency", _read_code, _NOT_A_CODE)
        for row in [row for row, code in told.dropna().items() if not agree(code, codes[row])]:
            draft.leave_out(row, "currency", MIXED_ROW, draft.texts.at[row, "currency"])
        codes = told.where(told.notna(), codes)
    codes = codes.where(codes != SOME_DOLLAR, "")
    if len(codes) and (codes != "").all():
        return amounts, codes, []
    default, evidence = _default(draft, columns, hints)
    return amounts, codes.where(codes != "", default), [evidence]


def _read_code(text: str) -> str | None:
    if is_null(text):
        return None
    code = text.strip().upper()
    code = code if code in CODES else SIGNS.get(text.strip().casefold(), "")
    if not code:
        raise ValueError(text)
    return code


def _default(draft: Draft, columns: Sequence[str], hints: Hints) -> tuple[str, tuple[str, dict]]:
    """What amounts without a currency of their own are in."""
    if answered := hints.answers.get(KEY):
        return answered, (_ANSWERED, {"currency": answered})
    signs = [sign for column in columns if (sign := sign_of_header(draft.headers[column]))]
    if signs and (code := currency_of(signs[0], hints.currency)):
        return code, (_IN_HEADER, {"currency": code})
    unclear = signs or [sign for column in columns for text in draft.texts[column].unique() if (sign := sign_of_amount(text))]
    if unclear and not currency_of(unclear[0], hints.currency):
        raise which_currency(unclear[0])
    return hints.currency, (_HOME, {"currency": hints.currency})


def which_currency(sign: str) -> ChoiceNeeded:
    return ChoiceNeeded(KEY, (_QUESTION, {"sign": sign}), {code: (_OPTION, {"currency": code}) for code in DOLLARS})
