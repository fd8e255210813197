"""The rule of every roll-up, in SQL: a field's value is its newest non-null one of live tables."""

NEWEST_FIRST = "r.as_of DESC, r.table_id DESC"


def newest(column: str) -> str:
    """The newest non-null value of `column` among the grouped readings `r`; null if none told it."""
    return f"(array_agg(r.{column} ORDER BY {NEWEST_FIRST}) FILTER (WHERE r.{column} IS NOT NULL))[1]"


def newest_fields(columns: tuple[str, ...]) -> str:
    """A select list: `newest` of each column, in order."""
    return ", ".join(newest(column) for column in columns)
