"""What a video's length and posting slot are called: derived from seconds and local time, never kept. Pure."""

from datetime import time
from zoneinfo import ZoneInfo

from planner.models import Video

LENGTHS = ((10, "s10"), (20, "s20"), (34, "s34"), (60, "s60"), (180, "s180"))  # up to and with so many seconds
SLOTS = ((5, "late"), (9, "early"), (11, "morning"), (14, "noon"), (18, "afternoon"), (21, "evening"), (24, "night"))  # before h


def length_of(seconds: int | None) -> str | None:
    """The level of the facet `length`; None where nobody told the seconds."""
    if seconds is None:
        return None
    return next((code for most, code in LENGTHS if seconds <= most), "long")


def slot_of(at: time | None) -> str | None:
    """The level of the facet `slot` for a time on the account's clock; None where no time is known."""
    return None if at is None else next(code for end, code in SLOTS if at.hour < end)


def local_time_of(video: Video) -> time | None:
    """When it was posted, or is to be, on the clock of its account; of a plan without account, on the plan's own."""
    instant = video.posted_at if video.is_out else video.planned_at
    if instant is None:
        return None
    return instant.astimezone(ZoneInfo(video.account.time_zone if video.account else video.planned_zone)).time()


def derived_levels(video: Video) -> dict[str, str]:
    """{facet code: level code} of what can be derived; `account` should be fetched with the video."""
    found = {"length": length_of(video.seconds), "slot": slot_of(local_time_of(video))}
    return {facet: level for facet, level in found.items() if level}
