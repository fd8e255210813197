"""LIVE sessions out of the facts: one session per room, however many files, spans and kinds of GMV tell it.

A file may tell a session under the days of the whole export; the session's own day is that of its start in the zone of its
account (the brand's where it is somebody else's), and the first day of the span only where no start is told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property

from django.db.models import Q

from analytics.made import Ratio
from analytics.metrics import TOLD_AOV, Number, meaning_of
from analytics.models.periods import FactGrain
from analytics.models.sales import GmvKind
from planner.models import Account, Video
from planner.posting.streamed import external_id_of
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days, day_of, window_of

TRAFFIC = (
    "seconds", "impressions", "views", "viewers", "watch_seconds", "peak_viewers", "average_viewers", "likes", "comments",
    "shares", "new_followers", "product_impressions", "product_clicks", "cost",
)  # fmt: skip
SOLD = ("gmv", "orders", "sku_orders", "items", "customers", "refunded")
TOLD = ("content_id", "account_id", "creator", "gmv_kind", "currency", "first_day", "end_day", "started_at", "title", "as_of")
ONE_DAY = timedelta(days=1)
KINDS = (GmvKind.DIRECT, GmvKind.AFFILIATE, GmvKind.LIVE_24H)  # the first that a session tells leads its page


@dataclass(frozen=True)
class Amount:
    """What a session sold, as one kind of GMV counts it. Kinds overlap and are never added."""

    kind: str
    currency: str
    gmv: Decimal | None
    orders: int | None
    sku_orders: int | None
    items: int | None
    customers: int | None
    refunded: Decimal | None

    @property
    def label(self) -> str:
        return str(GmvKind(self.kind).label) if self.kind else ""

    @property
    def formula(self) -> str:
        return str(meaning_of(self.kind))

    @property
    def average_order(self) -> Ratio:
        return Ratio.of(TOLD_AOV, {"gmv": self.gmv, "orders": self.orders}, currency=self.currency)


@dataclass(frozen=True)
class LiveSession:
    """`counts`: TRAFFIC, None where nobody told. `account`: None of a creator's own LIVE. Days are of the account's zone."""

    content_id: str
    title: str
    account: Account | None
    creator: str
    started_at: datetime | None
    day: date
    counts: Mapping[str, Number | None]
    amounts: tuple[Amount, ...]
    as_of: date
    video: Video | None = None  # on the calendar

    @property
    def handle(self) -> str:
        return self.account.handle if self.account else self.creator

    @cached_property
    def main(self) -> Amount | None:
        """The amount that leads: the shop's own orders before attributed ones before those within 24 hours."""
        return self.amount()

    def amount(self, kind: str = "") -> Amount | None:
        """Of this kind; without one, or where it is not told, the one that leads."""
        asked = next((one for one in self.amounts if one.kind == kind), None) if kind else None
        return asked or (self.amounts[0] if self.amounts else None)

    def cell(self, kind: str = "") -> dict[str, Number | None]:
        """Traffic and one amount as columns, for metrics; `watched`: seconds that people watched, all together."""
        amount = self.amount(kind)
        sold = {name: getattr(amount, name) if amount else None for name in SOLD}
        views, stay = self.counts["views"], self.counts["watch_seconds"]
        return dict(self.counts) | sold | {"watched": None if views is None or stay is None else views * stay}

    def per_hour(self, value: Number | None) -> Number | None:
        seconds = self.counts["seconds"]
        return value * 3600 / seconds if value is not None and seconds else None


def sessions_between(brand: Brand, days: Days) -> list[LiveSession]:
    """Those that began within the days, newest first. Three queries."""
    start, end = window_of(Days(days.start - ONE_DAY, days.end + ONE_DAY), brand.time_zone)  # accounts have zones of their own
    by_day = Q(started_at=None, first_day__gte=days.start, first_day__lt=days.end)
    found = _sessions(brand, Q(started_at__gte=start, started_at__lt=end) | by_day)
    return [session for session in found if session.day in days]


def session_of(brand: Brand, content_id: str) -> LiveSession | None:
    """Three queries."""
    return next(iter(_sessions(brand, Q(content_id=content_id))), None)


def newest_session_day(brand: Brand) -> date | None:
    """The day of the last session that any file tells. One query."""
    facts = _facts(brand).order_by("-first_day").values_list("started_at", "first_day")
    days = [day_of(started, brand.time_zone) if started else first for started, first in facts]
    return max(days, default=None)


def _facts(brand: Brand) -> object:
    return brand.periodfacts.filter(grain=FactGrain.LIVE, product_id="", sku_id="").exclude(content_id="")


def _sessions(brand: Brand, asked: Q) -> list[LiveSession]:
    facts = _facts(brand).filter(asked).order_by("-as_of", "-end_day", "first_day").values(*TOLD, *TRAFFIC, *SOLD)
    rooms: dict[str, list[dict]] = {}
    for fact in facts:
        rooms.setdefault(fact["content_id"], []).append(fact)
    accounts = list(brand.accounts.all())
    ids = [external_id_of(content_id) for content_id in rooms]
    videos = {video.external_id: video for video in _on_calendar(brand, ids)}
    found = [_session(brand, told, accounts, videos.get(external_id_of(room))) for room, told in rooms.items()]
    return sorted(found, key=lambda one: (one.day, one.started_at.timestamp() if one.started_at else 0), reverse=True)


def _on_calendar(brand: Brand, external_ids: Iterable[str]) -> Iterable[Video]:
    return brand.videos.visible().filter(external_id__in=list(external_ids), kind=Video.Kind.LIVE)


def _session(brand: Brand, told: list[dict], accounts: list[Account], video: Video | None) -> LiveSession:
    """`told`: the facts of one room, the newest first; each count is its newest known value."""
    account = _account(told, accounts)
    started_at = _newest(told, "started_at")
    zone = account.time_zone if account else brand.time_zone
    return LiveSession(
        content_id=told[0]["content_id"],
        title=_newest(told, "title") or "",
        account=account,
        creator=_newest(told, "creator") or "",
        started_at=started_at,
        day=day_of(started_at, zone) if started_at else told[0]["first_day"],
        counts={name: _newest(told, name) for name in TRAFFIC},
        amounts=tuple(_amounts(told)),
        as_of=told[0]["as_of"],
        video=video,
    )


def _newest(told: list[dict], name: str) -> object:
    return next((fact[name] for fact in told if fact[name] not in (None, "")), None)


def _account(told: list[dict], accounts: list[Account]) -> Account | None:
    """As the file says, or the brand's account of that handle."""
    account_id, handle = _newest(told, "account_id"), (_newest(told, "creator") or "").lower()
    by_handle = (one for one in accounts if handle and one.handle.lower() == handle)
    return next((one for one in accounts if one.pk == account_id), None) or next(by_handle, None)


def _amounts(told: list[dict]) -> Iterable[Amount]:
    """One of each kind and currency, from the newest fact that tells GMV or orders; in the order of KINDS."""
    newest: dict[tuple[str, str], dict] = {}
    for fact in told:
        if fact["gmv"] is not None or fact["orders"] is not None:
            newest.setdefault((fact["gmv_kind"], fact["currency"]), fact)
    order = {kind: place for place, kind in enumerate(KINDS)}
    for (kind, currency), fact in sorted(newest.items(), key=lambda one: (order.get(one[0][0], len(order)), one[0])):
        yield Amount(kind, currency, *(fact[name] for name in SOLD))
