"""What became of an order, out of the words and times of its rows."""

from collections.abc import Mapping

import pandas
from django.utils.translation import gettext_noop

from .draft import Draft
from .order_cells import each
from .profiles.order_shape import OrderShape
from .profiles.profile import header_key

UNKNOWN_WORD = gettext_noop("We do not know the status “%(word)s”: kept as told; the times say what became of the order.")
# What happened last is what an order is now; without any of these times nobody knows.
_BY_TIME = (("cancelled_at", "cancelled"), ("delivered_at", "delivered"), ("shipped_at", "shipped"), ("paid_at", "paid"))
_YES = frozenset(("yes", "y", "true", "1", "はい", "si", "sí", "sim", "ya", "có", "ใช่", "是"))


def words_of(words: Mapping[str, str]) -> dict[str, str]:
    return {header_key(word): meaning for word, meaning in words.items()}


def is_yes(text: str) -> bool:
    return header_key(text) in _YES


def read_words(draft: Draft, column: str, words: Mapping[str, str], unknown: str = "") -> pandas.Series:
    """What the cells mean, "" where nobody knows; each word that nobody knows is noted once."""
    known = words_of(words)
    told = each(draft.text(column), header_key)
    if unknown:
        for word in sorted(set(told) - known.keys() - {"", "-", "--", "/", "n/a"}):
            row = told.index[told == word][0]
            text = draft.texts.at[row, column].strip()
            draft.note(row, column, unknown, text, word=text)
    return each(told, lambda word: known.get(word, ""))


def states_of(
    draft: Draft, orders: pandas.DataFrame, lines: pandas.DataFrame, order_ids: pandas.Series, shape: OrderShape
) -> pandas.Series:
    """One state per order, index of `orders`: its substatus, else its status, else its times; but cancelled or returned
    where each of its rows is."""
    known = words_of(shape.states)
    if shape.states:
        read_words(draft, "status", shape.states, UNKNOWN_WORD)
    states = each(orders["substatus"], lambda word: known.get(header_key(word), ""))
    states = states.where(states != "", each(orders["status"], lambda word: known.get(header_key(word), "")))
    for column, state in _BY_TIME:
        states = states.where((states != "") | orders[column].isna(), state)
    ended = orders["order_id"].map(_ended(draft, lines, order_ids, shape)).astype(object).fillna("")
    states = states.where(ended == "", ended).astype(object)
    came_back = (lines["returned_quantity"] >= lines["quantity"]) & (lines["quantity"] > 0)
    all_back = came_back.fillna(False).astype(bool).groupby(order_ids[lines.index]).all()
    returned = orders["order_id"].map(all_back).astype(object).fillna(False).astype(bool) & (states != "cancelled")
    return states.where(~returned, "returned").astype(object)


def _ended(draft: Draft, lines: pandas.DataFrame, order_ids: pandas.Series, shape: OrderShape) -> pandas.Series:
    """Order → what its rows agree on having ended as, "" where they do not."""
    endings = read_words(draft, "return_type", shape.return_types)[lines.index].groupby(order_ids[lines.index])
    return endings.first().where(endings.nunique() == 1, "")
