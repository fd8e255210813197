"""Records that show all ways in which a file writes its dates and amounts, so that each piece is understood alike. Pure."""

from collections.abc import Callable

import numpy

from .coded import Groups
from .date_order import SLASHED
from .headers import Found
from .records import Records
from .summary import SUMMED

MOST = 3_000
_TEXTUAL = ("day", "until", "currency", "country")
_DIGITS = str.maketrans("", "", "0123456789")


class Showing:
    """Keeps one record for every date, and for every way of writing an amount or a rate, that a column has."""

    def __init__(self, found: Found):
        profile = found.profile
        money = {*SUMMED[profile.kind], "unit_price", "line_total", "line_amount", "line_discount", "commission_rate"}
        self.dates = [name for name in found.places if name.endswith(("_at", "_clock")) or name in _TEXTUAL]
        self.amounts = [name for name in found.places if name.rpartition(":")[2] in money]
        self.rates = [name for name in found.places if name.rpartition(":")[2] == "completion_rate"]
        self.seen: set[tuple[str, str]] = set()
        self.kept: list[Records] = []
        self.number = 0

    def look(self, records: Records) -> None:
        fitting = records.fitting
        wanted = numpy.zeros(len(records), bool)
        for name in self.dates:
            for place, text in self._fresh(records, name, _day_of, fitting):
                wanted[place] |= bool(SLASHED.match(text)) or len(self.seen) < MOST // 10
        for name in self.amounts:
            for place, _shape in self._fresh(records, name, _without_digits, fitting):
                wanted[place] = True
        for name in self.rates:
            for place, _shape in self._fresh(records, name, _beginning_of, fitting):
                wanted[place] = True
        places = numpy.flatnonzero(wanted)[: MOST - self.number]
        if len(places):
            self.kept.append(records.take(places))
            self.number += len(places)

    def _fresh(
        self, records: Records, name: str, shape_of: Callable[[str], str], fitting: numpy.ndarray
    ) -> list[tuple[int, str]]:
        """(place of the first record, text or shape) of what no record before showed."""
        coded = records.coded(name)
        first = Groups(coded.codes, coded.values).first(fitting)
        fresh = []
        for value, place in zip(coded.values, first.tolist(), strict=True):
            shape = shape_of(value)
            if place >= 0 and (name, shape) not in self.seen:
                self.seen.add((name, shape))
                fresh.append((place, shape))
        return fresh


def _day_of(text: str) -> str:
    return text[:10]


def _without_digits(text: str) -> str:
    return text.translate(_DIGITS)


def _beginning_of(text: str) -> str:
    return text[:3] + _without_digits(text[3:])
