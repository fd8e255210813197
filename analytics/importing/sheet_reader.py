"""XLSX → rows of texts. Runs as a process of its own, because a hostile workbook aborts the reader or eats all memory.

    python sheet_reader.py WORKBOOK.xlsx OUT

A row is its number as in the sheet (1-based) and its cells, all divided by CELL, and ends with ROW; number 0 begins a sheet, its
cell is the name. A row whose cells hold such a sign is `j` and JSON: [number, [cells]]. Imports nothing of the project: it must
start fast and own little.
"""

import json
import resource
import sys
from datetime import date, datetime, time, timedelta

import python_calamine

MEMORY = 1_024 * 2**20  # bytes of address space
SECONDS = 60  # of processor time
OUTPUT = 300 * 2**20  # bytes written
CELL, ROW = "\x1f", "\x1e"  # the separators of ASCII; XML forbids them, a workbook can hold them in disguise (_x001F_)
MOST_ROWS = 200_000
MOST_COLUMNS = 702  # up to ZZ
_EXACT = 2**53  # a larger float has lost digits: written so that one can see it


def text(cell: object) -> str:
    if type(cell) is float:
        return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else repr(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, timedelta):
        return str(cell)
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def written(number: int, cells: list[str]) -> str:
    row = CELL.join(cells)
    if row.count(CELL) == len(cells) - 1 and ROW not in row:
        return f"{number}{CELL}{row}{ROW}"
    return f"j{json.dumps([number, cells])}{ROW}"


def main(workbook: str, out: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    book = python_calamine.CalamineWorkbook.from_path(workbook)
    with open(out, "w", encoding="utf-8", newline="") as lines:
        for name in book.sheet_names:
            lines.write(written(0, [name]))
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
                raise SystemExit("too large")
            for number, row in enumerate(sheet.to_python(skip_empty_area=False), start=1):
                cells = [cell if type(cell) is str else text(cell) for cell in row]
                if any(cells):
                    lines.write(written(number, cells))


if __name__ == "__main__":
    main(*sys.argv[1:])
