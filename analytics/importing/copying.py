"""COPY: the fast way of many rows into a table."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

import numpy
import pandas
from django.db import connection, models
from psycopg import sql

from .coded import Coded

NULL = "\\N"
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_LINES_AT_ONCE = 2_000
_EXACT = 28  # digits that Decimal keeps when it normalizes


def copy_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence]) -> None:
    """Append rows in the caller's transaction; `columns` are the database's names, in the order of the values."""
    copy_into(model._meta.db_table, columns, rows)


def copy_into(table: str, columns: Sequence[str], rows: Iterable[Sequence]) -> None:
    """The same for a table that no model knows, such as one for staging."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    with connection.cursor() as cursor, connection.wrap_database_errors:
        with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)) as copy:
            for row in rows:
                copy.write_row(row)


def rows_of(frame: pandas.DataFrame, columns: Sequence[str]) -> Iterator[list]:
    """The values of these columns row by row, null as None."""
    plain = frame[list(columns)].astype(object)
    return (list(row) for row in plain.where(plain.notna(), None).itertuples(index=False, name=None))


def copy_lines(table: str, columns: Sequence[str], lines: Iterable[str]) -> None:
    """The same for rows that `lines_of` made."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    with connection.cursor() as cursor, connection.wrap_database_errors:
        with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)) as copy:
            lines = iter(lines)
            while piece := list(itertools.islice(lines, _LINES_AT_ONCE)):
                copy.write("\n".join(piece) + "\n")


def lines_of(columns: Sequence[str | list[str]], rows: int) -> list[str]:
    """Each row in the text format of COPY, without its line feed; of a column its texts, or the one that all rows have."""
    parts: list[str | list[str]] = []
    for column in columns:
        if parts and isinstance(column, str) and isinstance(parts[-1], str):
            parts[-1] += "\t" + column
        else:
            parts.append(column)
    each_row = (itertools.repeat(part, rows) if isinstance(part, str) else part for part in parts)
    return list(map("\t".join, zip(*each_row, strict=True)))


def texts_of(series: pandas.Series, clean: Callable[[object], object] = lambda value: value) -> str | list[str]:
    """The cells as COPY writes them, or one text where all are alike. Equal values give equal texts: 1000 and 1000.00 too.

    `clean` says of each distinct value, None where it is missing, what is written.
    """
    if isinstance(series.dtype, pandas.DatetimeTZDtype):
        return _instants(series)
    if series.dtype == "Int64":
        return _integers(series)
    told = Coded.of(series).read(lambda value: text_of(clean(value)))
    return told.values[0] if len(told.values) == 1 else told.cells().tolist()


def _instants(series: pandas.Series) -> str | list[str]:
    instants = series.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy("datetime64[us]")
    missing = numpy.isnat(instants)
    if missing.all():
        return NULL
    whole = not (instants[~missing].astype("i8") % 1_000_000).any()
    texts = numpy.datetime_as_string(instants, unit="s" if whole else "us").astype(object) + (".000000+00" if whole else "+00")
    texts[missing] = NULL
    return texts.tolist()


def _integers(series: pandas.Series) -> str | list[str]:
    missing = series.isna().to_numpy()
    if missing.all():
        return NULL
    texts = list(map(str, series.to_numpy("i8", na_value=0).tolist()))
    for place in numpy.flatnonzero(missing).tolist():
        texts[place] = NULL
    return texts


def text_of(value: object) -> str:
    if value is None:
        return NULL
    if isinstance(value, str):
        return value if value.isprintable() and "\\" not in value else value.translate(_ESCAPES)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, Decimal):
        text = str(value)
        short = "E" not in text and len(text) < _EXACT
        return (text.rstrip("0").rstrip(".") if "." in text else text) if short else format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, datetime | date) else str(value)
