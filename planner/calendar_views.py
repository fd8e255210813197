"""The page behind each view of the calendar."""

from collections.abc import Callable
from datetime import datetime

from django.http import QueryDict

from tkcommerce.brands.models import Brand, User

from .board_page import BoardPage, board_page
from .calendar_page import BOARD, LIST, MONTH, WEEK, Place, place_of
from .list_page import ListPage, list_page
from .month_page import MonthPage, month_page
from .week_page import WeekPage, week_page

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
