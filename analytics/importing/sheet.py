"""XLSX → rows of texts, per sheet. The workbook is looked through first, then read in a limited process of its own."""

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext_noop

from . import sheet_reader
from .archive import each_inflated, opened
from .problems import UnreadableFile
from .working_folders import working_folder

Rows = list[tuple[int, list[str]]]  # (row number as in the sheet, cells)

_WALL_SECONDS = 120
_BEYOND_ZZ = re.compile(rb'r="(?<=\br=")[A-Z]{3,}[0-9]+"')  # begins with letters, which are found faster than an edge
_CHUNK = 2**20
_MACROS = re.compile(r"vbaProject|^xl/macrosheets/", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)


def read_sheets(content: bytes) -> dict[str, Rows]:
    """Sheet name → its non-empty rows. UnreadableFile for a damaged or hostile workbook."""
    _look_through(content)
    with working_folder() as place:
        workbook, out = Path(place, "workbook.xlsx"), Path(place, "rows")
        workbook.write_bytes(content)
        _run_reader(workbook, out)
        return _sheets(out)


def _look_through(content: bytes) -> None:
    """A cell at XFD1048576 makes the reader reserve the whole grid and abort; a DOCTYPE has no business in a workbook."""
    with opened(content) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if any(_MACROS.search(entry.filename) for entry in entries):
            raise UnreadableFile(gettext_noop("This workbook holds macros. Save it as XLSX without them, or as CSV."))
        for _entry, part in each_inflated(archive, [entry for entry in entries if _is_read(entry)]):
            _refuse_hostile(part)


def _refuse_hostile(part: bytes) -> None:
    if _BEYOND_ZZ.search(part):
        raise UnreadableFile(gettext_noop("This workbook has cells beyond column ZZ. Delete them and save it again."))
    if _DOCTYPE.search(part[:4096]):
        raise UnreadableFile(gettext_noop("This workbook is not one that a spreadsheet program writes."))


def _is_read(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.endswith((".xml", ".rels"))


def _run_reader(workbook: Path, out: Path) -> None:
    command = [sys.executable, "-I", sheet_reader.__file__, str(workbook), str(out)]
    try:
        ended = subprocess.run(command, capture_output=True, timeout=_WALL_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        ended = None
    if ended is None or ended.returncode:
        raise UnreadableFile(
            gettext_noop("This workbook is damaged or too large to read. Save the table as CSV and upload that.")
        )


def _sheets(out: Path) -> dict[str, Rows]:
    sheets: dict[str, Rows] = {}
    rows: Rows = []
    for written in _each_row(out):
        number, cells = json.loads(written[1:]) if written[0] == "j" else _split(written)
        if number == 0:
            rows = sheets.setdefault(cells[0], [])
        else:
            rows.append((number, cells))
    return sheets


def _split(written: str) -> tuple[int, list[str]]:
    number, *cells = written.split(sheet_reader.CELL)
    return int(number), cells


def _each_row(out: Path) -> Iterator[str]:
    rest = ""
    with out.open(encoding="utf-8", newline="") as file:
        while chunk := file.read(_CHUNK):
            *rows, rest = (rest + chunk).split(sheet_reader.ROW)
            yield from rows
