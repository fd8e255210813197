"""Facts that parts of rows tell, such as the hours of a day, added up to one. Pure."""

from collections.abc import Sequence

import pandas

from analytics.models.periods import PeriodMetrics

# Of several parts: people may be in more than one, and an average is nobody's without its weights.
_NOT_ADDITIVE = (
    "viewers", "watch_seconds", "completion_rate", "average_viewers", "customers", "new_customers", "users", "new_users",
)  # fmt: skip
_LARGEST = ("peak_viewers",)
_FIRST = ("row", "started_at", *PeriodMetrics.TEXTS)


def add_up(facts: pandas.DataFrame, keys: Sequence[str]) -> pandas.DataFrame:
    """One row per key, "row" that of its first part. A sum is null where every part is; what cannot be added is null where
    there are several parts."""
    if not facts.duplicated(list(keys)).any():
        return facts
    groups = facts.groupby(list(keys), sort=False, dropna=False)
    added = {}
    for name in facts.columns.difference(list(keys), sort=False):
        if name in _FIRST:
            added[name] = groups[name].first()
        elif name in _LARGEST:
            added[name] = groups[name].max()
        elif name in _NOT_ADDITIVE:
            added[name] = groups[name].agg(_alone)
        else:
            added[name] = groups[name].agg(_sum)
    frame = pandas.DataFrame(added).reset_index()
    for name in frame.columns:
        if str(facts[name].dtype) == "Int64":
            frame[name] = frame[name].astype("Int64")
    return frame[facts.columns]


def _alone(values: pandas.Series) -> object:
    return values.iloc[0] if len(values) == 1 else None


def _sum(values: pandas.Series) -> object:
    told = [value for value in values if not pandas.isna(value)]
    return sum(told) if told else None
