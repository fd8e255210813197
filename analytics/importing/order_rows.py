"""Exports of orders, one row per line: draft → one row per order, and its lines. One reader for every shop.

A dialect is a profile of kind "order" with `orders=OrderShape(...)` (profiles/order_shape.py lists the canonical columns):
nothing else is needed. What a file leaves open is decided once for the file and told as evidence; what nobody can know
raises ChoiceNeeded. Whoever reads a file in pieces asks `find_date_order` first and passes it as Hints.answers.
Personal columns are simply not listed; `customer` leaves here as "email" and becomes a keyed hash at the door.
"""

import re
from decimal import Decimal

import pandas
from django.utils.translation import gettext_noop

from .draft import Draft, halved
from .order_amounts import Amounts, read_amounts
from .order_cells import cleaned, each
from .order_currency import currencies, market_of
from .order_ids import NO_ORDER, read_ids, read_names
from .order_lines import EMPTY, read_lines
from .order_states import states_of
from .order_times import Instants, read_times
from .profiles import Profile
from .profiles.order_shape import OrderShape
from .tables import Context, Rows

_TIMES = ("ordered_at", "paid_at", "shipped_at", "delivered_at", "cancelled_at")
_MONEY = ("total", "subtotal", "shipping", "taxes", "discount", "platform_discount", "refunded")
_LINE_MONEY = (
    "unit_price", "line_total", "line_amount", "line_discount", "line_platform_discount", "commission_estimated",
    "commission_paid",
)  # fmt: skip
_TEXTS = (
    "name", "status", "substatus", "financial_status", "fulfillment_status", "country", "customer", "discount_code",
    "tiktok_order_id", "utm_source", "utm_medium", "utm_campaign", "utm_content",
)  # fmt: skip
_INSTANT = "datetime64[ns, UTC]"
_SAMPLE = ("sample", "サンプル")
_ANOTHER_ROW = gettext_noop("Another row of this order cannot be read.")
_SAME_ROW = gettext_noop("This row occurs before in the file.")
_DIFFERENT = gettext_noop("The rows of this order tell different amounts.")
_UNSURE = gettext_noop("The rows of this order tell different amounts: none of them is taken.")
_NO_PRODUCT_ABOVE = gettext_noop("This is no product, and there is none above it in the order that it could belong to.")
_NO_LINES = gettext_noop(
    "Rows that are no products but shipping, fees or discounts, and count in their order's total: %(count)s."
)


def read_orders(draft: Draft, profile: Profile, context: Context) -> Rows:
    """An order with an unreadable row is left out whole: half an order would be a wrong one."""
    shape = profile.orders
    ids = _order_ids(draft, shape)
    times, evidence = read_times(draft, [name for name in _TIMES if name in draft.texts], shape, context)
    amounts, codes = read_amounts(draft, (*_MONEY, *_extra_money(shape), *_LINE_MONEY), context.hints.currency)
    codes, more = currencies(draft, codes, ids, shape, context.hints)
    products = _products(draft, shape)
    if shape.folds:
        _fold(draft, ids, products, amounts)
    repeated = draft.texts.index[draft.texts.duplicated()] if shape.same_row_once else draft.texts.index[:0]
    lines = read_lines(draft, shape, amounts).drop(index=repeated)[products.drop(index=repeated)]
    _require(draft, lines, ("quantity", "unit_price"))
    orders = _heads(draft, ids, times, amounts, codes)
    _add_up(orders, lines, amounts, ids, shape)
    _check(draft, orders, amounts, ids)
    _leave_out_whole(draft, ids)
    for row in repeated:
        draft.leave_out(row, "order_id", _SAME_ROW)
    _forget_rows_without_product(draft, products)
    return _rows(draft, _finished(draft, orders, lines, ids, shape), lines.assign(order=ids), [*evidence, *more])


def _order_ids(draft: Draft, shape: OrderShape) -> pandas.Series:
    """Where an order's number stands in its first row only, its name says which rows are of it."""
    ids = read_ids(draft, "order_id") if shape.is_tiktok else read_names(draft, "order_id")
    if "name" in draft.texts:
        names = cleaned(draft, "name")
        named = names.where(names != "", None)
        ids = ids.where(ids.notna(), ids.groupby(named).transform("first"))
        ids = ids.where(ids.notna(), named)
    for row in ids.index[ids.isna()]:
        draft.leave_out(row, "order_id", NO_ORDER)
    return ids.fillna("").astype(object)


def _extra_money(shape: OrderShape) -> list[str]:
    others = [column.removeprefix("-") for columns in shape.adds.values() for column in columns]
    return list(dict.fromkeys([*others, *shape.sums, *shape.sums.values()]))


def _products(draft: Draft, shape: OrderShape) -> pandas.Series:
    """True for the rows that are lines."""
    if not shape.lines_only or shape.lines_only[0] not in draft.texts:
        return pandas.Series(True, index=draft.texts.index)
    column, pattern = shape.lines_only
    return draft.texts[column].str.strip().map(lambda text: bool(re.fullmatch(pattern, text))).astype(bool)


def _fold(draft: Draft, ids: pandas.Series, products: pandas.Series, amounts: Amounts) -> None:
    """What a buyer chose at a product stands below it with what that costs: it is part of the product's price."""
    prices = amounts["unit_price"]
    product = None
    for row, is_product in products.items():
        if is_product:
            product = row
        elif product is None or ids[row] != ids[product]:
            draft.leave_out(row, "title", _NO_PRODUCT_ABOVE)
        elif prices[row] and prices[product] is not None:
            prices[product] += prices[row]


def _require(draft: Draft, frame: pandas.DataFrame, columns: tuple[str, ...]) -> None:
    for column in columns:
        for row in frame.index[frame[column].isna()]:
            draft.leave_out(row, column, EMPTY)


def _heads(draft: Draft, ids: pandas.Series, times: Instants, amounts: Amounts, codes: pandas.Series) -> pandas.DataFrame:
    """One row per order: the first of its cells that is not empty. Index: its first row."""
    cells = pandas.DataFrame({"order_id": ids, "row": ids.index, "currency": codes.where(codes != "", None)}, index=ids.index)
    for column in _TEXTS:
        if column in draft.texts:
            texts = cleaned(draft, column)
            cells[column] = texts.where(texts != "", None)
    for column, told in (*times.items(), *amounts.items()):
        if column not in _LINE_MONEY:
            cells[column] = told  # also what OrderShape.adds adds to the others
    orders = cells.groupby("order_id", sort=False).first().reset_index()
    for column in _TEXTS:
        orders[column] = orders[column].fillna("").astype(object) if column in orders else ""
    for column in _TIMES:
        orders[column] = orders[column] if column in orders else pandas.Series(pandas.NaT, orders.index, _INSTANT)
    for column in _MONEY:
        orders[column] = orders[column] if column in orders else pandas.Series(None, orders.index, object)
    orders.index = pandas.Index(orders.pop("row").astype(int))
    return orders


def _add_up(orders: pandas.DataFrame, lines: pandas.DataFrame, amounts: Amounts, ids: pandas.Series, shape: OrderShape) -> None:
    """Amounts that only the lines tell, None where none of an order's lines tells one; then what is to be added to amounts."""
    untold: dict[str, pandas.Series] = {}
    for column, of_lines in shape.sums.items():
        sums: dict[str, object] = {}
        for order, told in zip(ids[lines.index], _of_lines(lines, amounts, of_lines), strict=True):
            if told is not None:
                sums[order] = sums.get(order, 0) + told
        summed = orders["order_id"].map(lambda order, sums=sums: sums.get(order)).astype(object)
        known = orders[column] if column in orders else pandas.Series(None, index=orders.index, dtype=object)
        untold[column] = known.isna()
        orders[column] = known.where(known.notna(), summed)
    for column, others in shape.adds.items():
        wanted = untold.get(column, pandas.Series(True, index=orders.index))
        for other in others:
            if column in orders and (name := other.removeprefix("-")) in orders:
                pairs = zip(_none(orders[column]), _none(orders[name]), wanted, strict=True)
                added = [_added(one, two, -1 if name != other else 1) if adds else one for one, two, adds in pairs]
                orders[column] = pandas.Series(added, index=orders.index, dtype=object)


def _of_lines(lines: pandas.DataFrame, amounts: Amounts, column: str) -> pandas.Series:
    if column in lines:
        return _none(lines[column])
    return amounts[column][lines.index] if column in amounts else pandas.Series(None, index=lines.index, dtype=object)


def _added(one: Decimal | None, two: Decimal | None, sign: int) -> Decimal | None:
    return one if two is None else sign * two + (one or 0)


def _none(told: pandas.Series) -> pandas.Series:
    told = told.astype(object)
    return told.where(told.notna(), None)


def _check(draft: Draft, orders: pandas.DataFrame, amounts: Amounts, ids: pandas.Series) -> None:
    _require(draft, orders, ("ordered_at", "total"))
    by_order = orders.set_index("order_id")
    for column in _MONEY:
        if column not in amounts:
            continue
        told = pandas.DataFrame({"order": ids, "amount": amounts[column]}).dropna().drop_duplicates()
        for row in told.index[told["order"].duplicated()]:
            if column == "total":
                draft.leave_out(row, column, _DIFFERENT, draft.texts.at[row, column])
            else:
                draft.note(row, column, _UNSURE, draft.texts.at[row, column])
                by_order.at[ids[row], column] = None
        orders[column] = by_order[column].to_numpy()


def _leave_out_whole(draft: Draft, ids: pandas.Series) -> None:
    incomplete = halved(draft, "name" if "name" in draft.texts else "order_id")
    bad = set(ids[ids.index.isin(draft.left_out) | incomplete]) - {""}
    for row in ids.index[ids.isin(bad)]:
        draft.leave_out(row, "order_id", _ANOTHER_ROW)


def _forget_rows_without_product(draft: Draft, products: pandas.Series) -> None:
    others = [row for row in products.index[~products] if row not in draft.left_out]
    if others:
        draft.rows_read -= len(others)
        draft.note(None, "", _NO_LINES, count=len(others))


def _finished(
    draft: Draft, orders: pandas.DataFrame, lines: pandas.DataFrame, ids: pandas.Series, shape: OrderShape
) -> pandas.DataFrame:
    orders["state"] = states_of(draft, orders, lines, ids, shape)
    orders["channel"], orders["gmv_kind"] = shape.channel, shape.gmv_kind
    orders["name"] = orders["name"].where(orders["name"] != "", orders["order_id"])
    orders["email"] = orders.pop("customer")
    if shape.is_tiktok:
        orders["tiktok_order_id"] = orders["order_id"]
    told = orders.pop("substatus").where(lambda texts: texts != "", orders.pop("status"))
    orders["fulfillment_status"] = orders["fulfillment_status"].where(orders["fulfillment_status"] != "", told)
    marked = pandas.Series(False, index=draft.texts.index)
    for column in shape.sample_marks:
        marked |= each(cleaned(draft, column), lambda text: any(word in text.casefold() for word in _SAMPLE)).astype(bool)
    orders["is_sample"] = orders["order_id"].isin(set(ids[marked])) & (orders["total"] == 0)
    orders["market"] = orders.pop("country").map(market_of)
    helping = {column for column in _extra_money(shape) if column in orders} - set(_MONEY)
    return orders.drop(columns=["shipped_at", *sorted(helping)])


def _rows(draft: Draft, orders: pandas.DataFrame, lines: pandas.DataFrame, evidence: list) -> Rows:
    frame, lines = draft.kept(orders), draft.kept(lines)
    lines = lines[lines["order"].isin(set(frame["order_id"]))].reset_index(drop=True)
    lines["position"] = lines.groupby("order").cumcount().astype("Int64") + 1
    frame["items"] = frame["order_id"].map(lines.groupby("order")["quantity"].sum()).astype("Int64")
    return Rows(frame, lines.drop(columns=["value", "returned_value", "platform_discount"]), evidence=evidence)
