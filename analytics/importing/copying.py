"""COPY: the fast way of many rows into a table."""

from collections.abc import Iterable, Iterator, Sequence

import pandas
from django.db import connection, models
from psycopg import sql


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
