"""The first rows of the tables of an upload that no profile knows, for a person to say what they are."""

import difflib
from dataclasses import dataclass

from django.core.files.storage import default_storage

from analytics.models import MetricImport

from .archive import is_workbook, is_zip, open_upload, opened
from .blocks import find_table
from .headers import Known, Row, header_labels
from .json_table import json_rows
from .problems import UnreadableFile
from .profiles import Column
from .profiles.profile import header_key
from .sheet import read_sheets
from .sniff import DELIMITERS, decode, records
from .templates import Template

SHOWN = 12  # rows
_LOOKED_AT = 40
_READ = 1_000_000  # bytes: the first rows are well within


@dataclass(frozen=True)
class Unmapped:
    """`rows`: the first ones, (number as in the file, cells); `header`: the number of the likeliest header."""

    name: str
    rows: list[Row]
    header: int

    def cells(self, header: int) -> list[str]:
        """Of the row of that number, else of the likeliest one."""
        by_number = dict(self.rows)
        return by_number.get(header, by_number[self.header])

    def below(self, header: int) -> list[list[str]]:
        return [cells for number, cells in self.rows if number > header]


def unmapped_tables(metric_import: MetricImport) -> list[Unmapped]:
    """UnreadableFile or FileNotFoundError when there is nothing to look at: the bytes are kept for some days only."""
    if not metric_import.file:
        raise FileNotFoundError(metric_import.filename)
    with default_storage.open(metric_import.file.name) as stored:
        files = open_upload(metric_import.filename, stored.read())
    tables = []
    for file in files:
        for name, rows in _rows_of(file.name, file.content):
            widest = max((_filled(cells) for _number, cells in rows), default=0)
            if widest > 1 and (len(files) == 1 or find_table(rows, Known()) is None):
                tables.append(
                    Unmapped(name, rows[:_LOOKED_AT], next(number for number, cells in rows if _filled(cells) == widest))
                )
    return tables


def _rows_of(name: str, content: bytes) -> list[tuple[str, list[Row]]]:
    try:
        if not is_zip(content):
            return [(name, (json_rows(content) or _text_rows(content))[:_LOOKED_AT])]
        with opened(content) as archive:
            if not is_workbook(archive):
                return []
        return [(f"{name} {sheet}", rows[:_LOOKED_AT]) for sheet, rows in read_sheets(content).items()]
    except UnreadableFile:
        return []


def _text_rows(content: bytes) -> list[Row]:
    head = content if len(content) <= _READ else content[:_READ].rpartition(b"\n")[0]
    text, _encoding = decode(head)
    best: list[Row] = []
    for delimiter in DELIMITERS:
        rows: list[Row] = []
        try:
            for row in records(text, delimiter, []):
                rows.append(row)
                if len(rows) >= _LOOKED_AT:
                    break
        except UnreadableFile:  # a quotation mark that seems open with a wrong delimiter
            pass
        if max((len(cells) for _number, cells in rows), default=0) > max((len(cells) for _number, cells in best), default=0):
            best = rows
    return best


def _filled(cells: list[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def guess_columns(template: Template, cells: list[str]) -> dict[str, str]:
    """Canonical column → label of the file's column that is called the same, or nearly."""
    labels = header_labels(cells)
    free = {header_key(label): label for label in reversed(labels)}
    guessed = {column.name: free.pop(key) for column in template.columns if (key := _same(column, free))}
    for column in template.columns:
        near = [match for key in column.keys for match in difflib.get_close_matches(key, free, n=1, cutoff=0.75)]
        if column.name not in guessed and near:
            guessed[column.name] = free.pop(near[0])
    return guessed


def _same(column: Column, free: dict[str, str]) -> str:
    return next((key for key in column.keys if key in free), "")
