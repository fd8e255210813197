"""Single columns of a table as people export it → clean arrays. Pure pandas and numpy."""

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

DAY = pd.Timedelta(days=1)
EPOCH = pd.Timestamp(0, tz="UTC").as_unit("s")  # in nanoseconds, differences to years before 1678 or after 2262 overflow
YES = ("1", "true", "yes", "y", "paid", "はい", "有", "あり")
TIMES = " × "  # between the names of a pair
FIRST_NUMBER = re.compile(r"\s*(\d+)[/.-]\d+[/.-]\d+")  # of a written date
STRAY_DAYS = 90.0  # a date further than this beyond (nearly) all others is a slip of the pen


@dataclass(frozen=True)
class Factor:
    """A categorical column: `codes` (n,) into `levels`; -1 where it is missing."""

    name: str
    levels: list[str]
    codes: np.ndarray

    @property
    def columns(self) -> sparse.csr_matrix:
        return indicators(self.codes, len(self.levels))

    @property
    def counts(self) -> np.ndarray:
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.levels))

    def against_usual(self, weights: np.ndarray) -> np.ndarray:
        """(levels, levels) rows of the contrasts: the level less the mean of all, as `weights` (n,) use them."""
        known = self.codes >= 0
        usage = np.bincount(self.codes[known], weights[known], minlength=len(self.levels))
        return np.eye(len(self.levels)) - usage / usage.sum()

    def with_at_least(self, rows: int) -> "Factor":
        """Levels with fewer rows become missing."""
        kept = np.flatnonzero(self.counts >= rows)
        renumbered = np.full(len(self.levels) + 1, -1)
        renumbered[kept] = np.arange(len(kept))  # the last entry stays -1: it is what -1 points at
        return Factor(self.name, [self.levels[index] for index in kept], renumbered[self.codes])


@dataclass(frozen=True)
class Tags:
    """Any number of levels per row, such as hashtags: `columns` (n, levels), 1 where the row has the level."""

    name: str
    levels: list[str]
    columns: sparse.csr_matrix

    @property
    def counts(self) -> np.ndarray:
        return np.asarray(self.columns.sum(axis=0)).ravel().astype(int)

    def against_usual(self, weights: np.ndarray) -> np.ndarray:
        """(levels, levels) rows of the contrasts: with the level, less as often as the brand has it."""
        return np.diag(1 - self.columns.T @ weights / weights.sum())

    def with_at_least(self, rows: int) -> "Tags":
        kept = np.flatnonzero(self.counts >= rows)
        return Tags(self.name, [self.levels[index] for index in kept], self.columns[:, kept])


def tags(name: str, values: pd.Series) -> Tags:
    """From lists of words, or texts such as "#sale #new": case, width and the number sign do not matter."""
    found = [sorted(set(_words(value))) for value in values]
    levels = sorted({word for words in found for word in words})
    column_of = {level: column for column, level in enumerate(levels)}
    cells = [(row, column_of[word]) for row, words in enumerate(found) for word in words]
    rows, columns = np.array(cells, dtype=int).reshape(-1, 2).T
    return Tags(name, levels, sparse.csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(found), len(levels))))


def _words(value: object) -> list[str]:
    texts = value if isinstance(value, (list, tuple, set, frozenset, np.ndarray)) else [value]
    joined = " ".join(text for text in texts if isinstance(text, str))
    return [word for word in re.split(r"[\s,#、]+", unicodedata.normalize("NFKC", joined).casefold()) if word]


def crossed(name: str, one: Factor, other: Factor) -> Factor:
    """Each pair of levels that occurs is a level."""
    both = (one.codes >= 0) & (other.codes >= 0)
    cells = np.where(both, one.codes * len(other.levels) + other.codes, -1)
    kept, codes = np.unique(cells[both], return_inverse=True)
    found = np.full(len(cells), -1)
    found[both] = codes
    levels = [f"{one.levels[cell // len(other.levels)]}{TIMES}{other.levels[cell % len(other.levels)]}" for cell in kept]
    return Factor(name, levels, found)


def numbers(values: pd.Series) -> np.ndarray:
    """Finite floats, NaN for everything else."""
    found = pd.to_numeric(values, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    return np.where(np.isfinite(found), found, np.nan)


def factor(name: str, values: pd.Series) -> Factor:
    """Levels as text, sorted; an empty or missing cell is no level. Raises ValueError for lists and the like in a cell."""
    try:
        code_of_row, distinct = pd.factorize(values)  # texts are slow: each distinct one is read once
    except TypeError:
        raise ValueError(f"{name} has several values in one cell; only hashtags may") from None
    texts = pd.Series(distinct).astype("string").str.strip()
    codes, levels = pd.factorize(texts.mask(texts == "", pd.NA), sort=True)
    return Factor(name, [str(level) for level in levels], np.append(codes, -1)[code_of_row])  # −1 points at the last entry


def flags(values: pd.Series) -> np.ndarray:
    """1.0 for numbers above 0 and words that say yes, 0.0 for the rest."""
    counted = numbers(values) > 0
    said = values.astype("string").str.strip().str.lower().isin(YES).to_numpy(dtype=bool)
    return (counted | said).astype(float)


def days(values: pd.Series) -> np.ndarray:
    """Days since 1970 from dates (ISO 8601, 2026年1月5日, or what pandas reads; without a zone: UTC); numbers are days already.

    1/2/2026 is the 2nd of January, unless the column has a 13/1/2026 and no date that begins with its year. NaN where it cannot
    be read.
    """
    if pd.api.types.is_numeric_dtype(values):
        return numbers(values)
    day_first = False
    if not pd.api.types.is_datetime64_any_dtype(values):
        texts = values.map(_written, na_action="ignore")
        found = [one for one in map(FIRST_NUMBER.match, (text for text in texts.unique() if isinstance(text, str))) if one]
        day_first = all(len(one[1]) < 3 for one in found) and any(int(one[1]) > 12 for one in found)
        values = texts
    moments = pd.to_datetime(values, errors="coerce", utc=True, format="mixed", dayfirst=day_first)
    return ((moments - EPOCH) / DAY).to_numpy(dtype=float, na_value=np.nan)


def _written(value: object) -> object:
    """A text of a date with 年月日 as one with hyphens; anything else as it is."""
    return re.sub(r"\s*[年月]\s*", "-", value).replace("日", " ").strip() if isinstance(value, str) and "年" in value else value


def without_strays(found: np.ndarray) -> np.ndarray:
    """Days since the first video: unreadable ones in the middle, strays at STRAY_DAYS beyond the middle 98 % (or all but one)."""
    known = found[~np.isnan(found)]
    low = np.quantile(known, 0.01, method="higher") - STRAY_DAYS
    high = np.quantile(known, 0.99, method="lower") + STRAY_DAYS
    clean = np.clip(np.where(np.isnan(found), np.median(known), found), low, high)
    return clean - clean.min()


def indicators(codes: np.ndarray, size: int) -> sparse.csr_matrix:
    """(n, size) with a 1 where the code is; a row of zeros where it is missing."""
    known = np.flatnonzero(codes >= 0)
    return sparse.csr_matrix((np.ones(len(known)), (known, codes[known])), shape=(len(codes), size))
