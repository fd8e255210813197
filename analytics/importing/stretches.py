"""Bytes of a huge text file that hold whole records, and the quick way from such bytes to columns. Pure.

Quick where every quotation mark stands as the standard says (RFC 4180) and every record has as many cells as the header; then
pandas's reader in C says the same as Python's csv, which reads everything else.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy
import pandas

from .draft import may_be_totals
from .headers import Found
from .records import Records
from .sniff import LONGEST_LINE

STRETCH = 2**23  # bytes, or less: there is enough for several readers
_QUOTE, _LINE_FEED = b'"'[0], b"\n"[0]
_QUICK = ("utf-8", "utf-8-sig", "cp932")  # where no byte of a letter looks like a comma, a quotation mark or a line's end


@dataclass(frozen=True)
class Stretch:
    """Bytes from `offset`, which begin at this 1-based line."""

    offset: int
    length: int
    line: int

    def read(self, path: Path) -> bytes:
        with path.open("rb") as file:
            file.seek(self.offset)
            return file.read(self.length)


class Careful(Exception):
    """Only who reads from the beginning knows where a record of this file ends."""


def cut(path: Path, encoding: str, delimiter: str, header_row: int, group: int | None) -> Iterator[Stretch]:
    """The rows below the header, in stretches that end where a record ends and, by its cell `group`, an order ends too."""
    if encoding not in _QUICK:
        raise Careful
    with path.open("rb") as file:
        offset, line, rest = *_beginning(file, encoding, header_row), b""
        file.seek(offset)
        size = min(STRETCH, max(path.stat().st_size // 4, 2**20))
        while chunk := file.read(size):
            rest += chunk
            ends = record_ends(rest, delimiter)
            whole = (
                _whole_orders(rest, ends, encoding, delimiter, group)
                if group is not None
                else int(ends[-1]) + 1
                if len(ends)
                else 0
            )
            if whole:
                yield Stretch(offset, whole, line)
                offset, line, rest = offset + whole, line + rest.count(b"\n", 0, whole), rest[whole:]
        if rest.strip():
            record_ends(rest + b"\n", delimiter, closed=True)
            yield Stretch(offset, len(rest), line)


def _beginning(file: io.BufferedReader, encoding: str, header_row: int) -> tuple[int, int]:
    """(offset, line) below the header."""
    size = 0

    def lines() -> Iterator[str]:
        nonlocal size
        for raw in file:
            size += len(raw)
            if b"\r" in raw.removesuffix(b"\r\n"):
                raise Careful
            yield raw.decode(encoding)

    reader = csv.reader(lines(), strict=True)
    while reader.line_num < header_row:
        try:
            next(reader)
        except (csv.Error, StopIteration, UnicodeDecodeError) as error:
            raise Careful from error
    return size, reader.line_num + 1


def record_ends(data: bytes, delimiter: str, *, closed: bool = False) -> numpy.ndarray:
    """Places of the line feeds that end a record. Careful where a quotation mark or a line stands as no standard says."""
    if data.count(b"\r") != data.count(b"\r\n") + data.endswith(b"\r") or b"\0" in data:
        raise Careful
    signs = numpy.frombuffer(data, dtype="u1")
    ends = numpy.flatnonzero(signs == _LINE_FEED)
    if b'"' not in data:
        return ends
    quotes = numpy.flatnonzero(signs == _QUOTE)
    around = numpy.isin(numpy.arange(256), [delimiter.encode()[0], *b'\r\n"'])
    opening, closing = quotes[0::2], quotes[1::2]
    before, after = opening[opening > 0] - 1, closing[closing < len(data) - 1] + 1
    if not around[signs[before]].all() or not around[signs[after]].all() or (closed and len(quotes) % 2):
        raise Careful
    return ends[numpy.searchsorted(quotes, ends) % 2 == 0]


def _whole_orders(data: bytes, ends: numpy.ndarray, encoding: str, delimiter: str, group: int) -> int:
    """How many bytes hold whole orders: all but the last, which may go on."""
    last, place = None, len(ends) - 1
    while place > 0:
        text = data[int(ends[place - 1]) + 1 : int(ends[place]) + 1].decode(encoding, "replace")
        cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
        key = cells[group] if group < len(cells) else None
        if last is not None and key != last:
            return int(ends[place]) + 1
        last, place = key, place - 1
    return 0


def read_regular(data: bytes, line: int, found: Found, encoding: str, delimiter: str) -> Records | None:
    """None where a record has other cells than the header, is empty, a header again or perhaps a total."""
    data = data.rstrip(b"\r\n") + b"\n"
    signs, width = numpy.frombuffer(data, dtype="u1"), len(found.headers)
    places = numpy.flatnonzero((signs == delimiter.encode()[0]) | (signs == _LINE_FEED))
    lines = numpy.flatnonzero(signs == _LINE_FEED)
    if b'"' in data:
        quotes = numpy.flatnonzero(signs == _QUOTE)
        places = places[numpy.searchsorted(quotes, places) % 2 == 0]
        if b"\r" in data and (numpy.searchsorted(quotes, numpy.flatnonzero(signs == b"\r"[0])) % 2).any():
            return None
    if len(places) % width or not len(places):
        return None
    ends = places[width - 1 :: width]
    starts = numpy.concatenate([[0], ends[:-1] + 1])
    regular = (signs[ends] == _LINE_FEED).all() and (signs[places] == _LINE_FEED).sum() == len(ends)
    if not regular or (ends - starts < width + 1).any() or numpy.diff(lines, prepend=-1).max() > LONGEST_LINE:
        return None
    numbers = line + numpy.searchsorted(lines, starts)
    records = Records(numbers, _columns(data, found, "utf-8" if encoding == "utf-8-sig" else encoding, delimiter))
    again = next(iter(found.places))
    if (records.columns[again] == found.headers[found.places[again]]).any() or may_be_totals(found, records).any():
        return None
    return records


def _columns(data: bytes, found: Found, encoding: str, delimiter: str) -> dict[str, numpy.ndarray]:
    places = sorted(set(found.places.values()))
    frame = pandas.read_csv(
        io.BytesIO(data), sep=delimiter, header=None, usecols=places, dtype=object, na_filter=False, encoding=encoding,
        engine="c", low_memory=False, skip_blank_lines=False,
    )  # fmt: skip
    return {name: frame[place].to_numpy(dtype=object) for name, place in found.places.items()}
