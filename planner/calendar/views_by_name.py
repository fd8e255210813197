"""The page behind each view of the calendar."""

from collections.abc import Callable
from datetime import datetime

from django.http import QueryDict

from planner.calendar.board_page import BoardPage, board_page
from planner.calendar.list_page import ListPage, list_page
from planner.calendar.month_page import MonthPage, month_page
from planner.calendar.page import BOARD, LIST, MONTH, WEEK, Place, place_of
from planner.calendar.week_page import WeekPage, week_page
from tkcommerce.brands.models import Brand, User

CalendarPage = MonthPage | WeekPage | ListPage | BoardPage
PAGES: dict[str, Callable[[Place, QueryDict], CalendarPage]] = {
    MONTH: month_page,
    WEEK: week_page,
    LIST: list_page,
    BOARD: board_page,
}


def page_of(view: str, brand: Brand, user: User, asked: QueryDict, *, now: datetime) -> CalendarPage:
    """What an address asks to see."""
    return PAGES[view](place_of(view, brand, user, asked, now=now), asked)
