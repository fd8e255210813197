"""What a profile says about one kind of export: which columns it has, and under which names."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from .order_shape import OrderShape
from .period_shape import PeriodShape

Kind = Literal[
    "account_day",
    "active_hour",
    "audience_share",
    "video",
    "order",
    "period",
    "stock",
    "voice",
    "settlement",
    "live_minute",
    "curve",
]


def header_key(header: str) -> str:
    """Case, width and spaces do not matter: ＵＲＬ = url, `Video  views` = `Video Views`."""
    return " ".join(unicodedata.normalize("NFKC", header).split()).casefold()


@dataclass(frozen=True)
class Column:
    """`name` is the canonical column; `headers` are the names it goes by, compared without case, width and spaces.

    Under two rows of headers a name may be `LIVE · GMV`; a currency behind a name, `GMV (MX$)`, is not part of it.
    ranked: where a file has several of the headers, the first one listed counts; otherwise such a file is refused.
    """

    name: str
    headers: tuple[str, ...]
    required: bool = False
    ranked: bool = False

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(header_key(header) for header in self.headers)


@dataclass(frozen=True)
class Profile:
    """`key` is "<system>.<file>"; `title` a msgid. `grain`: the columns that make a row unique within the file.

    `read`: (Draft, Profile, Context) → Rows (analytics/importing/tables.py), where the kind alone does not say how.
    `data_rows`: (column, regex): a row whose whole cell does not match it is a description or a total, not data.
    """

    key: str
    title: str
    kind: Kind
    grain: tuple[str, ...]
    columns: tuple[Column, ...]
    dimension: str = ""  # of kind audience_share
    read: Callable[..., Any] | None = None
    data_rows: tuple[str, str] | None = None
    orders: OrderShape | None = None  # of kind order: how analytics/importing/order_rows.py reads it
    periods: PeriodShape | None = None  # of kind period: how analytics/importing/period_rows.py reads it
    beside: bool = False  # may be told by rows that tell something else too, as a list of products tells their stock
    market: str = ""  # whose dialect it is, where that decides how to read days and amounts

    @cached_property
    def names(self) -> dict[str, str]:
        """Header key → canonical column."""
        return {key: column.name for column in self.columns for key in column.keys}
