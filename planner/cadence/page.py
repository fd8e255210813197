"""What the page of the cadence shows: each account with its goal, its slots by weekday, and how this week and the next stand."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from planner.cadence.gaps import WeekOfAccount, cadence_on
from planner.models import Account, PostingSlot
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days, day_of, week_of

WEEKS = 2  # this one and the next


@dataclass(frozen=True)
class AccountCadence:
    """`weekdays` in the order of the brand's week: (0 for Monday, its slots)."""

    account: Account
    goal: int | None
    weekdays: tuple[tuple[int, tuple[PostingSlot, ...]], ...]
    weeks: tuple[WeekOfAccount, ...]


def cadence_page(brand: Brand, *, now: datetime) -> list[AccountCadence]:
    """Five queries."""
    this = week_of(day_of(now, brand.time_zone), starts_on=brand.week_starts_on)
    cadence = cadence_on(brand, Days(this.start, this.start + timedelta(weeks=WEEKS)), now=now)
    order = [(brand.week_starts_on + n) % 7 for n in range(7)]
    return [
        AccountCadence(
            account=account,
            goal=account.goal.per_week if hasattr(account, "goal") else None,
            weekdays=tuple((day, tuple(slot for slot in account.slots.all() if slot.weekday == day)) for day in order),
            weeks=tuple(week for week in cadence.weeks if week.account.pk == account.pk),
        )
        for account in brand.accounts.select_related("goal").prefetch_related("slots")
    ]
