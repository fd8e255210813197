"""Which currency an order is in, and which country it went to. Told by the file wherever it tells; else said as evidence."""

import re

import pandas
from django.utils.translation import gettext_noop

from .currency_signs import DOLLARS, SOME_DOLLAR, agree, currency_of, sign_of_header
from .draft import Draft
from .order_amounts import MIXED_ROW
from .period_money import which_currency
from .profiles.order_shape import OrderShape
from .profiles.profile import header_key
from .tables import Hints

NOT_A_CURRENCY = gettext_noop("This is not a currency code.")
_MIXED_ORDER = gettext_noop("The rows of this order are in different currencies.")
ANSWERED = gettext_noop("Amounts are in %(currency)s, as you said.")
_IN_HEADER = gettext_noop("Amounts are in %(currency)s, as the headers say.")
_FROM_COUNTRY = gettext_noop("Amounts are in %(currency)s, since the orders went to %(country)s.")
_DIALECT = gettext_noop("Amounts are in %(currency)s, as exports of this kind are.")
_HOME = gettext_noop("Amounts are taken to be in %(currency)s, your brand's currency, since the file names none.")
_UNKNOWN = gettext_noop("Nothing tells the currency of this amount.")
_MARKETS = {  # market: (currency, names it goes by)
    "JP": ("JPY", "japan", "日本", "日本国"), "ID": ("IDR", "indonesia"), "MY": ("MYR", "malaysia"),
    "PH": ("PHP", "philippines", "the philippines", "pilipinas"), "SG": ("SGD", "singapore"),
    "TH": ("THB", "thailand", "ประเทศไทย", "ไทย"), "VN": ("VND", "vietnam", "viet nam", "việt nam"),
    "GB": ("GBP", "united kingdom", "uk", "great britain"), "DE": ("EUR", "germany", "deutschland"),
    "US": ("USD", "united states", "united states of america", "usa"), "ES": ("EUR", "spain", "españa"),
    "FR": ("EUR", "france"), "IE": ("EUR", "ireland"), "IT": ("EUR", "italy", "italia"),
    "BR": ("BRL", "brazil", "brasil"), "MX": ("MXN", "mexico", "méxico"),
}  # fmt: skip
_BY_NAME = {name: market for market, (_currency, *names) in _MARKETS.items() for name in (market.casefold(), *names)}


def market_of(country: str) -> str:
    """ISO 3166 code of a market of TikTok Shop, "" for other countries and for none."""
    return _BY_NAME.get(header_key(country), "")


def currencies(
    draft: Draft, named: pandas.Series, ids: pandas.Series, shape: OrderShape, hints: Hints
) -> tuple[pandas.Series, list]:
    """(currency of each row, evidence). A column of codes > what the order's amounts name > the file's own word for all."""
    codes = _told(draft, named) if "currency" in draft.texts else named
    by_order = codes.where(~codes.isin(("", SOME_DOLLAR)), None).groupby(ids)
    first = by_order.transform("first").fillna("").astype(object)
    dollars = codes == SOME_DOLLAR
    for row in codes.index[(by_order.transform("nunique") > 1) | (dollars & ~first.isin(("", *DOLLARS)))]:
        draft.leave_out(row, "currency", _MIXED_ORDER)
    codes = codes.where(~codes.isin(("", SOME_DOLLAR)), first)
    if (codes != "").all():
        return codes, []
    fallback, evidence = _of_file(draft, shape, hints)
    if (dollars & (codes == "")).any() and not agree(SOME_DOLLAR, fallback or "-") and "currency" not in hints.answers:
        raise which_currency(SOME_DOLLAR)
    if not fallback:
        for row in codes.index[codes == ""]:
            draft.leave_out(row, "total", _UNKNOWN)
    return codes.where(codes != "", fallback), [evidence] if fallback else []


def _told(draft: Draft, named: pandas.Series) -> pandas.Series:
    """By the column of codes, where it is empty by the amounts; both must agree."""
    codes = _column(draft)
    differ = codes.index[(codes != "") & (named != "") & (codes != named)]
    for row in [row for row in differ if not agree(codes[row], named[row])]:
        draft.leave_out(row, "currency", MIXED_ROW, codes[row])
    return codes.where(codes != "", named)


def _column(draft: Draft) -> pandas.Series:
    codes = draft.text("currency").str.strip().str.upper()
    for row in codes.index[~codes.map(lambda code: not code or bool(re.fullmatch("[A-Z]{3}", code))).astype(bool)]:
        draft.leave_out(row, "currency", NOT_A_CURRENCY, codes[row])
    return codes


def _of_file(draft: Draft, shape: OrderShape, hints: Hints) -> tuple[str, tuple[str, dict]]:
    answered = hints.answers.get("currency", "")
    if answered:
        return answered, (ANSWERED, {"currency": answered})
    signs = {currency_of(sign_of_header(header), hints.currency) for header in draft.headers.values()} - {""}
    if len(signs) == 1:
        return (currency := signs.pop()), (_IN_HEADER, {"currency": currency})
    countries = {market_of(text) for text in draft.text("country").unique() if text.strip()}
    if len(countries) == 1 and (country := countries.pop()):
        currency = _MARKETS[country][0]
        return currency, (_FROM_COUNTRY, {"currency": currency, "country": country})
    if shape.currency:
        return shape.currency, (_DIALECT, {"currency": shape.currency})
    return hints.currency, (_HOME, {"currency": hints.currency})
