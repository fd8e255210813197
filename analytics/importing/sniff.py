"""Bytes → encoding, rows, and the tables we know among them. Pure."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from django.utils.translation import gettext_noop

from .blocks import SEARCHED, Block, find_table, tables_in
from .headers import Known, Row
from .problems import Problem, UnreadableFile
from .unknown_table import unknown_table

DELIMITERS = (",", ";", "\t")
LONGEST_LINE = 1_000_000  # characters
_DESCRIBED = 40  # records in which we look for what an unknown table resembles
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
_ESCAPES = re.compile(rb"\x1b\$[@B]")
_KANA = re.compile("[ぁ-んァ-ヶ]")


def decode(content: bytes) -> tuple[str, str]:
    """(text, encoding). In order: byte order mark, the NULs of UTF-16, the escapes of ISO-2022-JP, strict UTF-8, EUC-JP where it
    shows kana, strict cp932 (34 real files tried)."""
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            raise UnreadableFile(gettext_noop("This is a %(kind)s file, not a table. Upload CSV, XLSX or ZIP."), kind=kind)
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "euc_jp" and not _KANA.search(text):
            continue  # an even number of half-width kana in cp932 would be some kanji
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
    if _ESCAPES.search(content):
        return ["iso2022_jp"]
    return ["utf-8", "euc_jp", "cp932"]


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
        if any(map(str.strip, cells)):
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


def read_text(text: str, known: Known) -> tuple[str, list[Block]]:
    """(delimiter, the tables found)."""
    _refuse_long_lines(text)
    if not text.strip():
        raise UnreadableFile(gettext_noop("The file is empty."))
    delimiter = _delimiter(text, known)
    problems: list[Problem] = []
    blocks = tables_in(records(text, delimiter, problems), known)
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        end = following.found.header_row if following else float("inf")
        block.problems += [problem for problem in problems if block.found.header_row < problem.row < end]
    return delimiter, blocks


def _delimiter(text: str, known: Known) -> str:
    """The one that shows the fullest table."""
    declared = re.match(r'"?sep=(.)"?\r?\n', text)
    delimiters = (declared[1],) if declared and declared[1] in DELIMITERS else DELIMITERS
    heads = {delimiter: _head(text, delimiter) for delimiter in delimiters}
    found = {delimiter: table for delimiter in delimiters if (table := find_table(heads[delimiter], known))}
    if not found:
        raise unknown_table([row for head in heads.values() for row in head[:_DESCRIBED]], known)
    return max(found, key=lambda delimiter: len(found[delimiter].places))


def _head(text: str, delimiter: str) -> list[Row]:
    """The first records, up to the first quotation mark that is never closed: with a wrong delimiter many seem so."""
    head: list[Row] = []
    with suppress(UnreadableFile):
        for row in islice(records(text, delimiter, []), SEARCHED):
            head.append(row)
    return head


def _refuse_long_lines(text: str) -> None:
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if len(line) > LONGEST_LINE:
            raise UnreadableFile(gettext_noop("Row %(row)s is too long for a table."), row=number)
