"""Columns of texts, each distinct text looked at once: exports of orders repeat most of theirs."""

from collections.abc import Callable

import pandas

from .coded import Coded
from .draft import Draft


def each(texts: pandas.Series, meaning: Callable[[str], object]) -> pandas.Series:
    return Coded.of(texts).read(meaning).series(texts.index)


def cleaned(draft: Draft, column: str) -> pandas.Series:
    """Without spaces and TABs around; "" for what means null, and where the file has no such column."""
    return draft.cleaned(column).series(draft.texts.index)
