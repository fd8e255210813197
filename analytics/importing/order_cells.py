"""Columns of texts, each distinct text looked at once: exports of orders repeat most of theirs."""

from collections.abc import Callable

import pandas

from .draft import Draft
from .values import is_null


def each(texts: pandas.Series, meaning: Callable[[str], object]) -> pandas.Series:
    known = {text: meaning(text) for text in texts.unique()}
    return pandas.Series([known[text] for text in texts], index=texts.index, dtype=object)


def cleaned(draft: Draft, column: str) -> pandas.Series:
    """Without spaces and TABs around; "" for what means null, and where the file has no such column."""
    if column not in draft.texts:
        return pandas.Series("", index=draft.texts.index, dtype=object)
    return each(draft.texts[column], lambda text: "" if is_null(text) else text.strip())
