"""The fan ladder, week by week: viewer → follower → engaged → customer → repeat → advocate. Aggregates only, nobody is followed.

Each rung names its source. A week without a word of the source is unknown, not zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from analytics.metrics import signed
from analytics.models import AccountDay, ChannelCut, VoiceReading
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days, week_of

from .voices import Answer, answers_between

WEEKS = 9  # the last whole one, and eight before it
QUIET = timedelta(days=28)  # a channel without an order for so long has stopped, as goals have it


@dataclass(frozen=True)
class Rung:
    """`values` by week, oldest first; None unknown. `is_stand`: the change of a stand, which may be negative."""

    key: str
    name: str
    measure: str
    source: str
    values: tuple[int | None, ...]
    is_stand: bool = False

    @property
    def now(self) -> int | None:
        return self.values[-1]

    @property
    def before(self) -> int | None:
        return self.values[-2]

    @property
    def usual(self) -> int | None:
        """The median of the eight weeks before, with at least four known."""
        known = [value for value in self.values[:-1] if value is not None]
        return round(median(known)) if len(known) >= 4 else None

    @property
    def moved(self) -> float | None:
        """Against the usual week, as a share."""
        return None if self.now is None or not self.usual or self.usual < 0 else self.now / self.usual - 1

    @property
    def change(self) -> str:
        """The same in words: +12%."""
        return "" if self.moved is None else f"{signed(self.moved * 100, 0)}%"


@dataclass(frozen=True)
class Ladder:
    weeks: tuple[Days, ...]
    rungs: tuple[Rung, ...]

    @property
    def is_known(self) -> bool:
        return any(rung.now is not None for rung in self.rungs)


def ladder_of(brand: Brand, *, today: date) -> Ladder:
    """Up to the last week that any source knows whole. Four statements."""
    last = _last_known(brand)
    week = week_of(min(last or today, today - timedelta(days=1)) - timedelta(days=6), starts_on=brand.week_starts_on)
    weeks = tuple(Days(week.start - timedelta(weeks=n), week.end - timedelta(weeks=n)) for n in reversed(range(WEEKS)))
    accounts, sales, voices = _accounts(brand, weeks), _sales(brand, weeks), _voices(brand, weeks)
    studio, orders, said = _("TikTok Studio, by day"), _("Order files"), _("Review and NPS files")
    rungs = (
        Rung("viewer", _("Viewers"), _("viewers, day by day"), studio, accounts["viewers"]),
        Rung("follower", _("Followers"), _("net new followers"), studio, accounts["net"], is_stand=True),
        Rung("engaged", _("Engaged"), _("comments and shares; saves are not told by day"), studio, accounts["engaged"]),
        Rung("customer", _("First-time buyers"), _("first orders, each shop by itself"), orders, sales["first"]),
        Rung("repeat", _("Repeat buyers"), _("orders of who had bought before"), orders, sales["repeat"]),
        Rung("advocate", _("Advocates"), _("reviews with a picture or video, and NPS answers of 9 or 10"), said, voices),
    )
    return Ladder(weeks, rungs)


def _last_known(brand: Brand) -> date | None:
    """The earliest of the newest days of accounts and of each channel that still sells: a week is whole where all know it."""
    accounts = AccountDay.objects.filter(brand=brand).aggregate(Max("day"))["day__max"]
    sales = dict(ChannelCut.objects.filter(brand=brand).order_by().values_list("channel").annotate(Max("day")))
    selling = [day for day in sales.values() if day > max(sales.values()) - QUIET]
    return min([*filter(None, [accounts]), *selling], default=None)


def _accounts(brand: Brand, weeks: Sequence[Days]) -> dict[str, tuple[int | None, ...]]:
    """A week counts where at least six of its days are told of every account that tells any."""
    rows = brand.accountdays.filter(day__gte=weeks[0].start - timedelta(days=1), day__lt=weeks[-1].end)
    told = list(rows.values_list("account_id", "day", "viewers", "comments", "shares", "followers"))
    seen = {"viewers": [], "engaged": [], "net": []}
    stands = {(account, day): followers for account, day, *_rest, followers in told if followers is not None}
    people = {account for account, *_rest in told}
    for week in weeks:
        here = [row for row in told if row[1] in week]
        viewers = [row[2] for row in here if row[2] is not None]
        engaged = [row[3] + row[4] for row in here if row[3] is not None and row[4] is not None]
        enough = max(len(people), 1) * 6
        seen["viewers"].append(sum(viewers) if len(viewers) >= enough else None)
        seen["engaged"].append(sum(engaged) if len(engaged) >= enough else None)
        ends = [(stands.get((one, week.last)), stands.get((one, week.start - timedelta(days=1)))) for one in people]
        known = bool(ends) and all(None not in pair for pair in ends)
        seen["net"].append(sum(end - start for end, start in ends) if known else None)
    return {key: tuple(values) for key, values in seen.items()}


def _sales(brand: Brand, weeks: Sequence[Days]) -> dict[str, tuple[int | None, ...]]:
    """A week between the first and the newest sale without an order is a true zero."""
    span = brand.channelcuts.filter(day__gte=weeks[0].start, day__lt=weeks[-1].end)
    rows = span.values_list("day").annotate(Sum("first_orders"), Sum("repeat_orders")).order_by("day")
    told = list(rows)
    first = told[0][0] if told else None

    def summed(at: int) -> tuple[int | None, ...]:
        return tuple(
            sum(row[at] for row in told if row[0] in week) if first is not None and first < week.end else None for week in weeks
        )

    return {"first": summed(1), "repeat": summed(2)}


def _voices(brand: Brand, weeks: Sequence[Days]) -> tuple[int | None, ...]:
    """An answer that two files tell is one. A week in which nobody said anything is unknown: perhaps nobody was asked."""
    told = answers_between(brand, Days(weeks[0].start, weeks[-1].end))
    by_week = [[one for one in told if one.day in week] for week in weeks]
    return tuple(sum(map(_is_advocate, here)) if here else None for here in by_week)


def _is_advocate(one: Answer) -> bool:
    return one.score >= 9 if one.kind == VoiceReading.Kind.NPS else bool(one.media)
