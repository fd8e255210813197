"""What the accounts' days tell: loaded once for a window, asked many times."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Max, Min

from analytics.metrics import Cell, Metric
from analytics.models import AccountDay
from planner.models import Account
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .series import Series, daily

PROVISIONAL_DAYS = 2  # the last days that an export knows can still grow
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """First and last day an account has, and its newest export."""

    first: date
    last: date
    as_of: date


@dataclass(frozen=True)
class AccountHistory:
    """The days of some accounts of a brand, in each account's own zone."""

    accounts: tuple[Account, ...]
    spans: Mapping[int, Span]
    rows: Mapping[date, Mapping[int, Cell]]
    as_of: Mapping[date, date] = field(default_factory=dict)  # per day, the oldest word on it among the accounts

    @property
    def newest(self) -> date | None:
        return max((span.last for span in self.spans.values()), default=None)

    @property
    def newest_export(self) -> date | None:
        return max((span.as_of for span in self.spans.values()), default=None)

    @property
    def first(self) -> date | None:
        return min((span.first for span in self.spans.values()), default=None)

    @cached_property
    def _firsts(self) -> list[date]:
        return sorted(span.first for span in self.spans.values())

    def expected_on(self, day: date) -> int:
        """An account is expected from its first day on."""
        return bisect_right(self._firsts, day)

    def is_provisional(self, day: date) -> bool:
        return day in self.as_of and day > self.as_of[day] - PROVISIONAL_DAYS * DAY

    @cached_property
    def cells(self) -> Mapping[date, list[Cell]]:
        return {day: list(cells.values()) for day, cells in self.rows.items()}

    def series(self, metric: Metric, days: Days) -> Series:
        return daily(metric, days, lambda day: self.cells.get(day, []), self.expected_on, self.is_provisional)


def spans_of(brand: Brand) -> dict[int, Span]:
    """By account id. One query."""
    rows = brand.accountdays.values_list("account_id").annotate(Min("day"), Max("day"), Max("as_of"))
    return {account_id: Span(first, last, as_of) for account_id, first, last, as_of in rows}


def load_history(brand: Brand, accounts: Iterable[Account], spans: Mapping[int, Span], days: Days) -> AccountHistory:
    """The accounts' days within the window. One query."""
    accounts = tuple(accounts)
    wanted = {account.pk: spans[account.pk] for account in accounts if account.pk in spans}
    found = brand.accountdays.filter(account_id__in=list(wanted), day__gte=days.start, day__lt=days.end)
    rows: dict[date, dict[int, Cell]] = {}
    as_of: dict[date, date] = {}
    for day, account_id, told, *values in found.values_list("day", "account_id", "as_of", *AccountDay.METRICS):
        rows.setdefault(day, {})[account_id] = dict(zip(AccountDay.METRICS, values, strict=True))
        as_of[day] = min(told, as_of.get(day, told))
    return AccountHistory(accounts, wanted, rows, as_of)
