"""Columns by their distinct values, and rows by the order they belong to: what is the same is looked at once. Pure numpy.

Exports repeat most of what they say: states, prices, products, currencies. A cell is therefore understood by a function of one
text (values.py, order_states.py …) that runs once for each distinct text, and rows only carry numbers of texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy
import pandas


@dataclass(frozen=True)
class Coded:
    """A column: row n has values[codes[n]]. Values are objects; they are distinct only where a column was just coded."""

    codes: numpy.ndarray
    values: numpy.ndarray

    @classmethod
    def of(cls, cells: pandas.Series | numpy.ndarray) -> Coded:
        codes, values = pandas.factorize(numpy.asarray(cells, dtype=object))
        missing = codes < 0
        if missing.any():
            codes, values = numpy.where(missing, len(values), codes), numpy.append(values, None)
        return cls(codes, values)

    def __len__(self) -> int:
        return len(self.codes)

    def read(self, meaning: Callable[[str], object]) -> Coded:
        return Coded(self.codes, objects(map(meaning, self.values)))

    def cells(self) -> numpy.ndarray:
        """The objects, row by row."""
        return self.values[self.codes] if len(self.values) else numpy.empty(len(self.codes), dtype=object)

    def series(self, index: pandas.Index) -> pandas.Series:
        return pandas.Series(self.cells(), index=index, dtype=object)

    def where(self, wanted: Callable[[object], bool]) -> numpy.ndarray:
        """True for the rows whose value is wanted."""
        known = numpy.fromiter(map(wanted, self.values), bool, len(self.values))
        return known[self.codes] if len(known) else numpy.zeros(len(self.codes), bool)

    def told(self) -> numpy.ndarray:
        """True for the rows that tell something: neither "" nor None."""
        known = (self.values != "") & numpy.not_equal(self.values, None)
        return known.astype(bool)[self.codes] if len(known) else numpy.zeros(len(self.codes), bool)


def objects(values: Iterable[object]) -> numpy.ndarray:
    """A flat array, whatever the values are."""
    return numpy.fromiter(values, dtype=object)


@dataclass(frozen=True)
class Groups:
    """Rows that belong together: `codes` number the groups in the order of their first rows."""

    codes: numpy.ndarray
    keys: numpy.ndarray

    @classmethod
    def by(cls, keys: pandas.Series | numpy.ndarray) -> Groups:
        return cls(*pandas.factorize(numpy.asarray(keys, dtype=object), use_na_sentinel=False))

    def __len__(self) -> int:
        return len(self.keys)

    def first(self, told: numpy.ndarray | None = None) -> numpy.ndarray:
        """For each group the place of its first row (that is `told`), -1 where it has none."""
        places = numpy.arange(len(self.codes)) if told is None else numpy.flatnonzero(told)
        first = numpy.full(len(self.keys), -1)
        first[self.codes[places[::-1]]] = places[::-1]
        return first

    def any(self, told: numpy.ndarray) -> numpy.ndarray:
        """For each group whether one of its rows is true."""
        found = numpy.zeros(len(self.keys), bool)
        found[self.codes[told]] = True
        return found

    def filled(self, told: numpy.ndarray) -> numpy.ndarray:
        """For each row the place of the last row of its group that is told, up to here; else of the first below it; else -1."""
        order = numpy.argsort(self.codes, kind="stable")
        places = numpy.arange(len(order))
        starts = numpy.maximum.accumulate(numpy.where(numpy.diff(self.codes[order], prepend=-1) != 0, places, 0))
        above = numpy.maximum.accumulate(numpy.where(told[order], places, -1))
        found = numpy.full(len(order), -1)
        found[order] = numpy.where(above >= starts, order[above], -1)
        return numpy.where(found >= 0, found, self.first(told)[self.codes])


def picked(cells: numpy.ndarray, places: numpy.ndarray, nothing: object = None) -> numpy.ndarray:
    """The cells at these places, `nothing` at -1."""
    if not len(cells):
        return objects([nothing] * len(places))
    found = cells[places]
    if (places < 0).any():
        found[places < 0] = nothing
    return found
