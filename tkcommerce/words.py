"""Days, times, counts, shares and money as people read them, in the active language. Pure but for that; None becomes "—".

Forms follow everyday Japanese usage (11月22日(日), 4.6万, ¥12,300) and plain English (Sun 22 Nov, 46K, $12.30).
"""

from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, gettext as _, ngettext

from tkcommerce.dates import Days

NOTHING = "—"
MINUS = "−"
Number = int | float | Decimal

# Django's date letters (docs, "date" filter), by language: how a day looks in words, short, and with its year.
DAY_FORMS = {
    "ja": {
        "day": "n月j日(D)",
        "day_year": "Y年n月j日(D)",
        "short": "n/j",
        "in_week": "j日(D)",
        "month": "Y年n月",
        "joint": " ",
        "span": "〜",
    },
    "en": {
        "day": "D j M",
        "day_year": "D j M Y",
        "short": "j M",
        "in_week": "D j",
        "month": "F Y",
        "joint": ", ",
        "span": " – ",
    },
}
# Large units, biggest first: Japanese counts by ten thousands.
LARGE_UNITS = {
    "ja": ((10**12, "兆"), (10**8, "億"), (10**4, "万")),
    "en": ((10**9, "B"), (10**6, "M"), (10**3, "K")),
}
COMPACT_FROM = 10_000  # below this the exact count is as short, and true
SYMBOLS = {
    "JPY": "¥", "USD": "$", "GBP": "£", "EUR": "€", "SGD": "S$", "MYR": "RM", "THB": "฿", "PHP": "₱",
    "VND": "₫", "IDR": "Rp", "BRL": "R$", "MXN": "MX$",
}  # fmt: skip
WHOLE_CURRENCIES = {"JPY", "KRW", "VND", "IDR"}  # written without decimals in daily use


def _language() -> str:
    return "ja" if (get_language() or "").startswith("ja") else "en"


def _forms() -> dict[str, str]:
    return DAY_FORMS[_language()]


def sentences(*told: str) -> str:
    """One after the other: Japanese sets no space after 。"""
    return ("" if _language() == "ja" else " ").join(told)


def day_word(day: date | None, *, today: date) -> str:
    """11月22日(日) / Sun 22 Nov; with the year where it is not this year."""
    if day is None:
        return NOTHING
    return format_date(day, _forms()["day" if day.year == today.year else "day_year"])


def day_short(day: date | None) -> str:
    """11/22 / 22 Nov: for axes and narrow columns."""
    return NOTHING if day is None else format_date(day, _forms()["short"])


def day_in_week(day: date | None) -> str:
    """22日(日) / Sun 22: where the week is named already."""
    return NOTHING if day is None else format_date(day, _forms()["in_week"])


def days_word(days: Days | None, *, today: date) -> str:
    """First and last day of the window [start, end), as people say ranges: both inside. One day is just that day."""
    if days is None or not len(days):
        return NOTHING
    first, last = day_word(days.start, today=today), day_word(days.last, today=today)
    return first if len(days) == 1 else f"{first}{_forms()['span']}{last}"


def month_word(day: date | None) -> str:
    """2026年11月 / November 2026."""
    return NOTHING if day is None else format_date(day, _forms()["month"])


def time_word(at: time | datetime | None) -> str:
    """19:30, on the clock it already carries."""
    return NOTHING if at is None else f"{at:%H:%M}"


def moment(instant: datetime | None, zone: str, *, now: datetime) -> str:
    """Day and time of an instant on the clock of `zone`."""
    if instant is None:
        return NOTHING
    local = instant.astimezone(ZoneInfo(zone))
    day = day_word(local.date(), today=now.astimezone(ZoneInfo(zone)).date())
    return f"{day}{_forms()['joint']}{time_word(local)}"


def ago(instant: datetime | None, *, now: datetime) -> str:
    """How long since, in the largest whole unit up to days; an instant not yet come reads as just now."""
    if instant is None:
        return NOTHING
    minutes = (now - instant) // timedelta(minutes=1)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return ngettext("%(n)s minute ago", "%(n)s minutes ago", minutes) % {"n": minutes}
    hours = minutes // 60
    if hours < 24:
        return ngettext("%(n)s hour ago", "%(n)s hours ago", hours) % {"n": hours}
    days = hours // 24
    return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": count(days)}


def _rounded(value: Number, digits: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def _plain(value: Number, digits: int = 0) -> str:
    """Grouped by thousands, with a true minus sign, never −0."""
    if isinstance(value, int) and not digits:  # a page has some thousand of these
        return f"{value:,}".replace("-", MINUS)
    rounded = _rounded(value, digits)
    return f"{MINUS if rounded < 0 else ''}{abs(rounded):,f}"


def count(number: Number | None) -> str:
    """1,234; what is not whole keeps one decimal."""
    if number is None:
        return NOTHING
    return _plain(number, 0 if number == int(number) else 1)


def exact(number: Number | None) -> str:
    """1,234.56: every digit there is, for comparing."""
    if number is None:
        return NOTHING
    digits = Decimal(str(number)).normalize().as_tuple().exponent
    return _plain(number, max(0, -digits))


def compact(number: Number | None) -> str:
    """4.6万 / 46K: at most one decimal, none from a hundred units on. Below 10,000 the whole number itself."""
    if number is None:
        return NOTHING
    whole = _rounded(abs(number), 0)
    if whole < COMPACT_FROM:
        return _plain(number)
    units = LARGE_UNITS[_language()]
    step = next(step for step, (unit, _word) in enumerate(units) if whole >= unit)
    unit, word = units[step]
    scaled = whole / unit
    digits = 1 if _rounded(scaled, 1) < 100 else 0
    if step and _rounded(scaled, digits) * unit >= units[step - 1][0]:
        scaled, digits, word = Decimal(1), 0, units[step - 1][1]  # 999,950 is 1M, not 1,000K
    return f"{MINUS if number < 0 else ''}{_plain(scaled, digits).removesuffix('.0')}{word}"


def percent(share: Number | None, digits: int = 1) -> str:
    """0.123 → 12.3%. What is there but rounds to nothing reads as <0.1%."""
    if share is None:
        return NOTHING
    value = Decimal(str(share)) * 100
    smallest = Decimal(1).scaleb(-digits)
    if value and not _rounded(value, digits):
        return f"{'>' + MINUS if value < 0 else '<'}{smallest:f}%"
    return f"{_plain(value, digits)}%"


def chance(share: Number | None) -> str:
    """0.816 → 82%. Nothing that is estimated is certain: at most >99%, at least <1%."""
    if share is None:
        return NOTHING
    rounded = int(_rounded(Decimal(str(share)) * 100, 0))
    return ">99%" if rounded >= 100 else "<1%" if rounded <= 0 else f"{rounded}%"


def ratio(value: Number | None, digits: int = 1) -> str:
    """1.4倍 / 1.4×; two decimals below a tenth."""
    if value is None:
        return NOTHING
    text = _plain(value, digits if abs(value) >= Decimal("0.1") else 2)
    return f"{text}倍" if _language() == "ja" else f"{text}×"


def money(amount: Number | None, currency: str) -> str:
    """¥12,300 (half-width), $12.30; a currency without a known sign is named: CHF 12.30."""
    if amount is None:
        return NOTHING
    text = _plain(amount, 0 if currency in WHOLE_CURRENCIES else 2)
    sign, figure = (MINUS, text[1:]) if text.startswith(MINUS) else ("", text)
    return f"{sign}{SYMBOLS.get(currency) or currency + ' '}{figure}"


def zone_word(zone: str) -> str:
    """日本時間 / Japan time; elsewhere the city of the IANA name."""
    if zone == "Asia/Tokyo":
        return _("Japan time")
    if "/" not in zone:
        return zone
    return _("%(city)s time") % {"city": zone.rsplit("/", 1)[1].replace("_", " ")}
