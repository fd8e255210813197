"""The next day on which nothing of the account stands yet, for a plan that nobody chose a day for."""

from datetime import date, time, timedelta

from tkcommerce.brands.models import Brand

from .models import Account
from .scheduling import today_of

LOOKED_AHEAD = 60  # days


def next_free_day(brand: Brand, account: Account | None, *, but: date | None = None) -> tuple[date, time | None]:
    """From tomorrow on, not on `but`; the time is left open. One query. Where all days are taken, the first after them."""
    first = today_of(brand) + timedelta(days=1)
    days = [day for n in range(LOOKED_AHEAD) if (day := first + timedelta(days=n)) != but]
    planned = brand.videos.visible().filter(day__gte=first, day__lte=days[-1])
    taken = set((planned.filter(account=account) if account else planned).values_list("day", flat=True))
    return next((day for day in days if day not in taken), days[-1] + timedelta(days=1)), None
