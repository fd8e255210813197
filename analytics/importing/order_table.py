"""Shopify's orders_export.csv: draft of order lines → one row per order, and its lines.

Order cells stand in the first row of an order, line cells in every row. Orders that TikTok Shop synced into the shop
carry a tag `TikTokOrderID:<id>`; they are TikTok Shop's sales and count once.
"""

import re
from datetime import UTC, datetime, timedelta, timezone

import numpy
import pandas
from django.utils.translation import gettext_noop

from .coded import Coded, Groups, picked
from .currency_signs import currency_of, sign_of_amount
from .day_texts import read_day
from .draft import NOT_AN_AMOUNT, Draft, halved
from .order_currency import market_of
from .order_lines import number_lines
from .regular_times import regular_instants
from .values import is_null, read_money
from .video_table import DAMAGED_ID

_TEXTS = ("financial_status", "fulfillment_status", "discount_code", "source_name")
_MONEY = ("subtotal", "shipping", "taxes", "total", "discount", "refunded")
_REQUIRED = ("ordered_at", "currency", "total")
_UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_content")
_TIKTOK_TAG = re.compile(r"TikTokOrderID:\s*(\d+)", re.IGNORECASE)
_LONGEST_TEXT = 255
_LONGEST_TITLE = 500
OTHER_CURRENCY = gettext_noop("This amount is in another currency than its order (%(currency)s).")
NOT_AN_INSTANT = gettext_noop("This is not a time with offset, like 2026-05-10 08:00:00 +0900.")


def orders(draft: Draft) -> tuple[pandas.DataFrame, pandas.DataFrame]:
    """(orders, lines). An order with an unreadable row is left out whole: half an order would be a wrong one."""
    order_ids = _order_ids(draft)
    lines = _lines(draft, order_ids)
    frame = _orders(draft, order_ids)
    _refuse_other_currencies(draft, frame, order_ids)
    _leave_out_whole(draft, order_ids)
    frame, lines = draft.kept(frame), draft.kept(lines)
    return number_lines(frame, lines)


def _order_ids(draft: Draft) -> pandas.Series:
    """Id where the file has one, else Name (which is unique within one shop only)."""
    names = draft.coded("name").read(str.strip)
    for row in draft.texts.index[names.where(lambda name: name == "")]:
        draft.leave_out(row, "name", gettext_noop("The order has no name."))
    names, ids = names.cells(), draft.read_coded("id", _read_id, DAMAGED_ID)
    places = Groups.by(names).filled(ids.told())
    return pandas.Series(numpy.where(places >= 0, picked(ids.cells(), places), names), index=draft.texts.index, dtype=object)


def _read_id(text: str) -> str | None:
    if is_null(text):
        return None
    number = text.strip().removeprefix("gid://shopify/Order/")
    if not number.isascii() or not number.isdigit():
        raise ValueError(text)
    return number


def _lines(draft: Draft, order_ids: pandas.Series) -> pandas.DataFrame:
    quantity = draft.counts("quantity")
    unit_price = draft.money("unit_price")
    for column, series in (("quantity", quantity), ("unit_price", unit_price)):
        for row in series.index[series.isna()]:
            draft.leave_out(row, column, gettext_noop("This cell must not be empty."))
    index = draft.texts.index
    return pandas.DataFrame(
        {
            "order": order_ids,
            "sku": draft.coded("sku").read(lambda text: text.strip()[:_LONGEST_TEXT]).series(index),
            "title": draft.coded("title").read(lambda text: text.strip()[:_LONGEST_TITLE]).series(index),
            "quantity": quantity,
            "unit_price": unit_price,
            "discount": draft.money("line_discount"),
        },
        index=index,
    )


def _orders(draft: Draft, order_ids: pandas.Series) -> pandas.DataFrame:
    """One row per order: the first of its cells that is not empty. Index: its first row."""
    orders = Groups.by(order_ids)
    cells = {"order_id": orders.keys, "name": _first(orders, draft.coded("name").read(str.strip))}
    instants = {column: _first_instants(draft, column, orders) for column in ("ordered_at", "paid_at", "cancelled_at")}
    for column in _MONEY:
        cells[column] = _first(orders, draft.read_coded(column, read_money, NOT_AN_AMOUNT))
    for column in ("currency", *_TEXTS, "country", "tags", "payment_method", "note_attributes", "email"):
        cells[column] = _first(orders, draft.coded(column).read(str.strip))
    frame = pandas.DataFrame(cells, index=draft.texts.index[orders.first()], dtype=object).assign(**instants)
    _check_required(draft, frame)
    return _finished(frame)


def _first(orders: Groups, cells: Coded) -> numpy.ndarray:
    return picked(cells.cells(), orders.first(cells.told()))


def _first_instants(draft: Draft, column: str, orders: Groups) -> pandas.DatetimeIndex:
    texts = draft.coded(column)
    known = regular_instants(texts.values)
    others = numpy.flatnonzero(numpy.isnat(known))
    rest = {texts.values[place] for place in others}
    if rest:
        read = draft.read_coded(column, lambda text: _read_instant(text) if text in rest else None, NOT_AN_INSTANT)
        known[others] = numpy.array([told and told.replace(tzinfo=None) for told in read.values[others]], dtype="M8[us]")
    told = known[texts.codes]
    places = orders.first(~numpy.isnat(told))
    found = numpy.where(places >= 0, told[places], numpy.datetime64("NaT")) if len(told) else told
    return pandas.DatetimeIndex(found).tz_localize("UTC")


def _read_instant(text: str) -> datetime | None:
    if is_null(text):
        return None
    read = read_day(text)
    if read.year is None or read.clock is None or not read.offset:
        raise ValueError(text)
    offset = re.fullmatch(r"([+-])(\d{2}):?(\d{2})", read.offset)
    minutes = int(f"{offset[1]}1") * (int(offset[2]) * 60 + int(offset[3])) if offset else 0
    local = datetime.combine(datetime(read.year, read.month, read.day, tzinfo=UTC), read.clock)
    return local.replace(tzinfo=timezone(timedelta(minutes=minutes))).astimezone(UTC)


def _check_required(draft: Draft, frame: pandas.DataFrame) -> None:
    for column in _REQUIRED:
        for row in frame.index[frame[column].isna()]:
            draft.leave_out(row, column, gettext_noop("This cell must not be empty."))
    wrong = Coded.of(frame["currency"].fillna("")).where(lambda code: not re.fullmatch("[A-Za-z]{3}", code))
    for row in frame.index[wrong]:
        draft.leave_out(row, "currency", gettext_noop("This is not a currency code."), frame.at[row, "currency"])


def _refuse_other_currencies(draft: Draft, frame: pandas.DataFrame, order_ids: pandas.Series) -> None:
    """A sign beside an amount must be that of its order's currency: $10 is no price in yen."""
    codes = frame.set_index("order_id")["currency"]
    for column in ("unit_price", "line_discount", *_MONEY):
        signs = draft.coded(column).read(sign_of_amount)
        for row in draft.texts.index[signs.told()]:
            home, text = codes.get(order_ids[row], ""), draft.texts.at[row, column]
            if currency_of(sign_of_amount(text), home) != home:
                draft.leave_out(row, column, OTHER_CURRENCY, text, currency=home)


def _finished(frame: pandas.DataFrame) -> pandas.DataFrame:
    texts = {
        column: Coded.of(frame.pop(column).fillna("")) for column in ("tags", "payment_method", "country", "note_attributes")
    }
    tiktok_ids = texts["tags"].read(lambda text: found[1] if (found := _TIKTOK_TAG.search(text)) else "")
    for column in (*_TEXTS, "email"):
        frame[column] = _shortened(frame[column])
    synced = tiktok_ids.told() | (texts["payment_method"].where(lambda text: text.casefold() == "tiktok_shop"))
    synced |= Coded.of(frame["source_name"]).where(lambda text: text.casefold() == "tiktok")
    frame["tiktok_order_id"] = tiktok_ids.series(frame.index)
    frame["market"] = texts["country"].read(market_of).series(frame.index)
    frame["channel"] = pandas.Series(numpy.where(synced, "tiktok_shop", "own_ec"), index=frame.index, dtype=object)
    attributes = texts["note_attributes"].read(_note_attributes)
    for key in _UTM:
        frame[key] = attributes.read(lambda found, key=key: found.get(key, "")[:_LONGEST_TEXT]).series(frame.index)
    frame["currency"] = Coded.of(frame["currency"].fillna("")).read(str.upper).series(frame.index)
    return frame


def _shortened(texts: pandas.Series) -> pandas.Series:
    return Coded.of(texts.fillna("")).read(lambda text: text[:_LONGEST_TEXT]).series(texts.index)


def _note_attributes(text: str) -> dict[str, str]:
    """`UTM source: tiktok` per line → {"utm_source": "tiktok"}."""
    pairs = (line.partition(":") for line in text.splitlines())
    return {key.strip().casefold().replace(" ", "_"): value.strip() for key, _colon, value in pairs}


def _leave_out_whole(draft: Draft, order_ids: pandas.Series) -> None:
    if not draft.left_out:
        return
    bad = order_ids[order_ids.index.isin(draft.left_out) | halved(draft, "name")]
    for row in order_ids.index[order_ids.isin(set(bad))]:
        draft.leave_out(row, "name", gettext_noop("Another row of this order cannot be read."))
