"""What posting asks of people today: posts that are due, missed or late, and matches to confirm."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from planner.models import Video
from planner.posting.match_guesses import waiting_guesses
from tkcommerce.brands.models import Brand
from tkcommerce.dates import day_of

MOST = 8  # of each on the home page
State = Video.State


@dataclass(frozen=True)
class PostingToday:
    """`late`: its day is over and it was never approved."""

    due: list[Video]
    missed: list[Video]
    late: list[Video]
    matches: int

    @property
    def count(self) -> int:
        return len(self.due) + len(self.missed) + len(self.late) + (1 if self.matches else 0)


def posting_today(brand: Brand, *, now: datetime) -> PostingToday:
    """Two queries."""
    today = day_of(now, brand.time_zone)
    ready = Q(state__in=(State.APPROVED, State.SCHEDULED), planned_day__lte=today)
    unready = Q(state__in=(*Video.MAKING, State.REVIEW), planned_day__lt=today)
    rows = brand.videos.visible().filter(ready | unready | Q(state=State.MISSED)).select_related("owner", "account")
    videos = list(rows.order_by("planned_day", "planned_time", "pk"))
    by_state = {
        "due": [video for video in videos if video.state in (State.APPROVED, State.SCHEDULED)],
        "missed": [video for video in reversed(videos) if video.state == State.MISSED],
        "late": [video for video in reversed(videos) if video.state in (*Video.MAKING, State.REVIEW)],
    }
    return PostingToday(**{name: found[:MOST] for name, found in by_state.items()}, matches=waiting_guesses(brand).count())
