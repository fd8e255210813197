"""Who the followers are and when they are there, from each account's newest export."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Max, Q

from planner.models import Account
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days, instant_of


@dataclass(frozen=True)
class ActiveHours:
    """Active followers by weekday (0 Monday) and hour of the brand's zone: means over the export's days, accounts added up."""

    means: Mapping[tuple[int, int], float]
    days: Days | None  # in the accounts' zones
    as_of: date | None

    @property
    def best(self) -> tuple[int, int] | None:
        return max(self.means, key=self.means.get) if self.means else None


@dataclass(frozen=True)
class Shares:
    """Buckets with their share of followers (0–1), biggest first; several accounts are weighted by their followers."""

    buckets: tuple[tuple[str, Decimal], ...]
    as_of: date | None


def active_hours(brand: Brand, accounts: Iterable[Account]) -> ActiveHours:
    """Two queries."""
    zones = {account.pk: account.time_zone for account in accounts}
    newest = list(brand.activehours.filter(account_id__in=zones).values_list("account_id").annotate(Max("as_of")))
    rows = brand.activehours.filter(_any_of(newest)).values_list("account_id", "day", "hour", "active_followers")
    told = defaultdict(dict)
    for account_id, day, hour, followers in rows:
        if followers is not None:
            told[account_id, day][hour] = followers
    told = {key: hours for key, hours in told.items() if any(hours.values())}  # a day of zeros is not told yet
    days = sorted(day for _account, day in told)
    told_days = Days(days[0], days[-1] + timedelta(days=1)) if days else None
    as_of = max((as_of for _account, as_of in newest), default=None)
    return ActiveHours(_means(told, zones, brand.time_zone), told_days, as_of)


def _any_of(newest: list[tuple[int, date]]) -> Q:
    query = Q(pk__in=[])
    for account_id, as_of in newest:
        query |= Q(account_id=account_id, as_of=as_of)
    return query


def _means(told: Mapping, zones: Mapping[int, str], zone: str) -> dict[tuple[int, int], float]:
    values: dict[tuple, list[int]] = defaultdict(list)
    for (account_id, day), hours in told.items():
        for hour, followers in hours.items():
            local = instant_of(day, time(hour), zones[account_id]).astimezone(ZoneInfo(zone))
            values[account_id, local.weekday(), local.hour].append(followers)
    means: dict[tuple[int, int], float] = defaultdict(float)
    for (_account, weekday, hour), seen in values.items():
        means[weekday, hour] += sum(seen) / len(seen)
    return dict(means)


def audience_shares(brand: Brand, accounts: Sequence[Account], followers: Mapping[int, int]) -> dict[str, Shares]:
    """By dimension. `followers` weighs the accounts; one without is left out where there are several. One query."""
    live = brand.audiencesharereadings.filter(table__live=True, account__in=accounts)
    newest = (
        live.order_by("account_id", "dimension", "-as_of", "-table_id").distinct("account_id", "dimension").values("table_id")
    )
    rows = live.filter(table_id__in=newest.values("table_id"), share__isnull=False)
    told = defaultdict(lambda: defaultdict(dict))
    dates = defaultdict(list)
    told_by = rows.values_list("account_id", "dimension", "bucket", "share", "as_of")
    for account_id, dimension, bucket, share, as_of in told_by:
        told[dimension][account_id][bucket] = share
        dates[dimension].append(as_of)
    return {key: Shares(_weighted(told[key], followers), max(dates[key])) for key in told}


def _weighted(by_account: Mapping[int, Mapping[str, Decimal]], followers: Mapping[int, int]) -> tuple[tuple[str, Decimal], ...]:
    weights = {key: followers.get(key, 0) for key in by_account} if len(by_account) > 1 else dict.fromkeys(by_account, 1)
    whole = sum(weights.values())
    added: dict[str, Decimal] = defaultdict(Decimal)
    for account_id, shares in by_account.items():
        for bucket, share in shares.items():
            added[bucket] += share * weights[account_id] / whole if whole else 0
    return tuple(sorted(added.items(), key=lambda pair: (-pair[1], pair[0])))
