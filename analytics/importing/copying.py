"""COPY: the fast way of many rows into a table."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

import numpy
import pandas
from django.db import connection, models
from psycopg import sql

NULL = "\\N"
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_LINES_AT_ONCE = 2_000


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


def lines_of(frame: pandas.DataFrame, columns: Sequence[str]) -> list[str]:
    """Each row in the text format of COPY, without its line feed. Equal values give equal texts: 1000 and 1000.00 too."""
    if not len(frame):
        return []
    return ["\t".join(cells) for cells in zip(*(_texts(frame[name]) for name in columns), strict=True)]


def _texts(series: pandas.Series) -> list[str]:
    if isinstance(series.dtype, pandas.DatetimeTZDtype):
        instants = series.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy("datetime64[us]")
        texts = numpy.char.add(numpy.datetime_as_string(instants, unit="us"), "+00")
        return numpy.where(numpy.isnat(instants), NULL, texts).tolist()
    missing = series.isna()
    values = series.astype(object).where(~missing, None).tolist() if missing.any() else series.astype(object).tolist()
    known = {value: _text(value) for value in set(values)}
    return [known[value] for value in values]


def _text(value: object) -> str:
    if value is None:
        return NULL
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, datetime | date) else str(value)
