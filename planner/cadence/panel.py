"""What the cadence has to say on the page of a planned video: warnings, and the next free slot of its account."""

from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from planner.cadence.gaps import next_free_slot
from planner.cadence.post_warnings import warnings_on
from planner.models import Video
from planner.panels import Panel
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days


def cadence_panel(request: HttpRequest, brand: Brand, video: Video) -> Panel | None:
    """None for what is out or dropped, and where there is nothing to say."""
    if video.is_out or video.state == Video.State.DROPPED:
        return None
    days = Days(video.day, video.day + timedelta(days=1)) if video.day else None
    warnings = warnings_on(brand, days).get(video.pk, ()) if days else ()
    free = video.account and (warnings or video.planned_time is None)
    slot = next_free_slot(brand, video.account, after=timezone.now()) if free else None
    return Panel("planner/_cadence_panel.html", {"warnings": warnings, "slot": slot}) if warnings or slot else None
