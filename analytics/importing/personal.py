"""What is personal stops at the door: a customer becomes a keyed hash, and what is quoted of an order file is no name."""

import hmac
import re
import unicodedata

from .problems import Problem

_EMAIL = re.compile(r"[^\s@,;]@[^\s@,;]")  # not the @ of a handle
_AMOUNT_OR_DAY = re.compile(r"[\d.,:/%¥$€£ +-]*")
_BEGINS_WITH_A_NUMBER = re.compile(r"(^|, )[#¥$€£+-]?\d")  # of a list of cells
_FEWER_THAN_A_PHONE_NUMBER = 9


def customer_key(pepper: str, email: str) -> str:
    """HMAC-SHA256 of the address (NFC, lower case, no spaces around) under the brand's pepper, hexadecimal; "" without one."""
    plain = unicodedata.normalize("NFC", email).strip().lower()
    return hmac.digest(pepper.encode(), plain.encode(), "sha256").hex() if plain else ""


def without_email(text: str) -> str:
    """The text as it may be kept: nothing of it where an address stands in it, since a name may stand beside."""
    return "…" if _EMAIL.search(text) else text


def without_rows(seen: str) -> str:
    """The names of columns as they may be kept: nothing of them where they are no names but a row, which numbers give away."""
    return "…" if _BEGINS_WITH_A_NUMBER.search(seen) else without_email(seen)


def quotable(problem: Problem, kind: str) -> str:
    """The value that may be stored with a problem. Rows of orders may be shifted, so of those only amounts and days."""
    if kind != "order":
        return without_email(problem.value)
    digits = sum(sign.isdigit() for sign in problem.value)
    fine = problem.column and digits < _FEWER_THAN_A_PHONE_NUMBER and _AMOUNT_OR_DAY.fullmatch(problem.value)
    return problem.value if fine else ""
