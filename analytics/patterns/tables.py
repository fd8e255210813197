"""Text of a delimited file → one row per video. Pure."""

import csv

import pandas as pd

DELIMITERS = ",;\t"


class NotATable(ValueError):
    """Says why, as the end of a sentence that names the file."""


def read_table(text: str, *, facets: list[str | None]) -> pd.DataFrame:
    """One row per line; columns of numbers become numbers, `facets` stay text. Raises NotATable."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    if not header:
        raise NotATable("is empty")
    delimiter = max(DELIMITERS, key=header.count)
    if not header.count(delimiter):
        raise NotATable("is not a table: its first line has no comma, semicolon or tab")
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter))
    except csv.Error as reason:
        raise NotATable(f"is not a table: {reason}") from None
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    columns = [name.strip() for name in rows[0]]
    frame = pd.DataFrame([(row + [""] * len(columns))[: len(columns)] for row in rows[1:]], columns=columns, dtype=str)
    plain = [name for name in columns if name not in facets and columns.count(name) == 1]
    return frame.assign(**{name: numbers_or_text(frame[name]) for name in plain})


def numbers_or_text(values: pd.Series) -> pd.Series:
    """Numbers if every filled cell is one, with or without commas between thousands."""
    filled = values.str.strip().str.replace(r"(?<=\d),(?=\d{3}\b)", "", regex=True)
    found = pd.to_numeric(filled.where(filled != ""), errors="coerce")
    return found if found.notna().sum() >= (filled != "").sum() else values
