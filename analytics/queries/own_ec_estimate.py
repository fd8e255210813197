"""Own-EC sales that nothing is attributed to, estimated by time windows: a guess with a range, kept nowhere and off by default.

Of the days from a post on (SalesPolicy.window_days) the orders that carry no hint are compared with the same weekdays of the
eight weeks before. What is above their mean is the estimate; its range is Student's for one more week like those before:
middle ± t·s·√(1 + 1/n), which holds the truth nine times in ten. Videos of the same days share it, and the page must say so.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import mean, stdev

from analytics.models import Channel, SalesPolicy
from planner.models import Video
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .sales_cuts import SalesFilter, sales_by_day

WEEKS = 8  # before the post, of the same weekday
FEWEST_WEEKS = 4
T90 = {4: "2.353", 5: "2.132", 6: "2.015", 7: "1.943", 8: "1.895"}  # of n weeks: Student's t, 95th percentile, n − 1 degrees


@dataclass(frozen=True)
class Estimate:
    """Net sales of the window above the usual, in `currency`. `others`: videos posted so that their windows overlap."""

    currency: str
    days: Days
    low: Decimal
    middle: Decimal
    high: Decimal
    others: int


def estimates_own_ec(brand: Brand) -> bool:
    return SalesPolicy.objects.filter(brand=brand, estimates_own_ec=True).exists()


def estimate_own_ec(brand: Brand, video: Video) -> tuple[Estimate, ...]:
    """By currency; nothing where the brand has not switched it on, the video is not out, or four weeks before are missing."""
    policy = SalesPolicy.objects.filter(brand=brand, estimates_own_ec=True).first()
    if policy is None or video.posted_day is None:
        return ()
    window = Days(video.posted_day, video.posted_day + timedelta(days=policy.window_days))
    seen = Days(window.start - timedelta(weeks=WEEKS), window.end)
    unknown = sales_by_day(brand, seen, SalesFilter(channel=Channel.OWN_EC, attributed_by=""))
    near = brand.videos.visible().out().exclude(pk=video.pk)
    others = near.filter(posted_day__gt=window.start - timedelta(days=len(window)), posted_day__lt=window.end).count()
    found = []
    for currency, rows in sorted(unknown.items()):
        range_ = above_usual({day: row["net"] for day, row in rows.items()}, window)
        if range_:
            found.append(Estimate(currency, window, *range_, others))
    return tuple(found)


def above_usual(net: dict[date, Decimal], window: Days) -> tuple[Decimal, Decimal, Decimal] | None:
    """(low, middle, high), none below zero; days without an order sold nothing. None without four weeks of orders before."""
    first = min(net, default=window.start)
    sums: list[Decimal] = []  # of the same weekdays, one week further back each
    for week in range(1, WEEKS + 1):
        days = [window.start + timedelta(days=n % 7 - 7 * week) for n in range(len(window))]
        if min(days) >= first:
            sums.append(sum((net.get(day, Decimal(0)) for day in days), Decimal(0)))
    if len(sums) < FEWEST_WEEKS:
        return None
    sold = sum((net.get(day, Decimal(0)) for day in window), Decimal(0))
    weeks, usual = len(sums), mean(sums)
    half = Decimal(T90[weeks]) * stdev(sums) * (1 + Decimal(1) / weeks).sqrt()
    return tuple(max(sold - usual + side * half, Decimal(0)) for side in (-1, 0, 1))
