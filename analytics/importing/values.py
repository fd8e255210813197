"""Cells as people and platforms write them → numbers. Pure, one cell at a time; ValueError when it cannot be read."""

import re
import unicodedata
from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

# What platforms and people write for "no value". A null is not zero. (Studio writes `undefined`, Business Suite `NAN`.)
NULL_WORDS = {
    "",
    "-",
    "--",
    "‐‐",
    "‑‑",
    "—",
    "–",
    "ー",
    "/",
    "n/a",
    "na",
    "nan",
    "undefined",
    "null",
    "none",
    "取得失敗",
}
_SCALES = {"": 1, "k": 10**3, "m": 10**6, "b": 10**9, "千": 10**3, "万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8}
_AMOUNT = re.compile(r"(?P<sign>[-−]?)(?P<digits>\d[\d,. \u00a0\u202f]*)(?P<scale>[kmb千万萬億亿]?)")
_BARE = re.compile(r"\d{1,12}(?:\.\d{1,2})?", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?:\.\d+)?")
_CURRENCY = re.compile(r"^(?:[a-z]{0,3}[$¥€£₩฿₫]|[a-z]{2,3}\s?(?=[-\d]))|(?:\s?[a-z]{3}|円|[€£])$")
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2}(?:\.\d+)?)")
_UNITS = re.compile(
    r"(?:(?P<h>\d+)\s*(?:h|時間|小时)[:\s]*)?(?:(?P<m>\d+)\s*(?:m|min|分|分钟)[:\s]*)?(?:(?P<s>\d+(?:\.\d+)?)\s*(?:s|sec|秒))?"
)
_LARGEST_COUNT = 2**63 - 1
_LARGEST_AMOUNT = Decimal(10) ** 12


def plain(text: str) -> str:
    """Half width, lower case, no spaces around: the form in which cells are compared."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def is_null(text: str) -> bool:
    if text[:1].isdecimal() and text.isascii():
        return False  # none of the words begins like a number
    return plain(text) in NULL_WORDS or text.strip() in NULL_WORDS


def is_rounded(text: str) -> bool:
    """4.6万, 1.2K: the platform rounded it, so two of them must not be subtracted."""
    found = _AMOUNT.fullmatch(plain(text))
    return bool(found and found["scale"])


def read_count(text: str) -> int | None:
    """A whole number, perhaps with thousands separators or a scale word; negative ones occur (deleted comments)."""
    if text.isascii() and text.isdigit() and len(text) < 19:
        return int(text)
    amount = _read_amount(text)
    if amount is None:
        return None
    if amount != amount.to_integral_value() or abs(amount) > _LARGEST_COUNT:
        raise ValueError(text)
    return int(amount)


def are_bare_counts(texts: Collection[str]) -> bool:
    """Whether all of a column are digits and nothing else: then int() reads them like read_count."""
    return all(map(str.isdigit, texts)) and all(map(str.isascii, texts)) and max(map(len, texts), default=0) < 19


def are_bare_amounts(texts: Collection[str]) -> bool:
    """The same of amounts, with two decimals at most: Decimal() reads them like read_money."""
    return all(map(_BARE.fullmatch, texts))


def read_money(text: str) -> Decimal | None:
    """The amount without its currency sign or code."""
    if _BARE.fullmatch(text):
        return Decimal(text)
    amount = None if is_null(text) else _read_amount(_CURRENCY.sub("", plain(text)))
    if amount is not None and abs(amount) >= _LARGEST_AMOUNT:
        raise ValueError(text)
    return amount


def read_seconds(text: str) -> Decimal | None:
    """`0:12`, `1:02:03`, `41秒`, `1分5秒`, `16h:26m:21s` or plain seconds."""
    words = plain(text)
    if words in NULL_WORDS:
        return None
    if found := _CLOCK.fullmatch(words):
        hours, minutes, seconds = found.groups()
        return Decimal(int(hours or 0) * 3600 + int(minutes) * 60) + Decimal(seconds)
    if (found := _UNITS.fullmatch(words)) and any(found.groups()):
        return Decimal(int(found["h"] or 0) * 3600 + int(found["m"] or 0) * 60) + Decimal(found["s"] or 0)
    amount = _read_amount(words)
    if amount is None or not 0 <= amount < 10**12:
        raise ValueError(text)
    return amount


def read_whole_seconds(text: str) -> int | None:
    seconds = read_seconds(text)
    return None if seconds is None else int(seconds.quantize(Decimal(1), ROUND_HALF_UP))


def rate_scale(text: str) -> str:
    """The scale a cell of a rate is certainly in: "percent" (38%), "points" (above 1), "" when it cannot tell."""
    words = plain(text)
    if words in NULL_WORDS:
        return ""
    if words.endswith("%"):
        return "percent"
    amount = _read_amount(words)
    if not amount:
        return ""
    return "points" if amount > 1 else "fraction"


def read_rate(text: str, per: int) -> Decimal | None:
    """A share 0–1; `per` is 100 for percent signs and points, 1 for fractions."""
    amount = _read_amount(plain(text).removesuffix("%"))
    if amount is None:
        return None
    share = amount / per
    if not 0 <= share <= 1:
        raise ValueError(text)
    return share


def _read_amount(text: str) -> Decimal | None:
    words = plain(text)
    if words in NULL_WORDS:
        return None
    found = _AMOUNT.fullmatch(words)
    if not found or len(words) > 40:
        raise ValueError(text)
    try:
        amount = Decimal(_digits(found["digits"].strip(), found["scale"])) * _SCALES[found["scale"]]
    except InvalidOperation:
        raise ValueError(text) from None
    return -amount if found["sign"] else amount


def _digits(digits: str, scale: str) -> str:
    if _THOUSANDS.fullmatch(digits):
        return re.sub(r"[, \u00a0\u202f]", "", digits)
    if scale and digits.count(",") == 1 and "." not in digits:
        return digits.replace(",", ".")  # 183,13K: a decimal comma, as Vietnamese exports write it
    return digits
