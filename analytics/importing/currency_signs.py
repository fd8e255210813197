"""Which currency an amount or a header is in: `MX$0.00`, `11,000 JPY`, `GMV (MX$)`, `Chi phí (VND)`. Pure.

A bare `$` is the brand's own currency where that is a dollar; otherwise it tells that it is some dollar.
"""

import re
import unicodedata

SIGNS = {
    "mx$": "MXN", "us$": "USD", "r$": "BRL", "s$": "SGD", "a$": "AUD", "au$": "AUD", "ca$": "CAD", "c$": "CAD", "nt$": "TWD",
    "hk$": "HKD", "£": "GBP", "€": "EUR", "円": "JPY", "₫": "VND", "đ": "VND", "฿": "THB", "₱": "PHP", "rm": "MYR", "rp": "IDR",
    "₩": "KRW",
}  # fmt: skip
CODES = frozenset(
    ("JPY", "USD", "MXN", "BRL", "SGD", "AUD", "NZD", "CAD", "TWD", "HKD", "GBP", "EUR", "VND", "THB", "PHP", "MYR", "IDR",
     "KRW", "CNY", "INR", "CHF", "SEK", "NOK", "DKK", "PLN", "TRY", "AED", "SAR", "ZAR")
)  # fmt: skip
SOME_DOLLAR = "$"
DOLLARS = ("USD", "MXN", "SGD", "AUD", "CAD", "TWD", "HKD", "NZD")
_YEN = frozenset({"JPY", "CNY"})
_TOKEN = r"(?:[a-z]{0,2}\$|[£€¥₫đ฿₱₩円]|rm|rp|" + "|".join(code.casefold() for code in sorted(CODES)) + ")"
_IN_HEADER = re.compile(rf"\s*\(\s*({_TOKEN})\s*\)\s*$")
_IN_AMOUNT = re.compile(rf"^[-−]?\s*({_TOKEN})\.?\s*[-−]?\s*[\d.,]|[\d.,]\s*({_TOKEN})$")


def without_currency(header: str) -> str:
    """A header, in lower case, without the currency in brackets behind it."""
    return _IN_HEADER.sub("", header)


def sign_of_header(header: str) -> str:
    """The currency in brackets behind a header, as written, in lower case; "" if there is none."""
    found = _IN_HEADER.search(_plain(header))
    return found[1] if found else ""


def sign_of_amount(text: str) -> str:
    """What stands before or behind the digits, in lower case; "" for a bare number."""
    found = _IN_AMOUNT.search(_plain(text))
    return (found[1] or found[2]) if found else ""


def currency_of(sign: str, home: str) -> str:
    """The code that a sign stands for; `home` is the brand's currency. "" where the sign alone cannot tell."""
    if sign == SOME_DOLLAR:
        return home if home in DOLLARS else ""
    if sign == "¥":
        return home if home in _YEN else "JPY"
    return SIGNS.get(sign) or (sign.upper() if sign.upper() in CODES else "")


def agree(one: str, other: str) -> bool:
    """Whether both may be the currency of one amount. "" tells nothing, SOME_DOLLAR is any dollar, ¥ is written for two."""
    if not one or not other or one == other or {one, other} == _YEN:
        return True
    return SOME_DOLLAR in (one, other) and {one, other} <= {SOME_DOLLAR, *DOLLARS}


def surer(one: str, other: str) -> str:
    """Of two that agree the one that tells more."""
    return other if one in ("", SOME_DOLLAR) and other else one


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
