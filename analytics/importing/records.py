"""The records of a table as columns of texts: what a draft is made of, and what is asked of a table before it is understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

import numpy

from .coded import Coded, objects
from .headers import Found, Row


@dataclass(frozen=True)
class Records:
    """Columns under canonical names, in the order of the file. `numbers`: the 1-based line where each record begins.

    `misfits`: those whose cells may have moved, since they are fewer than the header's or stand beyond it; `rows`: all cells,
    where they are known.
    """

    numbers: numpy.ndarray
    columns: dict[str, numpy.ndarray]
    misfits: dict[int, list[str]] = field(default_factory=dict)
    rows: dict[int, list[str]] | None = None
    _coded: dict[str, Coded] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def fitting(self) -> numpy.ndarray:
        """True for those that are no misfits."""
        if not self.misfits:
            return numpy.ones(len(self), bool)
        return ~numpy.isin(self.numbers, list(self.misfits))

    def coded(self, name: str) -> Coded:
        if name not in self._coded:
            self._coded[name] = Coded.of(self.columns[name])
        return self._coded[name]

    def take(self, wanted: numpy.ndarray) -> Records:
        if wanted.dtype == bool and wanted.all():
            return self
        numbers = self.numbers[wanted]
        misfits = {number: self.misfits[number] for number in numbers.tolist() if number in self.misfits} if self.misfits else {}
        return Records(numbers, {name: cells[wanted] for name, cells in self.columns.items()}, misfits, self.rows)

    @staticmethod
    def together(parts: Sequence[Records]) -> Records:
        columns = {name: numpy.concatenate([part.columns[name] for part in parts]) for name in parts[0].columns}
        misfits = {number: row for part in parts for number, row in part.misfits.items()}
        rows = {number: row for part in parts if part.rows for number, row in part.rows.items()}
        return Records(numpy.concatenate([part.numbers for part in parts]), columns, misfits, rows)


def is_misfit(found: Found, row: list[str]) -> bool:
    beyond = len(found.headers)
    return len(row) < found.width or (len(row) > beyond and any(cell.strip() for cell in row[beyond:]))


def records_of(found: Found, rows: Sequence[Row]) -> Records:
    """Where a misfit has no such cell, "" stands for it."""
    numbers = numpy.fromiter((number for number, _row in rows), dtype="i8", count=len(rows))
    misfits = {number: row for number, row in rows if is_misfit(found, row)}
    most = max(found.places.values())
    cells = [row if len(row) > most else row + [""] * (most + 1 - len(row)) for _number, row in rows]
    columns = {name: objects(map(itemgetter(place), cells)) for name, place in found.places.items()}
    return Records(numbers, columns, misfits, dict(rows))
