"""What was planned for the week and what became of it; what lies ahead, and what is late. Pure."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from analytics.reports.content import Plan, PlannedFact
from planner.models import Video
from tkcommerce.dates import Days

OVERDUE_SHOWN = 5


def days_ahead(week: Days, *, today: date) -> Days:
    """Of the seven days after the week, those not yet over."""
    end = week.end + timedelta(days=7)
    return Days(min(max(week.end, today), end), end)


def week_plan(videos: Sequence[Video], week: Days, *, today: date, zone: str) -> Plan:
    ahead = days_ahead(week, today=today)
    planned = [video for video in videos if video.planned_day is not None and video.planned_day in week]
    waiting = [video for video in videos if video.planned_day is not None and not video.is_out]
    entries = sorted((_fact(video, zone) for video in waiting if video.planned_day in ahead), key=_in_order)
    late = sorted((_fact(video, zone) for video in waiting if video.planned_day < today), key=_in_order, reverse=True)
    taken = {entry.day for entry in entries} | {video.posted_day for video in videos}
    return Plan(
        planned=len(planned),
        kept=sum(1 for video in planned if video.is_out),
        ahead=ahead,
        entries=tuple(entries),
        empty=tuple(day for day in ahead if day not in taken),
        overdue=tuple(late[:OVERDUE_SHOWN]),
        overdue_count=len(late),
    )


def _fact(video: Video, zone: str) -> PlannedFact:
    return PlannedFact(
        id=video.pk,
        title=video.title,
        handle=video.account.handle if video.account else "",
        day=video.planned_day,
        at=f"{video.planned_time:%H:%M}" if video.planned_time is not None else "",
        zone="" if video.planned_zone == zone else video.planned_zone,
    )


def _in_order(fact: PlannedFact) -> tuple[date, str, int]:
    return fact.day, fact.at or f"{time.max}", fact.id
