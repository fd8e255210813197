"""Sums by window, made by the database: a page of a year looks at thirteen of them."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Func, IntegerField, Q, QuerySet, TextField

from tkcommerce.dates import Days

from .told import Windows


def window_number(windows: Windows, day: str, later: int = 0) -> Func:
    """In which window the day of a column lies, `later` days added: 0 is now. As Windows.number, for days within the whole."""
    last = windows.now.last - timedelta(days=later)
    template = f"((date '{last.isoformat()}' - %(expressions)s) / {len(windows.now)})"
    return Func(F(day), template=template, output_field=IntegerField())


def known_columns(names: Sequence[str]) -> Func:
    """Which of the columns are told, as a text of t and f: sums of rows that tell different ones are kept apart."""
    return Func(
        *(F(name) for name in names), template="concat(%(expressions)s IS NOT NULL)", arg_joiner=" IS NOT NULL, ",
        output_field=TextField(),
    )  # fmt: skip


def spans_of_streams(found: QuerySet, stream: Sequence[str]) -> dict[tuple[str, ...], list[tuple[date, date]]]:
    """{stream: its spans of days}. One query, of a row for each stream and length of span."""
    length = Func(F("end_day"), F("first_day"), template="(%(expressions)s)", arg_joiner=" - ", output_field=IntegerField())
    rows = found.annotate(length=length).values_list(*stream, "length").annotate(firsts=ArrayAgg("first_day"))
    spans: dict[tuple[str, ...], list[tuple[date, date]]] = {}
    for *key, days, firsts in rows:
        spans.setdefault(tuple(key), []).extend((first, first + timedelta(days=days)) for first in set(firsts))
    return spans


def within(spans: Iterable[Days]) -> Q:
    """Rows of exactly these spans; days are asked for at once, as there may be a year of them."""
    spans = list(spans)
    single = [span.start for span in spans if len(span) == 1]
    asked = Q(first_day__in=single, end_day=F("first_day") + 1) if single else Q(pk__in=())
    for span in spans:
        if len(span) > 1:
            asked |= Q(first_day=span.start, end_day=span.end)
    return asked
