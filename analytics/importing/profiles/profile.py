"""What a profile says about one kind of export: which columns it has, and under which names."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["account_day", "active_hour", "audience_share", "video", "order"]


@dataclass(frozen=True)
class Column:
    """`name` is the canonical column; `headers` are the names it goes by, compared without case, width and spaces."""

    name: str
    headers: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True)
class Profile:
    """`key` is "<system>.<file>"; `title` a msgid. `grain`: the columns that make a row unique within the file."""

    key: str
    title: str
    kind: Kind
    grain: tuple[str, ...]
    columns: tuple[Column, ...]
    dimension: str = ""  # of kind audience_share
