"""What is asked of a table: which columns are the outcome, the facets, and what is held apart. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

HASHTAG = "hashtag"  # name of the facet of hashtags


@dataclass(frozen=True)
class Question:
    """Names of columns; None where the table does not tell."""

    outcome: str
    facets: tuple[str, ...]
    per: str | None = None  # a rate: outcome ÷ per
    published_at: str | None = None
    age_days: str | None = None
    followers: str | None = None
    boosted: str | None = None
    spend: str | None = None
    account: str | None = None
    hashtags: str | None = None
    pairs: tuple[tuple[str, str], ...] = ()  # of facets


def asked(
    frame: pd.DataFrame, facets: list[str], given: dict[str, object], pairs: Sequence[tuple[str, str]] = ()
) -> tuple[pd.DataFrame, Question]:
    """Values instead of names become columns of their own; facets are sorted, so that their order in the call does not matter.

    Raises ValueError for a column that is not there or is there twice, and for a pair of something else than facets.
    """
    if given["outcome"] is None:
        raise ValueError("no outcome is named")
    if given.get("hashtags") is not None and HASHTAG in facets:
        raise ValueError(f"a facet called {HASHTAG} cannot be told from the hashtags: give its column another name")
    arrays = {name: value for name, value in given.items() if value is not None and not isinstance(value, (str, int))}
    for name, value in arrays.items():
        if len(value) != len(frame):
            raise ValueError(f"{name} has {len(value)} values for {len(frame)} rows")
    names = {name: f"{name} as given" if name in arrays else value for name, value in given.items()}
    wanted = [*facets, *(value for name, value in given.items() if value is not None and name not in arrays)]
    unknown = [str(name) for name in wanted if name not in frame.columns]
    if unknown:
        raise ValueError(f"no such column: {', '.join(unknown)}")
    doubled = frame.columns[frame.columns.duplicated()].intersection(wanted)
    if len(doubled):
        raise ValueError(f"more than one column is called {doubled[0]}")
    table = frame.reset_index(drop=True).assign(**{names[name]: pd.Series(list(value)) for name, value in arrays.items()})
    strange = [name for pair in pairs for name in pair if name not in facets]
    if strange or any(len(set(pair)) != 2 or len(pair) != 2 for pair in pairs):
        raise ValueError(f"a pair is of two facets: {', '.join(map(str, strange)) or 'no facet with itself'}")
    return table, Question(facets=tuple(sorted(set(facets), key=str)), pairs=tuple(map(tuple, pairs)), **names)
