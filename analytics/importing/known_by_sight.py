"""Exports of which we know that they exist, but not (or not whole) what their columns are: what to tell a person. Pure."""

import re

from django.utils.translation import gettext_noop

from .problems import UnknownTable
from .profiles.profile import header_key

_SERVICE = gettext_noop(
    "This is the Service Analysis of TikTok Shop: how your customer service answers chats. No page here shows that, so you "
    "can leave it out; what else it tells can go by the columns."
)
_SEARCH = gettext_noop(
    "This is Channel Stats - Search of TikTok Shop in a language whose columns we do not know. Say which column is which, or "
    "download it in Spanish."
)
_AISHIP = gettext_noop(
    "These are orders of aiship. Its export has the columns that you chose: take the template of orders, whose names are "
    "nearly the same, and say which column is the total of an order."
)
_NAMES = (
    (re.compile(r"service[ _-]analysis", re.IGNORECASE), _SERVICE),
    (re.compile(r"channel stats - search", re.IGNORECASE), _SEARCH),
)
_COLUMNS = (
    ({"chats asignados"}, _SERVICE),
    ({"index", "注文番号", "商品管理番号", "商品単価"}, _AISHIP),
)
_CELLS = re.compile(r'[,;\t"]+')


def seen_before(name: str, head: str) -> UnknownTable | None:
    """`name` of the file; `head`: its first lines, "" where it is no text."""
    lines = [{header_key(cell) for cell in _CELLS.split(line)} for line in head.splitlines()]
    told = [message for shape, message in _NAMES if shape.search(name)]
    told += [message for columns, message in _COLUMNS if any(columns <= line for line in lines)]
    return UnknownTable(told[0]) if told else None
