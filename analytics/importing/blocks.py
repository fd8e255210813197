"""Rows → the tables among them. One file or sheet may hold several: a summary above the days, GA4's page of small tables. Pure.

A table begins with a header that we know and ends with the next one, or with a comment line (`# Start date: 20260101`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice

from django.utils.translation import gettext_noop

from .headers import Found, Known, Row, header_in
from .problems import Problem

HEADER_WITHIN = 40  # records: preambles of real exports stay below ten
SEARCHED = 2_000  # records that are searched for the first table
_TELLING = 3  # of a later header one of the first cells must be a name we know: so a million rows stay quick
_UNKNOWN = gettext_noop("Rows %(first)s to %(last)s belong to a table that we do not know. They were left out.")


@dataclass
class Block:
    """One table: its header, its rows (without empty ones), and the rows that could not be split into cells."""

    found: Found
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    part: str = ""  # which one of its file, "" for the only one


def find_table(rows: Iterable[Row], known: Known) -> Found | None:
    """The first table among the first rows."""
    blocks = tables_in(islice(rows, SEARCHED), known)
    return blocks[0].found if blocks else None


def tables_in(rows: Iterable[Row], known: Known) -> list[Block]:
    """All of them, in the order of the rows."""
    blocks: list[Block] = []
    before: list[Row] = []  # rows of no table: above the first header, or after a comment line ended one
    inside = False
    for place, row in enumerate(rows):
        if inside and _ends(row, blocks[-1].found):
            inside, before = False, []
        found = None
        if (not blocks and place < HEADER_WITHIN) or _may_be_header(row, known):
            found = header_in(row, (blocks[-1].rows if inside else before)[-1:], known)
        if found:
            preamble = _taken_back(blocks[-1], found, row) if inside else before
            _note_unknown(blocks, preamble)
            blocks.append(Block(replace(found, preamble=tuple(_text(cells) for _number, cells in preamble))))
            inside, before = True, []
        elif inside:
            blocks[-1].rows.append(row)
        elif blocks or place < SEARCHED:
            before.append(row)
    _note_unknown(blocks, before)
    if len(blocks) > 1:
        for block in blocks:
            block.part = f"#{block.found.header_row}"
    return blocks


def with_beside(blocks: list[Block]) -> list[Block]:
    """Each table, followed by what the same rows tell besides."""
    several = []
    for block in blocks:
        several.append(block)
        for found in block.found.beside:
            part = f"{block.part} {found.profile.kind}".strip()
            several.append(Block(replace(found, preamble=block.found.preamble), block.rows, block.problems, part))
    return several


def _may_be_header(row: Row, known: Known) -> bool:
    _number, cells = row
    return not any(map(str.isdigit, cells)) and any(cell.strip().casefold() in known.names for cell in cells[:_TELLING])


def _ends(row: Row, found: Found) -> bool:
    _number, cells = row
    return _is_comment(cells) and sum(bool(cell.strip()) for cell in cells) < found.width


def _is_comment(cells: list[str]) -> bool:
    return cells[0] == "#" or cells[0].startswith("# ")


def _taken_back(block: Block, found: Found, row: Row) -> list[Row]:
    """The rows at the end of `block` that stand above the next header: its groups, titles, days."""
    preamble: list[Row] = []
    if found.headers != row[1] and not found.mapped:
        preamble.append(block.rows.pop())
    while block.rows and block.found.width > 1 and sum(bool(cell.strip()) for cell in block.rows[-1][1]) == 1:
        preamble.append(block.rows.pop())
    return preamble[::-1]


def _note_unknown(blocks: list[Block], rows: list[Row]) -> None:
    """Tells the table before them of rows after it that belong to no table."""
    table = [number for number, cells in rows if not _is_comment(cells) and sum(bool(cell.strip()) for cell in cells) > 1]
    if blocks and table:
        params = {"first": table[0], "last": table[-1]}
        blocks[-1].problems.append(Problem(table[0], "", "", _UNKNOWN, params, level="note"))


def _text(cells: list[str]) -> str:
    return " ".join(cell.strip() for cell in cells if cell.strip())
