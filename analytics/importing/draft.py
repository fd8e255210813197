"""Rows on their way from texts to values. A row that cannot be read is left out, and the reason is written down."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, partial

import numpy
import pandas
from django.utils.translation import gettext_noop

from . import values
from .coded import Coded, objects
from .headers import Found
from .problems import Problem, UnreadableFile, shown
from .records import Records

NOT_A_NUMBER = gettext_noop("This is not a whole number.")
NOT_AN_AMOUNT = gettext_noop("This is not an amount of money.")
NOT_A_DURATION = gettext_noop("This is not a length of time.")
NOT_A_SHARE = gettext_noop("This is neither a share from 0 to 1 nor a percentage.")
_NOT_DATA = gettext_noop("Rows that are a description or a total, not data: %(count)s.")
_TOTAL = re.compile(
    r"(?:grand )?totals?(?: of [\d.,]+ \w+)?|total (?:general|général|geral)|合計|総計|tổng(?: cộng)?|jumlah|gesamt",
    re.IGNORECASE,
)
_UNREADABLE = object()
_POINTED = re.compile(r"[-−]?\d{1,3}(?:\.\d{3})+", re.ASCII)
_COMMA = re.compile(r"\d\.\d{3},\d{1,2}(?!\d)|^\s*\d+,\d{1,2}\s*%?\s*$", re.ASCII)  # 4.567,89 · 48,62 %


@dataclass
class Draft:
    """`texts`: one column per canonical column the file has, index = 1-based row of the file. `headers`: as in the file."""

    texts: pandas.DataFrame
    headers: dict[str, str]
    problems: list[Problem]
    rows_read: int
    left_out: set[int] = field(default_factory=set)
    misfits: Records | None = None  # of which no cell but the first ones is sure to stand where it belongs
    rate_scale: str = ""  # "percent" or "fraction" where a person says how rates without a sign are written
    _coded: dict[str, Coded] = field(default_factory=dict, repr=False)
    _coded_of: pandas.DataFrame | None = field(default=None, repr=False)  # the texts that `_coded` was made of

    def leave_out(self, row: int, column: str, message: str, value: object = "", **params: str | int) -> None:
        """Only the first reason for a row is kept: one row, one problem."""
        if row not in self.left_out:
            self.left_out.add(row)
            self.problems.append(Problem(row, self.headers.get(column, ""), shown(value), message, params))

    def note(self, row: int | None, column: str, message: str, value: object = "", **params: str | int) -> None:
        self.problems.append(Problem(row, self.headers.get(column, ""), shown(value), message, params, level="note"))

    def coded(self, column: str) -> Coded:
        """The texts of a column by their distinct values; one "" where the file has no such column."""
        if self._coded_of is not self.texts:
            self._coded, self._coded_of = {}, self.texts
        if column not in self._coded:
            cells = self.texts[column] if column in self.texts else numpy.full(len(self.texts), "", dtype=object)
            self._coded[column] = Coded.of(cells)
        return self._coded[column]

    def cleaned(self, column: str) -> Coded:
        """Without spaces and TABs around; "" for what means null, and where the file has no such column."""
        texts, name = self.coded(column), f"cleaned {column}"
        if name not in self._coded:
            self._coded[name] = texts.read(lambda text: "" if values.is_null(text) else text.strip())
        return self._coded[name]

    def read(self, column: str, reader: Callable[[str], object], message: str) -> pandas.Series:
        """The column's values as objects, None for null or absent. Each distinct text is read once."""
        return self.read_coded(column, reader, message).series(self.texts.index)

    def read_coded(self, column: str, reader: Callable[[str], object], message: str) -> Coded:
        if column not in self.texts:
            return Coded(numpy.zeros(len(self.texts), dtype=int), objects([None]))
        texts = self.coded(column)
        found = texts.read(partial(_read_or_not, reader))
        bad = found.where(lambda value: value is _UNREADABLE)
        for row, text in zip(self.texts.index[bad], texts.values[texts.codes[bad]], strict=True):
            self.leave_out(row, column, message, text)
        return found.read(lambda value: None if value is _UNREADABLE else value)

    def _integers(self, column: str, reader: Callable[[str], int | None], message: str) -> pandas.Series:
        texts = self.coded(column)
        if values.are_bare_counts(texts.values):
            known = pandas.array(numpy.fromiter(map(int, texts.values), "i8", len(texts.values)), dtype="Int64")
            return pandas.Series(known.take(texts.codes), index=self.texts.index)
        found = self.read_coded(column, reader, message)
        known = pandas.array(found.values, dtype="Int64")
        return pandas.Series(known.take(found.codes), index=self.texts.index)

    def counts(self, column: str) -> pandas.Series:
        return self._integers(column, self._count, NOT_A_NUMBER)

    def _count(self, text: str) -> int | None:
        """`1.234` is a whole number only in a file whose other numbers have a comma before their decimals."""
        if _POINTED.fullmatch(text.strip()) and self.has_decimal_comma:
            text = text.replace(".", "")
        return values.read_count(text)

    @cached_property
    def has_decimal_comma(self) -> bool:
        return any(_COMMA.search(text) for column in self.texts for text in self.coded(column).values)

    def whole_seconds(self, column: str) -> pandas.Series:
        return self._integers(column, values.read_whole_seconds, NOT_A_DURATION)

    def seconds(self, column: str) -> pandas.Series:
        return self.read(column, values.read_seconds, NOT_A_DURATION)

    def money(self, column: str) -> pandas.Series:
        return self.read(column, values.read_money, NOT_AN_AMOUNT)

    def text(self, column: str) -> pandas.Series:
        """ "" where the file has no such column."""
        if column in self.texts:
            return self.texts[column].astype(object)
        return pandas.Series([""] * len(self.texts), index=self.texts.index, dtype=object)

    def rates(self, column: str) -> pandas.Series:
        """Shares 0–1. All cells of a column are on one scale (38%, 0.38 or 38); a column that mixes them is refused."""
        scales: dict[str, str] = {}
        for text in self.coded(column).values if column in self.texts else ():
            scales.setdefault(_scale_or_none(text), text)
        scales.pop("", None)
        if len(scales) > 1:
            first, second = list(scales.values())[:2]
            raise UnreadableFile(
                gettext_noop("The column “%(column)s” mixes scales: “%(first)s” and “%(second)s”."),
                column=self.headers[column],
                first=shown(first),
                second=shown(second),
            )
        per = 1 if not scales or "fraction" in scales else 100
        if self.rate_scale and "percent" not in scales:
            per = 100 if self.rate_scale == "percent" else 1
        return self.read(column, lambda text: values.read_rate(text, per), NOT_A_SHARE)

    def kept(self, frame: pandas.DataFrame) -> pandas.DataFrame:
        """The frame without the rows left out, the row of the file as column "row", and a plain index."""
        good = frame[~frame.index.isin(self.left_out)]
        return good.rename_axis("row").reset_index()

    def leave_out_repeats(self, frame: pandas.DataFrame, grain: Iterable[str], column: str, message: str) -> None:
        """Within a file the first row of a key counts; rows already left out do not."""
        good = frame[~frame.index.isin(self.left_out)]
        for row in good.index[good.duplicated(list(grain), keep="first")]:
            self.leave_out(row, column, message, self.texts[column].get(row, "") if column in self.texts else "")


def halved(draft: Draft, column: str) -> numpy.ndarray:
    """True for rows of an order that a misfit is of, by the cell that names it: that order would lack a line."""
    texts = draft.cleaned(column)
    if draft.misfits is None or not len(draft.misfits):
        return numpy.zeros(len(draft.texts), bool)
    missing = {text.strip() for text in draft.misfits.columns[column]} - {""}
    return texts.where(missing.__contains__)


def _read_or_not(reader: Callable[[str], object], text: str) -> object:
    try:
        return reader(text)
    except ValueError:
        return _UNREADABLE


def _scale_or_none(text: str) -> str:
    try:
        return values.rate_scale(text)
    except ValueError:
        return ""


def make_draft(found: Found, records: Records, problems: list[Problem]) -> Draft:
    """Misfits are left out. Descriptions (Profile.data_rows) and totals are no rows of the table: they are not counted, and told
    in one note."""
    headers = {name: shown(found.headers[place].strip()) for name, place in found.places.items()}
    data = _data_rows(found, records)
    broken = [problem.row for problem in problems if problem.level == "error"]
    draft = Draft(pandas.DataFrame(), headers, list(problems), int(data.sum()) + len(broken))
    draft.left_out.update(broken)
    if not data.all():
        draft.note(int(records.numbers[~data][0]), (found.profile.data_rows or ("", ""))[0], _NOT_DATA, count=int((~data).sum()))
    fitting = records.fitting
    for number in records.numbers[data & ~fitting].tolist():
        row = records.misfits[number]
        message = gettext_noop("The row has %(cells)s cells, the header has %(width)s.")
        draft.leave_out(number, "", message, row[0], cells=len(row), width=len(found.headers))
    draft.misfits = records.take(data & ~fitting)
    kept = records.take(data & fitting)
    draft.texts = pandas.DataFrame(kept.columns, index=kept.numbers, columns=list(found.places), dtype=object)
    draft._coded, draft._coded_of = {name: kept.coded(name) for name in found.places}, draft.texts
    return draft


def _data_rows(found: Found, records: Records) -> numpy.ndarray:
    """False for descriptions and totals."""
    data = numpy.ones(len(records), bool)
    column, shape = found.profile.data_rows or ("", "")
    if column in found.places:
        pattern = re.compile(shape)
        data = records.coded(column).where(lambda text: bool(pattern.fullmatch(text.strip())))
        if records.misfits:
            data |= numpy.isin(records.numbers, [n for n, row in records.misfits.items() if found.places[column] >= len(row)])
    for place in numpy.flatnonzero(may_be_totals(found, records)).tolist():
        data[place] &= not _is_total(found, records.rows[int(records.numbers[place])])
    return data


def may_be_totals(found: Found, records: Records) -> numpy.ndarray:
    """True where at most one of the cells that would name a fact is told: that one may be the word for a total."""
    if found.profile.kind != "period":
        return numpy.zeros(len(records), bool)
    told, words = numpy.zeros(len(records), int), numpy.zeros(len(records), bool)
    for name in found.profile.grain:
        if name in found.places:
            told += ~records.coded(name).where(values.is_null)
            words |= records.coded(name).where(lambda text: bool(_TOTAL.fullmatch(text.strip())))
    return (told == 0) | ((told == 1) & words)


def _is_total(found: Found, cells: list[str]) -> bool:
    """It begins with a word for a total, and what would name a fact is empty."""
    first = next((place for place, cell in enumerate(cells) if cell.strip()), None)
    if first is None or not _TOTAL.fullmatch(cells[first].strip()):
        return False
    keys = (found.places[name] for name in found.profile.grain if name in found.places)
    return all(values.is_null(cells[place]) for place in keys if place != first and place < len(cells))
