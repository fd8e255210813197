"""The calendar as a board: a column per state, from idea to measured. What is out stays on it for two weeks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import QueryDict

from planner.calendar.cards import Card, cards_of
from planner.calendar.page import Link, Place
from planner.calendar.states_by_hand import WAYS
from planner.models import Video
from planner.queries import videos_on_board

State = Video.State
KEPT = timedelta(days=14)
MOST = 60  # cards of a column; the list has the others


@dataclass(frozen=True)
class Column:
    state: str
    label: str
    cards: tuple[Card, ...]
    more: int  # how many are not shown

    @property
    def way(self) -> str:
        """How a video comes here; empty where a hand may put it."""
        return str(WAYS.get(self.state, ""))

    @property
    def count(self) -> int:
        return len(self.cards) + self.more


@dataclass(frozen=True)
class BoardPage:
    place: Place
    columns: list[Column]

    @property
    def today(self) -> date:
        return self.place.today

    @property
    def switch(self) -> list[Link]:
        return self.place.switch(self.today)

    @property
    def is_empty(self) -> bool:
        return not any(column.cards for column in self.columns)

    @property
    def total(self) -> int:
        return sum(column.count for column in self.columns if column.state not in Video.OUT)


def board_page(place: Place, asked: QueryDict) -> BoardPage:
    """The same number of queries whatever the number of videos."""
    videos = videos_on_board(place.brand, place.filters.wanted, since=place.today - KEPT)
    return BoardPage(place, columns_of(cards_of(place.brand, videos)))


def columns_of(cards: Iterable[Card]) -> list[Column]:
    """The next day first, without a day last; what is out: the newest first."""
    by_state: dict[str, list[Card]] = {state: [] for state in State if state != State.DROPPED}
    for card in cards:
        by_state[card.video.state].append(card)
    return [_column(state, own) for state, own in by_state.items() if own or state != State.MISSED]


def _column(state: str, cards: list[Card]) -> Column:
    cards.sort(key=lambda card: (card.video.day is None, card.video.day or date.max, card.in_order))
    if state in Video.OUT:
        cards.reverse()
    return Column(state, str(State(state).label), tuple(cards[:MOST]), max(len(cards) - MOST, 0))
