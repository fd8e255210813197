"""The engagement dashboard: everything its page shows, for some accounts of a brand and a period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from analytics.metrics import (
    AVERAGE_ORDER_VALUE,
    COMMENTS,
    ENGAGEMENT,
    LIKES,
    NET_FOLLOWERS,
    NET_SALES,
    NEW_VIEWER_SHARE,
    NEW_VIEWERS,
    ORDERS,
    PROFILE_VIEWS,
    PROFILE_VISIT_RATE,
    REFUND_RATE,
    RETURNING_VIEWERS,
    SHARES,
    VIDEO_VIEWS,
    VIEWERS,
    Metric,
)
from analytics.period import Period, read_period
from planner.models import Account
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .account_history import AccountHistory, load_history, spans_of
from .audience import ActiveHours, Shares, active_hours, audience_shares
from .followers import FollowerDay, Stand, change_series, follower_days, stand_before
from .sales import SalesStream, newest_sale, sales_streams
from .series import WINDOWS, Compared, Series, compare
from .sources import Source, sources_of
from .top_videos import VideoList, video_list

ACCOUNT_METRICS = (
    VIDEO_VIEWS, LIKES, COMMENTS, SHARES, PROFILE_VIEWS, ENGAGEMENT, PROFILE_VISIT_RATE, VIEWERS,
    NEW_VIEWERS, RETURNING_VIEWERS, NEW_VIEWER_SHARE,
)  # fmt: skip
SALES_METRICS = (ORDERS, NET_SALES, AVERAGE_ORDER_VALUE, REFUND_RATE)


@dataclass(frozen=True)
class Asked:
    """What the address asks for, as text; whatever is of no use falls back."""

    params: Mapping[str, str]

    @property
    def account(self) -> str:
        return self.params.get("account", "").removeprefix("@")

    def period(self, newest: date) -> Period:
        return read_period(self.params, newest=newest)


@dataclass(frozen=True)
class Sales:
    stream: SalesStream
    series: Mapping[str, Series]
    compared: Mapping[str, Compared]


@dataclass(frozen=True)
class Dashboard:
    """`compared` and `series` are by metric key. `newest` is the newest day with data; the default periods end with it."""

    accounts: tuple[Account, ...]
    account: Account | None  # None: all together
    unknown_account: bool
    period: Period
    newest: date
    history: AccountHistory
    series: Mapping[str, Series]
    compared: Mapping[str, Compared]
    followers: Stand
    net_followers: Compared
    follower_days: tuple[FollowerDay, ...]
    hours: ActiveHours
    shares: Mapping[str, Shares]
    sales: tuple[Sales, ...]
    videos: VideoList
    sources: tuple[Source, ...]

    @property
    def days(self) -> Days:
        return self.period.days

    def sources_for(self, kind: str, metric: Metric) -> tuple[Source, ...]:
        """The live tables that tell the metric's columns within the period."""
        ids = None if kind == "order" else set(self.history.spans)
        return tuple(source for source in self.sources if source.tells(kind, metric.columns, self.days, ids))


def dashboard(brand: Brand, params: Mapping[str, str]) -> Dashboard | None:
    """None where the brand has no live table at all. Ten queries, whatever there is."""
    sources = sources_of(brand)
    if not sources:
        return None
    asked, accounts = Asked(params), tuple(brand.accounts.all())
    account = next((one for one in accounts if one.handle == asked.account), None)
    chosen = (account,) if account else accounts
    spans = {key: span for key, span in spans_of(brand).items() if key in {one.pk for one in chosen}}
    newest = _newest(spans, sources)
    period = asked.period(newest)
    looked_at = _with_windows_before(period.days)
    history = load_history(brand, chosen, spans, looked_at)
    told = _from(history.first, looked_at, period.days)
    series = {metric.key: history.series(metric, told) for metric in ACCOUNT_METRICS}
    followers = {key: stand_before(_only(history, key), period.days.end).followers or 0 for key in spans}
    return Dashboard(
        accounts=accounts,
        account=account,
        unknown_account=bool(asked.account) and account is None,
        period=period,
        newest=newest,
        history=history,
        series=series,
        compared={metric.key: compare(metric, series[metric.key], period.days) for metric in ACCOUNT_METRICS},
        followers=stand_before(history, period.days.end),
        net_followers=compare(NET_FOLLOWERS, change_series(history, told), period.days),
        follower_days=follower_days(history, period.days),
        hours=active_hours(brand, chosen),
        shares=audience_shares(brand, chosen, followers),
        sales=_sales(sales_streams(brand, looked_at, sources), looked_at, period.days),
        videos=video_list(brand, list(chosen), sort=params.get("sort", ""), page=params.get("page", "")),
        sources=sources,
    )


def _newest(spans: Mapping, sources: tuple[Source, ...]) -> date:
    """The newest day that the accounts' files tell; without any, the newest day of sales; else of the exports."""
    of_accounts = max((span.last for span in spans.values()), default=None)
    return of_accounts or newest_sale(sources) or max(source.as_of for source in sources)


def _with_windows_before(days: Days) -> Days:
    """The period, the windows of the usual range before it, and a day more, for the change of followers on the first."""
    return Days(days.start - timedelta(days=WINDOWS * len(days) + 1), days.end)


def _only(history: AccountHistory, account_id: int) -> AccountHistory:
    return AccountHistory(history.accounts, {account_id: history.spans[account_id]}, history.rows, history.as_of)


def _from(first: date | None, looked_at: Days, days: Days) -> Days:
    """What was looked at, without the days before the first with data; never less than the period itself."""
    return Days(min(max(first or days.start, looked_at.start), days.start), looked_at.end)


def _sales(streams: tuple[SalesStream, ...], looked_at: Days, days: Days) -> tuple[Sales, ...]:
    found = []
    for stream in streams:
        told = _from(stream.first, looked_at, days)
        series = {metric.key: stream.series(metric, told) for metric in SALES_METRICS}
        compared = {metric.key: compare(metric, series[metric.key], days) for metric in SALES_METRICS}
        found.append(Sales(stream, series, compared))
    return tuple(found)
