"""What the four views of the calendar have in common: the filters and the period of an address, and the ways between them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from planner.cadence.gaps import Cadence, cadence_on
from planner.calendar.cards import Card, card_of
from planner.calendar.filter_form import FilterForm
from planner.calendar.saved_filters import filters_for
from planner.events.day_bands import Band, bands_of
from planner.models import SavedFilter, Video
from planner.queries import next_planned
from tkcommerce.brands.models import Brand, User
from tkcommerce.dates import Days, day_of

MONTH, WEEK, LIST, BOARD = "month", "week", "list", "board"
VIEWS = {
    MONTH: ("planner:calendar", pgettext_lazy("view of the calendar", "Month")),
    WEEK: ("planner:calendar-week", pgettext_lazy("view of the calendar", "Week")),
    LIST: ("planner:calendar-list", pgettext_lazy("view of the calendar", "List")),
    BOARD: ("planner:calendar-board", pgettext_lazy("view of the calendar", "Board")),
}
NO_CADENCE = Cadence({}, [])


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    is_here: bool = False


@dataclass(frozen=True)
class Place:
    """The view, the person and the filters that an address asks for; `now` decides what is over."""

    view: str
    brand: Brand
    user: User
    today: date
    now: datetime
    filters: FilterForm
    saved: list[SavedFilter]

    def url(self, view: str, **period: str) -> str:
        """Another view or period with the same filters."""
        query = urlencode(self.filters.told | period)
        address = reverse(VIEWS[view][0], args=[self.brand.slug])
        return f"{address}?{query}" if query else address

    def switch(self, day: date) -> list[Link]:
        """The four views around one day."""
        period = {MONTH: {"month": f"{day:%Y-%m}"}, WEEK: {"week": day.isoformat()}, LIST: {"month": f"{day:%Y-%m}"}, BOARD: {}}
        if day == self.today:
            period = dict.fromkeys(VIEWS, {})
        return [Link(str(label), self.url(view, **period[view]), view == self.view) for view, (_name, label) in VIEWS.items()]

    @property
    def saved_links(self) -> list[tuple[SavedFilter, Link]]:
        here = sorted(self.filters.told.items())
        return [
            (one, Link(one.name, url_of(one), one.view == self.view and sorted(parse_qsl(one.query)) == here))
            for one in self.saved
        ]

    @property
    def states(self) -> list[str]:
        """What the rings on the cards may say."""
        return [state.value for state in Video.State if state != Video.State.DROPPED]

    def next_card(self) -> Card | None:
        video = next_planned(self.brand, self.filters.wanted, self.now)
        return card_of(video, self.brand.time_zone) if video else None

    def bands(self, days: Days) -> dict[date, list[Band]]:
        return bands_of(self.brand, days)

    def cadence(self, days: Days) -> Cadence:
        """Free slots and goals; only where the page shows all that an account posts."""
        if self.filters.told.keys() - {"account"} or days.end <= self.today:
            return NO_CADENCE
        return cadence_on(self.brand, days, now=self.now, account_id=self.filters.wanted.account)


def place_of(view: str, brand: Brand, user: User, asked: QueryDict, *, now: datetime) -> Place:
    filters = FilterForm(asked, brand=brand, auto_id="filter_%s")
    return Place(view, brand, user, day_of(now, brand.time_zone), now, filters, filters_for(brand, user))


def url_of(saved: SavedFilter) -> str:
    name = VIEWS.get(saved.view, VIEWS[MONTH])[0]
    address = reverse(name, args=[saved.brand.slug])
    return f"{address}?{saved.query}" if saved.query else address


def anchor(days: Days, today: date) -> date:
    """The day that another view opens at: today if the period holds it, else the middle of a week, the first of a month."""
    if today in days:
        return today
    return days.start + timedelta(days=3) if len(days) == 7 else days.start


def day_named(text: str, today: date) -> date:
    """The day `2026-11-23` names; today where it names none of this century."""
    try:
        named = date.fromisoformat(text)
    except ValueError:
        return today
    return named if 2000 <= named.year < 2100 else today
