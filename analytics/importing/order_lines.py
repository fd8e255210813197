"""The rows of an order export as lines of orders: what was sold, for how much, and through whom."""

import re
from decimal import ROUND_HALF_UP, Decimal

import numpy
import pandas
from django.utils.translation import gettext_noop

from .draft import NOT_A_SHARE, Draft
from .order_amounts import Amounts
from .order_cells import cleaned, each
from .order_ids import read_ids
from .order_states import is_yes, read_words
from .profiles.order_shape import OrderShape
from .profiles.profile import header_key
from .values import is_null, read_rate

EMPTY = gettext_noop("This cell must not be empty.")
UNKNOWN_SURFACE = gettext_noop("We do not know the content type “%(word)s”: the sale counts without it.")
_SURFACES = {
    "video": "video", "videos": "video", "short video": "video", "shoppable video": "video", "動画": "video", "ビデオ": "video",
    "ショート動画": "video", "live": "live", "lives": "live", "livestream": "live", "live stream": "live", "ライブ": "live",
    "ライブ配信": "live", "showcase": "showcase", "ショーケース": "showcase", "shop tab": "shop_tab", "ショップタブ": "shop_tab",
    "product card": "product_card", "product cards": "product_card", "商品カード": "product_card", "external": "external",
    "external traffic": "external", "external traffic program": "external", "外部": "external", "外部トラフィック": "external",
}  # fmt: skip
_COLLABORATIONS = (("target", "target"), ("ターゲット", "target"), ("open", "open"), ("オープン", "open"), ("公開", "open"))
_THOUSANDTH = Decimal("0.001")  # as exact as prices are kept


def read_lines(draft: Draft, shape: OrderShape, amounts: Amounts) -> pandas.DataFrame:
    """One row per row of the file. `value`: the line's amount, told or worked out; `returned_value`: where all came back."""
    index = draft.texts.index
    none = pandas.Series([None] * len(index), index=index, dtype=object)
    lines = pandas.DataFrame(index=index)
    for column in ("product_id", "sku_id", "content_id"):
        lines[column] = (read_ids(draft, column) if shape.is_tiktok else cleaned(draft, column)).fillna("")
    lines["sku"] = cleaned(draft, "sku")
    lines["title"] = _titles(draft)
    lines["quantity"] = draft.counts("quantity")
    for column in ("discount", "platform_discount"):
        lines[column] = amounts.get(f"line_{column}", none)
    _price(draft, lines, amounts, none)
    _returned(draft, lines)
    lines["surface"] = read_words(draft, "surface", _SURFACES, UNKNOWN_SURFACE)
    lines["creator"] = each(cleaned(draft, "creator"), lambda text: text.removeprefix("@").casefold())
    lines["commission_rate"] = _rates(draft, "commission_rate")
    for column in ("commission_estimated", "commission_paid"):
        lines[column] = amounts.get(column, none)
        for other in shape.adds.get(column, ()):
            lines[column] = both(lines[column], amounts.get(other, none))
    lines["collaboration"] = each(cleaned(draft, "collaboration"), _collaboration)
    return lines


def number_lines(orders: pandas.DataFrame, lines: pandas.DataFrame) -> tuple[pandas.DataFrame, pandas.DataFrame]:
    """(orders with the sum of their "items", their lines with "position" from 1); lines of no order fall away."""
    places = pandas.Index(orders["order_id"]).get_indexer(lines["order"])
    lines = (lines if (places >= 0).all() else lines[places >= 0]).reset_index(drop=True)
    places = places[places >= 0]
    line_of = numpy.argsort(places, kind="stable")
    counts = numpy.bincount(places, minlength=len(orders))
    position = numpy.empty(len(places), dtype="i8")
    position[line_of] = numpy.arange(1, len(places) + 1) - numpy.repeat(numpy.cumsum(counts) - counts, counts)
    items = numpy.zeros(len(orders), dtype="i8")
    numpy.add.at(items, places, lines["quantity"].to_numpy("i8", na_value=0))
    lines["position"] = pandas.array(position, dtype="Int64")
    orders["items"] = pandas.Series(items, index=orders.index, dtype="Int64").where(counts > 0)
    return orders, lines


def both(one: pandas.Series, other: pandas.Series) -> pandas.Series:
    """The sum of two amounts, or the one that is told."""
    pairs = zip(told(one), told(other), strict=True)
    added = [a if b is None else b if a is None else a + b for a, b in pairs]
    return pandas.Series(added, index=one.index, dtype=object)


def told(amounts: pandas.Series) -> pandas.Series:
    amounts = amounts.astype(object)
    return amounts.where(amounts.notna(), None)


def _titles(draft: Draft) -> pandas.Series:
    """The product and, where it has several, which of them."""
    titles, variations = cleaned(draft, "title"), cleaned(draft, "variation")
    plain = (variations == "") | variations.str.casefold().isin({"default", "デフォルト"})
    return titles.where(plain, titles + " / " + variations).astype(object)


def _price(draft: Draft, lines: pandas.DataFrame, amounts: Amounts, none: pandas.Series) -> None:
    """Price of one piece and amount of the line; what is not told follows from the rest, exactly where it can."""
    unit, total, amount = (amounts.get(column, none) for column in ("unit_price", "line_total", "line_amount"))
    prices, told, values = [], [], []
    for row in zip(lines["quantity"], unit, total, amount, lines["discount"], lines["platform_discount"], strict=True):
        price, known, value = _priced(*row)
        prices.append(price)
        told.append(known)
        values.append(value)
    for column, cells in (("unit_price", prices), ("amount", told), ("value", values)):
        lines[column] = pandas.Series(cells, index=lines.index, dtype=object)


def _priced(
    quantity: int, unit: Decimal | None, total: Decimal | None, amount: Decimal | None, own: Decimal | None, other: Decimal | None
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """(unit price, amount as far as the file tells more than the price does, value)."""
    discount = own or Decimal(0)
    if pandas.isna(quantity):
        return None, None, None
    if amount is None and total is not None:
        amount = total - discount
    if unit is None and (total if total is not None else amount) is not None:
        before = total if total is not None else amount + discount + (other or 0)
        unit = (before / quantity).quantize(_THOUSANDTH, ROUND_HALF_UP) if quantity else before
    if unit is None and not quantity:
        unit = Decimal(0)  # cancelled before it had a price
    value = amount if amount is not None else None if unit is None else unit * int(quantity) - discount
    return unit, amount, value


def _returned(draft: Draft, lines: pandas.DataFrame) -> None:
    returned = draft.counts("returned_quantity")
    all_of_it = each(cleaned(draft, "fully_returned"), is_yes).astype(bool)
    lines["returned_quantity"] = returned.where(returned.notna() | ~all_of_it, lines["quantity"]).astype("Int64")
    lines["returned_value"] = lines["value"].where(all_of_it, None)


def _rates(draft: Draft, column: str) -> pandas.Series:
    """Shares 0–1. Cells with % are percent; bare ones are points as soon as one of the column is above 1."""
    bare = [text for text in draft.text(column).unique() if not is_null(text) and not text.strip().endswith(("%", "％"))]
    points = any(re.match(r"\s*0*[1-9]\d*", text) and not re.fullmatch(r"\s*0*1([.,]0*)?\s*", text) for text in bare)
    return draft.read(column, lambda text: None if is_null(text) else _rate(text, 100 if points else 1), NOT_A_SHARE)


def _rate(text: str, per: int) -> Decimal | None:
    return read_rate(text, 100 if text.strip().endswith(("%", "％")) else per)


def _collaboration(text: str) -> str:
    """As told where it says neither."""
    key = header_key(text)
    return next((kind for word, kind in _COLLABORATIONS if word in key), text)
