"""What a profile says about one kind of export: which columns it has, and under which names."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

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


@dataclass(frozen=True)
class Column:
    """`name` is the canonical column; `headers` are the names it goes by, compared without case, width and spaces."""

    name: str
    headers: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True)
class Profile:
    """`key` is "<system>.<file>"; `title` a msgid. `grain`: the columns that make a row unique within the file.

    `read`: (Draft, Profile, Context) → Rows (analytics/importing/tables.py), where the kind alone does not say how.
    `data_rows`: (column, regex): a row whose cell does not match it is a description or a total, not data.
    """

    key: str
    title: str
    kind: Kind
    grain: tuple[str, ...]
    columns: tuple[Column, ...]
    dimension: str = ""  # of kind audience_share
    read: Callable[..., Any] | None = None
    data_rows: tuple[str, str] | None = None
    market: str = ""  # whose dialect it is, where that decides how to read days and amounts
