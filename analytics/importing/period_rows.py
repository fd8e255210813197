"""Exports that tell sums over days: draft → one row per fact, with the keys and metrics of models.PeriodFact.

A profile of kind "period" carries a shape, Profile(…, kind="period", periods=PeriodShape(grain="video", needs=("content_id",))),
and columns under the names of models.PeriodKeys and PeriodMetrics, or under those that profiles/period_shape.py adds.
Counts count within the days of the row; they are never totals to date.
"""

from datetime import date, timedelta

import numpy
import pandas
from django.utils.translation import gettext_noop

from analytics.models.periods import PeriodKeys, PeriodMetrics

from .coded import Coded, Groups
from .draft import Draft
from .order_times import read_times
from .period_keys import read_keys
from .period_money import read_money
from .period_spans import find_span, span_in
from .period_sums import add_up
from .plain_days import plain_days
from .profiles import Profile
from .profiles.period_shape import PeriodShape
from .tables import Context, Rows
from .values import is_null

_TYPES = {field.name: field.get_internal_type() for field in PeriodMetrics._meta.get_fields()}
_RATES = ("completion_rate",)
_MONEY = ("gmv", "refunded", "commission_estimated", "commission_paid", "cost")
_SECONDS = {"seconds": "whole_seconds", "watch_seconds": "seconds", "average_viewers": "money"}
PART = ":"  # between a part and its metric: "live:gmv"
_LATER = gettext_noop("These days end after the export.")
_BACKWARDS = gettext_noop("The last day comes before the first.")
_EMPTY = gettext_noop("This cell must not be empty.")
_AGAIN = gettext_noop("The same was told by a row before.")
_PARTS = gettext_noop("%(rows)s rows hold %(facts)s facts: the whole, and its parts.")
_ADDED = gettext_noop("%(rows)s rows that are parts of the same were added up to %(facts)s.")


def read_periods(draft: Draft, profile: Profile, context: Context) -> Rows:
    """ChoiceNeeded where the file tells neither its days nor what a bare $ is."""
    shape = profile.periods
    _refuse_empty(draft, shape)
    started, evidence = _started(draft, shape, context)
    frame, more = _with_days(draft, shape, started, context)
    evidence += more
    frame = frame.join(read_keys(draft, shape, started, context.name))
    metrics, currency, more = _metrics(draft, context)
    frame["currency"] = currency
    evidence += more
    if "started_at" in draft.texts:
        metrics["started_at"] = started
    facts = draft.kept(_with_parts(frame, metrics, shape))
    facts, more = _one_each(draft, facts, profile)
    return Rows(facts, newest=_newest(facts, context), evidence=evidence + more)


def _newest(facts: pandas.DataFrame, context: Context) -> date | None:
    """The last day that the rows tell of, or that the text above them says they would tell of."""
    told = span_in(context.preamble, context.clues.latest)
    days = [*(day - timedelta(days=1) for day in facts["end_day"].unique()), *([told.last] if told else [])]
    return max(days, default=None)


def _refuse_empty(draft: Draft, shape: PeriodShape) -> None:
    for column in shape.needs:
        for row in draft.texts.index[draft.coded(column).where(is_null)]:
            draft.leave_out(row, column, _EMPTY)


def _started(draft: Draft, shape: PeriodShape, context: Context) -> tuple[pandas.Series, list]:
    if "started_at" not in draft.texts:
        return pandas.Series(pandas.NaT, index=draft.texts.index, dtype="datetime64[ns, UTC]"), []
    instants, evidence = read_times(draft, ["started_at"], shape, context)
    return instants["started_at"], evidence


def _with_days(draft: Draft, shape: PeriodShape, started: pandas.Series, context: Context) -> tuple[pandas.DataFrame, list]:
    """first_day and end_day of each row; rows whose days cannot be are left out."""
    index, evidence = draft.texts.index, []
    if "day" in draft.texts:
        first, evidence = plain_days(draft, "day", context, shape.date_order)
        last = plain_days(draft, "until", context, shape.date_order)[0] if "until" in draft.texts else first
        if last is not first:
            last = last.where(last.notna(), first)
        column = "day"
    elif shape.by_start:
        local = started.dt.tz_convert(shape.zone or context.hints.zone or "UTC")
        first = pandas.Series([None if pandas.isna(day) else day for day in local.dt.date], index=index, dtype=object)
        last, column = first, "started_at"
    else:
        span, told = find_span(context)
        evidence, column = [told], "nth_day"
        first, last = (pandas.Series([day] * len(index), index=index, dtype=object) for day in (span.start, span.last))
        if "nth_day" in draft.texts:
            nth = draft.counts("nth_day")
            first = last = pandas.Series(
                [None if pandas.isna(n) or not 0 <= n < len(span) else span.start + timedelta(days=int(n)) for n in nth],
                index=index, dtype=object,
            )  # fmt: skip
    _refuse_days(draft, column, first, last, context)
    ends = Coded.of(last).read(lambda day: None if day in (None, date.max) else day + timedelta(days=1))
    # the last of all days is refused
    return pandas.DataFrame({"first_day": first, "end_day": ends.series(index)}, index=index), evidence


def _refuse_days(draft: Draft, column: str, first: pandas.Series, last: pandas.Series, context: Context) -> None:
    latest = context.clues.latest + timedelta(days=1)  # the shop's zone may be a day ahead
    starts, ends = Coded.of(first), Coded.of(last)
    doubtful = starts.where(lambda day: day is None) | ends.where(lambda day: day is None or day > latest)
    if first is not last:
        doubtful |= numpy.fromiter(
            (bool(one and two and two < one) for one, two in zip(first, last, strict=True)), bool, len(first)
        )
    for row, start, end in zip(first.index[doubtful], first[doubtful], last[doubtful], strict=True):
        if start is None or end is None:
            draft.leave_out(row, column, _EMPTY)
        elif end < start:
            draft.leave_out(row, column, _BACKWARDS)
        elif end > latest:
            draft.leave_out(row, column, _LATER, draft.texts[column].get(row, "") if column in draft.texts else "")


def _metrics(draft: Draft, context: Context) -> tuple[dict[str, pandas.Series], pandas.Series, list]:
    """({column: values}, currency, evidence); columns of parts keep their prefix."""
    told = [column for column in draft.texts if column.rpartition(PART)[2] in _TYPES and column != "started_at"]
    money = [column for column in told if column.rpartition(PART)[2] in _MONEY]
    amounts, currency, evidence = read_money(draft, money, context.hints)
    values = dict(amounts)
    for column in told:
        name = column.rpartition(PART)[2]
        if name in _RATES:
            values[column] = draft.rates(column)
        elif name in _SECONDS:
            values[column] = getattr(draft, _SECONDS[name])(column)
        elif _TYPES[name] == "BigIntegerField":
            values[column] = draft.counts(column)
        elif column not in values:
            texts = draft.coded(column).read(lambda text: "" if is_null(text) else text.strip())
            values[column] = texts.series(draft.texts.index)
    return values, currency, evidence


def _with_parts(frame: pandas.DataFrame, metrics: dict[str, pandas.Series], shape: PeriodShape) -> pandas.DataFrame:
    """The facts of whole rows, then those of their parts, where a part tells anything."""
    whole = frame.assign(**{name: values for name, values in metrics.items() if PART not in name})
    facts = [whole]
    for prefix, keys in shape.parts.items():
        start = prefix + PART
        told = {name.removeprefix(start): values for name, values in metrics.items() if name.startswith(start)}
        if told:
            part = frame.assign(**keys, **told)
            facts.append(part[part[list(told)].notna().any(axis=1)])
    return pandas.concat(facts) if len(facts) > 1 else whole


def _one_each(draft: Draft, facts: pandas.DataFrame, profile: Profile) -> tuple[pandas.DataFrame, list]:
    """Each key once: parts of the same added up, else the first one. `rows_read` counts facts from here on."""
    keys = [name for name in PeriodKeys.KEYS if name in facts]
    rows, evidence = facts["row"].nunique(), []
    if profile.periods.adds_up:
        added = add_up(facts, keys)
        if len(added) != len(facts):
            evidence = [(_ADDED, {"rows": len(facts), "facts": len(added)})]
        draft.rows_read += len(added) - rows
        return added, evidence
    again = _repeated(facts, keys)
    for row in facts.loc[again, "row"].unique():
        draft.leave_out(row, next(iter(draft.texts)), _AGAIN, draft.texts.at[row, next(iter(draft.texts))])
    if draft.left_out:
        facts = facts[~facts["row"].isin(draft.left_out)]
    facts = facts.reset_index(drop=True)
    kept = facts["row"].nunique()
    if len(facts) != kept:
        evidence = [(_PARTS, {"rows": kept, "facts": len(facts)})]
    draft.rows_read += len(facts) - kept
    return facts, evidence


def _repeated(facts: pandas.DataFrame, keys: list[str]) -> numpy.ndarray:
    """True where a row before has the same keys. Keys that never differ are not looked at."""
    together = numpy.zeros(len(facts), dtype="i8")
    for name in keys:
        column = Groups.by(facts[name])
        if len(column) > 1:
            together = pandas.factorize(together * len(column) + column.codes)[0]
    return pandas.Series(together).duplicated().to_numpy()
