"""Rows on their way from texts to values. A row that cannot be read is left out, and the reason is written down."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

import pandas
from django.utils.translation import gettext_noop

from . import values
from .headers import Found, Row
from .problems import Problem, UnreadableFile, shown

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
    rate_scale: str = ""  # "percent" or "fraction" where a person says how rates without a sign are written

    def leave_out(self, row: int, column: str, message: str, value: object = "", **params: str | int) -> None:
        """Only the first reason for a row is kept: one row, one problem."""
        if row not in self.left_out:
            self.left_out.add(row)
            self.problems.append(Problem(row, self.headers.get(column, ""), shown(value), message, params))

    def note(self, row: int | None, column: str, message: str, value: object = "", **params: str | int) -> None:
        self.problems.append(Problem(row, self.headers.get(column, ""), shown(value), message, params, level="note"))

    def read(self, column: str, reader: Callable[[str], object], message: str) -> pandas.Series:
        """The column's values as objects, None for null or absent. Each distinct text is read once."""
        if column not in self.texts:
            return pandas.Series([None] * len(self.texts), index=self.texts.index, dtype=object)
        texts = self.texts[column]
        known = {text: _read_or_not(reader, text) for text in texts.unique()}
        for row, text in texts[texts.map(lambda text: known[text] is _UNREADABLE)].items():
            self.leave_out(row, column, message, text)
        found = [None if known[text] is _UNREADABLE else known[text] for text in texts]
        return pandas.Series(found, index=texts.index, dtype=object)

    def counts(self, column: str) -> pandas.Series:
        return self.read(column, self._count, NOT_A_NUMBER).astype("Int64")

    def _count(self, text: str) -> int | None:
        """`1.234` is a whole number only in a file whose other numbers have a comma before their decimals."""
        if _POINTED.fullmatch(text.strip()) and self.has_decimal_comma:
            text = text.replace(".", "")
        return values.read_count(text)

    @cached_property
    def has_decimal_comma(self) -> bool:
        cells = self.texts.apply(lambda texts: texts.str.contains(_COMMA)) if len(self.texts) else self.texts
        return bool(cells.to_numpy().any())

    def whole_seconds(self, column: str) -> pandas.Series:
        return self.read(column, values.read_whole_seconds, NOT_A_DURATION).astype("Int64")

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
        for text in self.texts[column].unique() if column in self.texts else ():
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


def make_draft(found: Found, rows: list[Row], problems: list[Problem]) -> Draft:
    """Rows with fewer cells than the header, or with text beyond it, are left out: their cells may have moved.

    Descriptions (Profile.data_rows) and totals are no rows of the table: they are not counted, and told in one note.
    """
    names = list(found.places)
    places = [found.places[name] for name in names]
    headers = {name: shown(found.headers[place].strip()) for name, place in found.places.items()}
    data, others = _data_rows(found, rows)
    broken = [problem.row for problem in problems if problem.level == "error"]
    draft = Draft(pandas.DataFrame(), headers, list(problems), len(data) + len(broken))
    draft.left_out.update(broken)
    if others:
        draft.note(others[0], (found.profile.data_rows or ("", ""))[0], _NOT_DATA, count=len(others))
    numbers, cells = [], []
    for number, row in data:
        if len(row) < found.width or any(cell.strip() for cell in row[len(found.headers) :]):
            message = gettext_noop("The row has %(cells)s cells, the header has %(width)s.")
            draft.leave_out(number, "", message, row[0], cells=len(row), width=len(found.headers))
            continue
        numbers.append(number)
        cells.append([row[place] for place in places])
    draft.texts = pandas.DataFrame(cells, index=numbers, columns=names, dtype=object)
    return draft


def _data_rows(found: Found, rows: list[Row]) -> tuple[list[Row], list[int]]:
    """(rows of the table, numbers of descriptions and totals)."""
    column, shape = found.profile.data_rows or ("", "")
    place, pattern = found.places.get(column), re.compile(shape)
    data, others = [], []
    for row in rows:
        told = place is None or place >= len(row[1]) or pattern.fullmatch(row[1][place].strip())
        if told and not (found.profile.kind == "period" and _is_total(found, row[1])):
            data.append(row)
        else:
            others.append(row[0])
    return data, others


def _is_total(found: Found, cells: list[str]) -> bool:
    """It begins with a word for a total, and what would name a fact is empty."""
    first = next((place for place, cell in enumerate(cells) if cell.strip()), None)
    if first is None or not _TOTAL.fullmatch(cells[first].strip()):
        return False
    keys = (found.places[name] for name in found.profile.grain if name in found.places)
    return all(values.is_null(cells[place]) for place in keys if place != first and place < len(cells))
