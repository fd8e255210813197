"""Shopify's orders_export.csv: draft of order lines → one row per order, and its lines.

Order cells stand in the first row of an order, line cells in every row. Orders that TikTok Shop synced into the shop
carry a tag `TikTokOrderID:<id>`; they are TikTok Shop's sales and count once.
"""

import re
from datetime import UTC, datetime, timedelta, timezone

import pandas
from django.utils.translation import gettext_noop

from .currency_signs import currency_of, sign_of_amount
from .day_texts import read_day
from .draft import Draft
from .order_currency import market_of
from .values import is_null
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
    lines = lines[lines["order"].isin(frame["order_id"])].reset_index(drop=True)
    lines["position"] = lines.groupby("order").cumcount().astype("Int64") + 1
    frame["items"] = frame["order_id"].map(lines.groupby("order")["quantity"].sum()).astype("Int64")
    return frame, lines


def _order_ids(draft: Draft) -> pandas.Series:
    """Id where the file has one, else Name (which is unique within one shop only)."""
    names = draft.text("name").str.strip()
    for row in names.index[names == ""]:
        draft.leave_out(row, "name", gettext_noop("The order has no name."))
    ids = draft.read("id", _read_id, DAMAGED_ID)
    ids = ids.groupby(names).ffill()
    ids = ids.groupby(names).bfill()
    return ids.where(ids.notna(), names).astype(object)


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
    return pandas.DataFrame(
        {
            "order": order_ids,
            "sku": draft.text("sku").str.strip().str[:_LONGEST_TEXT],
            "title": draft.text("title").str.strip().str[:_LONGEST_TITLE],
            "quantity": quantity,
            "unit_price": unit_price,
            "discount": draft.money("line_discount"),
        },
        index=draft.texts.index,
    )


def _orders(draft: Draft, order_ids: pandas.Series) -> pandas.DataFrame:
    cells = pandas.DataFrame({"order_id": order_ids, "name": draft.text("name").str.strip()}, index=draft.texts.index)
    for column in ("ordered_at", "paid_at", "cancelled_at"):
        cells[column] = _instants(draft, column)
    for column in _MONEY:
        cells[column] = draft.money(column)
    for column in ("currency", *_TEXTS, "country", "tags", "payment_method", "note_attributes", "email"):
        texts = draft.text(column).str.strip()
        cells[column] = texts.where(texts != "", None)
    cells.insert(0, "row", cells.index)
    frame = cells.groupby("order_id", sort=False).first().reset_index()  # the first cell of an order that is not empty
    frame.index = pandas.Index(frame.pop("row").astype(int))
    _check_required(draft, frame)
    return _finished(frame)


def _instants(draft: Draft, column: str) -> pandas.Series:
    instants = draft.read(column, _read_instant, NOT_AN_INSTANT)
    return pandas.Series(pandas.to_datetime(instants, utc=True).array, index=instants.index)


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
    wrong = frame["currency"].fillna("").map(lambda code: not re.fullmatch("[A-Za-z]{3}", code)).astype(bool)
    for row in frame.index[wrong]:
        draft.leave_out(row, "currency", gettext_noop("This is not a currency code."), frame.at[row, "currency"])


def _refuse_other_currencies(draft: Draft, frame: pandas.DataFrame, order_ids: pandas.Series) -> None:
    """A sign beside an amount must be that of its order's currency: $10 is no price in yen."""
    codes = frame.set_index("order_id")["currency"]
    for column in ("unit_price", "line_discount", *_MONEY):
        texts = draft.texts[column] if column in draft.texts else pandas.Series(dtype=object)
        signs = {text: sign for text in texts.unique() if (sign := sign_of_amount(text))}
        for row, text in texts[texts.isin(signs.keys())].items():
            home = codes.get(order_ids[row], "")
            if currency_of(signs[text], home) != home:
                draft.leave_out(row, column, OTHER_CURRENCY, text, currency=home)


def _finished(frame: pandas.DataFrame) -> pandas.DataFrame:
    tags, notes = frame.pop("tags").fillna(""), frame.pop("note_attributes").fillna("")
    tiktok_ids = tags.map(lambda text: found[1] if (found := _TIKTOK_TAG.search(text)) else "").astype(object)
    payment = frame.pop("payment_method").fillna("").str.casefold()
    synced = (tiktok_ids != "") | (frame["source_name"].fillna("").str.casefold() == "tiktok") | (payment == "tiktok_shop")
    frame["tiktok_order_id"] = tiktok_ids
    frame["market"] = frame.pop("country").fillna("").map(market_of).astype(object)
    frame["channel"] = synced.map({True: "tiktok_shop", False: "own_ec"}).astype(object)
    attributes = notes.map(_note_attributes)
    for key in _UTM:
        frame[key] = attributes.map(lambda found, key=key: found.get(key, "")[:_LONGEST_TEXT]).astype(object)
    for column in (*_TEXTS, "email"):
        frame[column] = frame[column].fillna("").astype(object).str[:_LONGEST_TEXT]
    frame["order_id"] = frame["order_id"].astype(object)
    frame["currency"] = frame["currency"].str.upper()
    return frame


def _note_attributes(text: str) -> dict[str, str]:
    """`UTM source: tiktok` per line → {"utm_source": "tiktok"}."""
    pairs = (line.partition(":") for line in text.splitlines())
    return {key.strip().casefold().replace(" ", "_"): value.strip() for key, _colon, value in pairs}


def _leave_out_whole(draft: Draft, order_ids: pandas.Series) -> None:
    bad = order_ids[order_ids.index.isin(draft.left_out)]
    for row in order_ids.index[order_ids.isin(set(bad))]:
        draft.leave_out(row, "name", gettext_noop("Another row of this order cannot be read."))
