"""A huge text file: what its head says of it, and its records in order, whole orders at a time, as columns. Pure."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext_noop

from .blocks import Block
from .headers import Found, Known, Row
from .problems import Problem, UnreadableFile
from .records import Records, records_of
from .sniff import LONGEST_LINE, decode, read_text
from .stretches import Careful, Stretch, cut, read_regular
from .tables import Hints, SourceFile

HEAD = 2**19  # bytes that show what the file is
PIECE = 40_000  # records, where they are read one by one
_DAMAGED = gettext_noop("The quotation marks of this row do not match.")


@dataclass(frozen=True)
class Source:
    """A huge file and what its head says of it."""

    path: Path
    file: SourceFile  # its name; no content
    encoding: str
    delimiter: str
    found: Found
    hints: Hints

    @property
    def group(self) -> int | None:
        """The cell whose equal neighbours make one order; None where each record stands for itself."""
        if self.found.profile.kind != "order":
            return None
        return next(self.found.places[name] for name in ("name", "order_id", "id") if name in self.found.places)


def may_be_read_in_pieces(path: Path, name: str, hints: Hints) -> Source | None:
    """None for what is no text, for several tables in one file, and for kinds whose rows need one another."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head[:2] == b"PK":
        return None
    head = head[: head.rfind(b"\n") + 1]
    text, encoding = decode(head)
    try:
        delimiter, blocks = read_text(text, Known.to(hints.mapped, hints.answers.get("profile", "")))
    except UnreadableFile:
        return None
    return _source(path, name, encoding, delimiter, blocks, hints)


def _source(path: Path, name: str, encoding: str, delimiter: str, blocks: list[Block], hints: Hints) -> Source | None:
    found = blocks[0].found
    profile = found.profile
    apart = profile.kind == "order" or (profile.kind == "period" and not profile.periods.adds_up)
    if len(blocks) > 1 or not apart or (profile.orders and (profile.orders.same_row_once or "shop" in found.places)):
        return None
    if found.mapped:
        hints = replace(hints, answers={**found.mapped.options, **hints.answers})
    return Source(path, SourceFile(name, b""), encoding, delimiter, found, hints)


def stretches_of(source: Source) -> list[Stretch]:
    """One for the whole file, from its first line, where it cannot be cut."""
    try:
        return list(cut(source.path, source.encoding, source.delimiter, source.found.header_row, source.group))
    except Careful:
        return [Stretch(0, source.path.stat().st_size, 1)]


def each_records(source: Source, stretch: Stretch, problems: list[Problem]) -> Iterator[Records]:
    """Empty records and repeated headers left out, never parts of an order. UnreadableFile where the text ends in the middle."""
    if stretch.line > source.found.header_row:
        try:
            data = stretch.read(source.path)
            found = read_regular(data, stretch.line, source.found, source.encoding, source.delimiter)
            text = io.StringIO("" if found else data.decode(source.encoding), newline="")
            rows = list(_each_record(source, text, stretch.line, problems))
        except UnicodeDecodeError as error:
            raise _undecodable() from error
        yield found or records_of(source.found, rows)
        return
    rows, last = [], None
    with source.path.open(encoding=source.encoding, newline="") as file:
        for row in _each_record(source, file, 1, problems):
            key = _key(source, row)
            if len(rows) >= PIECE and key != last:
                yield records_of(source.found, rows)
                rows = []
            rows.append(row)
            last = key
    yield records_of(source.found, rows)


def _key(source: Source, row: Row) -> object:
    number, cells = row
    return cells[source.group] if source.group is not None and source.group < len(cells) else number


def _each_record(source: Source, file: TextIO, line: int, problems: list[Problem]) -> Iterator[Row]:
    """Records below the header. `line`: the number of the first line of `file`."""
    reader = csv.reader(_lines(file, line), delimiter=source.delimiter, strict=True)
    headers, begins = source.found.headers, source.found.header_row
    while True:
        start = reader.line_num + line
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end" in str(error) or "limit" in str(error):
                raise UnreadableFile(
                    gettext_noop("A quotation mark opened in row %(row)s is never closed. Download the file again."),
                    row=start,
                ) from error
            problems.append(Problem(start, "", "", _DAMAGED))
            continue
        except UnicodeDecodeError as error:
            raise _undecodable() from error
        if start > begins and cells != headers and any(cells):
            yield start, cells


def _undecodable() -> UnreadableFile:
    return UnreadableFile(gettext_noop("The text is neither UTF-8, UTF-16 nor Shift_JIS. Save the file as UTF-8 CSV."))


def _lines(file: Iterator[str], first: int) -> Iterator[str]:
    for number, line in enumerate(file, start=first):
        if len(line) > LONGEST_LINE:
            raise UnreadableFile(gettext_noop("Row %(row)s is too long for a table."), row=number)
        if "\0" in line:
            raise UnreadableFile(gettext_noop("The file holds NUL bytes: it is damaged, or not a table of text."))
        yield line
