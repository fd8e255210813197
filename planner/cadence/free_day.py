"""The day for a plan that nobody chose one for: the account's next free posting slot, else the next day without anything."""

from datetime import date, time, timedelta

from django.utils import timezone

from planner.cadence.gaps import next_free_slot
from planner.models import Account
from planner.scheduling import today_of
from tkcommerce.brands.models import Brand
from tkcommerce.dates import start_of

LOOKED_AHEAD = 60  # days


def next_free_day(brand: Brand, account: Account | None, *, but: date | None = None) -> tuple[date, time | None]:
    """Never on `but`. Without slots: from tomorrow on, with the time left open; the day after the last one if all are taken."""
    if account:
        slot = next_free_slot(brand, account, after=timezone.now())
        if slot and slot.day == but:
            slot = next_free_slot(brand, account, after=start_of(but + timedelta(days=1), brand.time_zone))
        if slot:
            return slot.day, slot.at
    first = today_of(brand) + timedelta(days=1)
    days = [day for n in range(LOOKED_AHEAD) if (day := first + timedelta(days=n)) != but]
    planned = brand.videos.visible().filter(day__gte=first, day__lte=days[-1])
    taken = set((planned.filter(account=account) if account else planned).values_list("day", flat=True))
    return next((day for day in days if day not in taken), days[-1] + timedelta(days=1)), None
