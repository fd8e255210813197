"""Bytes → encoding, rows, and the table we know among them. Pure. Nothing is assumed of positions: headers go by name."""

import codecs
import csv
import difflib
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext_noop

from .problems import Problem, UnreadableFile, shown
from .profiles import PROFILES, Column, Profile

Row = tuple[int, list[str]]  # (1-based line where the record begins, cells)

DELIMITERS = (",", ";", "\t")
LONGEST_LINE = 1_000_000  # characters
MOST_COLUMNS = 1_000
_HEADER_WITHIN = 40  # records: preambles of real exports stay below ten
_SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "XLS / DOC (1997–2003)"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True)
class Found:
    """A header row and what its columns mean: canonical column → index of the cell."""

    profile: Profile
    header_row: int
    width: int
    places: dict[str, int]
    headers: list[str]


def decode(content: bytes) -> tuple[str, str]:
    """(text, encoding). In order: byte order mark, the NULs of UTF-16, strict UTF-8, strict cp932 (34 real files tried)."""
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            raise UnreadableFile(gettext_noop("This is a %(kind)s file, not a table. Upload CSV, XLSX or ZIP."), kind=kind)
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise UnreadableFile(gettext_noop("The file holds NUL bytes: it is damaged, or not a table of text."))
        return text.removeprefix("\ufeff"), encoding
    raise UnreadableFile(gettext_noop("The text is neither UTF-8, UTF-16 nor Shift_JIS. Save the file as UTF-8 CSV."))


def _encodings(content: bytes) -> list[str]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return [encoding]
    head = content[:4096]
    if head.count(0) * 4 > len(head):
        return ["utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be"]
    return ["utf-8", "cp932"]


def records(text: str, delimiter: str, problems: list[Problem]) -> Iterator[Row]:
    """Records with the line they begin at, empty ones left out. A record with broken quotes goes to `problems`."""
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            _note_broken(error, start, problems)
            continue
        if len(cells) == 1:
            cells = _unwrapped(cells[0], delimiter)
        if any(cell.strip() for cell in cells):
            yield start, cells


def _note_broken(error: csv.Error, start: int, problems: list[Problem]) -> None:
    if "unexpected end" in str(error):
        raise UnreadableFile(
            gettext_noop("A quotation mark opened in row %(row)s is never closed. Download the file again."), row=start
        ) from error
    if "limit" in str(error):
        raise UnreadableFile(gettext_noop("A cell in row %(row)s is too long for a table."), row=start) from error
    problems.append(Problem(start, "", "", gettext_noop("The quotation marks of this row do not match.")))


def _unwrapped(cell: str, delimiter: str) -> list[str]:
    """Some programs save each row of an export as one quoted cell: read that cell once more."""
    if delimiter not in cell:
        return [cell]
    try:
        return next(csv.reader(io.StringIO(cell, newline=""), delimiter=delimiter, strict=True), [cell])
    except csv.Error:
        return [cell]


def read_text(text: str) -> tuple[str, Found, list[Row], list[Problem]]:
    """(delimiter, table found, its rows, rows that cannot be split into cells)."""
    _refuse_long_lines(text)
    if not text.strip():
        raise UnreadableFile(gettext_noop("The file is empty."))
    declared = re.match(r'"?sep=(.)"?\r?\n', text)
    delimiters = (declared[1],) if declared and declared[1] in DELIMITERS else DELIMITERS
    found, delimiter, heads = None, "", []
    for candidate in delimiters:
        heads.append(_head(text, candidate))
        here = find_table(heads[-1])
        if here and (found is None or len(here.places) > len(found.places)):
            found, delimiter = here, candidate
    if found is None:
        raise unknown_table([row for head in heads for row in head])
    problems: list[Problem] = []
    rows = [row for row in records(text, delimiter, problems) if row[0] > found.header_row]
    return delimiter, found, rows, [problem for problem in problems if problem.row > found.header_row]


def _head(text: str, delimiter: str) -> list[Row]:
    """The first records, up to the first quotation mark that is never closed: with a wrong delimiter many seem so."""
    head: list[Row] = []
    with suppress(UnreadableFile):
        for row in islice(records(text, delimiter, []), _HEADER_WITHIN):
            head.append(row)
    return head


def _refuse_long_lines(text: str) -> None:
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if len(line) > LONGEST_LINE:
            raise UnreadableFile(gettext_noop("Row %(row)s is too long for a table."), row=number)


def find_table(rows: Iterable[Row]) -> Found | None:
    """The first row among `rows` that has every required column of a profile; of several profiles the fullest match."""
    for number, cells in islice(rows, _HEADER_WITHIN):
        matches = [(_places(cells, profile), profile) for profile in PROFILES]
        matches = [(places, profile) for places, profile in matches if not _missing(places, profile)]
        if matches:
            places, profile = max(matches, key=lambda match: len(match[0]))
            _refuse_twins(cells, places, profile)
            if len(cells) > MOST_COLUMNS:
                raise UnreadableFile(gettext_noop("The table has more than %(most)s columns."), most=MOST_COLUMNS)
            width = max((place + 1 for place, cell in enumerate(cells) if cell.strip()), default=0)
            return Found(profile, number, width, places, cells)
    return None


def header_key(header: str) -> str:
    """Case, width and spaces do not matter: ＵＲＬ = url, `Video  views` = `Video Views`."""
    return " ".join(unicodedata.normalize("NFKC", header).split()).casefold()


def _keys(column: Column) -> set[str]:
    return {header_key(header) for header in column.headers}


def _places(cells: list[str], profile: Profile) -> dict[str, int]:
    keys = [header_key(cell) for cell in cells[: MOST_COLUMNS + 1]]
    places = {}
    for column in profile.columns:
        names = _keys(column)
        place = next((place for place, key in enumerate(keys) if key in names), None)
        if place is not None:
            places[column.name] = place
    return places


def _missing(places: dict[str, int], profile: Profile) -> list[Column]:
    return [column for column in profile.columns if column.required and column.name not in places]


def _refuse_twins(cells: list[str], places: dict[str, int], profile: Profile) -> None:
    for column in profile.columns:
        names = _keys(column)
        twins = [cell for cell in cells if header_key(cell) in names]
        if column.name in places and len(twins) > 1:
            raise UnreadableFile(
                gettext_noop("Two columns mean the same: %(first)s and %(second)s. Delete one of them."),
                first=shown(twins[0]),
                second=shown(twins[1]),
            )


def unknown_table(rows: Iterable[Row]) -> UnreadableFile:
    """Why no table was found, in words that help: the profile that came closest, what it lacks, and what resembles it."""
    best: tuple[float, Profile, list[Column], list[str]] | None = None
    for _number, cells in rows:
        for profile in PROFILES:
            places = _places(cells, profile)
            missing = _missing(places, profile)
            required = sum(column.required for column in profile.columns)
            score = (required - len(missing)) / required + len(places) / 100
            if places and (best is None or score > best[0]):
                best = (score, profile, missing, cells)
    if best is None:
        return _nothing_known(rows)
    _score, profile, missing, cells = best
    lacking = missing[0]
    taken = set(_places(cells, profile).values())
    free = {header_key(cell): cell for place, cell in enumerate(cells[:MOST_COLUMNS]) if cell.strip() and place not in taken}
    near = [match for name in _keys(lacking) for match in difflib.get_close_matches(name, free, n=1, cutoff=0.4)]
    params = {"column": lacking.headers[0], "profile": profile.title}
    if not near:
        return UnreadableFile(
            gettext_noop("The column “%(column)s” is missing; the file looks like “%(profile)s” otherwise."), **params
        )
    closest = max(near, key=lambda key: max(difflib.SequenceMatcher(None, name, key).ratio() for name in _keys(lacking)))
    message = gettext_noop(
        "The column “%(column)s” is missing; “%(near)s” is the nearest. The file looks like “%(profile)s” otherwise."
    )
    return UnreadableFile(message, near=shown(free[closest]), **params)


def _nothing_known(rows: Iterable[Row]) -> UnreadableFile:
    cells = max((cells for _number, cells in rows), key=len, default=[])
    seen = ", ".join(cell.strip() for cell in cells[:8] if cell.strip())
    return UnreadableFile(gettext_noop("No table that we know was found. The first columns seen: %(seen)s"), seen=shown(seen))
