"""What goes in and out of reading a file: a file as uploaded, what else is known, and the table in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pandas

from .mapped import Mapped
from .problems import Problem

if TYPE_CHECKING:
    from .export_clues import Clues


@dataclass(frozen=True)
class SourceFile:
    """One file as uploaded, or one member of an uploaded zip."""

    name: str
    content: bytes
    modified: date | None = None  # day of the zip member's time stamp, in an unknown zone
    archive: str = ""  # name of the zip it came in


@dataclass(frozen=True)
class Hints:
    """What is known besides the file. Zones are the brand's."""

    today: date  # the day of upload
    as_of: date | None = None  # the day of the export, given by a person; wins over everything
    zone: str = ""  # turns a wall time without offset into an instant; without it there is none
    currency: str = ""  # of the brand, for amounts that tell none
    market: str = ""  # of the brand, for the order of day and month where the file cannot tell
    answers: dict[str, str] = field(default_factory=dict)  # what a person decided: {"date_order": "dmy", "currency": "JPY"}
    mapped: dict[str, Mapped] = field(default_factory=dict)  # fingerprint of a header nobody knows → what a person said


@dataclass(frozen=True)
class Context:
    """What a profile's reader knows besides the rows."""

    clues: Clues
    hints: Hints
    name: str = ""  # of the file
    preamble: tuple[str, ...] = ()  # what stands above the header, a text per row


@dataclass(frozen=True)
class Rows:
    """What a profile's reader gives back. `exported`: the day of the export as the rows tell; `newest`: newest day in them."""

    frame: pandas.DataFrame
    lines: pandas.DataFrame | None = None
    exported: date | None = None
    newest: date | None = None
    evidence: list[tuple[str, dict]] = field(default_factory=list)


@dataclass(frozen=True)
class Recognised:
    """What the file was taken for, and why; evidence is (msgid, params) in reading order."""

    profile: str
    encoding: str
    delimiter: str  # "" for a sheet
    header_row: int  # 1-based, as in the file
    evidence: list[tuple[str, dict]]


@dataclass(frozen=True)
class ParsedTable:
    """The rows of one table under canonical column names, and everything that was wrong with the others.

    kind and grain: account_day (day), active_hour (day, hour), audience_share (dimension, bucket), video (external_id),
    order (order_id; its `lines` have the grain order, position), period (PeriodKeys), and stock, voice, settlement,
    live_minute, curve (row). Columns: analytics/importing/versions.py and store.SIDE.
    Both frames have "row", the 1-based row of the file.
    Counts are Int64, money and shares Decimal, days `date`, instants aware UTC; what is missing is null, never zero.
    rows_read equals the rows of `frame` (of `lines` for orders) plus the rows named by problems of level "error".
    """

    source: str
    recognised: Recognised
    kind: str
    frame: pandas.DataFrame
    lines: pandas.DataFrame | None
    problems: list[Problem]
    rows_read: int
    as_of: date  # the newest day the export can tell about; which evidence gave it is in `recognised`
    handle: str  # TikTok handle without @, "" if the file does not tell
    part: str = ""  # which of the tables of its file: a sheet, or the row it begins at; "" for the only one
