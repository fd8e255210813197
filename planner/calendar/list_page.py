"""The calendar as a table: a month grouped by day, or in the order of another column."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from planner.calendar.cards import Card, cards_of
from planner.calendar.page import Link, Place, anchor
from planner.models import Video
from planner.queries import Counts, counts_of, month_named, videos_on, videos_without_day
from tkcommerce.dates import Days, month_of

DAY = "day"
STATES = list(Video.State)
MOST_WITHOUT_DAY = 100
# What a column is sorted by; rows that have nothing there stand last either way.
KEYS: dict[str, Callable[[Card], object]] = {
    "title": lambda card: card.video.title.casefold(),
    "state": lambda card: STATES.index(card.video.state),
    "owner": lambda card: str(card.video.owner or "").casefold(),
    "account": lambda card: str(card.video.account or ""),
    "product": lambda card: card.product.casefold(),
    "kind": lambda card: card.video.kind,
}


SORTS = {DAY, *KEYS}
COLUMNS: dict[str, Promise] = {
    DAY: gettext_lazy("Day"), "title": gettext_lazy("Video"), "kind": gettext_lazy("Kind"), "state": gettext_lazy("State"),
    "owner": pgettext_lazy("of a video", "Owner"), "account": gettext_lazy("Account"), "product": gettext_lazy("Product"),
    "levels": gettext_lazy("Patterns"),
}  # fmt: skip


@dataclass(frozen=True)
class Header:
    """Of a column; `url` sorts by it, empty where nothing can. `direction` is for `aria-sort`."""

    label: str
    url: str
    direction: str


@dataclass(frozen=True)
class Group:
    """The cards of a day; `day` None: of several days, or without one."""

    day: date | None
    cards: tuple[Card, ...]
    is_today: bool = False
    has_no_day: bool = False


@dataclass(frozen=True)
class ListPage:
    place: Place
    month: Days
    groups: list[Group]
    sort: str  # a key, with a minus where it runs down
    counts: Counts
    next_card: Card | None

    @property
    def today(self) -> date:
        return self.place.today

    @property
    def switch(self) -> list[Link]:
        return self.place.switch(anchor(self.month, self.today))

    @property
    def previous_url(self) -> str:
        return self._url(self.month.start - timedelta(days=1))

    @property
    def next_url(self) -> str:
        return self._url(self.month.end)

    @property
    def is_empty(self) -> bool:
        return not self.groups

    @property
    def is_by_day(self) -> bool:
        return self.sort.removeprefix("-") == DAY

    @property
    def headers(self) -> list[Header]:
        """Up first, down when it is up already."""
        month, key = {"month": f"{self.month.start:%Y-%m}"}, self.sort.removeprefix("-")
        down = self.sort.startswith("-")
        return [
            Header(
                str(label),
                self.place.url("list", **month, sort=f"-{name}" if self.sort == name else name) if name in SORTS else "",
                ("descending" if down else "ascending") if name == key else "",
            )
            for name, label in COLUMNS.items()
        ]

    def _url(self, day: date) -> str:
        sort = {} if self.sort == DAY else {"sort": self.sort}
        return self.place.url("list", month=f"{day:%Y-%m}", **sort)


def list_page(place: Place, asked: QueryDict) -> ListPage:
    """The same number of queries whatever the number of videos."""
    brand, wanted = place.brand, place.filters.wanted
    month = month_of(month_named(asked.get("month", ""), place.today))
    sort = asked.get("sort", DAY)
    sort = sort if sort.removeprefix("-") in SORTS else DAY
    cards = cards_of(brand, videos_on(brand, month, wanted))
    open_cards = cards_of(brand, videos_without_day(brand, wanted).order_by("-pk")[:MOST_WITHOUT_DAY])
    groups = groups_of([*cards, *open_cards], sort=sort, today=place.today)
    return ListPage(place, month, groups, sort, counts_of(cards, month), place.next_card())


def groups_of(cards: Iterable[Card], *, sort: str, today: date) -> list[Group]:
    """By day, what has none at the end; or all in one, in the order of a column and of days within it."""
    down, key = sort.startswith("-"), sort.removeprefix("-")
    in_order = sorted(cards, key=lambda card: (card.video.day is None, card.video.day or today, card.in_order))
    if key == DAY:
        found = [(day, tuple(own)) for day, own in groupby(in_order, key=lambda card: card.video.day)]
        dated = [Group(day, own, day == today) for day, own in found if day]
        undated = [Group(None, own, has_no_day=True) for day, own in found if day is None]
        return [*(reversed(dated) if down else dated), *undated]
    of = KEYS[key]
    told = [card for card in in_order if of(card) != ""]
    told.sort(key=of, reverse=down)
    rows = (*told, *(card for card in in_order if of(card) == ""))
    return [Group(None, rows)] if rows else []
