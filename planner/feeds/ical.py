"""Planned and posted videos as an iCalendar file (RFC 5545), written by icalendar. Pure.

Timed ones carry their instant in UTC, so every program shows them on its own clock; those without a time are whole days.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from planner.models import Video
from tkcommerce.words import time_word

State = Video.State
SURE = {State.APPROVED, State.SCHEDULED, State.POSTED, State.MEASURED}
LASTS = timedelta(minutes=15)  # what a post takes on a calendar
REFRESH = "PT1H"


def calendar_file(videos: Iterable[Video], *, name: str, zone: str, host: str, url_of: object) -> bytes:
    """`videos` with account, owner and `changed_at`; `host` makes the UIDs of this place; `url_of` a video's page."""
    calendar = Calendar()
    calendar.add("prodid", "-//tkcommerce//content calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)  # RFC 7986
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", zone)
    calendar.add("refresh-interval;value=duration", REFRESH)
    calendar.add("x-published-ttl", REFRESH)
    for video in videos:
        calendar.add_component(_event(video, host, url_of(video)))
    return calendar.to_ical()


def _event(video: Video, host: str, url: str) -> Event:
    event = Event()
    event.add("uid", f"video-{video.pk}@{host}")
    event.add("dtstamp", video.changed_at)
    event.add("last-modified", video.changed_at)
    event.add("sequence", video.version - 1)
    event.add("summary", video.title)
    event.add("description", _description(video))
    event.add("status", "CONFIRMED" if video.state in SURE else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    event.add("url", url)
    begins = instant_of_video(video)
    if begins is None:
        event.add("dtstart", video.day)
        event.add("dtend", video.day + timedelta(days=1))
    else:
        event.add("dtstart", begins)
        event.add("dtend", begins + LASTS)
    return event


def instant_of_video(video: Video) -> datetime | None:
    """In UTC: when it was posted, else when it is planned for; None while only the day is known."""
    instant = video.posted_at if video.is_out else video.planned_at
    return instant.astimezone(UTC) if instant else None


def _description(video: Video) -> str:
    lines = [str(State(video.state).label)]
    if video.planned_time and not video.is_out:
        lines.append(f"{time_word(video.planned_time)} {video.planned_zone}")
    if video.account:
        lines.append(str(video.account))
    if video.owner:
        lines.append(_("Owner: %(name)s") % {"name": video.owner})
    return "\n".join([*lines, *(["", video.caption] if video.caption else [])])
