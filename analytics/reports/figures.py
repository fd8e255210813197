"""The week's metrics against last week, the four weeks before and the usual range. Pure."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from statistics import median

from analytics.metrics import (
    COMMENTS,
    ENGAGEMENT,
    LIKES,
    NET_FOLLOWERS,
    NET_SALES,
    ORDERS,
    PROFILE_VIEWS,
    SHARES,
    VIDEO_VIEWS,
    Metric,
    Number,
)
from analytics.queries.account_history import AccountHistory
from analytics.queries.followers import change_series
from analytics.queries.sales import SalesStream
from analytics.queries.series import WINDOWS, Series, comparable, compare, earlier_windows, total
from analytics.reports.content import Figure
from tkcommerce.dates import Days

ACCOUNT_METRICS = (VIDEO_VIEWS, ENGAGEMENT, LIKES, COMMENTS, SHARES, PROFILE_VIEWS)
SALES_METRICS = (NET_SALES, ORDERS)
METRICS: Mapping[str, Metric] = {metric.key: metric for metric in (*ACCOUNT_METRICS, NET_FOLLOWERS, *SALES_METRICS)}
MEDIAN_OF = 4  # weeks


def looked_at(week: Days) -> Days:
    """The week, the weeks of its usual range, and a day more, for the change of followers on the first."""
    return Days(week.start - timedelta(days=WINDOWS * len(week) + 1), week.end)


def account_figures(history: AccountHistory, week: Days) -> tuple[Figure, ...]:
    if history.first is None:
        return ()
    told = Days(min(max(history.first, looked_at(week).start), week.start), week.end)
    figures = [_figure(metric, history.series(metric, told), week) for metric in ACCOUNT_METRICS]
    return (*figures, _figure(NET_FOLLOWERS, change_series(history, told), week))


def sales_figures(streams: Sequence[SalesStream], week: Days, *, currency: str) -> tuple[Figure, ...]:
    """Stream by stream: those in the brand's own currency first, then by size."""
    found = []
    for stream in streams:
        told = Days(min(max(stream.first, looked_at(week).start), week.start), week.end)
        found.append([_figure(metric, stream.series(metric, told), week, stream) for metric in SALES_METRICS])
    found.sort(key=lambda pair: (pair[0].currency != currency, -(pair[0].value or 0), pair[0].channel))
    return tuple(figure for pair in found for figure in pair)


def _figure(metric: Metric, series: Series, week: Days, stream: SalesStream | None = None) -> Figure:
    one = compare(metric, series, week)
    return Figure(
        key=metric.key,
        channel=stream.channel if stream else "",
        currency=stream.currency if stream else "",
        value=_exact(one.now.value),
        level=one.level,
        before=comparable(metric, one.before),
        median=_median(metric, series, week),
        low=one.usual.low if one.usual else None,
        high=one.usual.high if one.usual else None,
        windows=one.windows,
        missing=one.now.missing,
        by_day=tuple(_exact(metric.value(*series[day].parts)) if series[day].parts else None for day in week),
    )


def _exact(value: Number | None) -> Decimal | None:
    """Shares are kept to six places."""
    return None if value is None else round(Decimal(value), 6) if value != int(value) else Decimal(value)


def _median(metric: Metric, series: Series, week: Days) -> float | None:
    """Only where all four weeks before can be compared."""
    windows = earlier_windows(week)[:MEDIAN_OF]
    levels = [comparable(metric, total(metric, series, window)) for window in windows]
    return None if None in levels else median(levels)
