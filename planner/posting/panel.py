"""The panel on a video's page that leads to posting it, or says how we know that it is out."""

from django.http import HttpRequest

from planner.models import Video
from planner.panels import Panel
from planner.posting.linking import JOINING
from planner.posting.publishing import READY
from tkcommerce.brands.models import Brand


def posting_panel(request: HttpRequest, brand: Brand, video: Video) -> Panel | None:
    """For what is approved, missed, or was planned and is out."""
    if video.is_out:
        told = video.changes.filter(verb__in=JOINING).select_related("by").first()
        return Panel("planner/_posting_panel.html", {"told": told}) if told else None
    return Panel("planner/_posting_panel.html", {}) if video.state in READY else None
