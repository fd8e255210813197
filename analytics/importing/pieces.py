"""A huge text file, read in pieces: first all records pass by and are digested, then only those nobody knows are parsed.

Two passes of a stream, so memory stays small whatever the file. A piece is parsed together with a few records of the rest of
the file that show every way in which its dates and amounts are written: so each piece understands them alike. Pure.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from operator import itemgetter
from pathlib import Path

import pandas
from django.utils.translation import gettext_noop

from .blocks import Block
from .child import Say
from .date_order import DIALECT, KEY, MARKET, SEEN, SENSIBLE, SLASHED
from .draft import make_draft
from .export_clues import read_clues
from .headers import Found, Known, Row
from .parse import evidence_of, rows_of_table
from .problems import Problem, UnreadableFile
from .sniff import LONGEST_LINE, decode, read_text
from .summary import SUMMED
from .tables import Context, Hints, Rows, SourceFile

HEAD = 2**19  # bytes that show what the file is
PIECE = 40_000  # records
MOST_ROWS = 5_000_000
_MOST_SHOWING = 3_000
_SAY_EVERY = 20_000
_DIGITS = str.maketrans("", "", "0123456789")
_DAMAGED = gettext_noop("The quotation marks of this row do not match.")
_TEXTUAL = ("day", "until", "currency", "country")
_ORDER_OF = {message: order for told in (SEEN, SENSIBLE, DIALECT, MARKET) for order, message in told.items()}


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


@dataclass
class Scan:
    """The first pass. A group is an order or a record; digests are 16 bytes each, in the order of the file."""

    records: int = 0
    digests: bytearray = field(default_factory=bytearray)
    showing: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    together: bool = True  # the rows of each order are neighbours


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


def each_record(source: Source, problems: list[Problem]) -> Iterator[Row]:
    """Records below the header, empty ones and repeated headers left out. UnreadableFile where the text ends in the middle."""
    with source.path.open(encoding=source.encoding, newline="") as file:
        reader = csv.reader(_lines(file), delimiter=source.delimiter, strict=True)
        headers, begins = source.found.headers, source.found.header_row
        while True:
            start = reader.line_num + 1
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
                raise UnreadableFile(
                    gettext_noop("The text is neither UTF-8, UTF-16 nor Shift_JIS. Save the file as UTF-8 CSV.")
                ) from error
            if start > begins and cells != headers and any(cells):
                yield start, cells


def _lines(file: Iterator[str]) -> Iterator[str]:
    for number, line in enumerate(file, start=1):
        if len(line) > LONGEST_LINE:
            raise UnreadableFile(gettext_noop("Row %(row)s is too long for a table."), row=number)
        if "\0" in line:
            raise UnreadableFile(gettext_noop("The file holds NUL bytes: it is damaged, or not a table of text."))
        yield line


def scan(source: Source, say: Say) -> Scan:
    """The first pass: a digest of what each order or record tells in the columns that its profile has."""
    result, showing = Scan(), _Showing(source.found)
    cells_of = itemgetter(*source.found.places.values())
    group, width = source.group, max(source.found.places.values())
    last, digest, seen = None, None, set()
    for number, cells in each_record(source, result.problems):
        result.records += 1
        if result.records > MOST_ROWS:
            raise UnreadableFile(gettext_noop("The table has more than %(most)s rows."), most=MOST_ROWS)
        if result.records % _SAY_EVERY == 0:
            say(result.records)
        key = cells[group] if group is not None and group < len(cells) else number
        if key != last:
            if digest is not None:
                result.digests += digest.digest()
            if group is not None:
                result.together &= hash(key) not in seen
                seen.add(hash(key))
            last, digest = key, blake2b(digest_size=16)
        told = cells_of(cells) if width < len(cells) else cells
        digest.update("\x1f".join(told).encode("utf-8", "surrogatepass") + b"\x1e")
        if width < len(cells):
            showing.look(number, cells)
    if digest is not None:
        result.digests += digest.digest()
    result.showing = showing.rows
    return result


class _Showing:
    """Keeps one record for every date, and for every way of writing an amount or a rate, that a column has."""

    def __init__(self, found: Found):
        profile = found.profile
        money = {*SUMMED[profile.kind], "unit_price", "line_total", "line_amount", "line_discount", "commission_rate"}
        self.rates = [place for name, place in found.places.items() if name.rpartition(":")[2] == "completion_rate"]
        self.dates = [place for name, place in found.places.items() if name.endswith(("_at", "_clock")) or name in _TEXTUAL]
        self.amounts = [place for name, place in found.places.items() if name.rpartition(":")[2] in money]
        self.seen: set[tuple[int, str]] = set()
        self.rows: list[Row] = []

    def look(self, number: int, cells: list[str]) -> None:
        fresh = False
        for place in self.dates:
            text = cells[place][:10]
            if (place, text) not in self.seen:
                self.seen.add((place, text))
                fresh |= bool(SLASHED.match(text)) or len(self.seen) < _MOST_SHOWING // 10
        for place in self.amounts:
            shape = cells[place].translate(_DIGITS)
            if (place, shape) not in self.seen:
                self.seen.add((place, shape))
                fresh = True
        for place in self.rates:
            shape = cells[place][:3] + cells[place][3:].translate(_DIGITS)
            if (place, shape) not in self.seen:
                self.seen.add((place, shape))
                fresh = True
        if fresh and len(self.rows) < _MOST_SHOWING:
            self.rows.append((number, cells))


def settled(source: Source, showing: list[Row]) -> tuple[Source, list]:
    """The source with what its showing records decide for the whole file, and the evidence. ChoiceNeeded may arise here."""
    rows, _draft = _read(source, showing, [])
    for message, _params in rows.evidence:
        if message in _ORDER_OF and KEY not in source.hints.answers:
            answers = {**source.hints.answers, KEY: _ORDER_OF[message]}
            source = replace(source, hints=replace(source.hints, answers=answers))
    draft = make_draft(source.found, showing, [])
    return source, [*evidence_of(source.found, source.encoding, source.delimiter, draft), *rows.evidence]


def _read(source: Source, rows: list[Row], problems: list[Problem]) -> tuple[Rows, list[Problem]]:
    draft = make_draft(source.found, rows, problems)
    draft.rate_scale = source.hints.answers.get("rate_scale", "")
    context = Context(read_clues(source.file, source.hints), source.hints, source.file.name, source.found.preamble)
    return rows_of_table(draft, source.found.profile, context), draft.problems


def each_piece(
    source: Source, known: bytes, showing: list[Row], share: tuple[int, int], say: Say
) -> Iterator[tuple[Rows, list[Problem], dict[int, int], int]]:
    """(rows, problems, number of a group's first record → its place, records) of every piece that is ours: of (0, 2) every other.

    `known`: a byte for each group, not 0 for those to be passed over.
    """
    mine, of = share
    group, place, last = source.group, -1, None
    piece: list[Row] = []
    places: dict[int, int] = {}
    turn = 0
    for seen, (number, cells) in enumerate(each_record(source, []), start=1):
        if seen % _SAY_EVERY == 0:
            say(seen // of)
        key = cells[group] if group is not None and group < len(cells) else number
        if key != last:
            last, place = key, place + 1
            if len(piece) >= PIECE:
                if turn % of == mine:
                    yield _parsed(source, piece, places, showing)
                piece, places, turn = [], {}, turn + 1
            if not known[place]:
                places[number] = place
        if not known[place]:
            piece.append((number, cells))
    if piece and turn % of == mine:
        yield _parsed(source, piece, places, showing)


def _parsed(
    source: Source, piece: list[Row], places: dict[int, int], showing: list[Row]
) -> tuple[Rows, list[Problem], dict[int, int], int]:
    """The piece, understood together with the showing records, of which nothing else remains."""
    mine = {number for number, _cells in piece}
    rows, problems = _read(source, piece + [row for row in showing if row[0] not in mine], [])
    frame, lines = _only(rows.frame, mine), None
    if rows.lines is not None:
        lines = _only(rows.lines, mine)
        frame = frame[frame["order_id"].isin(lines["order"])]
        lines = lines[lines["order"].isin(frame["order_id"])]
    return replace(rows, frame=frame, lines=lines), [told for told in problems if told.row in mine], places, len(piece)


def _only(frame: pandas.DataFrame, mine: set[int]) -> pandas.DataFrame:
    return frame[frame["row"].isin(mine)].reset_index(drop=True)
